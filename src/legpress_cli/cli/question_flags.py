"""Gives ``legpress diagnose`` one flag for each question of the knowledge in use, with its answers in help and completion."""

from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import typer
from typer.core import TyperOption

from legpress_cli.cli.completion import Completions
from legpress_cli.cli.help import Command
from legpress_cli.cli.version import knowledge_for
from legpress_cli.diagnosis.answer_parser import accepted_values, read_answer
from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.triage import already_means
from legpress_cli.errors import FaultyKnowledge, InvalidInput
from legpress_cli.knowledge.model import Kind, Knowledge, Question
from legpress_cli.system.sanitize import escape_control_characters

_PATH = "--path"
_GIVEN = "legpress.given"
_KNOWLEDGE = "legpress.knowledge"
_PREFIX = "answer_"


class QuestionFlags(Command):
    """A command with a flag for each question. Which ones there are is read from the knowledge when the command is used."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Add the flags of the knowledge that the arguments name, then go on as Typer does."""
        knowledge = _knowledge_for_completion(args) if extra.get("resilient_parsing") else knowledge_for(args)
        others = [param for param in self.params if not is_question_flag(param)]
        flags = [_option(number, question) for number, question in enumerate(knowledge.questions if knowledge else ())]
        self.params = [*flags, *others]
        ctx = super().make_context(info_name, args, parent, **extra)
        ctx.meta[_KNOWLEDGE] = knowledge
        return ctx

    def invoke(self, ctx: Any) -> Any:
        """Set the flags apart for ``answers_by_flag``, so that the command's own function need not name them."""
        ctx.meta[_GIVEN] = {name: ctx.params.pop(name) for name in list(ctx.params) if name.startswith(_PREFIX)}
        return super().invoke(ctx)


class QuestionAndPathFlags(QuestionFlags):
    """Question flags beside a ``--path`` that may stand without its file; then its value is an empty text."""

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Complete a bare ``--path``, because Typer knows no option whose value may be left out."""
        return super().make_context(info_name, _with_bare_path(args), parent, **extra)


def _knowledge_for_completion(args: list[str]) -> Knowledge | None:
    """Return the knowledge, or nothing where it is faulty: a person may be about to type the name of a better one."""
    try:
        return knowledge_for(args)
    except FaultyKnowledge:
        return None


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


def knowledge_of(ctx: typer.Context) -> Knowledge:
    """Return the knowledge that the command's flags were made from."""
    knowledge: Knowledge = ctx.meta[_KNOWLEDGE]
    return knowledge


def answers_by_flag(ctx: typer.Context) -> Answers:
    """Return the answers given by flag. Raises ``InvalidInput`` naming every flag that is wrong.

    A flag for one answer that is given twice with two answers is kept twice: the last one wins, and none is dropped.
    """
    knowledge = knowledge_of(ctx)
    given_answers: list[Answer] = []
    faults = []
    for number, question in enumerate(knowledge.questions):
        given = ctx.meta[_GIVEN][f"{_PREFIX}{number}"] or ()
        if not given:
            continue
        entries = [list(given)] if question.kind is Kind.MANY else [[entry] for entry in reversed(given)]
        for entry in entries:
            try:
                given_answers += read_answer(question, entry, Source.FLAG)
            except InvalidInput as fault:
                faults.append(f"--{question.id}: {fault}")
    answers = Answers().adding(given_answers)
    if faults:
        raise InvalidInput("\n".join(filter(None, [*faults, already_means(knowledge, answers)])))
    return answers


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
