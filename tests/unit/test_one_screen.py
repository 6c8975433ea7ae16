"""The result on one screen: what must hold for everybody, also with everything amiss."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.checklist import Turn
from legpress_cli.diagnosis.result import Assessment, assess
from legpress_cli.knowledge.model import Knowledge, Level
from legpress_cli.pages.page import Bullets, Checklist, Commands, Instruction, Page, Verdict
from legpress_cli.pages.phrases import lowered
from legpress_cli.pages.texts import texts_of
from legpress_cli.render.plain import render_plain
from legpress_cli.render.text import render_text
from support.examples import sweep
from support.pages import one_screen, people
from support.small import SMALL
from support.strategies import COMPLETE, KNOWLEDGE, WITH_CHECKLIST

LINES_AT_80, WORDS_AT_80, LINES_AT_40 = 44, 400, 90
JARGON = ("poster", "post 6", "grade ", "indirect", "trunk", "rectus femoris", "hip flexors", "forced-arch", "not-anchored")
SAFE: dict[str, Any] = {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}
PACKED: list[dict[str, Any]] = [
    {
        "health": ["blood-pressure", "hernia", "over-50-first", "known-disc", "blood-thinners"],
        "doctor-sign": "not-better",
        "where": "one-side",
        "one-side": "yes",
        "pain": pain,
        "when": "pushing",
        "onset": onset,
        "load": load,
        "tried": "all",
        "machine": "solid",
        "back-work": "yes",
        "breath": "held",
        "hips": "not-sure",
        "knees": "to-chest",
        "depth": "short",
        "seat": "fixed",
        "handles": handles,
        "feet": "low",
        "glutes": "relaxed",
        "lumbar": lumbar,
    }
    for pain in (3, 7)
    for onset in ("sudden-days", "after-more")
    for load in ("any-weight", "heavy-only")
    for handles in ("pull", "no-handles")
    for lumbar in ("gap", "arched-hard")
]
"""People with so much amiss that a page tells only the first of several; random ones are seldom so."""


def settle(raw: dict[str, Any]) -> Assessment:
    return assess(KNOWLEDGE, read_answers(KNOWLEDGE, raw, Source.PROMPT))


def page_of(found: Assessment) -> Page:
    return one_screen(KNOWLEDGE, found)


def words_in(text: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in text.split())


def check_size(found: Assessment) -> None:
    page = page_of(found)
    for shown in (render_text(page, 80, colour=False, unicode=True), render_plain(page, 80)):
        assert len(shown.splitlines()) <= LINES_AT_80, shown
        assert words_in(shown) <= WORDS_AT_80, shown
    for shown in (render_text(page, 40, colour=False, unicode=True), render_plain(page, 40)):
        assert len(shown.splitlines()) <= LINES_AT_40, shown


@given(WITH_CHECKLIST)
def test_a_checklist_fits_one_screen(raw: dict[str, Any]) -> None:
    check_size(settle(raw))


@pytest.mark.parametrize("answers", PACKED)
def test_who_marks_nearly_everything_gets_one_screen_too(answers: dict[str, Any]) -> None:
    check_size(settle(SAFE | answers))


@given(COMPLETE)
def test_any_result_fits_one_screen(raw: dict[str, Any]) -> None:
    check_size(settle(raw))


@given(WITH_CHECKLIST)
def test_answers_that_lost_to_a_flag_take_one_line(raw: dict[str, Any]) -> None:
    given = read_answers(KNOWLEDGE, raw, Source.FLAG).given
    others = SAFE | {question.id: question.values[0] for question in KNOWLEDGE.questions if not question.safety}
    both = Answers(given).adding(read_answers(KNOWLEDGE, others, Source.FILE).given)
    check_size(assess(KNOWLEDGE, both))


WORST = {
    "breathing-first": {
        "emergency-sign": "none",
        "doctor-sign": "none",
        "health": ["blood-pressure", "hernia", "known-disc", "inflammatory", "brittle-bones", "over-50-first"],
        "where": "one-side",
        "also-hurts": "only-press",
        "feel": "sharp",
        "numb-where": "low-back",
        "pain": 6,
        "when": "standing-up",
        "breath": "held",
        "back-work": "yes",
        "one-side": "yes",
        "machine": "solid",
        "seat": "fixed",
        "feet": "low",
        "handles": "squeeze",
    },
    "not-before-seen": {
        "emergency-sign": "none",
        "doctor-sign": "not-better",
        "health": ["blood-pressure", "pregnant", "spine-surgery", "known-disc", "under-20"],
        "where": "elsewhere",
        "onset": "gradual",
        "pain": 8,
        "when": "standing-up",
        "load": "heavy-only",
        "depth": "short",
        "knees": "to-chest",
        "breath": "held",
        "back-work": "yes",
        "press-kind": "sled-45",
        "seat": "fixed",
        "feet": "low",
        "handles": "no-handles",
        "glutes": "squeeze",
    },
}
"""Those with the most to tell: of one file, and of flags that overrule some of it."""


@pytest.mark.parametrize("name", WORST)
@pytest.mark.parametrize("flags", [{}, {"where": "hip-or-groin", "pain": 6, "tried": "all", "load": "any-weight"}])
def test_whoever_has_the_most_to_be_told_has_it_on_one_screen(name: str, flags: dict[str, Any]) -> None:
    given = read_answers(KNOWLEDGE, flags, Source.FLAG).given
    check_size(assess(KNOWLEDGE, Answers(given).adding(read_answers(KNOWLEDGE, WORST[name], Source.FILE).given)))


def test_of_very_many_signs_the_gravest_are_told_and_the_rest_counted() -> None:
    every = {question.id: [value for value in question.values if value != "none"] for question in KNOWLEDGE.questions[:3]}
    found = settle(every)
    [told, *_] = [block.items for block in page_of(found).blocks if isinstance(block, Bullets)]
    gravest = [option.label for option in KNOWLEDGE.question("emergency-sign").options if not option.alone]
    assert [*told[: len(gravest)]] == gravest
    assert told[12:] == (f"{len(found.finding.because) - 12} more (see --full)",)


def test_the_one_thing_to_do_shares_no_line_with_other_checks() -> None:
    breathe = next(tip for tip in SMALL.tips if tip.id == "breathe")
    more = tuple(replace(breathe, id=f"breathe-{number}", title=f"Breathing {number}") for number in range(6))
    many = replace(SMALL, tips=(*SMALL.tips, *more))
    found = assess(many, read_answers(many, {"alarm": "none", "sign": "blood", "ache": 0}, Source.FLAG))
    [listed] = [block for block in one_screen(many, found).blocks if isinstance(block, Checklist)]
    titles = [line.title for line in listed.lines]
    assert titles[:4] == ["Look", "Seat", "Feet", "Hands"]
    assert [title.startswith("See --full: breathe out; breathing 0; ") for title in titles[4:]] == [True]


@pytest.mark.parametrize(
    "answers",
    [
        {"pain": 5, "tried": "all"},
        {"one-side": "yes", "depth": "short"},
        {"hips": "lift", "press-kind": "horizontal", "seat": "middle", "feet": "low", "handles": "thighs", "when": "later"},
    ],
)
def test_neither_a_reason_nor_a_step_says_again_what_stands_there(answers: dict[str, Any]) -> None:
    page = page_of(settle(SAFE | answers))
    texts = [text.strip(" .").lower() for text in texts_of(page.blocks[:-1])]
    parts = [part for text in texts for part in text.removeprefix("tell them: ").split("; ") if words_in(part) > 3]
    assert not [part for part, times in Counter(parts).items() if times > 1]


@given(WITH_CHECKLIST)
def test_no_sentence_stands_twice_but_the_repeated_last_line(raw: dict[str, Any]) -> None:
    found = settle(raw)
    texts = [text for text in texts_of(page_of(found).blocks[:-1]) if text]
    sentences = [part.strip(" .").lower() for text in texts for part in re.split(r"(?<=[.!?;:])\s+", text)]
    twice = [sentence for sentence, times in Counter(sentences).items() if times > 1 and words_in(sentence) > 3]
    assert not twice


@given(COMPLETE)
def test_the_last_line_says_what_to_do(raw: dict[str, Any]) -> None:
    found = settle(raw)
    page = page_of(found)
    last = page.blocks[-1]
    assert isinstance(last, Verdict)
    shown = render_text(page, 80, colour=False, unicode=True).splitlines()
    assert shown[-1].endswith(last.text)
    if found.first:
        assert last.text == f"{found.first.tip.starts}: {lowered(found.first.command)}."
    elif found.finding.level is Level.EMERGENCY:
        assert shown[0] == shown[-1] == "✗ Get emergency help now."
    elif found.finding.hold and not found.finding.level.doctor_first:
        assert last.text == "Do not press until you have been seen."


@given(WITH_CHECKLIST)
def test_the_core_five_always_stand_in_their_own_lines(raw: dict[str, Any]) -> None:
    found = settle(raw)
    lists = [block for block in page_of(found).blocks if isinstance(block, Checklist)]
    titles = [line.title for block in lists for line in block.lines]
    assert len(lists) == bool(found.items)
    if found.items:
        assert not {tip.title for tip in KNOWLEDGE.tips if tip.core} - set(titles)


@given(WITH_CHECKLIST)
def test_the_checklist_keeps_its_order_and_names_what_it_leaves_out(raw: dict[str, Any]) -> None:
    found = settle(raw)
    for block in page_of(found).blocks:
        if isinstance(block, Checklist):
            places = {item.tip.title: place for place, item in enumerate(found.items)}
            own = [places[line.title] for line in block.lines if line.title in places]
            assert own == sorted(own)
            assert all(earlier != later for earlier, later in pairwise(own))
            assert [line.turn for line in block.lines if line.turn in ("now", "next")] == [
                item.turn.value for item in found.items if item.turn in (Turn.NOW, Turn.NEXT)
            ]
            shared = [line for line in block.lines if line.title not in places]
            assert len(shared) <= 2
            assert all(line.title.startswith("See --full: ") for line in shared)


@given(WITH_CHECKLIST)
def test_every_caution_for_this_person_stands_in_the_first_change(raw: dict[str, Any]) -> None:
    found = settle(raw)
    change = next((block for block in page_of(found).blocks if isinstance(block, Instruction)), None)
    assert (change is None) or found.first or found.items[0].tip.finds_out
    if found.first:
        assert change is not None
        careful = " ".join(field.text for field in change.fields if field.label == "Careful")
        assert found.first.caution in careful
        for entry in found.watch:
            if entry.careful:
                assert all(text in careful for text in entry.brief)
    if found.first and "blood-pressure" in raw.get("health", ()):
        told = " ".join((found.first.command, *found.first.steps, found.first.caution)).lower()
        assert "breath" in told


@given(COMPLETE)
def test_no_jargon_stands_on_the_page(raw: dict[str, Any]) -> None:
    page = page_of(settle(raw))
    texts = texts_of(block for block in page.blocks if not isinstance(block, Commands))
    told = "\n".join(texts).lower().replace("lumbar towel roll", "")
    assert not [word for word in (*JARGON, "lumbar") if word in told]


@given(COMPLETE)
def test_nothing_is_in_capitals(raw: dict[str, Any]) -> None:
    shown = render_text(page_of(settle(raw)), 80, colour=False, unicode=True)
    assert not re.findall(r"\b[A-Z]{3,}\b", shown)


@given(WITH_CHECKLIST)
def test_no_reason_names_a_question_that_was_not_asked(raw: dict[str, Any]) -> None:
    found = settle(raw)
    reasons = found.first.because if found.first else ()
    assert all(reason.question in raw for reason in (*reasons, *found.finding.because))


@pytest.mark.parametrize("width", sweep(range(24, 201, 8), 24, 40, 80))
def test_no_line_is_too_long_and_nothing_is_cut(knowledge: Knowledge, width: int) -> None:
    for raw in people().values():
        page = page_of(assess(knowledge, read_answers(knowledge, raw, Source.PROMPT)))
        for unicode in (True, False):
            shown = render_text(page, width, colour=False, unicode=unicode)
            assert max(map(len, shown.splitlines())) <= width
            assert "…" not in shown
            there = "".join(re.sub(r"[^\w]", "", shown).split())
            for text in texts_of(page.blocks):
                assert re.sub(r"[^\w]", "", text) in there or width < 50
