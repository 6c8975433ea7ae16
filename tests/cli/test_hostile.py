"""Hostile input: whatever a file, a flag or a folder holds, legpress says so in a sentence, draws nothing and runs nothing."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from legpress_cli.knowledge.loader import load_knowledge, read_knowledge
from legpress_cli.pages.page import Bullets, Page
from legpress_cli.render.plain import render_plain
from legpress_cli.render.text import MOST_LAID_OUT, render_text
from support import heavy
from support.examples import sweep
from support.heavy import MEGABYTE
from support.hostile import MARKUP, ODD, OWN_COLOURS, SHIPPED, TEXTS, VALUES, as_yaml, find_harm, places_in, with_value
from support.legpress import SAFE, UNMEASURED, Finished, Legpress, copy_knowledge, run_here
from support.small import FOLDER
from support.store import SAFE_ANSWERS, keep_draft, run_sql

QUESTIONS = [question.id for question in load_knowledge().questions]
OPTIONS = [option.id for question in load_knowledge().questions for option in question.options]
FEW = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.large_base_example],
)
ODDITIES = st.sampled_from(TEXTS) | st.sampled_from(ODD) | st.text(max_size=20) | st.integers()
NESTED = st.recursive(
    ODDITIES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
)
YAML_SEEDS = (
    b"emergency-sign: none\ndoctor-sign: [none]\nhealth: [none]\npain: 3\n",
    b"\xef\xbb\xbfseat: lowest\r\n",
    "seat: lowest\n".encode("utf-16"),
    b"a: &a [x, x]\nb: &b [*a, *a]\nseat: [*b, *b]\n",
    b"seat: !!python/object/apply:os.system ['touch hacked']\n",
    b"seat: !!binary aGk=\nwhen: 2001-12-14t21:59:43.10-05:00\npain: .nan\nfeel: 0x1F\ndepth: 1_000\nhips: 12:30:45\n",
    b"? [a, b]\n: c\n<<: {seat: lowest}\n",
    b"seat: |\n \xc2\x85\xe2\x80\xa8\n",
    b"seat: 'x\0y'\n",
    b'seat: "\\x1b[31m\\u202e\\U000e0041\\ud800"\n',
    b"pain: " + b"9" * 5000,
    b"[" * 3000,
    b"- " * 3000,
    b"seat: " + b"x" * 60_000,
    b"%YAML 9.9\n%TAG ! tag:x,2000:\n--- !y\n...\n---\n",
)


@st.composite
def damaged(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """One of the seeds with some of its bytes replaced by any others."""
    seed = draw(st.sampled_from(seeds))
    start = draw(st.integers(0, len(seed)))
    new = draw(st.binary(max_size=30) | st.sampled_from(TEXTS).map(lambda text: text.encode()))
    return seed[:start] + new + seed[draw(st.integers(start, min(len(seed), start + 40))) :]


ANSWERS = damaged(YAML_SEEDS) | st.dictionaries(st.sampled_from(QUESTIONS) | st.text(max_size=9), NESTED).map(as_yaml)
ROWS = st.fixed_dictionaries(
    {
        "question": st.sampled_from(QUESTIONS) | st.sampled_from(TEXTS),
        "choices": st.lists(st.sampled_from(OPTIONS) | ODDITIES, max_size=3).map(json.dumps) | st.sampled_from(TEXTS),
        "offered": st.just("[]") | st.sampled_from(TEXTS),
        "source": st.sampled_from(["PROMPT", "FLAG"]) | st.sampled_from(TEXTS),
        "given_at": st.floats(allow_nan=False),
    }
)
LOOKS = st.sampled_from([("--plain",), ("--json",), (), ("--color", "always")])


@st.composite
def changed_knowledge(draw: st.DrawFn) -> tuple[str, bytes]:
    """One file of the knowledge with hostile values in it, or with any bytes."""
    name = draw(st.sampled_from(sorted(SHIPPED)))
    if draw(st.integers(0, 3)) == 0:
        return name, draw(damaged((*YAML_SEEDS, SHIPPED[name])))
    value = VALUES[name]
    texts = [place for place in places_in(value) if isinstance(_at(value, place), str)]
    for place in draw(st.lists(st.sampled_from(texts), min_size=1, max_size=3)):
        value = with_value(value, place, draw(st.sampled_from(TEXTS)))
    if draw(st.booleans()):
        value = with_value(value, draw(st.sampled_from(list(places_in(value)))), draw(NESTED))
    return name, as_yaml(value)


def _at(value: Any, place: tuple[str | int, ...]) -> Any:
    for step in place:
        value = value[step]
    return value


# Whatever a file or a flag holds.


@pytest.mark.slow
@FEW
@given(content=ANSWERS, look=LOOKS)
def test_no_answers_file_does_harm(tmp_path: Path, content: bytes, look: tuple[str, ...]) -> None:
    (tmp_path / "me").write_bytes(content)
    done = run_here(tmp_path, ["diagnose", *SAFE, "--answers", "me", *look])
    assert find_harm(done) == ""
    assert run_here(tmp_path, ["diagnose", *SAFE, "--answers", "-", *look], content).code == done.code


USES = st.sampled_from(
    [("diagnose", "--no-input", "--resume"), ("tree", "--path"), ("show",), ("show", "--json"), ("diagnose", *SAFE, "--keep")]
)


@cache
def sound_store() -> bytes:
    """Return a store in which an interview and a result are kept."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store"
        keep_draft(file, SAFE_ANSWERS | {"pain": (4,)})
        run_here(Path(folder), ["diagnose", *SAFE, "--keep", "--store", str(file)])
        return file.read_bytes()


@pytest.mark.slow
@FEW
@given(data=st.data(), command=USES)
def test_no_kept_file_does_harm(tmp_path: Path, data: st.DataObject, command: tuple[str, ...]) -> None:
    content = data.draw(damaged((sound_store(),)) | st.binary(max_size=200))
    kept = tmp_path / "kept"
    kept.write_bytes(content)
    assert find_harm(run_here(tmp_path, command, env={"LEGPRESS_STORE": "kept"})) == ""
    assert find_harm(run_here(tmp_path, ["forget"], env={"LEGPRESS_STORE": "kept"})) == ""


@pytest.mark.slow
@FEW
@given(row=ROWS, version=st.sampled_from(TEXTS), asking=st.sampled_from(TEXTS), command=USES)
def test_no_kept_answers_do_harm(
    tmp_path: Path, row: dict[str, Any], version: str, asking: str, command: tuple[str, ...]
) -> None:
    kept = tmp_path / "kept"
    kept.write_bytes(sound_store())
    for name, value in row.items():
        run_sql(kept, f"UPDATE answers SET {name} = ? WHERE position = 1", value)  # noqa: S608  # names of columns
    run_sql(kept, "UPDATE interviews SET knowledge_version = ?, asking = ?", version, asking)
    assert find_harm(run_here(tmp_path, command, env={"LEGPRESS_STORE": "kept"})) == ""


@pytest.mark.slow
@FEW
@example(change=("posts.yaml", b"posts: [{number: [1], poster: p1, says: Go on.}]"), command=("check",), look=("--plain",))
@example(change=("tips.yaml", b"groups: []\ntips: [{id: {a: b}}]"), command=("tips",), look=())
@given(
    change=changed_knowledge(),
    command=st.sampled_from(
        [
            ("check",),
            ("diagnose", *SAFE, "--hips", "lift", "--pain", "4"),
            ("tips",),
            ("tree",),
            ("tree", "--format", "dot"),
            ("tree", "--format", "mermaid"),
            ("questions",),
            ("explain", "hip-roll"),
            ("explain", "handle-pull"),
            ("explain",),
            ("diagnose", "--help"),
            ("--version",),
        ]
    ),
    look=LOOKS,
)
def test_no_knowledge_does_harm(
    tmp_path: Path, change: tuple[str, bytes], command: tuple[str, ...], look: tuple[str, ...]
) -> None:
    folder = copy_knowledge(tmp_path / "knowledge")
    (folder / change[0]).write_bytes(change[1])
    words = [*command, *(look if "--format" not in command and "--version" not in command else ())]
    read_knowledge.cache_clear()
    assert find_harm(run_here(tmp_path, words, env={"LEGPRESS_KNOWLEDGE": str(folder)})) == ""


WORDS = st.one_of(
    st.sampled_from(["diagnose", "tips", "explain", "tree", "check", "schema", "questions", "--", "-", "-o", "-h", "out", "."]),
    st.sampled_from(["--format", "--json", "--plain", "--color", "--knowledge", "--answers", "--path", "--cases", "--resume"]),
    st.sampled_from([f"--{name}" for name in QUESTIONS] + OPTIONS),
    st.sampled_from([text for text in TEXTS if "\0" not in text] + ["\udcff\udc80", "--\u061c", "--seat=\u2067x"]),
    st.text(st.characters(exclude_characters="\0"), max_size=8),
)


@pytest.mark.slow
@settings(FEW, max_examples=80)
@given(words=st.lists(WORDS, max_size=8), color=st.sampled_from(["always", "never"]))
@example(words=["--\u061c"], color="never")
@example(words=["diagnose", "--format"], color="never")
@example(words=["tips", "core", "zero\u200bwidth"], color="never")
@example(words=["tips", "--format", "a\u2028b"], color="always")
def test_no_flags_do_harm(tmp_path: Path, words: list[str], color: str) -> None:
    done = run_here(tmp_path, words, b"seat: lowest\n", {"FORCE_COLOR": "1" if color == "always" else "0"})
    assert find_harm(done, tmp_path / "out") == ""


# Places that are no plain file or folder.


def _loop(place: Path) -> None:
    place.symlink_to(place)


PLACES: dict[str, Callable[[Path], Any]] = {
    "missing": lambda _: None,
    "a file": lambda place: place.write_text("a: 1\n"),
    "an empty folder": lambda place: place.mkdir(),
    "a pipe": os.mkfifo,
    "an endless device": lambda place: place.symlink_to("/dev/zero"),
    "a link to itself": _loop,
    "a folder without permission": lambda place: place.mkdir(mode=0),
}


MAY_HANG = ("a pipe", "an endless device")


@pytest.mark.slow
@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("how", ["flag", "variable", "one file of it", "cases", "answers", "output", "kept answers"])
def test_no_place_hangs_or_does_harm(legpress: Legpress, here: Legpress, kind: str, how: str) -> None:
    place = legpress.folder / "place"
    env: dict[str, str] = {}
    args = ["diagnose", *SAFE, "--knowledge", str(place)]
    if how == "variable":
        args, env = ["tips"], {"LEGPRESS_KNOWLEDGE": str(place)}
    elif how == "one file of it":
        place = copy_knowledge(legpress.folder / "knowledge") / "studies.yaml"
        place.unlink()
        args = ["check", str(place.parent)]
    elif how == "kept answers":
        place = legpress.store
        place.parent.mkdir(parents=True)
        args = ["diagnose", "--resume"]
    elif how in ("cases", "answers"):
        args = ["check", "--cases", str(place)] if how == "cases" else ["diagnose", *SAFE, "--answers", str(place)]
        if (how, kind) == ("answers", "a pipe"):
            return  # a person may well give a pipe; legpress waits for what comes through it
    elif how == "output":
        if kind == "a pipe":
            return  # the same
        args = ["tips", "-o", str(place)]
    PLACES[kind](place)
    run = legpress if kind in MAY_HANG else here
    assert find_harm(run(*args, env=env)) == ""


@pytest.mark.parametrize("name", ["\x1b[31m", "a\nb", "\u202eabc", MARKUP.replace("/", "|"), "x" * 300, "\udcff"])
def test_the_name_of_a_folder_does_no_harm(tmp_path: Path, name: str) -> None:
    assert find_harm(run_here(tmp_path, ["tips"], env={"LEGPRESS_KNOWLEDGE": name})) == ""
    for args in (["tips", "--knowledge", name], ["check", name], ["check", "--cases", name], ["tips", "-o", f"{name}/out"]):
        assert find_harm(run_here(tmp_path, args)) == ""


@pytest.mark.parametrize("look", sweep(["--plain", "--json", "--color=always"], "--color=always"))
def test_the_names_of_case_files_do_no_harm(tmp_path: Path, look: str) -> None:
    people = tmp_path / "\x1b]0;title\x07"
    people.mkdir()
    for name in ("\x1b[31m", "a\nb", "\u202eabc", "[bold]x", "\udcff"):
        (people / f"{name}.yaml").write_text("- {id: 1}\n")
    assert find_harm(run_here(tmp_path, ["check", str(FOLDER), "--cases", str(people), look])) == ""
    inside = run_here(people, ["check", str(FOLDER), "--cases", ".", look])
    assert inside.code == 4
    assert find_harm(inside) == ""
    assert "[bold]x" in inside.out


# Nothing is run.

WATCHED = """
import json, os, sys
inside = os.path.realpath(sys.argv.pop(1))
FORBIDDEN = ("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "subprocess.", "socket.", "pty.",
    "webbrowser.", "urllib.", "ftplib.", "smtplib.", "http.", "shutil.", "code.", "ctypes.", "os.chmod", "os.kill", "os.link")
def watch(event, args):
    bad = event.startswith(FORBIDDEN) and not (event == "os.chmod" and str(args[0]).startswith(inside))
    if event == "open":
        writes = isinstance(args[1], str) and set(args[1]) & set("wax+") or (args[2] or 0) & (os.O_WRONLY | os.O_RDWR)
        name = os.path.realpath(args[0]) if isinstance(args[0], (str, bytes)) else ""
        bad = bool(writes) and name not in ("", "/dev/tty", "/dev/null") and not name.startswith(inside)
    if bad:
        os.write(2, f"Traceback: {event} {args}\\n".encode())
from legpress_cli.__main__ import main
import legpress_cli.diagnosis.result, legpress_cli.pages.result, legpress_cli.render.text, legpress_cli.knowledge.check.runner
sys.addaudithook(watch)
codes = []
for words in json.loads(sys.argv.pop(1)):
    sys.argv[1:] = words
    try:
        main()
    except SystemExit as left:
        codes.append(left.code or 0)
sys.exit(max(codes))
"""
CANARIES = (
    "$(touch hacked)",
    "`touch hacked`",
    "; touch hacked",
    "{{ ''.__class__.__mro__ }}",
    "__import__('os').system('touch hacked')",
    "file:///etc/passwd",
    "http://127.0.0.1:9/",
)


def _watched(legpress: Legpress, *calls: tuple[str, ...]) -> Finished:
    """Make these calls in one process that cries out at everything legpress has no need to do."""
    return legpress.run([sys.executable, "-B", "-c", WATCHED, str(legpress.folder), json.dumps(calls)])


def test_the_watch_would_notice(legpress: Legpress) -> None:
    script = WATCHED.replace("        main()\n", "        import socket; socket.socket(); open('/proc/self/comm', 'w')\n")
    call = [sys.executable, "-B", "-c", script, str(legpress.folder), '[["tips"]]']
    done = subprocess.run(call, capture_output=True, check=False)
    assert b"Traceback: socket." in done.stderr
    assert b"Traceback: open" in done.stderr


def test_nothing_in_knowledge_or_answers_is_run(legpress: Legpress) -> None:
    folder = copy_knowledge(legpress.folder / "knowledge")
    for name, key in (("tips.yaml", "tips"), ("causes.yaml", "causes"), ("studies.yaml", "studies")):
        value = VALUES[name]
        for number, canary in enumerate(CANARIES):
            field = {"tips": "why", "causes": "explain", "studies": "citation"}[key]
            value = with_value(value, (key, number, field), f"Run {canary} now.")
        (folder / name).write_bytes(as_yaml(value))
    known = ("--knowledge", str(folder))
    hips = ("explain", "hip-roll", *known)
    done = _watched(
        legpress, ("check", str(folder)), ("diagnose", *SAFE, *known), ("tips", *known, "-o", "out"), ("tree", *known), hips
    )
    assert find_harm(done) == ""
    assert CANARIES[0] in done.out
    assert not list(legpress.folder.rglob("hacked"))


def test_files_that_are_refused_run_nothing(legpress: Legpress) -> None:
    calls: list[tuple[str, ...]] = []
    for number, content in enumerate((*YAML_SEEDS, *(f"seat: {canary}\n".encode() for canary in CANARIES))):
        (legpress.folder / f"me{number}").write_bytes(content)
        calls.append(("diagnose", *SAFE, "--answers", f"me{number}"))
    folder = copy_knowledge(legpress.folder / "knowledge")
    (folder / "tips.yaml").write_bytes(YAML_SEEDS[4])
    done = _watched(legpress, *calls, ("check", str(folder)))
    assert find_harm(done) == ""
    assert not list(legpress.folder.rglob("hacked"))


# Markup shows as typed.


def _bare(text: str) -> str:
    """Return a text without blanks and frames, as it was before it was laid out."""
    return "".join(char for char in text if char not in "│|" and not char.isspace())


@pytest.fixture(scope="module")
def marked_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge with markup in a text of each kind."""
    folder = copy_knowledge(tmp_path_factory.mktemp("marked-up") / "knowledge")
    for name, place in (
        ("triage.yaml", ("levels", 0, "title")),
        ("causes.yaml", ("causes", 0, "title")),
        ("tips.yaml", ("tips", 0, "why")),
        ("questions.yaml", ("questions", 3, "short")),
        ("about.yaml", ("honesty",)),
    ):
        (folder / name).write_bytes(as_yaml(with_value(VALUES[name], place, f"Now {MARKUP}")))
    return folder


@pytest.mark.parametrize(
    "look", [("--plain",), ("--json",), (), ("--color", "always")], ids=["plain", "json", "text", "colour"]
)
@pytest.mark.parametrize("columns", ["40", "80"])
def test_markup_shows_as_typed(tmp_path: Path, marked_up: Path, look: tuple[str, ...], columns: str) -> None:
    first = VALUES["causes.yaml"]["causes"][0]["id"]
    env = {"COLUMNS": columns}
    for args in (("diagnose", *SAFE, "--hips", "lift"), ("explain", first), ("tips", "--full"), ("tree",)):
        done = run_here(tmp_path, [*args, *look, "--knowledge", str(marked_up)], env=env)
        assert find_harm(done) == ""
        shown = done.out.replace("\\\\", "\\") if "--json" in look else OWN_COLOURS.sub("", done.out)
        assert _bare(MARKUP) in _bare(shown), args


@pytest.mark.parametrize("typed", ["[bold]x[/bold]", "[/]", "[link=file:x]y[/link]", ":smile:", "[red]"])
@pytest.mark.parametrize("columns", ["40", "80"])
def test_markup_in_names_shows_as_typed(tmp_path: Path, typed: str, columns: str) -> None:
    for args in (
        ("explain", typed),
        ("tips", typed),
        ("check", typed),
        ("diagnose", "--answers", typed),
        ("diagnose", "--seat", typed),
        ("tips", "--knowledge", typed),
        ("tree", "--path", typed),
    ):
        done = run_here(tmp_path, args, env={"COLUMNS": columns})
        assert done.code != 0
        assert typed.lower() in _bare(done.out + done.err).lower(), args


# Nothing fills the memory; that nothing takes long is measured by benchmarks/hostile.py.

MEMORY = 200 * 1024**2


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def _limited(legpress: Legpress, *args: str) -> Finished:
    return legpress(*args, timeout=120, env=UNMEASURED, preexec_fn=_limit_memory)


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.KNOWLEDGE)
def test_a_megabyte_of_knowledge_takes_200_megabytes_at_most(legpress: Legpress, name: str) -> None:
    file, make, args = heavy.KNOWLEDGE[name]
    folder = copy_knowledge(legpress.folder / "knowledge")
    (folder / file).write_bytes(make(MEGABYTE))
    assert find_harm(_limited(legpress, *args, "--knowledge", str(folder))) == ""


def test_a_flag_may_stand_thousands_of_times(legpress: Legpress) -> None:
    done = _limited(legpress, "diagnose", *SAFE, *heavy.pains(), "--json")
    assert find_harm(done) == ""
    assert done.json["answers"]["pain"] == 4999 % 11


def test_a_page_of_very_many_texts_is_written_plain() -> None:
    drawn, plain = (Page("Many", (Bullets(("Go on.",) * number),)) for number in (MOST_LAID_OUT, MOST_LAID_OUT + 1))
    assert render_text(drawn, 60, colour=False, unicode=True) != render_plain(drawn, 60)
    assert render_text(plain, 60, colour=True, unicode=True) == render_plain(plain, 60)


@pytest.mark.slow
def test_thousands_of_causes_are_followed_through_thousands_of_steps(legpress: Legpress) -> None:
    folder = heavy.write_layers(legpress.folder / "knowledge")
    done = _limited(legpress, "check", "--knowledge", str(folder))
    assert find_harm(done) == ""
    assert "cause-not-indicated" in done.out


def test_many_kept_answers_are_refused_at_once(legpress: Legpress) -> None:
    heavy.write_kept(legpress.store)
    done = _limited(legpress, "diagnose", "--resume")
    assert done.code == 2
    assert "is damaged. It is left as it is." in " ".join(done.err.split())


@pytest.mark.slow
@pytest.mark.parametrize("name", heavy.PEOPLE)
def test_a_megabyte_of_people_takes_200_megabytes_at_most(legpress: Legpress, name: str) -> None:
    people = heavy.write_people(legpress.folder / "cases", heavy.PEOPLE[name])
    assert find_harm(_limited(legpress, "check", "--cases", str(people))) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "look", [(), ("--plain",), ("--json",), ("--format", "dot"), ("--format", "mermaid"), ("--seat", "lowest")]
)
def test_the_deepest_tree_can_be_drawn(legpress: Legpress, look: tuple[str, ...]) -> None:
    nested = heavy.write_nested(legpress.folder / "knowledge")
    done = _limited(legpress, "tree", *look, "--knowledge", str(nested))
    assert done.code == 0, done.err
    assert find_harm(done) == ""


def test_a_tree_that_is_too_deep_is_refused_at_once(legpress: Legpress) -> None:
    deep = heavy.write_deep(legpress.folder / "knowledge")
    done = _limited(legpress, "tree", "--knowledge", str(deep))
    assert (done.code, done.out) == (4, "")
    assert "longest-path is 1000000. Write 20 at most. [path-too-long]" in " ".join(done.err.split())
    assert find_harm(done) == ""
