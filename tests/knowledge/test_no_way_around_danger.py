"""No trick lowers a danger: not a second answer, not a resume, not a review, not a broken file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from legpress_cli import diagnose
from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Answer, Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.errors import FaultyKnowledge, InvalidInput
from legpress_cli.knowledge.loader import load_knowledge, shipped_folder
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.database import Store
from legpress_cli.store.drafts import Draft
from support.legpress import SAFE, Legpress, copy_knowledge
from support.scripted import ScriptedAsker, interview, not_sure_after
from support.strategies import COMPLETE, KNOWLEDGE, SAFETY, mappings
from support.terminal import Terminal

SAFE_MAPPING: dict[str, Any] = {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}


@pytest.mark.parametrize("pain", ["0000000010", "000000000000000000000000000010", "10"])
def test_a_number_means_what_it_says(pain: str) -> None:
    assert diagnose(SAFE_MAPPING | {"pain": pain}).answers["pain"] == 10


@given(answers=mappings(required=(*SAFETY, "pain")), second=COMPLETE)
def test_a_second_set_of_answers_never_lowers_what_the_first_calls_for(answers: dict[str, Any], second: dict[str, Any]) -> None:
    """A pain that nobody told counts as four where it matters, so telling it may help; nothing else that is told does."""
    first = read_answers(KNOWLEDGE, answers, Source.FILE)
    both = first.adding(read_answers(KNOWLEDGE, second, Source.FLAG).given)
    alone, together = assess(KNOWLEDGE, first), assess(KNOWLEDGE, both)
    assert together.finding.level.severity >= alone.finding.level.severity
    assert together.finding.hold or not alone.finding.hold or together.finding.level.doctor_first
    assert not (together.finding.hold and together.first)
    if together.items and answers["pain"] not in (0, 1, 2):
        assert not {"olympic-lifts", "loaded-carries"} & {item.tip.id for item in together.items}


@pytest.mark.parametrize("second", [("--feel", "dull"), ("--feel", "not-sure")])
def test_numbness_that_was_taken_back_must_still_be_located(here: Legpress, second: tuple[str, str]) -> None:
    done = here("diagnose", *SAFE, "--feel", "numb", *second)
    assert done.code == 2
    assert "--numb-where " in done.err


@pytest.mark.parametrize(
    ("in_file", "by_flag", "words"),
    [
        ({"health": "blood-pressure"}, {"health": "none", "breath": "held"}, "Ask your doctor before you press hard"),
        ({"pain": 7}, {"pain": 1}, "stop for today"),
        ({"pain": 9}, {"pain": 1}, "Do not press before that"),
        ({"numb-where": "one-leg"}, {"numb-where": "low-back"}, "Do not press before that"),
        ({"health": "pregnant"}, {"health": "none"}, "Ask your midwife or doctor first"),
    ],
)
def test_an_answer_that_lost_still_makes_the_advice_careful(
    knowledge: Knowledge, in_file: dict[str, Any], by_flag: dict[str, Any], words: str
) -> None:
    answers = read_answers(knowledge, SAFE_MAPPING | by_flag, Source.FLAG)
    found = assess(knowledge, answers.adding(read_answers(knowledge, in_file, Source.FILE).given))
    assert words in found.advice.action


def test_an_answer_that_lost_still_keeps_a_tip_away(knowledge: Knowledge) -> None:
    by_flag = SAFE_MAPPING | {"when": "standing-up", "numb-where": "low-back"}
    answers = read_answers(knowledge, by_flag, Source.FLAG)
    found = assess(knowledge, answers.adding(read_answers(knowledge, {"numb-where": "one-leg"}, Source.FILE).given))
    assert "hip-flexor-stretch" not in {item.tip.id for item in found.items}


def test_danger_counts_from_the_answers_file_whatever_the_flags_say(here: Legpress) -> None:
    (here.folder / "me.yaml").write_text("emergency-sign: chest-pain\n")
    done = here("diagnose", *SAFE, "--json", "--answers", "me.yaml")
    assert done.code == 3
    assert "disagree" in done.json["watch"][0]


def test_the_example_command_gives_no_danger_away(here: Legpress) -> None:
    (here.folder / "me.yaml").write_text("pain: 9\ndoctor-sign: fever\n")
    done = here("diagnose", "--no-input", "--pain", "1", "--answers", "me.yaml", "--knowledge", str(shipped_folder()))
    assert (
        f"--knowledge {shipped_folder()} --no-input --emergency-sign none --doctor-sign fever --health none --pain 9 --pain 1"
        in done.err
    )
    assert "already means: See a doctor today" in done.err


def test_a_resume_keeps_what_flags_and_files_said(knowledge: Knowledge, tmp_path: Path) -> None:
    by_flag = read_answers(knowledge, SAFE_MAPPING | {"numb-where": "one-leg", "breath": "held"}, Source.FLAG)
    draft = Draft(Store(tmp_path / "store"))
    draft.keep(knowledge, by_flag.adding([Answer("feel", ("dull",), Source.PROMPT)]))
    resumed = draft.read(knowledge).answers
    asker = not_sure_after()
    answers = interview(knowledge, resumed, asker)
    assert answers.values("numb-where") == ("one-leg",)
    assert answers.values("breath") == ("held",)
    assert "feel" not in asker.asked
    assert assess(knowledge, answers).finding.level.value == "clinician"


def test_the_same_answer_again_in_the_review_keeps_what_else_was_said(knowledge: Knowledge) -> None:
    rest = {question.id: "not-sure" for question in knowledge.questions if not question.safety}
    by_flag = read_answers(knowledge, rest | SAFE_MAPPING | {"pain": 1}, Source.FLAG)
    both = by_flag.adding(read_answers(knowledge, {"pain": 9}, Source.FILE).given)
    asker = ScriptedAsker("pain", "1", "ok")
    answers = interview(knowledge, both, asker)
    assert answers.all_values("pain") == (1, 9)
    assert "How strong the pain is: 1 out of 10 (also given, and for danger it counts: 9 out of 10)" in [
        line.text for line in asker.reviews[0]
    ]
    assert assess(knowledge, answers).finding.level.value == "clinician"


@pytest.mark.parametrize("typed", ["not-sure", "NOT_SURE", "true", "non", "nothing"])
def test_none_is_never_suggested_in_place_of_a_danger_sign(knowledge: Knowledge, typed: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_answers(knowledge, {"emergency-sign": typed}, Source.FLAG)
    assert "did you mean none" not in str(raised.value)
    assert "chest-pain" in str(raised.value)


@pytest.mark.parametrize("args", [("none", "chest-pain"), ("chest-pain", "none")])
def test_a_sign_beside_none_wins_and_the_result_says_so(here: Legpress, args: tuple[str, str]) -> None:
    flags = [word for value in args for word in ("--emergency-sign", value)]
    done = here("diagnose", "--no-input", "--doctor-sign", "none", "--health", "none", *flags, "--json")
    assert done.code == 3
    assert done.json["triage"]["level"] == "emergency"
    assert done.json["answers"]["emergency-sign"] == ["chest-pain"]
    assert done.json["watch"][0].startswith('Your answers disagree. You gave "Emergency signs: Chest pain" and also')
    assert "None of these" in done.json["watch"][0]


def test_a_calm_sign_beside_none_is_counted_too() -> None:
    result = diagnose(SAFE_MAPPING | {"health": ["none", "blood-pressure"], "breath": "held"})
    assert result.triage.level.value == "self-care"
    assert "brace-and-breathe" in {item.id for item in result.checklist}
    assert "Your answers disagree." in result.watch[0]


def test_a_typing_error_does_not_hide_an_emergency(here: Legpress) -> None:
    done = here("diagnose", "--no-input", "--emergency-sign", "chest-pain", "--seat", "lowst")
    assert done.code == 2
    assert "already means: Get emergency help now" in " ".join(done.err.split())


def test_leaving_tells_what_the_flags_already_mean(legpress: Legpress) -> None:
    terminal = Terminal(["diagnose", "--doctor-sign", "fever"], legpress.environment(), legpress.folder)
    terminal.see("Question 1 of about")
    terminal.press("ctrl-c")
    terminal.see("1 answer kept.", "already means: See a doctor today")
    assert terminal.leave() == 130
    again = Terminal(["diagnose", "--resume"], legpress.environment(), legpress.folder)
    again.see("Question 1 of about", "Space marks")
    again.press("up", "space", "enter")
    again.see("Question 2 of about", "Do any of these fit you")
    again.press("up", "space", "enter")
    again.see("Signs for a doctor: Fever")
    again.press("1", "enter")
    again.see("See a doctor today")
    assert again.leave() == 3


EDITS: dict[str, tuple[str, str, str]] = {
    "safety-not-first: asks nothing": ("tree.yaml", "start: emergency-sign", "start: end"),
    "safety-not-first: the first question, feel": ("tree.yaml", "start: emergency-sign", "start: feel"),
    "danger-not-shown": ("triage.yaml", "    danger: true\n", ""),
    "empty-rule": ("triage.yaml", "[{question: emergency-sign, answer: saddle-numbness}]", "[]"),
    "danger-not-safety": ("questions.yaml", "    safety: true\n    short: Emergency", "    short: Emergency"),
    "safety-skipped: never asks numb-where": ("tree.yaml", "ask: numb-where", "ask: pain"),
    "bad-points": ("about.yaml", "strong: 3", "strong: -3"),
    "no-answers": (
        "questions.yaml",
        """options:
      - {id: low-back, label: Only in the low back, calm: true, clause: "it is numb in the low back"}
      - {id: one-leg, label: Down one leg, clause: "it is numb down one leg"}
      - {id: saddle-or-both-legs, label: "Genitals, back passage, buttocks, inner thighs, or both legs"}
""",
        "options: []\n",
    ),
    "bad-scale: go together": ("questions.yaml", "kind: scale", "kind: one"),
    "bad-scale: from 10 to 0": ("questions.yaml", "low: 0, high: 10", "low: 10, high: 0"),
    "bad-scale: between 0 and 100": ("questions.yaml", "low: 0, high: 10", "low: 0, high: 30000000"),
    "bad-id: 'help' cannot be an id": ("questions.yaml", "- id: feel", "- id: help"),
    "bad-id: 'a b' cannot be an id": ("questions.yaml", "{id: dull,", "{id: a b,"),
    "bad-condition: must name either an answer": ("triage.yaml", "{question: when, answer: always}", "{question: when}"),
}


@pytest.mark.parametrize("said", EDITS)
def test_knowledge_that_could_let_danger_pass_is_refused(tmp_path: Path, said: str) -> None:
    name, old, new = EDITS[said]
    copy_knowledge(tmp_path)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FaultyKnowledge) as raised:
        load_knowledge(tmp_path)
    rule, _, words = said.partition(": ")
    assert f"[{rule}]" in str(raised.value)
    assert words in str(raised.value)


@pytest.mark.parametrize("wrong", [None, [], "x", 7])
def test_python_is_told_what_answers_look_like(wrong: Any) -> None:
    with pytest.raises(InvalidInput, match="answers must be a mapping"):
        diagnose(wrong)


def test_a_number_without_end_is_refused() -> None:
    with pytest.raises(InvalidInput, match="a very long number"):
        diagnose(SAFE_MAPPING | {"pain": 10**5000})


@given(answers=COMPLETE, lost=st.sampled_from(["sharp", "numb", "not-sure"]))
def test_numbness_from_any_source_is_located(answers: dict[str, Any], lost: str) -> None:
    given_answers = answers | SAFE_MAPPING | {"feel": "dull", "where": "middle"}
    del given_answers["numb-where"]
    first = read_answers(KNOWLEDGE, given_answers, Source.FLAG)
    both = first.adding([Answer("feel", (lost,), Source.FILE)])
    asker = not_sure_after(*(["one-leg"] if lost == "numb" else []))
    interview(KNOWLEDGE, both, asker)
    assert ("numb-where" in asker.asked) == (lost == "numb")
