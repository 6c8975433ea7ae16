"""Many results as a stream: a line of JSON or of CSV for each person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import msgspec

from legpress_cli.diagnosis.result import Result
from legpress_cli.render.csv import csv_line
from legpress_cli.render.json import ascii_json
from legpress_cli.system.sanitize import escape_control_characters

_BETWEEN = ";"
_OF_RESULT = ("level", "first_change", "causes", "fault")
WriteRow: TypeAlias = Callable[[int, Mapping[str, Any], Result | None, str, str], str]
"""Gives the line for the number of a row, what is its own, its result or else its fault, and its level where it is known."""


def json_row(number: int, own: Mapping[str, Any], result: Result | None, fault: str, _level: str) -> str:
    """Return one JSON object in a line: ``row``, the row's own, and ``result`` or ``error``, which tell the level."""
    outcome = {"result": result} if result else {"error": fault}
    return ascii_json(msgspec.json.encode({"row": number, **own, **outcome}).decode()) + "\n"


def csv_header(columns: tuple[str, ...]) -> str:
    """Return the header of a table whose own columns these are."""
    return csv_line(["row", *columns, *_OF_RESULT])


def csv_rows(columns: tuple[str, ...]) -> WriteRow:
    """Return what gives one row of a table: the row, its own, its level, first change and causes, or its fault."""

    def row(number: int, own: Mapping[str, Any], result: Result | None, fault: str, level: str) -> str:
        cells = [str(number), *(_cell(own.get(name, "")) for name in columns)]
        if result is None:
            return csv_line([*cells, level, "", "", fault])
        first = result.first_change.id if result.first_change else ""
        return csv_line([*cells, level, first, _BETWEEN.join(cause.id for cause in result.causes), ""])

    return row


def _cell(value: object) -> str:
    text = value if isinstance(value, str) else "" if value is None else msgspec.json.encode(value).decode()
    return escape_control_characters(text, keep="\n\t")
