"""Many people's answers, read one by one from a table (CSV) or from lines of JSON, as somebody else's data."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, NoReturn, TypeAlias

import msgspec

from legpress_cli.diagnosis.answer_parser import LABEL, normalize_id
from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.spreadsheet import find_separator

STANDARD_INPUT = "-"
LONGEST_LINE = 1024**2
"""The most characters of a line; a full table of answers has some hundred."""
RESERVED = ("row", "result", "error")
"""What the output calls its own, and no column may be called."""
_BETWEEN_ANSWERS = ";"
_CUT = "\udfff"  # no text of UTF-8 holds it
_JSON_ENDINGS = (".jsonl", ".ndjson", ".json")
_TABLE_ENDINGS = (".csv", ".tsv")
Own: TypeAlias = dict[str, Any]


class Row(msgspec.Struct, frozen=True):
    """One person: the number of their row from 1, what is their own, and their answers by question.

    With a ``fault`` the row is refused, and its answers are what can be read beside it.
    """

    number: int
    own: Own
    answers: dict[str, object]
    fault: str = ""


class People(msgspec.Struct, frozen=True):
    """The people of a file, read as they are asked for; ``columns`` are a table's own, ``None`` where lines have keys."""

    rows: Iterator[Row]
    columns: tuple[str, ...] | None


@contextmanager
def open_people(name: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input for ``-``. Raises ``InvalidInput`` where it cannot be read."""
    if name == STANDARD_INPUT:
        if sys.stdin is None:
            raise InvalidInput("standard input is closed, so there is nobody to read.")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115  # closed below
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise InvalidInput(f"{escape_control_characters(name)} cannot be read: {reason}.") from None
    with stream:
        yield stream


def read_people(knowledge: Knowledge, name: str, stream: BinaryIO) -> People:
    """Return the people in a stream: lines of JSON where its name or its first sign says so, else a table with a header.

    Raises ``InvalidInput`` for a header that cannot be read; what is wrong with one row stands in that row.
    """
    lines = _lines(stream)
    first = next((line for line in lines if line.strip()), "")
    if not first:
        place = "Standard input" if name == STANDARD_INPUT else escape_control_characters(name)
        raise InvalidInput(f"{place} is empty. It must hold a header and a row for each person.")
    ending = Path(name).suffix.lower()
    as_json = ending in _JSON_ENDINGS or (ending not in _TABLE_ENDINGS and first.lstrip().startswith("{"))
    return _json_lines(knowledge, first, lines) if as_json else _table(knowledge, first, lines)


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Return the lines of a stream. One that is too long is cut, and ends with a sign that no text holds."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
                while (more := text.readline(LONGEST_LINE)) and not more.endswith(("\n", "\r")):
                    pass
                line = f"{line[:80]}{_CUT}\n"
            yield line
    except OSError as error:
        raise InvalidInput(f"The people cannot be read to the end: {error.strerror}.") from None
    finally:
        with suppress(ValueError):  # the file is closed where the reader of the result left first
            text.detach()  # or it would close standard input


def _unreadable(text: str) -> str:
    """Return why a text cannot be taken, empty where it can."""
    if _CUT in text:
        return f"it is longer than {LONGEST_LINE // 1024**2} MB."
    return "" if text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text) else "it is not UTF-8."


def _table(knowledge: Knowledge, first: str, lines: Iterator[str]) -> People:
    reader = csv.reader(chain([first], lines), delimiter=find_separator(first))
    names = [name.strip() for name in next(reader)]
    questions = {question.id for question in knowledge.questions}
    asked = {name: normalize_id(name) for name in names if normalize_id(name) in questions or normalize_id(name) == LABEL}
    _check_header(names, asked, questions)
    own = tuple(name for name in names if name not in asked)
    return People(_table_rows(reader, names, asked), own)


def _check_header(names: list[str], asked: Mapping[str, str], questions: set[str]) -> None:
    if fault := _unreadable("".join(names)):
        raise InvalidInput(f"The header cannot be read: {fault}")
    if not set(asked.values()) & questions:
        raise InvalidInput("The header names no question. Name a column for each: legpress questions lists them.")
    ids = [asked.get(name, name) for name in names]
    if twice := next((name for name in ids if ids.count(name) > 1), None):
        _refuse_column(twice, "stands there twice. Keep one of them.")
    for name in names:
        if name in RESERVED:
            _refuse_column(name, "is what the output calls its own. Call it otherwise.")


def _refuse_column(name: str, why: str) -> NoReturn:
    raise InvalidInput(f"The column {escape_control_characters(name) or 'without a name'} {why}")


def _table_rows(reader: Iterator[list[str]], names: list[str], asked: Mapping[str, str]) -> Iterator[Row]:
    number = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number += 1
            yield Row(number, {}, {}, f"{error}.")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        number += 1
        given = dict(zip(names, cells, strict=False))
        own = {name: given.get(name, "") for name in names if name not in asked}
        fault = _unreadable("".join(cells))
        if not fault and len(cells) > len(names):
            fault = f"it has {len(cells)} cells, and the header {len(names)}."
        if fault:
            own = {name: escape_control_characters(cell) for name, cell in own.items()}
        answers = {asked[name]: _answers_in(given[name]) for name in names if name in asked and given.get(name, "").strip()}
        yield Row(number, own, answers, fault)


def _answers_in(cell: str) -> object:
    parts = [part.strip() for part in cell.split(_BETWEEN_ANSWERS) if part.strip()]
    return parts[0] if len(parts) == 1 else parts


def _json_lines(knowledge: Knowledge, first: str, lines: Iterator[str]) -> People:
    questions = {question.id for question in knowledge.questions}

    def rows() -> Iterator[Row]:
        number = 0
        for line in chain([first], lines):
            if line.strip():
                number += 1
                yield _json_row(questions, number, line)

    return People(rows(), None)


def _json_row(questions: set[str], number: int, line: str) -> Row:
    fault = _unreadable(line)
    try:
        read = json.loads(line, object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        return Row(number, {}, {}, fault or f"it is not a line of JSON: {error}.")
    if not isinstance(read, dict):
        return Row(number, {}, {}, 'it must be an object such as {"seat": "lowest"}.')
    answers: dict[str, object] = {}
    own: Own = {}
    for name, value in read.items():
        wanted = normalize_id(name)
        asked = wanted in questions or wanted == LABEL
        if asked and wanted in answers:
            fault = fault or f"{wanted} stands there twice, in two spellings; keep one of them."
            answers[wanted] = [*_each(answers[wanted]), *_each(value)]
        elif asked and value is not None:
            answers[wanted] = value
        elif not asked:
            own[name] = value
    if fault:
        return Row(number, {}, answers, fault)
    if taken := next((name for name in RESERVED if name in own), None):
        fault = f"{taken} is what the output calls its own. Call it otherwise."
        own = {name: value for name, value in own.items() if name not in RESERVED}
    return Row(number, own, answers, fault)


def _each(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands there twice")
    return made


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def own_columns(people: People) -> tuple[tuple[str, ...], Iterator[Row]]:
    """Return the own columns of a table of these people, and their rows: of lines with keys, the first has them all.

    A later row with a key of its own beside these is refused, for a table would drop it.
    """
    if people.columns is not None:
        return people.columns, people.rows
    first = next(people.rows, None)
    if first is None:
        return (), iter(())
    columns = tuple(first.own)
    return columns, chain([first], (_within(row, columns) for row in people.rows))


def _within(row: Row, columns: tuple[str, ...]) -> Row:
    beside = [name for name in row.own if name not in columns]
    if not beside or row.fault:
        return row
    return Row(
        row.number,
        row.own,
        row.answers,
        f"the first row has no {escape_control_characters(beside[0])}, so a table has no column for it.",
    )


def misspelled(knowledge: Knowledge, columns: tuple[str, ...]) -> Iterator[str]:
    """Return a sentence for each own column that may have been meant as a question."""
    questions = [question.id for question in knowledge.questions]
    for name in columns:
        near = did_you_mean(normalize_id(name)[:60], questions, among=0)
        if near != "." and len(name) > 2:  # noqa: PLR2004  # what is shorter is in every other word
            yield f"The column {escape_control_characters(name)} is taken for your own{near}"
