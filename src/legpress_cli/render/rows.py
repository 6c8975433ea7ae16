"""Many results as a stream: a line of JSON or of CSV for each person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec

from legpress_cli.diagnosis.result import Result
from legpress_cli.knowledge.model import Level
from legpress_cli.render.csv import csv_line
from legpress_cli.render.json import ascii_json
from legpress_cli.system.sanitize import escape_control_characters

_BETWEEN = ";"
_OF_RESULT = ("level", "first_change", "causes", "fault")


class Refused(msgspec.Struct, frozen=True):
    """What comes of a row without a result: its fault, and the level that its answers call for, where a doctor comes first."""

    fault: str
    level: Level | None


WriteRow: TypeAlias = Callable[[int, Mapping[str, Any], Result | Refused], str]
"""Gives the line for the number of a row, what is its own, and what came of it."""


def json_row(number: int, own: Mapping[str, Any], outcome: Result | Refused) -> str:
    """Return one JSON object in a line: ``row``, the row's own, and ``result`` or ``error``, which tell the level."""
    told = {"error": outcome.fault} if isinstance(outcome, Refused) else {"result": outcome}
    return ascii_json(msgspec.json.encode({"row": number, **own, **told}).decode()) + "\n"


def csv_header(columns: tuple[str, ...]) -> str:
    """Return the header of a table whose own columns these are."""
    return csv_line(["row", *columns, *_OF_RESULT])


def csv_rows(columns: tuple[str, ...]) -> WriteRow:
    """Return what gives one row of a table: the row, its own, its level, first change and causes, or its fault."""

    def row(number: int, own: Mapping[str, Any], outcome: Result | Refused) -> str:
        cells = [str(number), *(_cell(own.get(name, "")) for name in columns)]
        if isinstance(outcome, Refused):
            return csv_line([*cells, outcome.level.value if outcome.level else "", "", "", outcome.fault])
        first = outcome.first_change.id if outcome.first_change else ""
        return csv_line([*cells, outcome.triage.level.value, first, _BETWEEN.join(cause.id for cause in outcome.causes), ""])

    return row


def _cell(value: object) -> str:
    text = value if isinstance(value, str) else "" if value is None else msgspec.json.encode(value).decode()
    return escape_control_characters(text, keep="\n\t")
