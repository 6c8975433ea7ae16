"""Sessions as a file: what is written is read back the same, once, and nothing of a file with a bad row counts."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from legpress_cli.errors import InvalidInput
from legpress_cli.followup.outcome import follow_up
from legpress_cli.followup.session import USUAL, Session, SetUp
from legpress_cli.followup.sessions_file import COLUMNS, cells_of, take_in
from legpress_cli.render.csv import render_csv
from support.courses import FIRST, KNOWLEDGE, SECOND, TODAY, course_of, day

HELPED = ["0 without 5", "3 without 6 80kg", "7 with 3 no-kg morning-2", "10 with 2 not-better"]
ROW = {"id": "a", "date": "2026-09-01", "during": "5", "after": "4", "set_up": "without"}
PAIN = st.integers(0, 10)
KILOS = st.integers(1, 4000).map(lambda half: half / 2) | st.floats(0.5, 2000).map(lambda kilos: round(kilos, 4))
SESSIONS = st.lists(
    st.builds(
        Session,
        id=st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20),
        date=st.dates(date(2020, 1, 1), TODAY),
        during=PAIN,
        after=PAIN,
        morning=st.none() | PAIN,
        weight_kg=st.none() | KILOS,
        step=st.sampled_from([USUAL, FIRST, "gone"]),
        set_up=st.sampled_from(SetUp),
        signs=st.sampled_from([(), ("one-leg",), ("fever", "lump")]),
        seen=st.booleans(),
    ),
    max_size=6,
    unique_by=lambda session: session.id,
)


def written(sessions: tuple[Session, ...]) -> str:
    return render_csv(COLUMNS, map(cells_of, sessions))


def csv_of(*rows: dict[str, str]) -> str:
    names = list(dict.fromkeys(name for row in rows for name in row))
    return "\n".join([",".join(names), *(",".join(row.get(name, "") for name in names) for row in rows)]) + "\n"


@given(SESSIONS)
def test_what_is_written_is_read_back_the_same(sessions: list[Session]) -> None:
    assert take_in(KNOWLEDGE, course_of(), written(tuple(sessions)), TODAY).sessions == tuple(sessions)


@given(SESSIONS)
def test_no_spreadsheet_runs_a_cell(sessions: list[Session]) -> None:
    for row in csv.reader(io.StringIO(written(tuple(sessions)))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@pytest.mark.parametrize("name", ["=1+1", "'=1+1", "''-1", "'a", "'", "@x", "+", "a=1"])
def test_a_name_that_a_spreadsheet_would_run_is_read_back_the_same(name: str) -> None:
    session = replace(course_of(HELPED).sessions[0], id=name)
    text = written((session,))
    assert not text.splitlines()[1].startswith(tuple("=+-@"))
    assert take_in(KNOWLEDGE, course_of(), text, TODAY).sessions == (session,)


def test_a_course_read_back_has_the_same_verdict() -> None:
    course = course_of(HELPED)
    back = take_in(KNOWLEDGE, course_of(), written(course.sessions), TODAY).sessions
    assert follow_up(KNOWLEDGE, replace(course_of(), sessions=back)) == follow_up(KNOWLEDGE, course)


def test_a_file_read_twice_brings_nothing_the_second_time() -> None:
    course = course_of(HELPED)
    assert take_in(KNOWLEDGE, course, written(course.sessions), TODAY).sessions == ()


def test_a_known_session_takes_what_it_lacked_and_keeps_what_it_has() -> None:
    course = course_of(HELPED)
    last = course.sessions[-1]
    told = replace(last, morning=4, weight_kg=50, during=9)
    assert take_in(KNOWLEDGE, course, written((told,)), TODAY).sessions == (replace(last, morning=4),)


@pytest.mark.parametrize(
    ("change", "differs"),
    [
        ({}, False),
        ({"morning": 4}, False),
        ({"weight_kg": None}, False),
        ({"weight_kg": 50}, True),
        ({"during": 9}, True),
        ({"date": day(11)}, True),
        ({"set_up": SetUp.OTHER}, True),
        ({"signs": ()}, True),
        ({"seen": True}, True),
        ({"step": USUAL}, True),
        ({"step": ""}, False),
    ],
)
def test_a_row_that_says_something_else_of_a_known_session_is_told(change: dict[str, Any], *, differs: bool) -> None:
    course = course_of(HELPED)
    *others, last = course.sessions
    told = replace(last, **change)
    brought = take_in(KNOWLEDGE, course, written((*others, told)), TODAY)
    assert (brought.known, brought.differing) == (4, (4,) if differs else ())
    before = take_in(KNOWLEDGE, course_of(), written((told,)), TODAY, course.sessions)
    assert (before.known, before.differing) == (1, (1,) if differs else ())
    filled = (replace(last, morning=4),) if "morning" in change else ()
    assert brought.sessions == before.sessions == filled


def test_a_row_told_twice_counts_once_and_the_second_is_told_if_it_differs() -> None:
    first, second = course_of(HELPED[:1]).sessions[0], course_of(["0 without 7"]).sessions[0]
    brought = take_in(KNOWLEDGE, course_of(), written((first, first, second)), TODAY)
    assert (brought.sessions, brought.known, brought.differing) == ((first,), 2, (3,))


def test_json_lines_are_read_as_well() -> None:
    lines = [
        {"id": "a", "date": "2026-09-01", "during": 5, "after": 4, "set_up": "without", "weight_kg": 102.5, "signs": []},
        {"id": "b", "date": "2026-09-04", "during": 5, "after": 4, "morning": None, "set_up": "with", "signs": ["one-leg"]},
    ]
    first, second = take_in(KNOWLEDGE, course_of(), "\n".join(map(json.dumps, lines)), TODAY).sessions
    assert (first.weight_kg, first.step, second.signs, second.step) == (102.5, USUAL, ("one-leg",), FIRST)


def test_what_next_writes_as_json_is_read_back() -> None:
    course = course_of(HELPED)
    lines = b"\n".join(map(msgspec.json.encode, follow_up(KNOWLEDGE, course).result.sessions)).decode()
    assert take_in(KNOWLEDGE, course_of(), lines, TODAY).sessions == course.sessions


def test_a_session_without_a_step_is_one_with_what_was_due() -> None:
    rows = [ROW | {"id": str(number), "date": day(3 * number).isoformat()} for number in range(2)]
    rows += [ROW | {"id": "x", "date": day(9).isoformat(), "set_up": "with"}]
    assert [session.step for session in take_in(KNOWLEDGE, course_of(), csv_of(*rows), TODAY).sessions] == [USUAL, USUAL, FIRST]


@pytest.mark.parametrize(("more", "step"), [((), FIRST), (("11 seen",), SECOND)])
def test_what_was_due_on_the_day_of_a_row_knows_of_visits(more: tuple[str, ...], step: str) -> None:
    course = course_of([*HELPED[:3], "10 with 2 fever", *more])
    row = ROW | {"date": day(14).isoformat(), "set_up": "with"}
    assert take_in(KNOWLEDGE, course, csv_of(row), TODAY).sessions[-1].step == step


def test_rows_without_an_id_count_once_however_often_they_are_read() -> None:
    row = {name: value for name, value in ROW.items() if name != "id"}
    text = csv_of(row, row)
    course = course_of()
    brought = take_in(KNOWLEDGE, course, text, TODAY).sessions
    assert len({session.id for session in brought}) == 2
    assert take_in(KNOWLEDGE, replace(course, sessions=brought), text, TODAY).sessions == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": "12.11.2026"}, "date must be a day such as 2026-11-12, not 12.11.2026."),
        ({"date": "2027-01-01"}, "date lies in the future: 2027-01-01."),
        ({"during": "11"}, "during must be a whole number from 0 to 10, not 11."),
        ({"after": "2.5"}, "after must be a whole number from 0 to 10, not 2.5."),
        ({"after": "５"}, "after must be a whole number from 0 to 10, not ５."),
        ({"morning": "bad"}, "morning must be a whole number from 0 to 10, not bad."),
        ({"weight_kg": "220 lb"}, "weight_kg must be a number of kilos up to 2000, not 220 lb."),
        ({"weight_kg": "nan"}, "weight_kg must be a number of kilos up to 2000, not nan."),
        ({"weight_kg": "0"}, "weight_kg must be a number"),
        ({"set_up": "maybe"}, "set_up must be one of: with, without, other, not maybe."),
        ({"step": "No Tip"}, "step cannot be No Tip."),
        ({"signs": "one leg"}, "signs must be ids of danger signs, not one leg."),
        ({"seen": "perhaps"}, "seen must be true or false, not perhaps."),
        ({"during": ""}, "during is missing."),
    ],
)
def test_a_bad_row_is_told_with_its_number_and_nothing_is_kept(change: dict[str, str], said: str) -> None:
    with pytest.raises(InvalidInput, match="Nothing of this file is kept") as fault:
        take_in(KNOWLEDGE, course_of(), csv_of(ROW | {"id": "first"}, ROW | change), TODAY)
    lines = [line for line in str(fault.value).splitlines() if line.startswith("row ")]
    assert any(line.startswith("row 2: ") and said in line for line in lines)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("date,during,after,set_up,pain", ["there is no column pain; it must be one of: id, date, during, after, morning, "]),
        (
            "date,during,after,set_up,mornin,notes",
            ["there is no column mornin; did you mean morning?", "there is no column notes"],
        ),
        ("day,during,after,set_up", ["there is no column day", "the header lacks date."]),
        ("id,date", ["the header lacks during, after, set_up."]),
        ("\n", ["there is no column x", "the header lacks date, during, after, set_up."]),
        ("date,during,during,after,set_up", ["the column during stands there twice."]),
        ("date,during,after,set_up,,", ["a column of the header has no name."]),
    ],
)
def test_a_wrong_header_is_told_once(header: str, said: list[str]) -> None:
    with pytest.raises(InvalidInput, match="Nothing of this file is kept") as fault:
        take_in(KNOWLEDGE, course_of(), f"{header}\n" + "x\n" * 1000, TODAY)
    _, *lines = str(fault.value).splitlines()
    assert [line.startswith(begin) for line, begin in zip(lines, said, strict=True)] == [True] * len(said)


def test_a_key_that_is_no_column_is_told_with_its_row() -> None:
    with pytest.raises(InvalidInput, match="row 1: there is no column mornin; did you mean morning"):
        take_in(KNOWLEDGE, course_of(), json.dumps(ROW | {"mornin": 5}), TODAY)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_table_is_read_as_spreadsheets_write_it(separator: str, newline: str) -> None:
    rows = [["Date", "During", "After", "Set_Up", "Signs"], ["2026-09-01", "5", "4", "without", '"one-leg;fever"']]
    (session,) = take_in(KNOWLEDGE, course_of(), newline.join(map(separator.join, rows)), TODAY).sessions
    assert (session.during, session.set_up, session.signs) == (5, SetUp.WITHOUT, ("one-leg", "fever"))


@pytest.mark.parametrize("text", ['{"id": 1', '{"id": "a"}\n[]', "id,date\n\x00", 'id,"date\n', "{}\n{"])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        take_in(KNOWLEDGE, course_of(), text, TODAY)


@given(st.text(max_size=200))
def test_any_other_text_is_refused_or_brings_nothing(text: str) -> None:
    with suppress(InvalidInput):
        assert take_in(KNOWLEDGE, course_of(), text, TODAY).sessions == ()


def test_many_bad_rows_are_counted() -> None:
    rows: list[dict[str, Any]] = [ROW | {"id": str(number), "during": "x"} for number in range(30)]
    with pytest.raises(InvalidInput, match="and 10 more"):
        take_in(KNOWLEDGE, course_of(), csv_of(*rows), TODAY)


def test_lines_without_anything_may_stand_before_the_header() -> None:
    assert len(take_in(KNOWLEDGE, course_of(), f"\ufeff\r\n\n{csv_of(ROW)}", TODAY).sessions) == 1
