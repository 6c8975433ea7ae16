"""Help: Typer's, in panels or plain, with examples that work, and nothing in it that a knowledge could draw with."""

from __future__ import annotations

import re
import shlex

import pytest
from wcwidth import wcswidth

from legpress_cli.cli.app import COMMANDS, Commands
from legpress_cli.followup.sessions_file import COLUMNS
from legpress_cli.knowledge.model import Knowledge
from support.commands import context_of, flags_of, names
from support.examples import sweep
from support.legpress import SAFE, Legpress, copy_knowledge
from support.places import CASES

PANELS = "╭─ "
HELP = [(), *((name,) for name in names())]
EXAMPLES = [*Commands.examples, *(example for name in names() for example in context_of(name).command.examples)]
PLAIN = [({"COLUMNS": "59"}, ()), ({"TERM": "dumb"}, ()), ({"ACCESSIBLE": "1"}, ()), ({}, ("--plain",))]


def trimmed(text: str) -> str:
    """Return a text without the blanks with which rich fills its lines."""
    return "\n".join(line.rstrip() for line in text.splitlines())


def words_of(text: str) -> set[str]:
    return {word.strip(",.;/|") for word in re.sub(r"[│╭╮╰╯─]", " ", text).split()}


@pytest.mark.parametrize("command", HELP, ids=" ".join)
@pytest.mark.parametrize("width", sweep([60, 66, 72, 80, 100, 120, 160, 200], 60, 80, 200))
def test_from_60_columns_on_help_is_in_panels_and_cuts_no_name(here: Legpress, command: tuple[str, ...], width: int) -> None:
    done = here(*command, "--help", env={"COLUMNS": str(width)})
    assert (done.code, done.err) == (0, "")
    assert PANELS in done.out
    assert [line for line in done.out.splitlines() if wcswidth(line) > width] == []
    shown = words_of(done.out)
    assert (flags_of(context_of(*command)) if command else set(COMMANDS)) <= shown


@pytest.mark.parametrize("width", [60, 80, 200])
def test_every_question_has_a_flag_with_its_answers_in_the_help(here: Legpress, knowledge: Knowledge, width: int) -> None:
    shown = words_of(here("diagnose", "--help", env={"COLUMNS": str(width)}).out)
    for question in knowledge.questions:
        assert {f"--{question.id}", *(option.id for option in question.options)} <= shown


@pytest.mark.parametrize("width", [60, 80])
def test_the_help_of_log_asks_for_signs_in_its_own_words_and_names_what_an_import_holds(
    here: Legpress, knowledge: Knowledge, width: int
) -> None:
    shown = " ".join(here("log", "--help", env={"COLUMNS": str(width)}).out.replace("│", " ").split())
    for name in knowledge.follow_up.signs:
        assert f"--{name} ANSWER {knowledge.follow_up.ask_signs}" in shown
        assert knowledge.question(name).ask not in shown
    assert set(COLUMNS) <= words_of(shown)


@pytest.mark.parametrize(("env", "flags"), PLAIN)
@pytest.mark.parametrize("order", [1, -1])
def test_narrow_or_plain_help_has_no_panels(here: Legpress, env: dict[str, str], flags: tuple[str, ...], order: int) -> None:
    done = here("diagnose", *(*flags, "--help")[::order], env=env)
    assert (done.code, done.err) == (0, "")
    assert done.out.isascii()
    assert "\nOptions:\n" in done.out


@pytest.mark.parametrize("width", [24, 40, 59])
@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_plain_help_fits_a_narrow_terminal_but_for_a_name_that_is_longer(
    here: Legpress, command: tuple[str, ...], width: int
) -> None:
    lines = here(*command, "--help", env={"COLUMNS": str(width)}).out.splitlines()
    assert [line for line in lines if len(line) > width and not line.startswith(("Usage: ", "  -", "  result|knowledge"))] == []


@pytest.mark.parametrize("env", [{}, {"COLUMNS": "40"}], ids=["panels", "plain"])
@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_help_begins_with_examples(here: Legpress, command: tuple[str, ...], env: dict[str, str]) -> None:
    shown = trimmed(here(*command, "-h", env=env).out)
    assert shown.strip().startswith("Usage: legpress")
    assert shown.index("Examples:\n") < re.search("Options:|╭─ ", shown).start()  # type: ignore[union-attr]
    assert "legpress" in shown.split("Examples:\n")[1].splitlines()[0]


def test_the_help_of_all_fits_one_screen_with_what_one_does_first_on_top(here: Legpress) -> None:
    lines = trimmed(here("--help").out).splitlines()
    assert len(lines) <= 44
    start = lines.index(" Examples:")
    assert [line.split()[:2] for line in lines[start + 1 : start + 4]] == [
        ["legpress", name] for name in ("diagnose", "log", "tips")
    ]
    assert start < 6
    panels = [line.strip("╭─╮ ") for line in lines if line.startswith("╭─ ")]
    assert panels == ["Options", *dict.fromkeys(entry.panel for entry in COMMANDS.values())]


def test_the_bare_name_shows_the_same_help_and_fails(here: Legpress) -> None:
    done = here(env={"FORCE_COLOR": "1"})
    assert (done.code, done.out) == (2, "")
    assert done.err == here("--help").out


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_works_as_it_stands(here: Legpress, example: str) -> None:
    """The names of files in them are those of the reader."""
    command = example.partition("  ")[0]
    (here.folder / "me.yaml").write_text("emergency-sign: none\ndoctor-sign: none\nhealth: none\n", encoding="utf-8")
    copy_knowledge(here.folder / "my-knowledge")
    (here.folder / "tests" / "knowledge").mkdir(parents=True)
    (here.folder / "tests" / "knowledge" / "cases").symlink_to(CASES)
    for name, line in (("people.csv", "emergency-sign\nchest-pain\n"), ("people.jsonl", '{"emergency-sign": "chest-pain"}\n')):
        (here.folder / name).write_text(line, encoding="utf-8")
    if command.startswith(("legpress show", "legpress log", "legpress next")):
        assert here("diagnose", *SAFE, "--keep").code == 0
        assert here("log", *SAFE[:5], "--during", "3", "--after", "2", "--set-up", "without").code == 0
        (here.folder / "sessions.csv").write_text("date,during,after,set_up\n", encoding="utf-8")
    done = here(*shlex.split(command)[1:], env={"BROWSER": "true"})
    asks = command in ("legpress log", "legpress log --date 2026-11-12", "legpress log --seen") or (
        command.startswith("legpress diagnose") and "none" not in command and "me.yaml" not in command
    )
    assert done.code == (2 if asks else 0), done.err  # it would ask, and nobody is there
    assert bool(done.out) == (not asks and (" -o " not in command or "batch" in command) and "--open" not in command)


@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_no_example_is_wider_than_76_columns(here: Legpress, command: tuple[str, ...]) -> None:
    shown = trimmed(here(*command, "--help", env={"COLUMNS": "200"}).out).split("Examples:\n")[1].split("\n\n")[0]
    assert max(len(line.strip()) for line in shown.splitlines()) <= 76


def test_each_example_is_one_command_when_pasted(here: Legpress) -> None:
    for width in ("40", "60", "80"):
        for name in names():
            shown = here(name, "--help", env={"COLUMNS": width}).out.split("Examples:")[1]
            assert "\\ " not in shown  # with a blank after it a shell ends the command there
            lines = trimmed(shown.replace("\\\n", "")).strip("\n").split("\n\n")[0].splitlines()
            assert [" ".join(line.split()) for line in lines] == list(context_of(name).command.examples)


@pytest.mark.parametrize(
    ("text", "shown"), [("[bold]a[/bold] [/x] [1]", "[bold]a[/bold] [/x] [1]"), (":warning: here", ":warning: here")]
)
@pytest.mark.parametrize("width", sweep(["59", "80"], "80"))
def test_markup_in_a_question_shows_as_typed(legpress: Legpress, text: str, shown: str, width: str) -> None:
    other = copy_knowledge(legpress.folder / "other")
    questions = (other / "questions.yaml").read_text(encoding="utf-8")
    ask = "What does it feel like?"
    assert ask in questions
    (other / "questions.yaml").write_text(questions.replace(ask, f'"{text}"'), encoding="utf-8")
    done = legpress("diagnose", "--help", "--knowledge", "other", env={"COLUMNS": width})
    assert (done.code, done.err) == (0, "")
    assert shown in " ".join(done.out.replace("│", " ").split())


@pytest.mark.smoke
def test_help_needs_no_sound_knowledge_and_the_complaint_names_the_variable(here: Legpress) -> None:
    done = here("diagnose", "--help", env={"LEGPRESS_KNOWLEDGE": "nowhere"})
    assert done.code == 0
    assert "--answers" in done.out
    assert done.err.startswith("LEGPRESS_KNOWLEDGE names this knowledge.\n")
    failed = here("tips", env={"LEGPRESS_KNOWLEDGE": "nowhere"})
    assert failed.code == 4
    assert failed.err.startswith("LEGPRESS_KNOWLEDGE names this knowledge.\n")
    assert "LEGPRESS_KNOWLEDGE" not in here("tips", "--knowledge", "nowhere").err


@pytest.mark.slow
def test_help_keeps_its_texts_without_docstrings(legpress: Legpress) -> None:
    import sys

    for command in HELP:
        done = legpress.run([sys.executable, "-OO", "-m", "legpress_cli", *command, "--help"])
        assert (done.code, done.out) == (0, legpress(*command, "--help").out)


@pytest.mark.parametrize("encoding", ["ascii", "utf-8"])
def test_help_keeps_to_the_characters_of_its_stream(legpress: Legpress, encoding: str) -> None:
    done = legpress("tips", "--help", env={"PYTHONIOENCODING": encoding})
    assert done.out.isascii() == (encoding == "ascii")
    assert "Result" in done.out
