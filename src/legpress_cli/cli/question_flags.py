"""Gives ``legpress diagnose`` one flag for each question of the knowledge in use, with its answers in help and completion."""

from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperOption

from legpress_cli.cli.completion import Completions
from legpress_cli.cli.help import Command
from legpress_cli.cli.options import KNOWLEDGE_VARIABLE
from legpress_cli.diagnosis.answer_parser import accepted_values, read_answer
from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.triage import already_means
from legpress_cli.errors import FaultyKnowledge, InvalidInput
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Kind, Knowledge, Question
from legpress_cli.system.environment import read_variable
from legpress_cli.system.sanitize import escape_control_characters

_PATH = "--path"
_FLAG = "--knowledge"
_VALUES = "legpress.values"
_KNOWLEDGE = "legpress.knowledge"
_PREFIX = "answer_"


class QuestionFlags(Command):
    """A command with a flag for each question. Which ones there are is read from the knowledge when the command is used."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Add the flags of the knowledge that the arguments name, then go on as Typer does."""
        try:
            knowledge = knowledge_for(args)
        except FaultyKnowledge:
            if not extra.get("resilient_parsing"):
                raise
            knowledge = None  # who asks for completion may be about to type the name of a better one
        others = [param for param in self.params if not is_question_flag(param)]
        flags = [_option(number, question) for number, question in enumerate(knowledge.questions if knowledge else ())]
        self.params = [*flags, *others]
        ctx = super().make_context(info_name, args, parent, **extra)
        ctx.meta[_KNOWLEDGE] = knowledge
        return ctx

    def invoke(self, ctx: Any) -> Any:
        """Set the flags apart for ``answers_by_flag``, so that the command's own function need not name them."""
        ctx.meta[_VALUES] = {name: ctx.params.pop(name) for name in list(ctx.params) if name.startswith(_PREFIX)}
        return super().invoke(ctx)


class QuestionAndPathFlags(QuestionFlags):
    """Question flags beside a ``--path`` that may stand without its file; then its value is an empty text."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Complete a bare ``--path``, because Typer knows no option whose value may be left out."""
        return super().make_context(info_name, _with_bare_path(args), parent, **extra)


def knowledge_for(args: list[str]) -> Knowledge:
    """Return the knowledge that a command line asks for: by flag, else by environment, else the shipped one."""
    folder = read_variable(KNOWLEDGE_VARIABLE) or None
    for word, following in zip_longest(args, args[1:], fillvalue=""):
        if word == "--":
            break
        if word == _FLAG and following:
            folder = following
        elif word.startswith(f"{_FLAG}="):
            folder = word.removeprefix(f"{_FLAG}=")
    return load_knowledge(Path(folder) if folder else None)


def _with_bare_path(args: list[str]) -> list[str]:
    ends = args.index("--") if "--" in args else len(args)
    return [
        f"{_PATH}=" if word == _PATH and place < ends and _is_flag(following) else word
        for place, (word, following) in enumerate(zip_longest(args, args[1:], fillvalue="--"))
    ]


def _is_flag(word: str) -> bool:
    return word.startswith("-") and word != "-"


def is_question_flag(param: Any) -> bool:
    """Say whether an option of a command is one of its question flags."""
    return (param.name or "").startswith(_PREFIX)


def answers_by_flag(ctx: typer.Context) -> Answers:
    """Return the answers given by flag. Raises ``InvalidInput`` naming every flag that is wrong.

    A flag for one answer that is given twice with two answers is kept twice: the last one wins, and none is dropped.
    """
    knowledge: Knowledge = ctx.meta[_KNOWLEDGE]
    answers: list[Answer] = []
    faults = []
    for number, question in enumerate(knowledge.questions):
        values = ctx.meta[_VALUES][f"{_PREFIX}{number}"] or ()
        entries = [list(values)] if question.kind is Kind.MANY and values else [[value] for value in reversed(values)]
        for entry in entries:
            try:
                answers += read_answer(knowledge, question, entry, Source.FLAG)
            except InvalidInput as fault:
                faults.append(f"--{question.id}: {fault}")
    by_flag = Answers().adding(answers)
    if faults:
        raise InvalidInput("\n".join(filter(None, [*faults, already_means(knowledge, by_flag)])))
    return by_flag


def _option(number: int, question: Question) -> TyperOption:
    return TyperOption(
        param_decls=[f"{_PREFIX}{number}", f"--{question.id}"],
        type=str,
        multiple=True,
        metavar="ANSWER",
        help=escape_control_characters(f"{question.ask} {accepted_values(question)}."),
        show_default=False,
        autocompletion=_completion(question),
        rich_help_panel="Answers",
    )


def _completion(question: Question) -> Callable[[Any, list[str], str], Completions]:
    def complete(_ctx: object, _args: list[str], incomplete: str) -> Completions:
        return [(str(value), question.label(value)) for value in question.values if str(value).startswith(incomplete)]

    return complete
