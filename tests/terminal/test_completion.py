"""Completion: what a person sees at the Tab key, in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from support.examples import sweep
from support.legpress import Legpress, copy_knowledge
from support.terminal import Terminal

PROGRAM = Path(sys.executable).with_name("legpress")
HERE = {
    shell: pytest.mark.skipif(not shutil.which(shell), reason=f"{shell} is not installed here")
    for shell in ("bash", "zsh", "fish")
}
SHELLS = [pytest.param(shell, marks=[here] if shell == "bash" else [here, pytest.mark.slow]) for shell, here in HERE.items()]
DESCRIBING = [pytest.param("fish", marks=HERE["fish"]), pytest.param("zsh", marks=[HERE["zsh"], pytest.mark.slow])]
PROMPTS = {
    "bash": (".bashrc", "PS1='ready> '\n"),
    "zsh": (".zshrc", "PS1='ready> '\n"),
    "fish": (".config/fish/config.fish", "function fish_prompt; echo 'ready> '; end\n"),
}


class Home(NamedTuple):
    """The home of a person who has just installed completion in one shell."""

    shell: str
    folder: Path
    environment: dict[str, str]

    def type(self, words: str, **env: str) -> Terminal:
        """Return a new shell in which these words were typed."""
        terminal = Terminal([], self.environment | env, self.folder, columns=160, command=f"exec {self.shell} -i")
        terminal.see("ready>")
        if self.shell == "zsh":  # its first Tab loads the script that Typer wrote, and offers nothing
            terminal.press("legpress \t", "\x15")
        terminal.press(words)
        return terminal

    def leave(self, terminal: Terminal) -> None:
        """End the shell, whatever its line holds."""
        terminal.press("ctrl-c", "exit", "enter")
        terminal.leave()


def copy_with_another_answer(folder: Path) -> None:
    """Put a knowledge of one's own into a folder, in which a machine shakes."""
    for part in copy_knowledge(folder / "knowledge-of-mine").glob("*.yaml"):
        part.write_text(part.read_text(encoding="utf-8").replace("wobbles", "shakes"), encoding="utf-8")


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Home:
    folder = tmp_path_factory.mktemp("home")
    clean = {
        name: value
        for name, value in Legpress(folder).environment().items()
        if name not in ("BASH_ENV", "ENV", "INPUTRC", "ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")
    }
    environment = clean | {"HOME": str(folder), "PATH": f"{PROGRAM.parent}{os.pathsep}{clean['PATH']}"}
    install = [request.param, "-c", "legpress --install-completion; true"]
    done = subprocess.run(install, env=environment, capture_output=True, check=True)
    assert done.stderr == b""
    file, prompt = PROMPTS[request.param]
    with (folder / file).open("a", encoding="utf-8") as settings:
        settings.write(prompt)
    copy_with_another_answer(folder)
    (folder / "knowledge.yaml").write_text("a file and no folder", encoding="utf-8")
    (folder / "my-answers.yaml").write_text("{}", encoding="utf-8")
    return Home(request.param, folder, environment)


FINISHED = [
    ("dia", "diagnose"),
    ("diagnose --se", "diagnose --seat"),
    ("diagnose --seat l", "--seat lowest"),
    ("diagnose --doctor-sign none --doctor-sign fe", "none --doctor-sign fever"),
    ("tree --path= --seat lo", "--seat lowest"),
    ("tips lum", "tips lumbar-towel"),
    ("explain handle-", "explain handle-pull"),
    ("tips --format js", "--format json"),
    ("schema knowledge qu", "schema knowledge questions.yaml"),
    ("diagnose --knowledge knowledge-of-mine --machine sh", "--machine shakes"),
]
BY_THE_SHELL = [
    ("tips --knowledge kn", "--knowledge knowledge"),
    ("check knowledge-", "check knowledge-of-mine/"),
    ("diagnose --answers my", "--answers my-answers.yaml"),
    ("tree --path my", "--path my-answers.yaml"),
    ("tips -o my", "-o my-answers.yaml"),
]
"""Names of files and folders."""


@pytest.mark.parametrize(("typed", "completed"), FINISHED)
def test_a_shell_is_told_the_one_word_that_fits(here: Legpress, typed: str, completed: str) -> None:
    copy_with_another_answer(here.folder)
    done = here(env=in_environment("bash", typed))
    assert (done.out.split(), done.err) == (completed.split()[-1:], "")


@pytest.mark.parametrize("home", SHELLS, indirect=True)
@pytest.mark.parametrize(
    "typed_and_completed", sweep([*FINISHED, *BY_THE_SHELL], FINISHED[2], FINISHED[-1], *BY_THE_SHELL[1:3]), ids=": ".join
)
def test_the_tab_key_finishes_a_word(home: Home, typed_and_completed: tuple[str, str]) -> None:
    typed, completed = typed_and_completed
    terminal = home.type(f"legpress {typed}\t")
    terminal.see(completed)
    home.leave(terminal)


@pytest.mark.parametrize("home", DESCRIBING, indirect=True)
def test_an_answer_with_a_colon_is_finished_where_the_shell_keeps_it_one_word(home: Home) -> None:
    terminal = home.type("legpress explain seat:lo\t")
    terminal.see("explain seat:lowest")
    home.leave(terminal)


@pytest.mark.slow
@pytest.mark.parametrize("home", SHELLS, indirect=True)
@pytest.mark.parametrize(
    ("typed", "listed"),
    [
        ("", "diagnose tips explain questions tree check schema"),
        ("tips ", "core position seat-height handle-pull"),
        ("diagnose --seat ", "lowest middle highest fixed not-sure"),
        ("explain handle", "handle-pull handles:"),
        ("tree --format ", "text plain json mermaid dot"),
        ("tips --color ", "auto always never"),
    ],
)
def test_the_tab_key_lists_what_may_follow(home: Home, typed: str, listed: str) -> None:
    terminal = home.type(f"legpress {typed}" + ("\t\t" if home.shell == "bash" else "\t"))
    terminal.see(*listed.split())
    home.leave(terminal)


DESCRIBED = [
    ("", "Answer questions, get a checklist."),
    ("diagnose --seat ", "Lowest, the flattest notch"),
    ("tips l", "Lumbar towel roll"),
    ("diagnose --p", "In your last session on the leg press"),
    ("explain hip", "cause"),
]


@pytest.mark.smoke
@pytest.mark.parametrize("home", DESCRIBING, indirect=True)
@pytest.mark.parametrize("typed_and_described", sweep(DESCRIBED, *DESCRIBED[:2]), ids=": ".join)
def test_what_is_listed_is_described(home: Home, typed_and_described: tuple[str, str]) -> None:
    typed, described = typed_and_described
    terminal = home.type(f"legpress {typed}\t")
    terminal.see(described)
    home.leave(terminal)


@pytest.mark.slow
@pytest.mark.parametrize("home", SHELLS, indirect=True)
@pytest.mark.parametrize("typed", ["tips nothing-like-it", "diagnose --seat x", "nothing-like-it", "tips --answ"])
def test_where_nothing_fits_the_line_stays_as_it_is(home: Home, typed: str) -> None:
    terminal = home.type(f"legpress {typed}\t")
    terminal.press("!")
    assert terminal.see(f"{typed}!").count("legpress") == 1
    home.leave(terminal)


@pytest.mark.parametrize("home", SHELLS, indirect=True)
def test_faulty_knowledge_is_not_told_amid_typing_and_a_better_one_can_be_named(home: Home) -> None:
    terminal = home.type("legpress diagnose --seat l --know\t", LEGPRESS_KNOWLEDGE="nowhere")
    terminal.see("--seat l --knowledge")
    terminal.press(" knowledge-\t")
    assert "fault" not in terminal.see("--knowledge knowledge-of-mine/")
    home.leave(terminal)


def in_environment(shell: str, line: str) -> dict[str, str]:
    whole = f"legpress {line}"
    return {
        "_LEGPRESS_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": "\n".join(whole.split(" ")),
        "COMP_CWORD": str(whole.count(" ")),
        "_TYPER_COMPLETE_ARGS": whole,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("knowledge", ["", "nowhere", "faulty"])
@pytest.mark.parametrize(
    "line",
    ["", "diagnose --", "diagnose --seat ", "tips l", "explain seat:", "tree --path ", "check ", "x y", "tips 'a"],
)
def test_nothing_is_ever_said_on_standard_error(here: Legpress, shell: str, knowledge: str, line: str) -> None:
    faulty = copy_knowledge(here.folder / "faulty")
    (faulty / "tips.yaml").write_text("tips: [", encoding="utf-8")
    done = here(env=in_environment(shell, line) | {"LEGPRESS_KNOWLEDGE": knowledge})
    assert (done.code, done.err) == (0, "")


def test_completion_knows_the_other_knowledge(here: Legpress) -> None:
    other = copy_knowledge(here.folder / "other")
    posts = (other / "posts.yaml").read_text(encoding="utf-8")
    (other / "posts.yaml").write_text(posts + '  - {number: 21, poster: p21, says: "New."}\n', encoding="utf-8")
    for line, env in (("explain post-21", {"LEGPRESS_KNOWLEDGE": "other"}), ("explain --knowledge other post-21", {})):
        assert here(env=in_environment("fish", line) | env).out == "post-21\tpost\n"


@pytest.mark.parametrize(
    ("title", "env", "shown"),
    [
        ("Höhe", {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}, "Hohe"),
        ("Höhe", {}, "Höhe"),
        ('"[bold]Seat[/x] :warning:"', {}, "[bold]Seat[/x] :warning:"),
    ],
)
def test_a_description_shows_as_it_stands_in_the_characters_there_are(
    legpress: Legpress, title: str, env: dict[str, str], shown: str
) -> None:
    other = copy_knowledge(legpress.folder / "other")
    tips = (other / "tips.yaml").read_text(encoding="utf-8")
    (other / "tips.yaml").write_text(tips.replace("title: Seat height", f"title: {title}", 1), encoding="utf-8")
    done = legpress.run([str(PROGRAM)], env=in_environment("fish", "tips seat") | {"LEGPRESS_KNOWLEDGE": "other"} | env)
    assert (done.out, done.err) == (f"seat-height\t{shown}\n", "")


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_that_is_shown_is_one_that_the_shell_can_read(legpress: Legpress, shell: str) -> None:
    show = [shell, "-c", f"{PROGRAM} --show-completion | {shell} -n"]
    done = subprocess.run(show, capture_output=True, check=False, env=legpress.environment())
    assert (done.returncode, done.stderr) == (0, b"")
