"""Asks with menus, always on the terminal, wherever standard output goes; line by line where a menu would not fit there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit.input import Input
from prompt_toolkit.output import Output

from legpress_cli.diagnosis.answer_parser import read_values
from legpress_cli.errors import InvalidInput
from legpress_cli.interview.interviewer import (
    Asker,
    Change,
    Confirmed,
    Given,
    Prompt,
    Reply,
    ReviewLine,
    ReviewReply,
    TextPrompt,
    Typed,
    WentBack,
)
from legpress_cli.interview.menus.menu import Menu, MenuEntry, fits, number_entries
from legpress_cli.interview.menus.menu_form import choose
from legpress_cli.interview.menus.screen import Line, Screen
from legpress_cli.interview.menus.text_form import type_in
from legpress_cli.interview.phrases import (
    CHOOSE_FIRST,
    MENU_TOO_LARGE,
    NO,
    NOT_KNOWN,
    NOT_SURE_KEY,
    NOTHING_CHOSEN,
    REVIEW,
    YES,
    WayOn,
    line_of_menu,
    what_enter_means,
    what_is_wrong,
    what_was_answered,
    which_keys,
    which_keys_type,
)
from legpress_cli.knowledge.model import Kind, Question, Value

_NOTHING = MenuEntry(None, NOTHING_CHOSEN)
_YES = ("yes",)


class ScreenAsker:
    """Asks on ``output`` with keys from ``keyboard`` (the terminal's own where it is ``None``).

    ``lines`` asks whatever does not fit the window.
    """

    def __init__(self, output: Output, lines: Asker, keyboard: Input | None = None, *, colour: bool = True) -> None:
        self._screen = Screen(output, colour=colour)
        self._lines = lines
        self._keyboard = keyboard

    def ask(self, prompt: Prompt) -> Reply:
        """Return the answer, or the wish to go back."""
        menu = _menu_for(prompt)
        if not self._has_room(menu):
            return self._lines.ask(prompt)
        answer = self._show(menu, lambda values: what_was_answered(prompt.question, values))
        return WentBack() if answer is None else Given(read_values(prompt.question, answer))

    def type_text(self, prompt: TextPrompt) -> Typed | WentBack:
        """Return a text in which there is no fault, or the wish to go back."""
        menu = _line_for(prompt)
        if not self._has_room(menu):
            return self._lines.type_text(prompt)
        text = type_in(menu, self._screen, self._keyboard)
        self._leave_on_screen(menu, None if text is None else text or prompt.usual or NOT_KNOWN)
        return WentBack() if text is None else Typed(text)

    def confirm(self, statement: str, yes: str = YES, no: str = NO) -> bool:
        """Return whether the person says yes to a statement."""
        menu = _choice(statement, [(*_YES, yes), ("no", no)])
        if not self._has_room(menu):
            return self._lines.confirm(statement, yes, no)
        return self._show(menu, lambda values: yes if values == _YES else no) == _YES

    def review(self, lines: tuple[ReviewLine, ...], ways: tuple[WayOn, ...]) -> ReviewReply:
        """Show all answers and return how to go on to the result, or which answer to change."""
        offered: list[tuple[Value, str]] = [(place, way.value) for place, way in enumerate(ways)]
        offered += [(line.question, line.text) for line in lines]
        menu = _choice(REVIEW, offered)
        if not self._has_room(menu):
            return self._lines.review(lines, ways)
        answer = choose(menu, self._screen, self._keyboard)
        if answer is None:
            return WentBack()
        [chosen] = answer
        return Confirmed(ways[chosen]) if isinstance(chosen, int) else Change(chosen)

    def _has_room(self, menu: Menu) -> bool:
        """Begin a new paragraph, and say whether the menu fits below it; where it does not, the person is told."""
        self._screen.print(Line(""))
        if fits(menu, self._screen):
            return True
        self._screen.print(Line(MENU_TOO_LARGE))
        return False

    def _show(self, menu: Menu, words: Callable[[tuple[Value, ...]], str]) -> tuple[Value, ...] | None:
        """Return the answer to a menu, and leave it on the screen in words, below what was asked."""
        answer = choose(menu, self._screen, self._keyboard)
        self._leave_on_screen(menu, None if answer is None else words(answer))
        return answer

    def _leave_on_screen(self, menu: Menu, answer: str | None) -> None:
        """Write what was asked and answered, or that the person went back."""
        if answer is None:
            self._screen.print(*menu.head, Line("  < back", "class:instruction"))
        else:
            self._screen.print(*menu.head, Line(f"  > {answer}", "class:selected", hang="    "))


def _menu_for(prompt: Prompt) -> Menu:
    question, many = prompt.question, prompt.question.kind is Kind.MANY
    entries = _entries_of(question)
    return Menu(
        head=_head_of(prompt),
        entries=(_NOTHING, *entries) if prompt.nothing_chosen and not many else entries,
        keys=which_keys(many=many, why=True, back=prompt.can_go_back),
        refusal=lambda marked: _refusal(question, marked),
        marked=prompt.current,
        many=many,
        why=f"Why we ask: {question.why}",
        can_go_back=prompt.can_go_back,
    )


def _line_for(prompt: TextPrompt) -> Menu:
    """Return a line to type in."""
    return Menu(
        head=(*_head_of(prompt), Line(what_enter_means(prompt.usual))),
        entries=(),
        keys=which_keys_type(back=prompt.can_go_back),
        refusal=lambda typed: prompt.fault(str(typed[0])) if typed[0] else "",
        why=f"Why we ask: {prompt.question.why}",
        can_go_back=prompt.can_go_back,
    )


def _head_of(prompt: Prompt | TextPrompt) -> tuple[Line, ...]:
    return (
        Line(f"Question {prompt.progress.position} of about {prompt.progress.about}", "class:progress"),
        Line(prompt.question.ask, "class:ask"),
    )


def _entries_of(question: Question) -> tuple[MenuEntry, ...]:
    """Return the answers, numbered; on a scale the numbers are answers themselves."""
    labelled = [(value, line_of_menu(question, value)) for value in question.values]
    if question.scale:
        keys = [NOT_SURE_KEY if isinstance(value, str) else str(value) for value in question.values]
        return number_entries(labelled, keys, " ")
    return number_entries(labelled, _count(labelled), ".")


def _refusal(question: Question, marked: tuple[Value, ...]) -> str:
    if question.kind is not Kind.MANY:
        return "" if marked else CHOOSE_FIRST
    try:
        read_values(question, marked)
    except InvalidInput:
        return what_is_wrong(question, marked)
    return ""


def _choice(head: str, choices: Sequence[tuple[Value, str]]) -> Menu:
    """Return a menu that begins with nothing chosen, and lets the person go back."""
    return Menu(
        head=(Line(head, "class:ask"),),
        entries=(_NOTHING, *number_entries(choices, _count(choices), ".")),
        keys=which_keys(many=False, why=False, back=True),
        refusal=lambda marked: "" if marked else CHOOSE_FIRST,
        can_go_back=True,
    )


def _count(entries: Sequence[object]) -> list[str]:
    return [str(number) for number in range(1, len(entries) + 1)]
