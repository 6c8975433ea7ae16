"""``legpress log`` and ``legpress next``: a session told by flags, kept, and what comes after it."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from legpress_cli.errors import InvalidInput
from legpress_cli.followup.weight import read_weight
from legpress_cli.store.database import Store
from legpress_cli.store.log import read_sessions
from legpress_cli.system.environment import read_day
from support.legpress import SAFE, Finished, Legpress, copy_knowledge
from support.store import locked, run_sql

KEEP = ("diagnose", *SAFE, "--feet", "high", "--hips", "lift", "--when", "bottom", "--pain", "5", "--keep")
WELL = ("--emergency-sign", "none", "--doctor-sign", "none")
FIRST = date(2026, 9, 1)
LOG = (sys.executable, "-m", "legpress_cli", "log", "--no-input", *WELL, "--during", "3", "--after", "2", "--set-up", "with")


def log(legpress: Legpress, day: int, pain: int, set_up: str, *more: str, signs: tuple[str, ...] = WELL) -> Finished:
    """Log a session on a day, counted from the first of September."""
    on = str(FIRST + timedelta(days=day))
    return legpress("log", "--no-input", *signs, "--during", str(pain), "--after", "0", "--set-up", set_up, "--date", on, *more)


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def kept(here: Legpress) -> Legpress:
    assert here(*KEEP).code == 0
    return here


@pytest.mark.smoke
def test_a_clear_drop_is_kept_and_the_next_change_comes(kept: Legpress) -> None:
    for day, pain, set_up in ((0, 5, "without"), (3, 6, "without"), (7, 3, "with")):
        log(kept, day, pain, set_up, "--weight", "100kg")
    done = log(kept, 10, 2, "with", "--weight", "100kg", "--json")
    assert done.code == 0
    told = done.json
    assert (told["next"]["do"], told["verdict"]["is"], told["verdict"]["trust"]) == ("keep-and-next", "better", "fair")
    assert (told["step"]["tip"], told["next"]["tip"]) == ("feet-placement", "shorter-range")
    assert [session["step"] for session in told["sessions"]] == ["usual", "usual", "feet-placement", "feet-placement"]
    assert kept("next", "--json").json == told


def test_the_page_fits_a_screen_with_twelve_sessions_and_counts_older_ones(kept: Legpress) -> None:
    for day in range(15):
        log(kept, 2 * day, 4, "without" if day < 2 else "with", "--weight", "220 lb")
    for columns, most in (("80", 44), ("40", 90)):
        lines = kept("next", env={"COLUMNS": columns}).out.splitlines()
        assert len(lines) <= most
        assert max(map(len, lines)) <= int(columns)
    assert "Older ones: 3" in words(kept("next").out)


def test_the_last_line_repeats_the_one_thing(kept: Legpress) -> None:
    for day, pain, set_up in ((0, 5, "without"), (3, 6, "without"), (7, 3, "with"), (10, 7, "with")):
        out = log(kept, day, pain, set_up).out
        title = kept("next", "--json").json["next"]["title"]
        assert words(out).endswith(f"{title}.")
        assert title in words(out.replace("│", " ").split("╰")[0])


def test_without_a_kept_result_the_way_to_one_is_told(here: Legpress) -> None:
    for command in (("log", "--no-input"), ("next",), ("log", "--undo"), ("log", "--import", "x.csv")):
        done = here(*command)
        assert (done.code, done.out) == (2, "")
        assert "No result is kept here. Get one with: legpress diagnose --keep" in words(done.err)


def test_next_writes_nothing(kept: Legpress) -> None:
    file = next(kept.folder.rglob("legpress.sqlite3"))
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    assert kept("next").code == 0
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_what_is_missing_is_named_with_an_example_that_works(kept: Legpress) -> None:
    done = kept("log", "--no-input", "--during", "3")
    assert done.code == 2
    for flag in ("--emergency-sign", "--doctor-sign", "--after", "--set-up"):
        assert f"\n  {flag} " in done.err
    assert "\n  --during" not in done.err
    example = done.err.split("answers in it:\n")[1].strip()
    assert kept(*example.split()[1:]).code == 0


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--date", "2999-01-01"), "lies in the future"),
        (("--date", "yesterday"), "must be a day such as"),
        (("--date", ""), "not nothing."),
        (("--weight", "100"), "with its unit"),
        (("--weight", "9999kg"), "at most 2000 kg"),
        (("--during", "11"), "there is no answer '11'"),
        (("--morning", "3"), "no session in the days before"),
        (("--doctor-sign", "fevr"), "fever"),
        (("--undo",), "each stand alone"),
        (("--import", "x.csv"), "each stand alone"),
    ],
)
def test_a_wrong_flag_is_refused_and_nothing_is_kept(kept: Legpress, flags: tuple[str, ...], said: str) -> None:
    done = kept("log", "--no-input", *WELL, "--during", "3", "--after", "2", "--set-up", "with", *flags)
    assert (done.code, done.out) == (2, "")
    assert said in words(done.err)
    assert kept("next", "--json").json["sessions"] == []


@pytest.mark.parametrize(
    ("text", "kilos"),
    [("100kg", 100), ("102.5kg", 102.5), ("102,5 kg", 102.5), ("225 lb", 102.06), ("225LBS", 102.06), (" 50 kilos ", 50)],
)
def test_weights_are_read_in_kilos_and_pounds(text: str, kilos: float) -> None:
    assert read_weight(text) == kilos


@pytest.mark.parametrize("text", ["", "100", "-5kg", "0kg", "1e3kg", "١٠٠kg", "100 stone", "kg", "1,000.5kg", "2001 kg"])
def test_other_weights_are_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_weight(text)


def test_a_morning_belongs_to_the_session_before(kept: Legpress) -> None:
    log(kept, 0, 4, "without")
    log(kept, 3, 4, "without", "--morning", "1")
    assert [session["morning"] for session in kept("next", "--json").json["sessions"]] == [1, None]
    assert log(kept, 8, 4, "with", "--morning", "1").code == 2  # the session before is five days away
    assert log(kept, 7, 4, "with", "--morning", "not-sure").code == 0


def test_a_sign_stops_everything_until_it_was_seen(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    done = log(kept, 3, 4, "with", signs=("--emergency-sign", "saddle-numbness", "--doctor-sign", "none"))
    assert done.code == 3
    assert "■" not in done.out
    for command in (("next",), ("next", "--json")):
        assert kept(*command).code == 3
    assert kept("next", "--json").json["next"]["do"] == "see-a-doctor"
    assert log(kept, 20, 2, "with").code == 3
    done = log(kept, 24, 2, "with", "--seen", "--json")
    assert (done.code, done.json["triage"]["open_since"]) == (0, None)


def test_undo_gives_back_the_page_before_and_the_command_that_enters_it_again(kept: Legpress) -> None:
    log(kept, 0, 5, "without", "--weight", "225 lb")
    pages = [kept("next").out]
    log(
        kept,
        3,
        4,
        "with",
        "--morning",
        "2",
        "--weight",
        "102,5 kg",
        signs=("--emergency-sign", "none", "--doctor-sign", "fever"),
    )
    pages.append(kept("next").out)
    done = kept("log", "--undo")
    assert (done.code, done.out) == (0, pages[0])
    command = done.err.split("again:\n")[1].strip()
    assert kept(*command.split()[1:]).out == pages[1]
    assert kept("log", "--undo").out == pages[0]
    kept("log", "--undo")
    done = kept("log", "--undo")
    assert (done.code, done.out) == (2, "")
    assert "nothing to take back" in done.err


def test_what_may_be_a_mistake_about_a_session_is_told(kept: Legpress) -> None:
    told = (*WELL, "--during", "3", "--after", "2", "--set-up", "with")
    first, again, other = (kept("log", "--no-input", *told, "--weight", weight) for weight in ("80kg", "80kg", "90kg"))
    assert ["One like it" in done.err for done in (first, again, other)] == [False, True, False]
    old = kept("log", "--no-input", *told, "--date", str(read_day() - timedelta(365)))
    assert "That day is 365 days before your result." in words(old.err)
    assert all(done.code == 0 for done in (first, again, other, old))


def test_two_sessions_of_a_day_are_two_in_the_order_of_entry(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    log(kept, 0, 3, "without")
    assert [session["during"] for session in kept("next", "--json").json["sessions"]] == [5, 3]


def test_a_session_that_was_forgotten_takes_its_place(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    log(kept, 7, 3, "with")
    log(kept, 3, 6, "without")
    assert [session["during"] for session in kept("next", "--json").json["sessions"]] == [5, 6, 3]


@pytest.mark.smoke
def test_sessions_go_out_and_come_back_once(kept: Legpress) -> None:
    for day, pain, set_up in ((0, 5, "without"), (3, 6, "without"), (7, 3, "with"), (10, 2, "with")):
        log(kept, day, pain, set_up, "--weight", "220lb", *(("--morning", "1") if day == 3 else ()))
    table, told = kept("next", "--format", "csv").out, kept("next", "--json").out
    (kept.folder / "sessions.csv").write_text(table, encoding="utf-8")
    again = kept("log", "--import", "sessions.csv", "--json")
    assert (again.code, again.out) == (0, told)
    assert "0 new sessions kept" in again.err
    other = {"LEGPRESS_STORE": str(kept.folder / "other.sqlite3")}
    kept(*KEEP, env=other)
    brought = kept("log", "--import", "-", "--json", stdin=table.encode(), env=other)
    assert (brought.code, brought.out) == (0, told)
    lines = "\n".join(json.dumps({**row, "signs": []}) for row in csv.DictReader(io.StringIO(table)))
    third = {"LEGPRESS_STORE": str(kept.folder / "third.sqlite3")}
    kept(*KEEP, env=third)
    assert kept("log", "--import", "-", "--json", stdin=lines.encode(), env=third).out == told


def test_a_step_that_is_no_tip_is_told(kept: Legpress) -> None:
    table = "date,during,after,set_up,step\n2026-09-01,3,2,with,shorter-range\n2026-09-03,3,2,with,short\n"
    done = kept("log", "--import", "-", stdin=table.encode())
    assert (done.code, words(done.err)) == (
        0,
        "2 new sessions kept. No tip is called short. Their sessions are kept as those with a change of that name.",
    )


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ([], "0 new sessions kept. 5 were there already."),
        ([1], "0 new sessions kept. 5 were there already, and 1 of these differs and stays as kept: row 2."),
        (
            [0, 2, 3, 4],
            "0 new sessions kept. 5 were there already, and 4 of these differ and stay as kept: rows 1, 3, 4, and others.",
        ),
    ],
)
def test_rows_that_say_something_else_than_what_is_kept_are_told(kept: Legpress, changed: list[int], said: str) -> None:
    for number in range(5):
        log(kept, number, 5, "without")
    told = kept("next", "--json").json["sessions"]
    rows = [json.dumps({**session, "during": 4 if number in changed else 5}) for number, session in enumerate(told)]
    done = kept("log", "--import", "-", "--json", stdin="\n".join(rows).encode())
    assert (done.code, done.json["sessions"]) == (0, told)
    assert said in words(done.err)


def test_sessions_of_the_course_before_are_known_too(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    table = kept("next", "--format", "csv").out
    assert kept(*KEEP, "--yes").code == 0
    done = kept("log", "--import", "-", stdin=table.replace(",5,0,", ",6,0,").encode())
    assert "0 new sessions kept. 1 was there already, and 1 of these differs and stays as kept: row 1." in words(done.err)


def test_a_bad_row_is_told_and_nothing_of_its_file_is_kept(kept: Legpress) -> None:
    text = "date,during,after,set_up\n2026-09-01,5,2,without\n2026-09-03,12,2,with\n2026-13-03,1,2,with\n"
    done = kept("log", "--import", "-", stdin=text.encode())
    assert done.code == 2
    assert "row 2: during must be a whole number from 0 to 10" in words(done.err)
    assert "row 3: date" in words(done.err)
    assert kept("next", "--json").json["sessions"] == []


@pytest.mark.parametrize("data", [b"\xff", b"", b"\x00", b"a,b\n1,2\n", b"{", b"[1]"])
def test_a_file_that_is_none_of_sessions_is_one_sentence(kept: Legpress, data: bytes) -> None:
    (kept.folder / "x.csv").write_bytes(data)
    done = kept("log", "--import", "x.csv")
    assert "Traceback" not in done.err
    assert done.code in (0, 2)
    assert kept("log", "--import", "nowhere.csv").code == 2


def test_a_new_result_begins_a_course_and_the_old_sessions_stay_readable(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    assert kept(*KEEP, "--yes").code == 0
    assert kept("next", "--json").json["sessions"] == []
    assert "2026-09-01,5,0" in kept("next", "--format", "csv").out


def test_a_tip_that_the_knowledge_lost_is_still_told(kept: Legpress) -> None:
    for day, pain, set_up in ((0, 5, "without"), (3, 6, "without"), (7, 3, "with"), (10, 3, "with")):
        log(kept, day, pain, set_up)
    file = next(kept.folder.rglob("legpress.sqlite3"))
    run_sql(file, "UPDATE sessions SET step = 'gone-tip' WHERE step = 'feet-placement'")
    done = kept("next")
    assert done.code == 0
    assert "gone-tip" in done.out
    assert kept("next", "--json").code == 0


def test_the_knowledge_of_another_folder_is_followed(kept: Legpress) -> None:
    other = copy_knowledge(kept.folder / "other")
    log(kept, 0, 5, "without", "--knowledge", str(other))
    assert kept("next", "--knowledge", str(other), "--json").json == kept("next", "--json").json


def test_a_store_that_is_locked_costs_nobody_the_page(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    with locked(next(kept.folder.rglob("legpress.sqlite3")), "IMMEDIATE"):
        done = log(kept, 3, 4, "with", "--json")
    assert done.code == 0
    assert "This session could not be kept" in words(done.err)
    assert [session["during"] for session in done.json["sessions"]] == [5, 4]


@pytest.mark.smoke
@pytest.mark.parametrize("format_", ["text", "plain", "json", "markdown", "html", "csv"])
def test_every_format_is_written(kept: Legpress, format_: str) -> None:
    log(kept, 0, 5, "without")
    log(kept, 7, 3, "with", "--weight", "100kg")
    done = kept("next", "--format", format_)
    assert done.code == 0, done.err
    if format_ in ("text", "plain", "markdown", "html"):
        assert "Move your feet down" in done.out or "move your feet down" in done.out
    if format_ == "html":
        assert "<svg" in done.out
        assert "<table" in done.out
    if format_ == "plain":
        assert done.out.isascii()


@pytest.mark.slow
def test_a_process_that_is_killed_loses_nothing_but_the_entry_in_flight(legpress: Legpress) -> None:
    assert legpress(*KEEP).code == 0
    chance = Random(7)  # noqa: S311  # moments, not secrets
    file = next(legpress.folder.rglob("legpress.sqlite3"))
    start = time.monotonic()
    subprocess.run(LOG, check=True, capture_output=True, cwd=legpress.folder, env=legpress.environment())
    usual, entered = time.monotonic() - start, 1
    for _ in range(300):
        with subprocess.Popen(
            LOG, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=legpress.folder, env=legpress.environment()
        ) as process:
            time.sleep(usual * chance.uniform(0.2, 1.2))
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        found = len(read_sessions(Store(file)))
        assert found in (entered, entered + 1)
        entered = found
        assert run_sql(file, "PRAGMA integrity_check") == [("ok",)]
    assert entered > 1


@pytest.mark.slow
def test_two_that_write_at_once_lose_nothing(legpress: Legpress) -> None:
    assert legpress(*KEEP).code == 0
    for _ in range(10):
        both = [
            subprocess.Popen(
                LOG, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=legpress.folder, env=legpress.environment()
            )
            for _ in range(2)
        ]
        for process in both:
            _, said = process.communicate()
            assert b"is kept" in said
            assert process.returncode == 0
    assert len(legpress("next", "--json").json["sessions"]) == 20


def test_nobody_logs_in_the_future_of_a_clock_that_was_set_back(kept: Legpress) -> None:
    file = next(kept.folder.rglob("legpress.sqlite3"))
    log(kept, 0, 5, "without")
    later = read_day() + timedelta(days=40)
    run_sql(file, "UPDATE sessions SET date = ?", later.isoformat())
    done = kept("next")
    assert done.code == 0
    assert "-40" not in done.out
    assert kept("log", "--no-input", *WELL, "--during", "3", "--after", "2", "--set-up", "without").code == 0


def test_a_sign_that_diagnose_noted_is_closed_by_what_is_logged_after_it(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    urgent = ("diagnose", "--no-input", "--emergency-sign", "none", "--doctor-sign", "fever", "--health", "none")
    assert kept(*urgent).code == 3
    assert kept("next").code == 3
    session = ("log", "--no-input", *WELL, "--during", "3", "--after", "2", "--set-up", "with")
    assert kept(*session).code == 3
    assert kept(*session, "--seen").code == 0
    assert "you logged that it was looked at" not in words(kept("next").err)


SEEN = ("log", "--no-input", *WELL, "--seen")


def test_who_was_seen_needs_no_session_to_say_so(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    pages = [kept("next").out]
    log(kept, 3, 4, "with", signs=("--emergency-sign", "none", "--doctor-sign", "fever"))
    pages.append(kept("next").out)
    done = kept(*SEEN, "--json")
    assert (done.code, done.json["triage"]["open_since"], done.json["next"]["do"]) == (0, None, "same-again")
    assert (len(done.json["sessions"]), kept("next", "--json").json) == (2, done.json)
    assert f"It is kept that this was looked at on {read_day()}." in done.err
    assert "2026-09-04" in kept("next", "--format", "csv").out.splitlines()[-1]
    assert "you logged that it was looked at" in words(kept("show").err)
    undone = kept("log", "--undo")
    assert (undone.code, undone.out) == (3, pages[1])
    command = undone.err.split("again:\n")[1].strip()
    assert kept(*command.split()[1:], "--json").json == done.json
    assert [kept("log", "--undo").out for _ in range(2)] == [pages[1], pages[0]]


def test_what_is_new_opens_as_what_was_seen_closes(kept: Legpress) -> None:
    log(kept, 0, 5, "without", signs=("--emergency-sign", "none", "--doctor-sign", "fever"))
    signs = ("--emergency-sign", "none", "--doctor-sign", "lump", "--doctor-sign", "one-leg")
    done = kept("log", "--no-input", *signs, "--seen", "--date", str(FIRST + timedelta(days=4)), "--json")
    assert (done.code, done.json["triage"]["open_since"]) == (3, "2026-09-05")
    assert done.json["triage"]["because"] == [{"question": "doctor-sign", "answer": "lump"}]
    page = words(kept("next").out)
    assert "legpress log --undo" in page
    assert "Fever" not in page
    undone = words(kept("log", "--undo").err)
    assert "--emergency-sign none --doctor-sign lump --doctor-sign one-leg --seen --date 2026-09-05" in undone
    assert kept("next", "--json").json["triage"]["open_since"] == "2026-09-01"


def test_a_result_without_a_checklist_wants_a_new_one_once_it_was_seen(here: Legpress) -> None:
    urgent = ("diagnose", "--no-input", "--emergency-sign", "none", "--doctor-sign", "fever", "--health", "none", "--keep")
    kept = here(*urgent)
    assert kept.code == 3
    command = kept.err.rsplit("say so:\n", 1)[1].strip()
    assert command == "legpress log --seen"
    done = here(*SEEN)
    assert done.code == 0
    assert "Run legpress diagnose again, for there is no checklist yet" in words(done.out)


def test_where_nothing_is_open_nothing_is_noted(kept: Legpress) -> None:
    log(kept, 0, 5, "without")
    page = kept("next").out
    done = kept(*SEEN)
    assert (done.code, done.out) == (0, page)
    assert "Nothing that you told is still to be looked at" in words(done.err)
    kept("log", "--undo")
    assert kept("next", "--json").json["sessions"] == []


@pytest.mark.parametrize(
    ("flags", "missing"),
    [
        (("--seen",), ["emergency-sign", "doctor-sign"]),
        (("--seen", "--doctor-sign", "none", "--date", "2026-09-01"), ["emergency-sign"]),
        ((*WELL, "--seen", "--during", "3"), ["after", "set-up"]),
        ((*WELL, "--seen", "--weight", "100kg"), ["during", "after", "set-up"]),
        ((*WELL,), ["during", "after", "set-up"]),
        ((*WELL, "--during", "0", "--weight", "220lb", "--date", "2026-09-01"), ["after", "set-up"]),
    ],
)
def test_what_is_missing_beside_seen_is_named(kept: Legpress, flags: tuple[str, ...], missing: list[str]) -> None:
    done = kept("log", "--no-input", *flags)
    assert (done.code, done.out) == (2, "")
    assert [line.split()[0] for line in done.err.splitlines() if line.startswith("  --")] == [f"--{name}" for name in missing]
    example = done.err.split("answers in it:\n")[1].splitlines()[0].strip()
    assert kept(*example.split()[1:]).code == 0
    assert all(f"{name} {value}" in example for name, value in pairwise(flags) if not value.startswith("--"))
    assert ("--seen" in example) is ("--seen" in flags)


def test_an_emergency_told_with_seen_is_kept(kept: Legpress) -> None:
    done = kept("log", "--no-input", "--emergency-sign", "chest-pain", "--doctor-sign", "none", "--seen")
    assert done.code == 3
    assert "Get emergency help now" in done.out
    assert kept("next", "--json").json["triage"]["level"] == "emergency"
    assert kept(*SEEN).code == 0


def test_a_store_that_is_locked_costs_nobody_who_was_seen_the_page(kept: Legpress) -> None:
    log(kept, 0, 5, "without", signs=("--emergency-sign", "none", "--doctor-sign", "fever"))
    with locked(next(kept.folder.rglob("legpress.sqlite3")), "IMMEDIATE"):
        done = kept(*SEEN)
    assert done.code == 0
    assert "That this was looked at could not be kept" in words(done.err)
    assert kept("next").code == 3


def test_forgetting_deletes_that_somebody_was_seen(kept: Legpress) -> None:
    log(kept, 0, 5, "without", signs=("--emergency-sign", "none", "--doctor-sign", "fever"))
    assert kept(*SEEN).code == 0
    file = next(kept.folder.rglob("legpress.sqlite3"))
    assert kept("forget").code == 0
    assert run_sql(file, "SELECT count(*) FROM visits") == [(0,)]
    assert kept("forget", "--log", "--yes").code == 0
    assert not file.exists()


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (("--doctor-sign", "none"), "A session needs these answers"),
        (
            ("--doctor-sign", "none", "--during", "3", "--after", "2", "--set-up", "with", "--date", "2999-01-01"),
            "in the future",
        ),
        (("--weight", "heavy"), "with its unit"),
    ],
)
def test_an_emergency_told_by_flag_comes_before_any_complaint(kept: Legpress, flags: tuple[str, ...], said: str) -> None:
    done = kept("log", "--no-input", "--emergency-sign", "chest-pain", *flags)
    assert done.code == 3
    assert "emergency help" in done.out.lower()
    assert "Nothing was logged." in done.err
    assert said in words(done.err)


@pytest.mark.parametrize(
    ("flags", "code", "do"),
    [
        (("--emergency-sign", "none", "--doctor-sign", "fever"), 2, "see-a-doctor"),
        (("--emergency-sign", "none", "--doctor-sign", "fever", "--during", "3"), 2, "see-a-doctor"),
        (("--emergency-sign", "none", "--doctor-sign", "one-leg", "--date", "2999-01-01"), 2, "stop-until-seen"),
        (("--emergency-sign", "chest-pain"), 3, "see-a-doctor"),
        (("--emergency-sign", "chest-pain", "--weight", "heavy"), 3, "see-a-doctor"),
        (("--emergency-sign", "chest-pain", "--during", "44"), 3, "see-a-doctor"),
        (("--emergency-sign", "chest-pain", "--doctor-sign", "feverr"), 3, "see-a-doctor"),
        (("--emergency-sign", "chest-pain", "--undo"), 3, "see-a-doctor"),
        (("--doctor-sign", "fever", "--during", "44"), 2, "see-a-doctor"),
    ],
)
def test_a_sign_that_was_told_counts_though_the_session_could_not_be_logged(
    kept: Legpress, flags: tuple[str, ...], code: int, do: str
) -> None:
    done = kept("log", "--no-input", *flags)
    assert done.code == code
    assert "This is noted with the result that is kept" in words(done.err)
    assert ("What you answered so far already means" in done.err) is (code == 2)
    assert kept("next", "--json").json["next"]["do"] == do
    assert kept("log", "--no-input", *WELL, "--seen").code == 0
    assert kept("next", "--json").json["next"]["do"] == "start-change"


def test_a_sign_is_told_where_no_result_is_kept_and_none_can_be(here: Legpress) -> None:
    damaged = here.folder / "damaged.sqlite3"
    damaged.write_bytes(b"x" * 5000)
    for env in ({}, {"LEGPRESS_STORE": str(damaged)}):
        done = here("log", "--no-input", "--doctor-sign", "fever", env=env)
        assert (done.code, done.out) == (2, "")
        assert "What you answered so far already means: See a doctor today." in words(done.err)
        assert "is noted" not in done.err


@pytest.mark.parametrize("redirect", [">/dev/full", ">&-"])
def test_a_sign_is_noted_though_its_page_cannot_be_written(legpress: Legpress, redirect: str) -> None:
    legpress(*KEEP)
    assert legpress.in_shell(f"log --no-input --emergency-sign chest-pain {redirect}").code == 1
    assert legpress("next").code == 3


def test_the_example_for_what_is_missing_keeps_a_sign_that_was_told(kept: Legpress) -> None:
    signs = "--emergency-sign none --doctor-sign fever --doctor-sign one-leg"
    done = kept("log", "--no-input", *signs.split(), "--during", "3")
    assert f"legpress log --no-input {signs} --during 3 --after 2 --set-up with\n" in done.err


def test_an_emergency_needs_neither_result_nor_store(here: Legpress) -> None:
    damaged = here.folder / "damaged.sqlite3"
    damaged.write_bytes(b"x" * 5000)
    for env in ({}, {"LEGPRESS_STORE": str(damaged)}):
        done = here("log", "--no-input", "--emergency-sign", "chest-pain", "--json", env=env)
        assert (done.code, done.json["next"]["do"], done.json["triage"]["level"]) == (3, "see-a-doctor", "emergency")


def test_two_answers_to_one_question_are_refused_but_for_danger(kept: Legpress) -> None:
    done = kept("log", "--no-input", *WELL, "--during", "3", "--during", "4", "--after", "2", "--set-up", "with")
    assert done.code == 2
    assert "--during is given twice" in done.err
    both = ("--emergency-sign", "none", "--emergency-sign", "chest-pain", "--doctor-sign", "none")
    assert kept("log", "--no-input", *both, "--during", "3", "--after", "2", "--set-up", "with").code == 3


def test_what_was_logged_stops_show_too(kept: Legpress) -> None:
    log(kept, 0, 5, "without", signs=("--emergency-sign", "none", "--doctor-sign", "fever"))
    shown = kept("show")
    assert shown.code == 3
    assert "legpress log --seen" in shown.err
    log(kept, 5, 2, "without", "--seen")
    assert kept("show").code == 0


def test_a_sign_that_was_logged_stands_beside_those_of_the_result(kept: Legpress) -> None:
    kept("diagnose", "--no-input", "--emergency-sign", "none", "--doctor-sign", "not-better", "--health", "none", "--keep")
    log(kept, 0, 5, "without", signs=("--emergency-sign", "none", "--doctor-sign", "one-leg"))
    assert kept("show", "--json").json["answers"]["doctor-sign"] == ["not-better", "one-leg"]


def test_the_day_of_the_visit_is_the_latest_that_was_told(kept: Legpress) -> None:
    log(kept, 0, 5, "without", signs=("--emergency-sign", "none", "--doctor-sign", "fever"))
    for day in (9, 3):  # a session that was forgotten comes last
        log(kept, day, 2, "without", "--seen")
    assert "On 2026-09-10 you logged that it was looked at." in words(kept("show").err)


def test_the_page_after_a_log_is_that_of_next(kept: Legpress) -> None:
    log(kept, 0, 4, "without")
    assert log(kept, 3, 4, "without", "--morning", "1", "--json").json == kept("next", "--json").json


def test_a_line_of_json_nested_too_deep_is_a_bad_row(kept: Legpress) -> None:
    done = kept("log", "--import", "-", stdin=b'{"id":' + b"[" * 100_000)
    assert done.code == 2
    assert "row 1: it is not one JSON object" in words(done.err)


def test_what_is_too_long_is_refused_and_not_cut(kept: Legpress) -> None:
    rows = b"date,during,after,set_up\n" + b"2026-09-01,5,2,without\n" * 750_000
    done = kept("log", "--import", "-", stdin=rows)
    assert done.code == 2
    assert "larger than 16 MB" in words(done.err)
