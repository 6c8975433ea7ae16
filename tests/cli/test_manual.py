"""The manual page: made from the commands, valid roff, and in the wheel."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

import legpress_cli
from legpress_cli import __version__
from legpress_cli.cli.manual import write_manual
from legpress_cli.cli.question_flags import is_question_flag
from legpress_cli.errors import ExitCode
from legpress_cli.knowledge import prebuilt
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.render.roff import escape, paragraphs, title
from legpress_cli.system import environment
from support.commands import context_of, names
from support.places import ROOT

INSTALLED = Path(sys.prefix) / "share" / "man" / "man1" / "legpress.1"
EDITABLE = not (Path(legpress_cli.__file__).parent / "knowledge" / prebuilt.FILE_NAME).is_file()
GROFF = ["groff", "-man", "-Tutf8", "-ww", "-P-c", "-rLL=80n"]
MANDOC = ["mandoc", "-Tlint", "-W", "warning"]


def need(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"{program} is not installed here")


def rendered(page: str) -> str:
    """Return a page as a terminal of 80 columns shows it, without bold and underlined letters; fail at any warning."""
    done = subprocess.run(GROFF, input=page.encode("ascii"), capture_output=True, check=True)
    assert done.stderr.decode() == ""
    return re.sub(r".\x08", "", done.stdout.decode())


@pytest.fixture(scope="module")
def page(knowledge: Knowledge) -> str:
    return write_manual(knowledge, "2026-01-31")


def section(page: str, name: str) -> str:
    return page.split(f"\n.SH {name}")[1].split("\n.SH ", maxsplit=1)[0]


@need("groff")
def test_groff_has_nothing_to_warn_of(page: str) -> None:
    assert rendered(page).startswith("LEGPRESS(1)")


@need("mandoc")
def test_mandoc_has_nothing_to_warn_of_but_a_missing_date(page: str, knowledge: Knowledge) -> None:
    assert subprocess.run(MANDOC, input=page.encode(), capture_output=True, check=True).stdout == b""
    undated = subprocess.run(MANDOC, input=write_manual(knowledge).encode(), capture_output=True, check=False).stdout
    assert [line.split(b"WARNING: ")[1] for line in undated.splitlines()] == [b'missing date, using "": TH']


@need("groff")
def test_only_an_example_is_wider_than_80_columns(page: str) -> None:
    assert [line for line in rendered(page).splitlines() if len(line) > 80 and not line.startswith("       legpress ")] == []


@need("groff")
@pytest.mark.parametrize(
    "text",
    [
        ".hidden",
        "'quoted'",
        "a\\b \\fBc \\n(x",
        "--flag - and -o",
        'say "this"',
        "`~^ $x {a|b} #",
        "H\u00f6he \u2192 \u2260 100%",
        "...",
    ],
)
def test_no_text_is_taken_for_a_command(text: str) -> None:
    shown = rendered(
        "\n".join([title("x", 1, "2026-01-31", "x 1"), ".SH NAME", paragraphs([escape("x - y"), escape(text)])]) + "\n"
    )
    assert text in [line.strip() for line in shown.splitlines()]


def test_it_names_every_command_with_its_arguments_options_and_examples(page: str) -> None:
    for name in names():
        command = context_of(name).command
        assert rf"\fBlegpress {name}\fR [\fIOPTION\fR]..." in section(page, "SYNOPSIS")
        own = section(page, "COMMANDS").split(f"\n.SS legpress {name}")[1].split("\n.SS ")[0]
        for param in command.params:
            if param.param_type_name == "option" and param.name != "help" and not is_question_flag(param):
                assert escape(param.help) in own + section(page, "OPTIONS")
                assert all(rf"\fB{escape(flag)}\fR" in own + section(page, "OPTIONS") for flag in param.opts)
        for line in command.examples:
            assert escape(line) in section(page, "EXAMPLES")


def test_what_can_be_left_out_stands_in_brackets(page: str) -> None:
    assert ".SS legpress tips [TOPIC]\n" in page
    assert ".SS legpress schema result|knowledge|next [FILE]\n" in page


def test_it_names_every_question_with_its_answers_and_their_words(page: str, knowledge: Knowledge) -> None:
    answers = section(page, "ANSWERS")
    for question in knowledge.questions:
        own = answers.split(rf"\fB{escape(f'--{question.id}')}\fR")[1].split(".RE")[0]
        assert escape(question.ask) in own
        for option in question.options:
            assert f".TP\n\\fB{escape(option.id)}\\fR\n{escape(option.label)}\n" in own


def test_it_names_every_exit_code_with_its_meaning(page: str) -> None:
    listed = re.findall(r"^\\fB(\d+)\\fR\n(.*)\.$", section(page, "EXIT STATUS"), re.MULTILINE)
    assert {code: meaning.lower() for code, meaning in listed} == {str(code.value): escape(code.meaning) for code in ExitCode}


def test_it_names_every_variable_that_is_read(page: str) -> None:
    source = Path(environment.__file__).read_text(encoding="utf-8")
    read = set(re.findall(r'environ\.get\("(\w+)"', source))
    assert read == set(environment.VARIABLES)
    assert set(re.findall(r"^\\fB(\w+)\\fR$", section(page, "ENVIRONMENT"), re.MULTILINE)) == {
        "LEGPRESS_KNOWLEDGE",
        "LEGPRESS_STORE",
        *read,
    }


@pytest.mark.skipif(sys.platform != "linux", reason="it names the folder of Linux first")
def test_it_names_the_folder_where_answers_are_kept(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from legpress_cli.store.place import store_file

    for name in ("XDG_DATA_HOME", "LEGPRESS_STORE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    place = store_file(None).relative_to(tmp_path)
    assert escape(f"~/{place}") in section(page, "FILES")


def test_it_says_the_versions_in_ascii(page: str, knowledge: Knowledge) -> None:
    assert page.isascii()
    assert f'.TH "LEGPRESS" 1 "2026-01-31" "legpress {__version__}"' in page
    assert f"version {knowledge.about.version}" in page


@pytest.mark.smoke
@pytest.mark.skipif(EDITABLE, reason="an editable install has no manual page")
def test_the_installed_page_is_the_one_that_these_commands_make(knowledge: Knowledge) -> None:
    assert INSTALLED.read_text(encoding="ascii").split("\n", 1)[1] == write_manual(knowledge).split("\n", 1)[1]


@pytest.mark.smoke
@need("man")
@pytest.mark.skipif(EDITABLE, reason="an editable install has no manual page")
def test_man_finds_the_page_beside_the_program() -> None:
    environment = {**os.environ, "PATH": f"{INSTALLED.parents[3] / 'bin'}{os.pathsep}{os.environ['PATH']}", "MANWIDTH": "80"}
    environment.pop("MANPATH", None)
    done = subprocess.run([str(shutil.which("man")), "legpress"], capture_output=True, check=True, env=environment)
    assert "danger signs come first" in done.stdout.decode().lower()


def build(folder: Path, **env: str) -> bytes:
    """Return the bytes of the wheel, built with these variables and no others that name a day."""
    clean = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, env=clean | env, capture_output=True, check=True)
    [wheel] = folder.glob("*.whl")
    return wheel.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(
    not (find_spec("hatchling") and (ROOT / "hatch_build.py").is_file()), reason="it needs hatchling and the source"
)
def test_the_day_of_the_build_changes_nothing_unless_it_is_named(tmp_path: Path) -> None:
    assert build(tmp_path / "1", TZ="Pacific/Kiritimati") == build(tmp_path / "2", TZ="Pacific/Midway")
    build(tmp_path / "3", SOURCE_DATE_EPOCH="1767225600")
    for folder, date in (("1", ""), ("3", "2026-01-01")):
        with zipfile.ZipFile(next((tmp_path / folder).glob("*.whl"))) as wheel:
            page = wheel.read(f"legpress_cli-{__version__}.data/data/share/man/man1/legpress.1").decode()
        assert page.startswith(f'.TH "LEGPRESS" 1 "{date}"')


@pytest.mark.skipif(not (ROOT / "hatch_build.py").is_file(), reason="it needs the source")
def test_the_build_takes_the_same_releases_as_the_program() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = {entry for entry in declared["build-system"]["requires"] if not entry.startswith("hatchling")}
    assert needed <= set(declared["project"]["dependencies"])
