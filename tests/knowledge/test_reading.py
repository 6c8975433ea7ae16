"""How the texts read: held to a judge of its own, textstat with a pronouncing dictionary, which counts every syllable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
import textstat

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.knowledge.check.wording import FEWEST_WORDS, HIGHEST_GRADE, MOST_WORDS, all_wording
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.knowledge.reading.readability import measure
from legpress_cli.knowledge.reading.rules import read_rule_texts
from legpress_cli.pages.explain.entries import explainable_ids, find_entries
from legpress_cli.pages.explain.page import explain_page
from legpress_cli.pages.full_result import full_result_page
from legpress_cli.pages.handout import result_handout, tips_handout
from legpress_cli.pages.page import Page
from legpress_cli.pages.questions import questions_page
from legpress_cli.pages.texts import texts_of
from legpress_cli.pages.tips import choose_tips, full_tips_page, tips_page
from support.pages import one_screen

CLOSE = 0.8
FAR = 2.5
DAY = date(2026, 11, 22)
SAFE: dict[str, object] = {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}
PEOPLE: list[dict[str, object]] = [
    SAFE,
    SAFE | {"when": "bottom", "hips": "lift", "feet": "high", "pain": 6},
    SAFE | {"tried": "all", "pain": 1, "machine": "wobbles", "handles": "none"},
    SAFE | {"health": "blood-pressure", "breath": "held"},
    SAFE | {"health": "pregnant", "onset": "sudden-days", "one-side": "yes"},
    SAFE | {"doctor-sign": "one-leg", "feel": "numb", "numb-where": "one-leg"},
    SAFE
    | {
        "where": "elsewhere",
        "onset": "after-more",
        "also-hurts": "daily-life",
        "press-kind": "horizontal",
        "distance": "close",
    },
    SAFE | {"doctor-sign": "fever"},
    {"emergency-sign": "chest-pain"},
]


def grade(text: str) -> float:
    return float(textstat.flesch_kincaid_grade(text))


def sentences(text: str) -> Iterator[str]:
    """Yield what is long enough to be measured: a list is measured entry by entry, and ids are names."""
    for part in re.split(r"(?<!\d)[;:] |\n|\" or \"", re.sub(r" \([a-z0-9:-]+\)|\bhttps?://\S+", "", text)):
        if measure(part).words >= FEWEST_WORDS:
            yield part


def pages(knowledge: Knowledge) -> Iterator[Page]:
    yield tips_page(knowledge, choose_tips(knowledge, None))
    yield full_tips_page(knowledge, choose_tips(knowledge, None))
    yield from (tips_page(knowledge, (tip,)) for tip in knowledge.tips)
    yield questions_page(knowledge)
    for person in PEOPLE:
        answers = read_answers(knowledge, person, Source.FILE)
        yield one_screen(knowledge, assess(knowledge, answers))
        yield full_result_page(knowledge, assess(knowledge, answers))
        yield result_handout(knowledge, assess(knowledge, answers), DAY)
    yield tips_handout(knowledge, choose_tips(knowledge, None), DAY)
    answers = read_answers(knowledge, PEOPLE[1], Source.FILE)
    for name in explainable_ids(knowledge):
        yield explain_page(knowledge, find_entries(knowledge, name), answers)


def test_every_text_of_the_knowledge_is_at_grade_eight_or_lower(knowledge: Knowledge) -> None:
    measured = {
        wording.value: grade(wording.value)
        for wording in all_wording(knowledge)
        if measure(wording.value).words >= FEWEST_WORDS
    }
    assert len(measured) > 400
    assert {text: found for text, found in measured.items() if round(found, 1) > HIGHEST_GRADE} == {}


def test_every_sentence_on_every_page_is_at_grade_eight_or_lower_and_short(knowledge: Knowledge) -> None:
    sources = [
        text
        for study in knowledge.studies
        for text in (study.citation, f"{study.grade.value}, {study.type}", f"{study.id} ({study.grade.value})")
    ]
    names = re.compile("|".join(map(re.escape, sorted(sources, key=len, reverse=True))))
    rules = (text for rule in read_rule_texts().values() for text in (rule.why, rule.mend))
    measured = (*(wording.value for wording in all_wording(knowledge)), *rules)
    shown = {text for page in pages(knowledge) for text in texts_of(page.blocks)}
    # A first sentence is no harder than its text, which is measured whole.
    texts = {names.sub("", text) for text in shown if not any(whole.startswith(text) for whole in measured)}
    found = {part for text in texts for part in sentences(text)}
    assert len(found) > 500
    assert {part: grade(part) for part in found if round(grade(part), 1) > HIGHEST_GRADE} == {}
    assert {part for part in found if measure(part).longest_sentence > MOST_WORDS} == set()


def test_every_rule_is_explained_at_grade_eight_or_lower() -> None:
    texts = [
        text
        for rule in read_rule_texts().values()
        for text in (rule.title, rule.why, rule.mend)
        if measure(text).words >= FEWEST_WORDS
    ]
    assert texts
    assert {text: grade(text) for text in texts if round(grade(text), 1) > HIGHEST_GRADE} == {}


def test_our_measure_agrees_with_the_judge(knowledge: Knowledge) -> None:
    texts = [wording.value for wording in all_wording(knowledge) if measure(wording.value).words >= FEWEST_WORDS]
    apart = sorted(grade(text) - measure(text).grade for text in texts)
    assert abs(sum(apart) / len(apart)) < CLOSE
    assert apart[len(apart) // 20] > -FAR
    assert apart[-len(apart) // 20] < FAR


@pytest.mark.parametrize("term", ["pelvis", "lumbar", "rectus femoris", "glutes", "hip flexors", "Aorta"])
def test_a_word_that_must_stay_is_explained(knowledge: Knowledge, term: str) -> None:
    kinds = [type(entry).__name__ for entry in find_entries(knowledge, term)]
    assert "Term" in kinds


def test_every_word_of_the_glossary_is_used(knowledge: Knowledge) -> None:
    texts = "\n".join(wording.value for wording in all_wording(knowledge) if wording.path[1] != "terms").lower()
    unused = [
        term.id for term in knowledge.terms if not any(re.search(rf"\b{re.escape(form)}\b", texts) for form in term.forms)
    ]
    assert unused == []
