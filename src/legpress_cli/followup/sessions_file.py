"""Sessions as a file, CSV or JSON Lines: read whole or not at all, and each session once, however often it is read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import msgspec
from msgspec.structs import replace

from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.followup.course import Course
from legpress_cli.followup.due import with_steps
from legpress_cli.followup.session import USUAL, Session, SetUp
from legpress_cli.followup.weight import HEAVIEST
from legpress_cli.knowledge.model import ID_PATTERN, Knowledge
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.spreadsheet import find_separator, read_cell

COLUMNS = ("id", "date", "during", "after", "morning", "weight_kg", "step", "set_up", "signs", "seen")
MOST_ROWS = 100_000
_NEEDED = ("date", "during", "after", "set_up")
_FALSE, _TRUE = ("", "false", "no", "0"), ("true", "yes", "1")


class Brought(msgspec.Struct, frozen=True):
    """What a file brings to a course: sessions to be kept, how many of its rows were there already, and which of these differ.

    ``differing`` has their numbers. ``unknown`` are the steps of new sessions that are no tips of the knowledge, each once.
    """

    sessions: tuple[Session, ...]
    known: int
    differing: tuple[int, ...]
    unknown: tuple[str, ...]


def cells_of(session: Session) -> tuple[str, ...]:
    """Return a session as the cells of its row, in the order of ``COLUMNS``."""
    weight = "" if session.weight_kg is None else repr(float(session.weight_kg)).removesuffix(".0")
    pains = (session.during, session.after, "" if session.morning is None else session.morning)
    day, signs, seen = session.date.isoformat(), ";".join(session.signs), str(session.seen).lower()
    return (session.id, day, *map(str, pains), weight, session.step, session.set_up.value, signs, seen)


def take_in(knowledge: Knowledge, course: Course, text: str, today: date, before: Iterable[Session] = ()) -> Brought:
    """Return what a file brings to a course: new sessions in the order of the file, and known ones that it tells more of.

    A known session, also one of the courses ``before``, keeps what it has, and takes a morning or a weight that it lacked.
    A new one without a step is one with what was due on its day. Raises ``InvalidInput`` with the number of each bad row;
    nothing of such a file counts.
    """
    known = {session.id: session for session in (*before, *course.sessions)}
    brought: dict[str, Session] = {}
    there, differing = 0, []
    for number, session in _read(text, today):
        old = known.get(session.id)
        new = _filled(old, session) if old else session
        if old:
            there += 1
            differing += [number] if _contradicts(session, new) else []
        if new != old:
            known[new.id] = brought[new.id] = new
    others = {session.id for session in before}
    sessions = tuple(session for name, session in known.items() if name not in others)
    steps = {one.id: one.step for one in with_steps(knowledge, replace(course, sessions=sessions))}
    told = tuple(replace(session, step=steps.get(session.id, session.step)) for session in brought.values())
    steps_known = {USUAL, *(tip.id for tip in knowledge.tips)}
    unknown = dict.fromkeys(session.step for session in told if session.step not in steps_known)
    return Brought(told, there, tuple(differing), tuple(unknown))


def _filled(old: Session, told: Session) -> Session:
    """Return a session with the morning and the weight that it lacked, as far as they are told."""
    morning = told.morning if old.morning is None else old.morning
    return replace(old, morning=morning, weight_kg=told.weight_kg if old.weight_kg is None else old.weight_kg)


def _contradicts(told: Session, kept: Session) -> bool:
    """Say whether a row tells anything else of a session than what is kept; what it does not tell is nothing else."""
    silent = {name: getattr(kept, name) for name in ("morning", "weight_kg", "step") if getattr(told, name) in (None, "")}
    return replace(told, **silent) != kept


def _read(text: str, today: date) -> list[tuple[int, Session]]:
    """Return the sessions of a file in its order, each with the number of its row; ``step`` is empty where none is said."""
    sessions: list[tuple[int, Session]] = []
    faults: list[str] = []
    without_id: dict[str, int] = {}
    for number, row in _rows(text):
        try:
            session = _session(row, today)
        except InvalidInput as fault:
            faults.append(f"row {number}: {fault}")
            continue
        if not session.id:
            told = repr(sorted((key, str(value)) for key, value in row.items()))
            without_id[told] = without_id.get(told, 0) + 1
            session = replace(session, id=f"row-{sha256(f'{told} {without_id[told]}'.encode()).hexdigest()[:12]}")
        sessions.append((number, session))
    if faults:
        more = [f"and {len(faults) - 20} more."] if len(faults) > 20 else []  # noqa: PLR2004  # a screen of them
        raise InvalidInput("\n".join(["Nothing of this file is kept:", *faults[:20], *more]))
    return sessions


def _rows(text: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Return the rows of a file with their numbers: of a table below its header, or of JSON Lines, each counted from 1."""
    text = text.removeprefix("\ufeff").lstrip("\r\n")
    if text.lstrip().startswith("{"):
        lines = ((number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip())
        yield from ((number, _json_row(number, line)) for number, line in lines)
        return
    try:
        separator = find_separator(text.partition("\n")[0])
        rows = csv.DictReader(io.StringIO(text), restkey="", strict=True, delimiter=separator)
        _check_header([name.strip().lower() for name in rows.fieldnames or ()])
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                raise InvalidInput(f"A file of sessions has {MOST_ROWS} rows at most.")
            yield (
                number,
                {
                    (name or "").strip().lower(): read_cell(cell) if isinstance(cell, str) else cell
                    for name, cell in row.items()
                },
            )
    except csv.Error as error:
        raise InvalidInput(f"This is no CSV: {error}.") from None


def _check_header(names: Sequence[str]) -> None:
    faults = [_no_column(name) for name in dict.fromkeys(names) if name and name not in COLUMNS]
    faults += [f"the column {_shown(name)} stands there twice." for name in COLUMNS if names.count(name) > 1]
    faults += ["a column of the header has no name."] if "" in names else []
    missing = ", ".join(name for name in _NEEDED if name not in names)
    faults += [f"the header lacks {missing}."] if missing else []
    if faults:
        raise InvalidInput("\n".join(["Nothing of this file is kept:", *faults]))


def _no_column(name: str) -> str:
    return f"there is no column {_shown(name)}{did_you_mean(name, COLUMNS)}"


def _json_row(number: int, line: str) -> Mapping[str, Any]:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.MsgspecError, RecursionError):
        raise InvalidInput(f"row {number}: it is not one JSON object. Nothing of this file is kept.") from None


def _session(row: Mapping[str, Any], today: date) -> Session:
    for name in row:
        if name not in COLUMNS:
            raise InvalidInput(_no_column(name) if name else "it has more cells than columns.")
    for name in _NEEDED:
        if row.get(name) in (None, ""):
            raise InvalidInput(f"{name} is missing.")
    return Session(
        id=_name(row, "id", "[^\x00-\x1f\x7f-\x9f]{0,100}"),
        date=_day(row["date"], today),
        during=_pain(row, "during"),
        after=_pain(row, "after"),
        morning=None if row.get("morning") in (None, "") else _pain(row, "morning"),
        weight_kg=_weight(row.get("weight_kg")),
        step=_name(row, "step", f"(?:{ID_PATTERN})?"),
        set_up=_set_up(row["set_up"]),
        signs=_signs(row.get("signs")),
        seen=_truth(row.get("seen")),
    )


def _name(row: Mapping[str, Any], name: str, pattern: str) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise InvalidInput(f"{name} cannot be {_shown(value)}.")
    return value


def _day(value: Any, today: date) -> date:
    try:
        day = date.fromisoformat(str(value).strip())
    except ValueError:
        raise InvalidInput(f"date must be a day such as 2026-11-12, not {_shown(value)}.") from None
    if day > today:
        raise InvalidInput(f"date lies in the future: {day}.")
    return day


def _pain(row: Mapping[str, Any], name: str) -> int:
    text = str(row.get(name)).strip()
    if not re.fullmatch("10|[0-9]", text):
        raise InvalidInput(f"{name} must be a whole number from 0 to 10, not {_shown(text)}.")
    return int(text)


def _weight(value: Any) -> float | None:
    text = str("" if value is None else value).strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,15})?", text) or not 0 < float(text) <= HEAVIEST:
        raise InvalidInput(f"weight_kg must be a number of kilos up to {HEAVIEST}, not {_shown(text)}.")
    return float(text)


def _set_up(value: Any) -> SetUp:
    names = [entry.value for entry in SetUp]
    if value not in names:
        raise InvalidInput(f"set_up must be one of: {', '.join(names)}, not {_shown(value)}.")
    return SetUp(value)


def _signs(value: Any) -> tuple[str, ...]:
    signs = value.split(";") if isinstance(value, str) else value or []
    if not isinstance(signs, list) or not all(isinstance(sign, str) for sign in signs):
        raise InvalidInput(f"signs must be ids of danger signs, not {_shown(value)}.")
    names = tuple(dict.fromkeys(sign.strip() for sign in signs if sign.strip() not in ("", "none")))
    if bad := [name for name in names if not re.fullmatch(ID_PATTERN, name)]:
        raise InvalidInput(f"signs must be ids of danger signs, not {_shown(bad[0])}.")
    return names


def _truth(value: Any) -> bool:
    text = str("" if value is None else value).strip().lower()
    if text not in (*_FALSE, *_TRUE):
        raise InvalidInput(f"seen must be true or false, not {_shown(value)}.")
    return text in _TRUE


def _shown(value: Any) -> str:
    return escape_control_characters(str(value)[:60]) or "nothing"
