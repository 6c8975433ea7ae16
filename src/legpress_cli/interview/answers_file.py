"""An answers file, YAML or JSON, is read as what it is: somebody else's data."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from legpress_cli.diagnosis.answer_parser import LabelledAnswers, read_labelled_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.sanitize import escape_control_characters

STANDARD_INPUT = "-"
LARGEST = 64 * 1024
"""The most bytes an answers file may have; a full one has about one thousand."""


def one_answers_file(names: Sequence[str] | None) -> str | None:
    """Return the answers file of a call, ``None`` without one. Raises ``InvalidInput`` for more than one, or an empty name."""
    if names and len(names) > 1:
        listed = " and ".join(map(escape_control_characters, names))
        raise InvalidInput(f"{len(names)} answers files are given, {listed}, but one file is one person. Give --answers once.")
    if names and not names[0]:
        raise InvalidInput("The name after --answers is empty. Write one, or leave this out.")
    return names[0] if names else None


def read_answers_file(knowledge: Knowledge, name: str) -> LabelledAnswers:
    """Return what stands in a file, or on standard input for ``-``. Raises ``InvalidInput`` with the file and the place."""
    from legpress_cli.knowledge.reading.yaml_parser import YamlFault, read_yaml

    place = "standard input" if name == STANDARD_INPUT else escape_control_characters(name)
    data = _read(name, place)
    try:
        raw = read_yaml(data, bare_words_allowed=True)
    except YamlFault as fault:
        raise InvalidInput(f"{place}: {fault}.") from None
    if raw is None:
        raise InvalidInput(f"{place} is empty. It must hold lines such as 'seat: lowest'.")
    if not isinstance(raw, dict):
        kind = "a list" if isinstance(raw, list) else "a single value"
        raise InvalidInput(f"{place} must hold lines such as 'seat: lowest', not {kind}.")
    return read_labelled_answers(knowledge, raw, Source.FILE, f"{place}: ")


def _read(name: str, place: str) -> bytes:
    try:
        if name == STANDARD_INPUT:
            data = sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b""
        else:
            with Path(name).open("rb") as stream:
                data = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InvalidInput(f"{place} cannot be read: {reason}.") from None
    if len(data) > LARGEST:
        raise InvalidInput(f"{place} is longer than {LARGEST // 1024} kB, too long for answers.")
    return data
