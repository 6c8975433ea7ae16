"""A flag for each question of the knowledge in use, with its answers in help and completion."""

from collections.abc import Callable, Mapping, Sequence
from inspect import Parameter
from itertools import zip_longest
from pathlib import Path
from typing import Any

from legpress_cli.cli.completion import Offers, described
from legpress_cli.cli.options import ANSWERS, KNOWLEDGE_VARIABLE, load_named, option
from legpress_cli.diagnosis.answer_parser import accepted_values, read_answer
from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model import Kind, Knowledge, Question
from legpress_cli.system.environment import read_variable
from legpress_cli.system.sanitize import escape_control_characters

_PATH = "--path"
_FLAG = "--knowledge"
_PREFIX = "answer_"


def question_parameters(questions: Sequence[Question]) -> list[Parameter]:
    """Return a parameter for each question, from which Typer makes its flag."""
    return [
        option(
            *(f"{_PREFIX}{number}", list[str] | None, f"--{question.id}"),
            escape_control_characters(f"{question.ask} {accepted_values(question)}."),
            ANSWERS,
            metavar="ANSWER",
            autocompletion=_offer(question),
        )
        for number, question in enumerate(questions)
    ]


def _offer(question: Question) -> Callable[[], Offers]:
    return lambda: [described(str(value), question.label(value)) for value in question.values]


def is_question_flag(param: Any) -> bool:
    """Say whether an option of a command is one of its question flags."""
    return (param.name or "").startswith(_PREFIX)


def answers_by_flag(
    knowledge: Knowledge, questions: Sequence[Question], values: Mapping[str, Sequence[str] | None]
) -> tuple[Answers, str]:
    """Return the answers given by flag, and what is wrong with every other flag, empty where nothing is.

    A flag for one answer that is given twice with two answers is kept twice: the last one wins, and none is dropped.
    """
    answers: list[Answer] = []
    faults = []
    for number, question in enumerate(questions):
        given = values[f"{_PREFIX}{number}"] or ()
        entries = [list(given)] if question.kind is Kind.MANY and given else [[value] for value in reversed(given)]
        for entry in entries:
            try:
                answers += read_answer(knowledge, question, entry, Source.FLAG)
            except InvalidInput as fault:
                faults.append(f"--{question.id}: {fault}")
    by_flag = Answers().adding(answers)
    return by_flag, "\n".join(faults)


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
    return load_named(Path(folder) if folder else None)


def with_bare_path(args: list[str]) -> list[str]:
    """Return the arguments with ``--path=`` for a bare ``--path``: Typer knows no option whose value may be left out."""
    ends = args.index("--") if "--" in args else len(args)
    return [
        f"{_PATH}=" if word == _PATH and place < ends and _is_flag(following) else word
        for place, (word, following) in enumerate(zip_longest(args, args[1:], fillvalue="--"))
    ]


def _is_flag(word: str) -> bool:
    return word.startswith("-") and word != "-"
