"""Kept answers: private, whole, and taken up again only where they still fit."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.drafts import Session
from support.legpress import SAFE, Legpress

GIVEN = Answers((Answer("pain", (4,), Source.PROMPT), Answer("doctor-sign", ("fever", "lump"), Source.PROMPT)))


def test_answers_come_back_as_they_were_kept(knowledge: Knowledge, tmp_path: Path) -> None:
    session = Session(tmp_path / "deep" / "answers-1.json")
    session.keep(knowledge, GIVEN)
    answers, lost = (kept := session.read(knowledge)).answers, kept.lost
    assert {answer.question: answer.values for answer in answers.given} == {"pain": (4,), "doctor-sign": ("fever", "lump")}
    assert {answer.source for answer in answers.given} == {Source.SESSION}
    assert lost == ()
    session.delete()
    session.delete()
    assert not session.file.exists()


def test_an_answer_that_lost_to_another_one_is_kept_too(knowledge: Knowledge, tmp_path: Path) -> None:
    both = Answers().adding([Answer("pain", (2,), Source.FLAG), Answer("pain", (9,), Source.FILE)])
    session = Session(tmp_path / "answers-1.json")
    session.keep(knowledge, both)
    assert session.read(knowledge).answers.all_values("pain") == (2, 9)


def test_answers_that_no_longer_fit_are_named_and_the_rest_is_kept(knowledge: Knowledge, tmp_path: Path) -> None:
    file = tmp_path / "answers-1.json"
    file.write_text('{"knowledge_version":"0.9","answers":[["pain",[4],true],["gone",["x"],true],["seat",["tilted"],true]]}')
    kept = Session(file).read(knowledge)
    assert [answer.question for answer in kept.answers.given] == ["pain"]
    assert kept.lost == ("gone (no longer a question)", "Seat setting (your answer is no longer offered)")
    assert kept.version == "0.9"


def test_a_danger_question_with_a_new_sign_is_asked_again(knowledge: Knowledge, tmp_path: Path) -> None:
    session = Session(tmp_path / "answers-1.json")
    safe = [Answer(name, ("none",), Source.PROMPT) for name in ("emergency-sign", "doctor-sign")]
    session.keep(knowledge, Answers(tuple(safe)).adding([Answer("feel", ("dull",), Source.PROMPT)]))
    assert session.read(knowledge).lost == ()
    kept = session.file.read_text(encoding="utf-8")
    for sign, rest in (("chest-pain", ["doctor-sign", "feel"]), ("stiff", ["emergency-sign", "doctor-sign", "feel"])):
        session.file.write_text(kept.replace(f',"{sign}"', ""), encoding="utf-8")
        found = session.read(knowledge)
        assert [answer.question for answer in found.answers.given] == rest
        assert found.lost == (("Emergency signs (there are new answers to choose from)",) if len(rest) == 2 else ())


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"answers": 7}', '{"knowledge_version":"1","answers":[],"more":1}', '{"knowledge_version":"\udcff"}'],
)
def test_a_damaged_file_is_refused(knowledge: Knowledge, tmp_path: Path, content: str) -> None:
    file = tmp_path / "answers-1.json"
    file.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(InvalidInput, match="cannot be read"):
        Session(file).read(knowledge)


def test_the_newest_answers_are_taken_up_and_lost_ones_told(legpress: Legpress) -> None:
    folder = legpress.state / "legpress"
    folder.mkdir(parents=True)
    for number, answers in enumerate(['[["seat",["lowest"],true]]', '[["seat",["middle"],true],["gone",["x"],true]]']):
        file = folder / f"answers-{number}.json"
        file.write_text(f'{{"knowledge_version":"1","answers":{answers}}}')
        os.utime(file, (time.time() + number, time.time() + number))
    done = legpress("diagnose", *SAFE, "--resume", "--json")
    assert done.json["answers"]["seat"] == "middle"
    assert "The knowledge has changed from 1 to" in done.err
    assert "Asked again: gone (no longer a question)." in " ".join(done.err.split())
    assert [file.name for file in folder.iterdir()] == ["answers-0.json"]


def test_danger_signs_are_asked_again_after_a_day(legpress: Legpress) -> None:
    folder = legpress.state / "legpress"
    folder.mkdir(parents=True)
    answers = '[["emergency-sign",["none"],true],["doctor-sign",["none"],true],["seat",["middle"],true]]'
    file = folder / "answers-1.json"
    file.write_text(f'{{"knowledge_version":"1","answers":{answers}}}')
    yesterday = time.time() - 25 * 60 * 60
    os.utime(file, (yesterday, yesterday))
    done = legpress("diagnose", "--no-input", "--resume")
    assert done.code == 2
    assert "more than a day old, so the danger signs are asked again" in " ".join(done.err.split())
    assert "--seat middle" in done.err


def test_a_link_is_not_taken_for_kept_answers(legpress: Legpress, tmp_path: Path) -> None:
    folder = legpress.state / "legpress"
    folder.mkdir(parents=True)
    (tmp_path / "elsewhere").write_text('{"knowledge_version":"1","answers":[["seat",["lowest"]]]}')
    (folder / "answers-1.json").symlink_to(tmp_path / "elsewhere")
    done = legpress("diagnose", *SAFE, "--resume")
    assert done.code == 2
    assert "There are no kept answers" in done.err


def test_a_call_that_asks_nobody_keeps_nothing(legpress: Legpress) -> None:
    legpress("diagnose", *SAFE)
    assert not legpress.state.exists()


def test_answers_older_than_a_week_are_deleted(legpress: Legpress) -> None:
    folder = legpress.state / "legpress"
    folder.mkdir(parents=True)
    for number in range(2):
        (folder / f"answers-{number}.json").write_text('{"knowledge_version":"1","answers":[["seat",["middle"],true]]}')
    os.utime(folder / "answers-0.json", (0, 0))
    assert legpress("diagnose", *SAFE, "--resume").code == 0
    assert list(folder.iterdir()) == []


def test_a_resume_that_gave_a_result_keeps_nothing(legpress: Legpress) -> None:
    folder = legpress.state / "legpress"
    folder.mkdir(parents=True)
    (folder / "answers-1.json").write_text('{"knowledge_version":"1","answers":[["seat",["middle"],true]]}')
    assert legpress("diagnose", "--no-input", "--resume").code == 2
    assert len(list(folder.iterdir())) == 1
    assert legpress("diagnose", *SAFE, "--resume").code == 0
    assert list(folder.iterdir()) == []
