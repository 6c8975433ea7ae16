"""Understands what a person types: the number, the id or the words of what is offered, or how one of these begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from legpress_cli.diagnosis.answer_parser import ids_by_word, read_values
from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.interview.phrases import (
    NOT_SURE_KEY,
    not_beside_others,
    not_understood,
    several_begin_so,
    what_may_be_typed,
)
from legpress_cli.knowledge.model import Kind, Option, Question, Value
from legpress_cli.system.sanitize import ascii_only

_LEAST_LETTERS = 2
_LEAST_FOR_A_GUESS = 3
_LONGEST_SHOWN = 60
_SEPARATORS = (";", ",", " ")


class Choosable(msgspec.Struct, frozen=True):
    """Something that can be chosen by typing: its value, its words, and what it is called in full.

    How one of ``names`` begins is enough; ``others`` must be typed whole. Where ``guessed`` is false, it is never suggested.
    """

    value: Value
    label: str
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    guessed: bool = True


def read_typed(question: Question, typed: str) -> tuple[Value, ...]:
    """Return the answer that was typed. Raises ``InvalidInput`` with what may be typed, and what was meant perhaps."""
    try:
        values = _read(typed, _choosable(question), _SEPARATORS if question.kind is Kind.MANY else ())
    except InvalidInput as fault:
        raise InvalidInput(f"{fault} {what_may_be_typed(question)}") from None
    try:
        return read_values(question, values)
    except InvalidInput:
        raise InvalidInput(not_beside_others(question)) from None


def find_typed(typed: str, offered: Sequence[Choosable]) -> Value:
    """Return the value of the one that was typed, in any case, with ``-``, ``_`` or blanks. Raises ``InvalidInput``."""
    text = _plain(typed)
    letters = sum(map(str.isalpha, text))
    found = [one for one in offered if text in map(_plain, (*one.names, *one.others))]
    if not found and letters >= _LEAST_LETTERS:
        found = [one for one in offered if any(_plain(name).startswith(text) for name in one.names)]
    if len(found) == 1:
        return found[0].value
    shown = typed.strip()[:_LONGEST_SHOWN]
    if found:
        raise InvalidInput(several_begin_so(shown, [one.label for one in found]))
    names = [ascii_only(name).lower() for one in offered if one.guessed for name in one.names]
    near = did_you_mean(shown, names, among=0) if letters >= _LEAST_FOR_A_GUESS else "."
    raise InvalidInput(not_understood(shown, near))


def _read(typed: str, offered: Sequence[Choosable], separators: Sequence[str]) -> list[Value]:
    """Return one value, or one for each part of the text: words hold commas and blanks, so the whole text comes first."""
    try:
        return [find_typed(typed, offered)]
    except InvalidInput as fault:
        for place, separator in enumerate(separators):
            parts = [part for part in typed.split(separator) if part.strip()]
            if len(parts) > 1:
                try:
                    return [value for part in parts for value in _read(part, offered, separators[place + 1 :])]
                except InvalidInput as finer:
                    raise (fault if separator == " " else finer) from None
        raise


def _choosable(question: Question) -> list[Choosable]:
    numbers = [value for value in question.values if isinstance(value, int)]
    on_scale = [Choosable(value, question.label(value), others=(str(value), question.label(value))) for value in numbers]
    return [*on_scale, *(_option(question, option, number) for number, option in enumerate(question.options, 1))]


def _option(question: Question, option: Option, number: int) -> Choosable:
    key = NOT_SURE_KEY if question.scale else str(number)
    words = [word for word, name in ids_by_word(question).items() if name == option.id]
    is_calm = question.safety and option.alone
    return Choosable(option.id, option.label, (option.id, option.label), (key, *words), guessed=not is_calm)


def _plain(text: str) -> str:
    """Return a text as it is compared: in ASCII and small letters, without the signs that join or end words.

    A sign in front of a word joins nothing: -1 is not 1.
    """
    return " ".join(re.sub(r"(?<=\w)[-_]", " ", ascii_only(text).lower()).rstrip(" .").split())
