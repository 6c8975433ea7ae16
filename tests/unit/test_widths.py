"""Every width: no line is longer than the terminal, no word that fits is broken, and nothing is dropped."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcswidth

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.cases import run_cases
from legpress_cli.diagnosis.result import assess
from legpress_cli.knowledge.check.runner import examine
from legpress_cli.pages.check import check_page, report_check
from legpress_cli.pages.explain.entries import explainable_ids, find_entries
from legpress_cli.pages.explain.page import explain_page, explainable_page
from legpress_cli.pages.full_result import full_result_page
from legpress_cli.pages.page import (
    Block,
    Bullets,
    Callout,
    Commands,
    Entry,
    Field,
    Heading,
    Mark,
    Outline,
    OutlineLine,
    Page,
    Paragraph,
    Table,
    Tone,
)
from legpress_cli.pages.questions import questions_page
from legpress_cli.pages.texts import texts_of
from legpress_cli.pages.tips import choose_tips, full_tips_page, tips_page
from legpress_cli.pages.tree.chart import draw_chart
from legpress_cli.pages.tree.page import tree_page
from legpress_cli.render.plain import render_plain
from legpress_cli.render.text import WIDEST, render_text
from legpress_cli.system.sanitize import ascii_only
from legpress_cli.system.wrapping import cells, wrap, wrap_command
from support.broken import SHIPPED
from support.examples import most, sweep
from support.legpress import SAFE, Legpress
from support.pages import one_screen
from support.places import CASES
from support.strategies import COMPLETE, KNOWLEDGE

WIDTHS = [24, 32, 40, 49, 50, 60, 80, 120, 200]
TYPED = [
    ("diagnose", "--no-input", "--seat", "lowest", "--feel", "numb"),
    ("diagnose", "--seet", "lowest"),
    ("diagnose", *SAFE, "--seat", "lowst", "--feet", "hgh"),
    ("diagnose", "--format", "jsn"),
    ("explain", "handel-pull"),
    ("tips", "--knowledge", "/no/such/folder/" + "with-a-very-long-name/" * 12),
    ("tree", "--path"),
    ("schema",),
    ("nonsense",),
]


def renderings(page: Page, width: int) -> Iterator[tuple[list[str], Callable[[str], str]]]:
    """Return the lines of a page in every form, and how that form writes a word."""
    for form, spell in (
        (render_plain(page, width), ascii_only),
        (render_text(page, width, colour=False, unicode=True), str),
        (render_text(page, width, colour=False, unicode=False), ascii_only),
    ):
        yield form.upper().split("\n"), spell


def assert_fits(page: Page, width: int) -> None:
    told = [block for block in page.blocks if not isinstance(block, Commands)]  # a command is folded as a shell reads it
    words = {word for text in (page.title, *texts_of(told)) for word in text.split()}
    for lines, spell in renderings(page, width):
        assert [line for line in lines if wcswidth(line) > width] == []
        room = min(width, WIDEST) - 1  # a colon may follow a word
        whole = "\n".join(lines)
        assert [word for word in words if wcswidth(spell(word)) <= room and spell(word).upper() not in whole] == []


def outcomes() -> Iterator[tuple[str, dict[str, Any]]]:
    calm = {"emergency-sign": ["none"], "doctor-sign": ["none"], "health": ["none"]}
    yield "nothing known", calm
    yield "much to change", calm | {"hips": "lift", "feet": "high", "seat": "lowest", "handles": "squeeze", "pain": 5}
    yield "all right and it still hurts", calm | {"tried": "all", "pain": 4, "lumbar": "full-contact"}
    yield "see a doctor", calm | {"doctor-sign": ["one-leg"], "health": ["blood-pressure"]}
    yield "today", calm | {"doctor-sign": ["fever"]}
    yield "emergency", {"emergency-sign": ["chest-pain", "both-legs"], "doctor-sign": ["none"]}
    yield "answers that disagree", calm | {"numb-where": "saddle-or-both-legs", "feel": "dull"}


def check_of_cases() -> Page:
    found = examine(SHIPPED)
    assert found.knowledge
    return check_page(report_check("knowledge", found, run_cases(found.knowledge, CASES)))


def check_of_a_broken_copy() -> Page:
    broken = SHIPPED | {"tips.yaml": SHIPPED["tips.yaml"].replace(b"handle-pull", b"handle-push"), "tree.yaml": b"- [x"}
    return check_page(report_check("/a/" + "long-folder-name/" * 9, examine(broken), None))


def tree_of(answers: dict[str, Any], command: str) -> Page:
    return tree_page(KNOWLEDGE, draw_chart(KNOWLEDGE, read_answers(KNOWLEDGE, answers, Source.FLAG)), command)


def result_of(name: str) -> Page:
    return one_screen(KNOWLEDGE, assess(KNOWLEDGE, read_answers(KNOWLEDGE, dict(outcomes())[name], Source.FLAG)))


def full_result_of(name: str) -> Page:
    return full_result_page(KNOWLEDGE, assess(KNOWLEDGE, read_answers(KNOWLEDGE, dict(outcomes())[name], Source.FLAG)))


PAGES: dict[str, Callable[[], Page]] = {
    "tips": lambda: tips_page(KNOWLEDGE, choose_tips(KNOWLEDGE, None)),
    "a topic": lambda: tips_page(KNOWLEDGE, choose_tips(KNOWLEDGE, "position")),
    "a tip": lambda: tips_page(KNOWLEDGE, choose_tips(KNOWLEDGE, "lumbar-towel")),
    "tips in full": lambda: full_tips_page(KNOWLEDGE, choose_tips(KNOWLEDGE, None)),
    "questions": lambda: questions_page(KNOWLEDGE),
    "all names": lambda: explainable_page(KNOWLEDGE),
    "tree": lambda: tree_of({}, "legpress tree"),
    "path": lambda: tree_of({"when": "bottom", "hips": "lift"}, "legpress"),
    **{name: partial(result_of, name) for name, _ in outcomes()},
    **{f"{name}, in full": partial(full_result_of, name) for name, _ in outcomes()},
    "check with cases": check_of_cases,
    "check of a broken copy": check_of_a_broken_copy,
}


@cache
def page_of(name: str) -> Page:
    """Return a page, made when it is first wanted."""
    return PAGES[name]()


@pytest.mark.parametrize("width", sweep(WIDTHS, 24, 80))
@pytest.mark.parametrize("name", PAGES)
def test_every_page_fits_every_width(name: str, width: int) -> None:
    assert_fits(page_of(name), width)


@pytest.mark.parametrize("name", ["much to change", "much to change, in full", "tree"])
def test_a_wide_terminal_is_not_filled_beyond_what_is_good_to_read(name: str) -> None:
    texts = [render_text(page_of(name), width, colour=False, unicode=True) for width in (WIDEST - 1, WIDEST, WIDEST + 1, 250)]
    assert texts[0] != texts[1] == texts[2] == texts[3]


@pytest.mark.slow
@pytest.mark.parametrize("width", [24, 60])
def test_everything_that_can_be_explained_fits(width: int) -> None:
    for name in explainable_ids(KNOWLEDGE):
        assert_fits(explain_page(KNOWLEDGE, find_entries(KNOWLEDGE, name)), width)


@settings(max_examples=most(25), deadline=None)
@given(answers=COMPLETE, width=st.integers(24, 200))
def test_any_result_fits_any_width(answers: dict[str, Any], width: int) -> None:
    found = assess(KNOWLEDGE, read_answers(KNOWLEDGE, answers, Source.PROMPT))
    assert_fits(one_screen(KNOWLEDGE, found), width)
    assert_fits(full_result_page(KNOWLEDGE, found), width)


FILLS = ("x", "é", "e\u0301", "漢", "😀", "한")
"""What a foreign knowledge may be written in: no terminal counts these by the letter."""


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Any page; every word in it is there only once, from one letter to many lines."""
    number = iter(range(10**6))
    lengths = st.one_of(st.integers(1, 12), st.integers(1, 250))

    def word() -> str:
        return f"#{next(number)}.{draw(st.sampled_from(FILLS)) * draw(lengths)}"

    def text(most: int = 6) -> str:
        return " ".join(word() for _ in range(draw(st.integers(0, most))))

    def some(make: Callable[[], Any]) -> tuple[Any, ...]:
        return tuple(make() for _ in range(draw(st.integers(0, 3))))

    def branch(depth: int = 0) -> OutlineLine:
        children = some(lambda: branch(depth + 1)) if depth < draw(st.integers(0, 9)) else ()
        return OutlineLine(text(), some(text), children, draw(st.sampled_from(["", "yours"])), draw(st.sampled_from(Tone)))

    def table() -> Table:
        columns = draw(st.integers(1, 4))
        return Table(tuple(text() for _ in range(columns)), some(lambda: tuple(text() for _ in range(columns))))

    makers: list[Callable[[], Block]] = [
        lambda: Heading(text()),
        lambda: Paragraph(text(20), draw(st.sampled_from(Tone))),
        lambda: Bullets(some(text)),
        lambda: Callout(text(), some(text), draw(st.sampled_from(Tone))),
        lambda: Entry(text(), some(lambda: Field(text(2), text())), "CHANGE", draw(st.sampled_from(Mark))),
        table,
        lambda: Outline(some(branch)),
    ]
    return Page(text(), tuple(draw(st.sampled_from(makers))() for _ in range(draw(st.integers(0, 3)))))


@settings(max_examples=most(80), deadline=None)
@given(page=pages(), width=st.integers(24, 200))
def test_any_page_fits_any_width(page: Page, width: int) -> None:
    assert_fits(page, width)


@pytest.mark.slow
@settings(max_examples=most(60), deadline=None)
@given(page=pages(), width=st.integers(1, 200), colour=st.booleans())
def test_nothing_is_dropped_at_any_width(page: Page, width: int, *, colour: bool) -> None:
    text = "".join((page.title, *texts_of(page.blocks)))
    shown = render_text(page, width, colour=colour, unicode=True)
    plain = render_plain(page, width)
    shortest = "".join(plain.split()) if width < 9 else shown  # there the text renderer hands over to the plain one
    assert shortest.count("#") >= text.count("#")
    assert "".join(plain.split()).count("#") >= text.count("#")
    for fill in FILLS:
        if width >= 9:
            assert shown.casefold().count(fill) >= text.count(fill)
        assert "".join(plain.split()).count(ascii_only(fill)) >= text.count(fill)


@given(
    text=st.lists(st.text(st.sampled_from("ab/|-é漢😀\u0301"), min_size=1, max_size=40), max_size=8).map(" ".join),
    width=st.integers(1, 60),
    indent=st.integers(0, 40),
    sign=st.sampled_from(["", "- "]),
)
def test_wrapping_keeps_to_the_width_and_loses_nothing(text: str, width: int, indent: int, sign: str) -> None:
    lines = wrap(text, width, first=sign, rest=" " * indent)
    assert "".join("".join(lines).split()).removeprefix(sign.strip()) == text.replace(" ", "")
    assert [line for line in lines if cells(line) > max(width, 2)] == []


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 7, ["one two", "three"]),
        ("https://doi.org/10.1016/j.math", 20, ["https://doi.org/10.1", "016/j.math"]),
        ("lumbar-towel-roll", 10, ["lumbar-tow", "el-roll"]),
        ("漢字 漢字", 6, ["漢字", "漢字"]),
        ("a  b", 10, ["a  b"]),
        ("", 10, [""]),
    ],
)
def test_words_break_where_they_must(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


def test_an_indent_gives_way_to_a_word_that_fits_without_it() -> None:
    assert wrap("a fifteen-letters", 16, first="- ", rest="      ") == ["- a", " fifteen-letters"]
    assert wrap("fifteen-letters", 16, first="- ") == ["-", "fifteen-letters"]


@pytest.mark.parametrize("width", [10, 24, 40, 80])
@pytest.mark.parametrize("folder", ["here", "it's my folder", "/a/" + "deep/" * 30, '$HOME `x` \\ " ü漢'])
def test_a_wrapped_command_is_one_command_when_pasted(width: int, folder: str) -> None:
    command = shlex.join(["printf", "%s\\n", "--knowledge", folder, "--seat", "lowest"])
    lines = wrap_command(command, width, "  ")
    assert [line for line in lines if wcswidth(line) > width] == []
    pasted = subprocess.run(["/bin/sh", "-c", "\n".join(lines)], capture_output=True, check=True, encoding="utf-8")
    assert pasted.stdout.split("\n") == [*shlex.split(command)[2:], ""]


def test_a_command_that_cannot_be_pasted_is_wrapped_all_the_same() -> None:
    assert wrap_command("  legpress diagnose --knowledge 'it's here'", 24, "  ") == [
        "  legpress diagnose",
        "  --knowledge 'it's",
        "  here'",
    ]


@pytest.mark.parametrize("args", TYPED, ids=lambda args: " ".join(args)[:40])
def test_complaints_fit_the_terminal(here: Legpress, args: tuple[str, ...]) -> None:
    done = here(*args, env={"COLUMNS": "2000"})
    whole = (done.out + done.err).replace("\\\n", "\n")
    assert whole
    for width in (24, 40, 80):
        done = here(*args, env={"COLUMNS": str(width)})
        said = done.out + done.err
        assert [line for line in said.split("\n") if wcswidth(line) > width] == []
        assert "".join(said.replace("\\\n", "\n").split()) == "".join(whole.split())
        words = {part for word in whole.split() for part in (word.split("|") if len(word) > width else [word])}
        assert [word for word in words if len(word) <= width - 2 and word not in said] == []


@pytest.mark.parametrize("width", [24, 40, 80])
def test_the_example_in_a_complaint_works_at_any_width(here: Legpress, width: int) -> None:
    err = here("diagnose", "--no-input", "--seat", "lowest", env={"COLUMNS": str(width)}).err
    example = err[err.index("  legpress diagnose") :].replace("\\\n", "")
    assert here(*shlex.split(example)[1:]).code == 0
