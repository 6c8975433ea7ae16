"""The manual page, made from the commands themselves when the wheel is built."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

import typer.main

from legpress_cli import __version__
from legpress_cli.cli.app import app
from legpress_cli.cli.options import KNOWLEDGE_VARIABLE
from legpress_cli.cli.question_flags import is_question_flag
from legpress_cli.errors import ExitCode
from legpress_cli.knowledge.model import Kind, Knowledge, Question
from legpress_cli.render.roff import bold, escape, example, heading, italic, nested, paragraphs, subheading, term, title
from legpress_cli.store.place import FILE_NAME, STORE_VARIABLE
from legpress_cli.system.environment import VARIABLES

_PROGRAM = "legpress"
_READING = {"resilient_parsing": True}
_FILES = {
    f"~/.local/share/legpress/{FILE_NAME}": "All that is kept, readable by you alone: the answers of interviews that were left "
    "unfinished, the result that you had kept, and sessions. XDG_DATA_HOME names another folder to hold it. On a Mac it is in "
    "~/Library/Application Support/legpress/. legpress explain privacy tells how long each stays.",
}


class _Command(NamedTuple):
    """A command as Typer holds it, with what the page says of it; its options as terms in roff."""

    call: str
    context: Any
    arguments: tuple[tuple[str, str], ...]
    options: tuple[str, ...]

    def paragraphs(self) -> tuple[str, ...]:
        return (self.context.command.summary, *self.context.command.notes)

    def synopsis(self) -> str:
        return " ".join([bold(self.call), "[" + italic("OPTION") + "]...", *(italic(name) for name, _ in self.arguments)])


def write_manual(knowledge: Knowledge, date: str = "") -> str:
    """Return the manual page as roff. ``date`` is that of the release, as in 2026-01-31; empty where there is none."""
    group: Any = typer.main.get_command(app)
    with group.make_context(_PROGRAM, [], resilient_parsing=True) as ctx:
        whole = _read_command(_PROGRAM, ctx)
        commands = [
            _read_command(f"{_PROGRAM} {name}", group.get_command(ctx, name).make_context(name, [], ctx, **_READING))
            for name in group.list_commands(ctx)
        ]
    counts = Counter(option for command in commands for option in command.options)
    common = tuple(option for option, count in counts.items() if count > len(commands) / 2)
    parts = (
        _beginning(whole, commands, knowledge),
        _commands(commands, common),
        _answers(commands, knowledge),
        _options(whole, common),
        _end(whole, commands),
    )
    lines = [title(_PROGRAM, 1, date, f"{_PROGRAM} {__version__}"), *(line for part in parts for line in part)]
    return "\n".join(lines) + "\n"


def _beginning(whole: _Command, commands: list[_Command], knowledge: Knowledge) -> Iterator[str]:
    first, *rest = whole.paragraphs()
    yield heading("Name")
    yield f"{_PROGRAM} \\- {escape(first[:1].lower() + first[1:].rstrip('.'))}"
    yield heading("Synopsis")
    yield "\n.br\n".join(command.synopsis() for command in commands)
    yield heading("Description")
    yield paragraphs(map(escape, (*rest, knowledge.about.honesty)))


def _commands(commands: list[_Command], common: tuple[str, ...]) -> Iterator[str]:
    yield heading("Commands")
    for command in commands:
        yield subheading(" ".join([command.call, *(name for name, _ in command.arguments)]))
        yield paragraphs(map(escape, command.paragraphs()))
        yield from (term(italic(name), escape(text)) for name, text in command.arguments)
        yield from (option for option in command.options if option not in common)


def _answers(commands: list[_Command], knowledge: Knowledge) -> Iterator[str]:
    yield heading("Answers")
    takers = " and ".join(
        bold(command.call) for command in commands if any(map(is_question_flag, command.context.command.params))
    )
    yield f"{takers} take one option for each question. These are the questions and answers of the knowledge"
    yield escape(f"that comes with {_PROGRAM}, version {knowledge.about.version}; other knowledge has its own.")
    yield from (_question(question) for question in knowledge.questions)


def _question(question: Question) -> str:
    asked = escape(question.ask) + (" May be given several times." if question.kind is Kind.MANY else "")
    scale = [f"{question.scale.low} to {question.scale.high}"] if question.scale else []
    answers = [term(bold(option.id), escape(option.label)) for option in question.options]
    choices = [*(term(bold(numbers), "A number.") for numbers in scale), *answers]
    return "\n".join([term(f"{bold(f'--{question.id}')} {italic('ANSWER')}", asked), nested(choices)])


def _options(whole: _Command, common: tuple[str, ...]) -> Iterator[str]:
    yield heading("Options")
    yield subheading("Of most commands")
    yield from common
    yield subheading(f"Of {_PROGRAM} without a command")
    yield from (option for option in whole.options if option not in common)


def _end(whole: _Command, commands: list[_Command]) -> Iterator[str]:
    yield heading("Exit status")
    yield from (term(bold(str(code.value)), escape(f"{code.meaning[:1].upper()}{code.meaning[1:]}.")) for code in ExitCode)
    yield heading("Environment")
    named = {
        KNOWLEDGE_VARIABLE: "The same as --knowledge, which wins.",
        STORE_VARIABLE: "The same as --store, which wins.",
    }
    yield from (term(bold(name), escape(text)) for name, text in (named | VARIABLES).items())
    yield heading("Files")
    yield from (term(italic(place), escape(text)) for place, text in _FILES.items())
    yield heading("Examples")
    yield example("\n\n".join("\n".join(command.context.command.examples) for command in (whole, *commands)).split("\n"))
    yield heading("See also")
    yield f"{bold('dot')}(1)"


def _read_command(call: str, ctx: Any) -> _Command:
    params = [param for param in ctx.command.get_params(ctx) if not is_question_flag(param)]
    arguments = [param for param in params if param.param_type_name == "argument"]
    return _Command(
        call,
        ctx,
        tuple((param.metavar if param.required else f"[{param.metavar}]", param.help or "") for param in arguments),
        tuple(_option(param) for param in params if param not in arguments),
    )


def _option(param: Any) -> str:
    names = ", ".join(map(bold, sorted((*param.opts, *param.secondary_opts), key=len)))
    return term(names if param.is_flag else f"{names} {italic(param.metavar)}", escape(param.help or ""))
