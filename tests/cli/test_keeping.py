"""What is kept by the commands: only after a yes, whatever stands in the way, and shown again as it counts today."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.database import PATIENCE, Store
from legpress_cli.store.log import append_session, read_sessions
from legpress_cli.system.environment import read_day
from support.examples import sweep
from support.legpress import SAFE, UNMEASURED, Finished, Legpress, copy_knowledge
from support.places import TESTS
from support.store import A_DAY, SAFE_ANSWERS, keep_draft, locked, pass_time, run_sql, session

LIFTS = (*SAFE, "--hips", "lift", "--pain", "3")
KEEP = ("diagnose", *LIFTS, "--keep")
WELL = ("--emergency-sign", "none", "--doctor-sign", "none")
UNWELL = ("--emergency-sign", "none", "--doctor-sign", "none", "--health")
URGENT = ("diagnose", "--no-input", "--emergency-sign", "none", "--doctor-sign", "fever", "--health", "none")
NEW_COURSE = "A result is kept here already, with 1 session logged for it."


def words(text: str) -> str:
    return " ".join(text.split())


# Only after a yes.


@pytest.mark.parametrize(
    "args",
    sweep(
        [
            ("diagnose", *LIFTS),
            ("diagnose", *LIFTS, "--json"),
            ("diagnose", *LIFTS, "--no-keep"),
            URGENT,
            ("diagnose", "--no-input"),
            ("diagnose", "--resume"),
            ("show",),
            ("tree", "--path"),
            ("explain", "privacy"),
        ],
        ("diagnose", *LIFTS, "--no-keep"),
        URGENT,
        ("show",),
    ),
    ids=" ".join,
)
def test_nothing_is_written_without_a_yes(legpress: Legpress, args: tuple[str, ...]) -> None:
    home = legpress.folder / "home"
    home.mkdir()
    own = {
        name: str(home / name) for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR")
    }
    (home / "TMPDIR").mkdir()
    audit = legpress.folder / "audit"
    legpress.run(
        [sys.executable, "-B", str(TESTS / "support" / "audited.py"), *args],
        env={"HOME": str(home), "AUDIT": str(audit)} | own | UNMEASURED,
    )
    assert audit.read_text(encoding="utf-8") == ""
    assert [file for file in home.rglob("*") if file.name != "TMPDIR"] == []


def test_a_result_is_kept_after_a_yes_and_shown_again(here: Legpress) -> None:
    (here.folder / "me.yaml").write_text("label: Anna of Tuesday\nfeet: high\n")
    kept = here(*KEEP, "--answers", "me.yaml", "--json")
    assert kept.code == 0
    assert "Your result is kept on this computer. Open it again with: legpress show" in words(kept.err)
    assert stat.S_IMODE(here.store.stat().st_mode) == 0o600
    assert stat.S_IMODE(here.store.parent.stat().st_mode) == 0o700
    assert list(here.store.parent.iterdir()) == [here.store]
    assert b"Anna" not in here.store.read_bytes()
    shown = here("show", "--json")
    assert (shown.code, shown.json) == (0, kept.json | {"label": None})
    assert f"Your result of {read_day()} (today)." in shown.err
    assert "In full          legpress show --full" in here("show").out
    assert "After a session  legpress log" in here("show").out
    assert here("show", "--full").out.count("\n") > 2 * here("show").out.count("\n")
    assert (here("show", "-o", "me.html").code, (here.folder / "me.html").stat().st_size > 5000) == (0, True)


def test_who_may_not_press_is_told_what_to_log_once_they_were_seen(legpress: Legpress) -> None:
    hold = ("--emergency-sign", "none", "--doctor-sign", "one-leg", "--health", "none")
    kept = legpress("diagnose", "--no-input", *hold, "--keep")
    assert "Once you were seen  legpress log --seen" in kept.out
    assert "Once somebody has looked at it, say so: legpress log --seen" in words(kept.err)
    assert legpress("show").out == kept.out


def test_a_page_names_the_commands_that_there_are(here: Legpress) -> None:
    own = here("diagnose", *LIFTS).out
    assert "legpress explain " in own
    assert "legpress show" not in own
    repeat = here("diagnose", *LIFTS, "--store", "my store").out
    assert repeat == own
    kept = here(*KEEP, "--store", "my store").out
    assert "legpress show --store 'my store' --open" in kept
    assert "legpress show --store 'my store' --open" in here("show", "--store", "my store").out
    assert not here.store.exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("me", "legpress diagnose --no-input --answers me --open"),
        ("x" * 25, f"legpress diagnose --no-input --answers {'x' * 25} --open"),
        ("x" * 26, "the same command with --open"),
        ("-", "the same command with --open"),
    ],
)
def test_a_page_names_the_whole_command_that_gives_it_again_where_that_is_short(here: Legpress, name: str, told: str) -> None:
    answers = "\n".join(f"{question}: none" for question in SAFE_ANSWERS)
    (here.folder / name).write_text(answers)
    out = here("diagnose", "--no-input", "--answers", name, stdin=answers.encode(), env={"COLUMNS": "100"}).out
    assert f"As a page  {told}\n" in out


def test_a_store_that_is_named_by_flag_wins_over_the_variable(here: Legpress) -> None:
    env = {"LEGPRESS_STORE": "hers"}
    here(*KEEP, "--store", "his", env=env)
    assert [(here.folder / name).exists() for name in ("his", "hers")] == [True, False]
    assert (here("show", env=env).code, here("show", "--store", "his", env=env).code) == (2, 0)


def test_show_says_how_to_get_a_result(here: Legpress) -> None:
    done = here("show", "--store", "elsewhere", "--json")
    assert (done.code, done.out) == (2, "")
    assert done.err == "No result is kept here. Get one with:\n  legpress diagnose --store elsewhere --keep\n"


@pytest.mark.parametrize("args", [("diagnose", *LIFTS), ("show",)], ids=lambda args: args[0])
def test_a_result_never_takes_the_place_of_what_is_kept(here: Legpress, args: tuple[str, ...]) -> None:
    here(*KEEP, "--store", "kept")
    before = (here.folder / "kept").read_bytes()
    done = here(*args, "--store", "kept", "-o", "./kept")
    assert done.code == 2
    assert "would write over what is read here, --store kept" in words(done.err)
    assert (here.folder / "kept").read_bytes() == before


@pytest.mark.parametrize(
    ("args", "env", "flag"),
    [
        (("diagnose", *LIFTS), {}, "what is kept in {}"),
        (("next",), {}, "what is kept in {}"),
        (("tips",), {}, "what is kept in {}"),
        (("show",), {"LEGPRESS_STORE": "{}"}, "LEGPRESS_STORE {}"),
        (("log", "--no-input"), {"LEGPRESS_STORE": "{}"}, "LEGPRESS_STORE {}"),
        (("questions",), {"LEGPRESS_STORE": "{}"}, "LEGPRESS_STORE {}"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_no_result_takes_the_place_of_what_is_kept_elsewhere(
    here: Legpress, args: tuple[str, ...], env: dict[str, str], flag: str
) -> None:
    here(*KEEP)
    before = here.store.read_bytes()
    named = {name: value.format(here.store) for name, value in env.items()} | {"COLUMNS": "1000"}
    done = here(*args, "--format", "json", "-o", str(here.store), env=named)
    assert (done.code, done.out) == (2, "")
    assert f"would write over what is read here, {flag.format(here.store)}. Name another file." in words(done.err)
    assert here.store.read_bytes() == before


def test_a_result_and_what_is_kept_cannot_be_one_new_file(here: Legpress) -> None:
    done = here(*KEEP, "--store", "new.json", "-o", "./new.json")
    assert (done.code, done.out) == (2, "")
    assert not (here.folder / "new.json").exists()


# As it counts today.


def changed(legpress: Legpress, file: str, *pairs: tuple[str, str]) -> tuple[str, ...]:
    """Return the flag for knowledge in which something is different."""
    folder = copy_knowledge(legpress.folder / "changed")
    text = (folder / file).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (folder / file).write_text(text, encoding="utf-8")
    about = (folder / "about.yaml").read_text(encoding="utf-8")
    (folder / "about.yaml").write_text(re.sub('version: ".*"', 'version: "9.9.9"', about), encoding="utf-8")
    return ("--knowledge", str(folder))


def test_a_graver_level_counts_at_once(here: Legpress, knowledge: Knowledge) -> None:
    disc = ("diagnose", "--no-input", *UNWELL, "known-disc", "--keep", "--json")
    assert here(*disc).json["triage"]["level"] == "clinician"
    rule = "when: [{question: health, answer: known-disc}]"
    done = here("show", "--json", *changed(here, "triage.yaml", (f"{{level: clinician, {rule}", f"{{level: urgent, {rule}")))
    assert (done.code, done.json["triage"]["level"]) == (3, "urgent")
    assert f"The knowledge has changed from {knowledge.about.version} to 9.9.9" in words(done.err)
    assert "they mean more than they did then, and that counts at once." in words(done.err)
    assert here("show").code == 0


@pytest.mark.smoke
def test_a_milder_level_counts_only_after_a_new_interview(here: Legpress) -> None:
    here("diagnose", *SAFE, "--pain", "9", "--when", "always", "--keep")
    run_sql(here.store, "UPDATE answers SET choices = '[3]' WHERE question = 'pain'")
    done = here("show", "--json")
    assert (done.code, done.json["triage"]["level"]) == (3, "urgent")
    assert (done.json["first_change"], done.json["checklist"]) == (None, [])
    assert "they would mean less than they did then. That counts only after a new interview" in words(done.err)


def test_a_hold_stays_until_a_new_interview(here: Legpress) -> None:
    here("diagnose", *SAFE, "--pain", "8", "--hips", "lift", "--keep")
    run_sql(here.store, "UPDATE answers SET choices = '[3]' WHERE question = 'pain'")
    shown = here("show", "--json").json
    assert (shown["triage"]["level"], shown["triage"]["hold"], shown["first_change"]) == ("clinician", True, None)


def test_an_old_result_says_how_old_it_is(here: Legpress) -> None:
    here(*KEEP)
    pass_time(here.store, 9 * A_DAY)
    assert "(9 days ago). If a danger sign has come up since then" in words(here("show").err)
    pass_time(here.store, -20 * A_DAY)
    assert "(your clock was changed since)" in words(here("show").err)


def test_what_no_longer_applies_is_named(here: Legpress) -> None:
    here(*KEEP, "--seat", "lowest")
    run_sql(here.store, "UPDATE answers SET question = 'gone' WHERE question = 'seat'")
    done = here("show")
    assert done.code == 0
    assert "These answers no longer count: gone (no longer a question)." in words(done.err)


def test_a_new_danger_question_wants_a_new_interview(here: Legpress) -> None:
    here(*KEEP)
    run_sql(here.store, "DELETE FROM answers WHERE question = 'health'")
    done = here("show")
    assert (done.code, done.out) == (2, "")
    assert "asks about danger anew. Get a new result: legpress diagnose --keep" in words(done.err)


@pytest.mark.parametrize("more", [(), ("--no-keep",), ("--json",)], ids=" ".join)
def test_danger_that_comes_up_later_is_noted_with_the_kept_result(here: Legpress, more: tuple[str, ...]) -> None:
    here(*KEEP)
    done = here(*URGENT, *more)
    assert done.code == 3
    assert "This is noted with the result that is kept on this computer" in words(done.err)
    shown = here("show", "--json")
    assert (shown.code, shown.json["triage"]["level"]) == (3, "urgent")
    assert shown.json["triage"]["because"] == [{"question": "doctor-sign", "answer": "fever"}]
    assert "means: See a doctor today." in words(here("show").err)
    append_session(Store(here.store), 1, session(date=read_day() - timedelta(1), seen=True))
    assert here("show").code == 3
    append_session(Store(here.store), 1, session(date=read_day(), seen=True))
    assert here("show").code == 0
    run_sql(here.store, "DELETE FROM sessions")
    assert here("diagnose", "--no-input", "--emergency-sign", "chest-pain").code == 3
    assert here("show", "--json").json["triage"]["level"] == "emergency"
    anew = here(*KEEP)
    assert anew.code == 0
    assert "The result before this one told of: Emergency signs: Chest pain" in words(anew.err)
    assert here("show").code == 0
    assert "told of" not in here(*KEEP).err


def test_an_emergency_can_be_kept_too(here: Legpress) -> None:
    assert here("diagnose", "--no-input", "--emergency-sign", "chest-pain", "--keep").code == 3
    shown = here("show")
    assert (shown.code, shown.out.strip().splitlines()[0]) == (3, "✗ Get emergency help now.")


# Over a course with sessions.


def test_a_course_with_sessions_ends_only_with_a_yes(here: Legpress) -> None:
    here(*KEEP)
    append_session(Store(here.store), 1, session())
    refused = here(*KEEP)
    assert (refused.code, refused.out) == (2, "")
    assert NEW_COURSE in words(refused.err)
    assert "--yes" in refused.err
    assert run_sql(here.store, "SELECT course FROM kept_result") == [(1,)]
    assert here(*KEEP, "--yes").code == 0
    assert run_sql(here.store, "SELECT course FROM kept_result") == [(2,)]
    assert [entry.course for entry in read_sessions(Store(here.store))] == [1]


def test_forget_says_what_it_deletes_and_what_stays(here: Legpress) -> None:
    here(*KEEP)
    keep_draft(here.store, {"pain": [4]})
    append_session(Store(here.store), 1, session())
    first_version = here.state / "legpress"
    first_version.mkdir(parents=True)
    for name in ("answers-1.json", ".answers-2.json.half", "notes.txt"):
        (first_version / name).write_text("{}")
    said = words(here("forget").out)
    assert "Deleted the answers of 2 unfinished interviews. Deleted the result that was kept." in said
    assert "Still here: 1 logged session. legpress forget --log deletes them too." in said
    assert [file.name for file in first_version.iterdir()] == ["notes.txt"]
    assert here("show").code == 2
    refused = here("forget", "--log")
    assert (refused.code, refused.out) == (2, "")
    assert "Delete 1 logged session for good? Say so with --yes." in words(refused.err)
    assert here("forget", "--log", "--yes", "--json").json["sessions"] == 1
    assert not here.store.exists()
    assert "Nothing was kept" in here("forget", "--log").out


def test_forget_says_what_it_could_not_delete(here: Legpress) -> None:
    (here.state / "legpress" / ".answers-a-folder").mkdir(parents=True)
    done = here("forget")
    assert done.code == 1
    assert "could not be deleted" in words(done.err)


# Going on with an interview.


@pytest.mark.parametrize("seconds", [25 * 60 * 60, -60], ids=["a day", "a clock that was ahead"])
def test_old_answers_about_danger_are_asked_again(here: Legpress, seconds: float) -> None:
    keep_draft(here.store, SAFE_ANSWERS | {"seat": ("middle",)})
    pass_time(here.store, seconds)
    done = here("diagnose", "--no-input", "--resume")
    assert done.code == 2
    assert "more than a day old, or your clock was changed. So they are asked again." in words(done.err)
    assert "--seat middle" in done.err
    assert here("diagnose", *SAFE, "--resume", "--json").json["answers"]["seat"] == "middle"


def test_going_on_does_not_make_answers_younger(here: Legpress) -> None:
    keep_draft(here.store, {"emergency-sign": ["none"], "doctor-sign": ["none"]})
    for is_asked in (False, True):
        pass_time(here.store, 23 * 60 * 60)
        done = here("diagnose", "--no-input", "--resume")
        assert done.code == 2
        assert ("  --emergency-sign " in done.err) is is_asked


def test_a_resume_that_gave_a_result_keeps_nothing(here: Legpress) -> None:
    keep_draft(here.store, {"seat": ["middle"]})
    assert here("diagnose", "--no-input", "--resume").code == 2
    assert here.store.exists()
    assert here("diagnose", *SAFE, "--resume").code == 0
    assert not here.store.exists()
    done = here("diagnose", *SAFE, "--resume")
    assert (done.code, done.out) == (2, "")
    assert "There are no kept answers to go on from." in done.err


def test_kept_answers_that_cannot_be_deleted_are_told(legpress: Legpress) -> None:
    def forbid_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    assert legpress(*KEEP).code == 0
    keep_draft(legpress.store, {"seat": ["middle"]})
    done = legpress("diagnose", *SAFE, "--resume", env=UNMEASURED, preexec_fn=forbid_files)
    assert done.code == 0
    assert "ask one." in words(done.out)
    assert "Your unfinished answers could not be deleted:" in words(done.err)
    assert len(run_sql(legpress.store, "SELECT * FROM interviews")) == 2


# Whatever stands in the way, the result is given all the same.


@pytest.mark.parametrize("zone", ["UTC+24", "<+24>-24", "X-167:59:59", "Nowhere/Else"])
def test_a_time_zone_a_day_away_costs_nobody_the_result(legpress: Legpress, zone: str) -> None:
    at = {"TZ": zone}
    assert legpress(*KEEP, "--format", "html", env=at).code == 0
    logged = legpress("log", "--no-input", *WELL, "--during", "3", "--after", "2", "--set-up", "with", env=at)
    assert (logged.code, "is kept" in logged.err) == (0, True)
    for command in ("show", "next"):
        assert legpress(command, env=at).code == 0


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for place in range(4096 + 8, len(data), 64):
        data[place] ^= 0xFF
    file.write_bytes(data)


def make_newer(file: Path) -> None:
    run_sql(file, "PRAGMA user_version = 99")


def make_another_program_s(file: Path) -> None:
    run_sql(file, "PRAGMA application_id = 7")


def link(file: Path) -> None:
    file.rename(file.with_name("real"))
    file.symlink_to("real")


def link_hard(file: Path) -> None:
    file.with_name("other").hardlink_to(file)


def make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def link_folder(file: Path) -> None:
    file.parent.rename(file.parent.with_name("real"))
    file.parent.symlink_to("real")


def leave_a_strange_journal(file: Path) -> None:
    file.with_name(f"{file.name}-journal").symlink_to("/dev/zero")


def cut_tables(file: Path) -> None:
    run_sql(file, "DROP TABLE answers")


def write_text(file: Path) -> None:
    file.write_text("seat: lowest\n" * 20)


LEFT = "It is left as it is. Name another file with --store, or with LEGPRESS_STORE."
OBSTACLES: dict[str, tuple[Callable[[Path], object], str]] = {
    "damaged": (damage, "is damaged. It is left as it is. To set it aside and begin anew: legpress forget"),
    "no database": (write_text, "is damaged. It is left as it is."),
    "half a database": (cut_tables, "is damaged. It is left as it is."),
    "newer": (
        make_newer,
        "was written by a newer legpress. It is left as it is. Upgrade legpress, or name another file with --store",
    ),
    "another program's": (make_another_program_s, f"belongs to another program. {LEFT}"),
    "a link": (link, f"is a link, or belongs to somebody else. {LEFT}"),
    "a second name": (link_hard, f"has a second name, a hard link. {LEFT}"),
    "a folder": (make_folder, f"is no plain file. {LEFT}"),
    "in a linked folder": (link_folder, f"is a link, or belongs to somebody else. {LEFT}"),
    "with a strange journal": (leave_a_strange_journal, f"is a link, or belongs to somebody else. {LEFT}"),
}
if os.geteuid() == 0:
    OBSTACLES["somebody else's"] = (
        lambda file: os.chown(file, 12345, 12345),
        f"is a link, or belongs to somebody else. {LEFT}",
    )
    OBSTACLES["in a folder of somebody else's"] = (
        lambda file: os.chown(file.parent, 12345, 12345),
        f"is a link, or belongs to somebody else. {LEFT}",
    )


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file() and not file.name.endswith("-journal")}


def test_the_way_out_of_damage_names_the_file_that_was_named(here: Legpress) -> None:
    (here.folder / "my notes").write_text("seat: lowest\n")
    done = here(*KEEP, "--store", "my notes")
    assert done.code == 0
    assert words(done.err).endswith("To set it aside and begin anew: legpress forget --store 'my notes'")
    assert (here.folder / "my notes").read_text() == "seat: lowest\n"


@pytest.mark.parametrize("kind", OBSTACLES)
def test_whatever_is_wrong_with_the_file_the_result_is_given(here: Legpress, kind: str) -> None:
    obstruct, said = OBSTACLES[kind]
    here(*KEEP)
    obstruct(here.store)
    before = everything_in(here.store.parent.parent)
    done = here(*KEEP)
    assert (done.code, done.out) == (0, here("diagnose", *LIFTS).out)
    assert "Your result could not be kept:" in done.err
    assert said in words(done.err)
    urgent = here(*URGENT)
    assert urgent.code == 3
    assert "could not be noted with the result that is kept" in words(urgent.err)
    for command in (("show",), ("diagnose", *LIFTS, "--resume"), ("tree", "--path")):
        failed = here(*command)
        assert (failed.code, failed.out) == (2, "")
        assert said in words(failed.err)
    assert everything_in(here.store.parent.parent) == before


@pytest.mark.parametrize("kind", ["damaged", "no database", "half a database"])
def test_a_damaged_file_is_set_aside_only_after_a_yes(here: Legpress, kind: str) -> None:
    here(*KEEP)
    OBSTACLES[kind][0](here.store)
    before = here.store.read_bytes()
    refused = here("forget")
    assert (refused.code, refused.out) == (2, "")
    assert (
        "is damaged, and nothing in it can be read. Set it aside under another name, and begin anew? Say so with --yes."
        in words(refused.err)
    )
    assert here.store.read_bytes() == before
    done = here("forget", "--yes", "--json")
    assert (done.code, Path(done.json["set_aside"]).read_bytes()) == (0, before)
    assert list(here.store.parent.iterdir()) == [Path(done.json["set_aside"])]
    assert here(*KEEP).code == 0
    assert here("show").code == 0


def test_the_journal_of_a_damaged_file_is_set_aside_with_it(here: Legpress) -> None:
    here(*KEEP)
    OBSTACLES["no database"][0](here.store)
    here.store.with_name(f"{here.store.name}-journal").write_bytes(b"\0of a journal")
    aside = here("forget", "--yes", "--json").json["set_aside"]
    assert sorted(map(str, here.store.parent.iterdir())) == [aside, f"{aside}-journal"]


@pytest.mark.parametrize("kind", ["newer", "another program's", "a link"])
def test_forget_leaves_alone_what_is_not_its_own(here: Legpress, kind: str) -> None:
    here(*KEEP)
    OBSTACLES[kind][0](here.store)
    before = everything_in(here.store.parent)
    done = here("forget", "--yes", "--log")
    assert (done.code, done.out) == (2, "")
    assert OBSTACLES[kind][1] in words(done.err)
    assert everything_in(here.store.parent) == before


def result_all_the_same(done: Finished, said: str) -> None:
    assert done.code == 0, done.err
    assert "Your checklist" in done.out
    assert said in words(done.err)
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("x" * 300, "File name too long"),
        ("missing/folder/store", "No such file or directory"),
        ("me.yaml/store", "Not a directory"),
        ("/dev/null", "is no plain file" if os.geteuid() == 0 else "belongs to somebody else"),
        ("\udcff\u202ename/x", "No such file or directory"),
    ],
)
def test_a_name_that_can_be_no_file_costs_nobody_the_result(here: Legpress, name: str, said: str) -> None:
    (here.folder / "me.yaml").write_text("seat: lowest\n")
    result_all_the_same(here(*KEEP, env={"LEGPRESS_STORE": name}), said)
    assert find_traceback(here("show", env={"LEGPRESS_STORE": name})) is False
    assert find_traceback(here("forget", env={"LEGPRESS_STORE": name})) is False


def find_traceback(done: Finished) -> bool:
    return "Traceback" in done.err or done.code not in (0, 1, 2)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be a user without a home")
@pytest.mark.parametrize(
    "args",
    sweep([KEEP, URGENT, ("show",), ("diagnose", "--resume"), ("tree", "--path"), ("forget",)], KEEP, ("show",)),
    ids=" ".join,
)
def test_without_a_home_nothing_is_kept_and_that_is_said(legpress: Legpress, args: tuple[str, ...]) -> None:
    code = {KEEP: 0, URGENT: 3}.get(args, 2)
    homeless = [sys.executable, "-B", str(TESTS / "support" / "homeless.py"), *args]
    done = legpress.run(homeless, env={"XDG_DATA_HOME": "", "XDG_STATE_HOME": ""} | UNMEASURED)
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert bool(done.out) == (code in (0, 3))
    assert ("No home folder is known. Name a file with --store" in words(done.err)) == (args != URGENT)
    assert list(legpress.folder.iterdir()) == []


def test_a_full_disk_costs_nobody_the_result(legpress: Legpress, here: Legpress) -> None:
    def forbid_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    assert here(*KEEP).code == 0
    before = legpress.store.read_bytes()
    done = legpress(*KEEP, env=UNMEASURED, preexec_fn=forbid_files)
    result_all_the_same(done, "Your result could not be kept:")
    assert legpress.store.read_bytes() == before
    assert here("show").code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_that_may_only_be_read_is_shown_and_left(here: Legpress) -> None:
    assert here(*KEEP).code == 0
    here.store.chmod(0o400)
    assert here("show").code == 0
    result_all_the_same(here(*KEEP), "it may only be read")


def test_a_locked_file_is_waited_for_once_and_then_the_result_is_given(here: Legpress) -> None:
    def call() -> tuple[Finished, float]:
        start = time.monotonic()
        done = here(*URGENT, "--keep")
        return done, time.monotonic() - start

    done, usual = call()
    assert done.code == 3
    with locked(here.store):
        done, waited = call()
    assert done.code == 3
    assert "Your result could not be kept:" in done.err
    assert "another program has locked it" in words(done.err)
    assert PATIENCE - usual <= waited - usual < PATIENCE * 1.8
    assert here("show").code == 3


# Killed, and many at once.

WRITER = """
import sys
from datetime import date
from pathlib import Path
from legpress_cli.store.database import Store
from legpress_cli.followup.session import Session
from legpress_cli.store.log import append_session
store, name = Store(Path(sys.argv[1])), sys.argv[2]
for number in range(int(sys.argv[3])):
    append_session(store, 1, Session(f"{name}-{number}", date(2026, 11, 12), 3, 2))
    print(number, flush=True)
"""


def write_sessions(file: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(file), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **UNMEASURED},
    )


def assert_sound(file: Path) -> list[str]:
    """Hold that a store is sound, and return the ids of its sessions."""
    ids = [entry.session.id for entry in read_sessions(Store(file))]
    assert run_sql(file, "PRAGMA integrity_check") == [("ok",)]
    assert run_sql(file, "PRAGMA foreign_key_check") == []
    return ids


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "store"
    writers = [write_sessions(file, name, 20) for name in ("one", "two")]
    assert [writer.communicate()[0].count("\n") for writer in writers] == [20, 20]
    ids = assert_sound(file)
    for name in ("one", "two"):
        assert [entry for entry in ids if entry.startswith(name)] == [f"{name}-{number}" for number in range(20)]


@pytest.mark.slow
def test_a_writer_that_is_killed_loses_nothing_but_the_entry_in_flight(tmp_path: Path) -> None:
    file, chance = tmp_path / "store", Random(4)  # noqa: S311  # moments to kill at
    for run in range(40):
        before = len(assert_sound(file)) if file.exists() else 0
        writer = write_sessions(file, str(run), 300)
        assert writer.stdout
        told = [writer.stdout.readline() for _ in range(chance.randint(1, 12))]
        time.sleep(chance.random() / 50)
        writer.send_signal(signal.SIGKILL)
        told += writer.communicate()[0].splitlines()
        kept = len(assert_sound(file)) - before
        assert len(told) <= kept <= len(told) + 1


@pytest.mark.slow
def test_a_diagnose_that_is_killed_leaves_the_old_result_or_the_new(legpress: Legpress) -> None:
    legpress("diagnose", *SAFE, "--hips", "lift", "--pain", "1", "--keep")
    chance, pain = Random(5), 1  # noqa: S311  # moments to kill at
    for run in range(40):
        tried = 2 + run % 5
        call = [sys.executable, "-m", "legpress_cli", "diagnose", *SAFE, "--hips", "lift", "--pain", str(tried), "--keep"]
        child = subprocess.Popen(
            call, env=legpress.environment(UNMEASURED), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(0.1 + chance.random() / 5)
        child.kill()
        child.wait()
        shown = legpress("show", "--json").json["answers"]["pain"]
        assert shown in (pain, tried)
        pain = shown
        assert run_sql(legpress.store, "PRAGMA integrity_check") == [("ok",)]


def test_a_journal_that_a_kill_left_is_rolled_back(here: Legpress) -> None:
    """A copy of file and journal in mid-write is what a cut of the power leaves."""
    here(*KEEP)
    before = here("show", "--json").out
    journal = here.store.with_name(f"{here.store.name}-journal")
    database = sqlite3.connect(here.store, isolation_level=None)
    database.execute("PRAGMA cache_spill = 1")
    database.execute("PRAGMA cache_size = 1")
    database.execute("BEGIN EXCLUSIVE")
    database.execute("UPDATE answers SET choices = '[9]'")
    for number in range(200):
        database.execute("INSERT INTO interviews VALUES (?, ?, 0, '', '')", (f"{number}", "x" * 500))
    copies = [(file, shutil.copy2(file, here.folder / file.name)) for file in (here.store, journal)]
    database.execute("ROLLBACK")
    database.close()
    for file, copy in copies:
        shutil.copy2(copy, file)
    assert json.loads(here("show", "--json").out) == json.loads(before)
    assert not journal.exists()
