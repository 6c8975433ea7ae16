"""Weights as people write them, in kilos or pounds."""

from __future__ import annotations

import re

from legpress_cli.errors import InvalidInput
from legpress_cli.system.sanitize import escape_control_characters

HEAVIEST = 2_000
"""The most kilos that a session may have."""
_KILOS = {"kg": 1.0, "kgs": 1.0, "kilo": 1.0, "kilos": 1.0, "lb": 0.45359237, "lbs": 0.45359237, "pound": 0.45359237}
_UNITS = {**_KILOS, "pounds": _KILOS["pound"]}
_WRITTEN = re.compile(r"(\d{1,5}(?:[.,]\d{1,3})?)\s*([a-z]*)\.?", re.IGNORECASE | re.ASCII)


def read_weight(text: str) -> float:
    """Return a weight in kilos: ``100kg``, ``102,5 kg``, ``225 lb``. Raises ``InvalidInput`` for anything else."""
    match = _WRITTEN.fullmatch(text.strip())
    unit = _UNITS.get(match[2].lower()) if match else None
    if match is None or unit is None:
        shown = escape_control_characters(text.strip()[:40]) or "nothing"
        raise InvalidInput(f"Write a weight with its unit, such as 100 kg or 220 lb, not {shown}.")
    kilos = float(match[1].replace(",", ".")) * unit
    if not 0 < kilos <= HEAVIEST:
        raise InvalidInput(f"A weight must be more than 0 and at most {HEAVIEST} kg, not {match[0]}.")
    return round(kilos, 2)


def weight_in_words(kilos: float) -> str:
    """Return a weight in both units: ``100 kg (220 lb)``."""
    pounds = kilos / _KILOS["lb"]
    return f"{round(kilos, 1):g} kg ({pounds:.0f} lb)"
