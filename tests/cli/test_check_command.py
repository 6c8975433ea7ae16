"""``legpress check``: what it prints, in each format, and how it leaves."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from legpress_cli.knowledge.model import Knowledge
from support.legpress import Legpress, copy_knowledge
from support.places import CASES
from support.small import FOLDER

LEVELS = ["emergency", "urgent", "clinician", "self-care"]
EXAMINED = [
    "questions",
    "options",
    "steps",
    "paths",
    "longest_path",
    "outcomes",
    "alarms",
    "causes",
    "tips",
    "conflicts",
    "posts",
    "studies",
    "texts",
]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The shipped knowledge with a rule for an answer that does not exist, and a tip without its cost."""
    folder = copy_knowledge(tmp_path / "broken")
    for name, old, new in (
        ("triage.yaml", "answer: chest-pain", "answer: chest-pane"),
        ("tips.yaml", "    cost:", "    costs:"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.smoke
def test_the_shipped_knowledge_holds(legpress: Legpress) -> None:
    done = legpress("check", "--plain")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("The knowledge holds\n")
    said = " ".join(done.out.split())
    assert "Every path ends. The longest asks 20 questions; 20 are allowed." in said
    assert "38 alarming answers were held against all others." in said
    assert "The 5 core tips stand in every checklist." in said


@pytest.mark.smoke
def test_scripts_get_the_counts_and_what_is_proven(here: Legpress) -> None:
    report = here("check", "--json").json
    assert (report["ok"], report["faults"], report["cases"]) == (True, [], None)
    assert list(report["examined"]) == EXAMINED
    assert report["examined"]["questions"] == 26
    assert list(report["examined"]["outcomes"]) == LEVELS
    assert len(report["proven"]) == 11


def test_faulty_knowledge_leaves_with_four_and_names_every_fault(here: Legpress, broken: Path) -> None:
    done = here("check", str(broken), "--json")
    assert (done.code, done.err) == (4, "")
    report = done.json
    assert (report["ok"], report["folder"]) == (False, str(broken))
    assert [(fault["rule"], fault["file"], fault["entry"], fault["key"]) for fault in report["faults"]] == [
        ("unknown-id", "triage.yaml", "rules 7", "when / 1 / answer"),
        ("missing-field", "tips.yaml", "seat-height", "cost"),
        ("unknown-field", "tips.yaml", "seat-height", "costs"),
    ]
    assert all(list(fault) == ["rule", "file", "line", "entry", "key", "found", "instead"] for fault in report["faults"])
    lines = (broken / "triage.yaml").read_text(encoding="utf-8").splitlines()
    assert "chest-pane" in lines[report["faults"][0]["line"] - 1]


@pytest.mark.parametrize("form", ["text", "plain"])
def test_a_fault_is_told_with_its_place_and_what_would_do(here: Legpress, broken: Path, form: str) -> None:
    done = here("check", str(broken), "--format", form)
    said = " ".join(done.out.split())
    assert done.code == 4
    assert said.startswith("3 faults found")
    assert "The question emergency-sign has no answer chest-pane." in said
    assert "Did you mean chest-pain" in said
    assert "(unknown-id)" in said
    assert "legpress explain RULE" in said
    assert "Every path ends." not in said


def test_what_is_broken_is_not_called_proven(here: Legpress, tmp_path: Path) -> None:
    folder = copy_knowledge(tmp_path / "long")
    text = (folder / "tree.yaml").read_text(encoding="utf-8")
    (folder / "tree.yaml").write_text(text.replace("longest-path: 20", "longest-path: 19"), encoding="utf-8")
    report = here("check", str(folder), "--json").json
    assert [fault["rule"] for fault in report["faults"]] == ["path-too-long"]
    assert not [sentence for sentence in report["proven"] if sentence.startswith("Every path ends")]
    assert len(report["proven"]) == 9


@pytest.mark.parametrize(
    ("args", "env"),
    [(("{}",), {}), (("--knowledge", "{}"), {}), ((), {"LEGPRESS_KNOWLEDGE": "{}"}), (("{}", "--knowledge", "/nowhere"), {})],
)
def test_the_folder_is_taken_from_wherever_it_is_named(
    here: Legpress, broken: Path, args: tuple[str, ...], env: dict[str, str]
) -> None:
    named = {name: value.format(broken) for name, value in env.items()}
    done = here("check", *(word.format(broken) for word in args), "--json", env=named)
    assert done.json["folder"] == str(broken)


def test_texts_about_danger_that_are_not_our_own_are_listed_to_be_read(here: Legpress, tmp_path: Path) -> None:
    folder = copy_knowledge(tmp_path / "own")
    assert here("check", str(folder), "--json").json["own_words"] == []
    for name, old, new in (
        ("questions.yaml", 'label: "Chest pain"', 'label: "Chest pain or a tight chest"'),
        ("triage.yaml", "Tell them what you marked here.", "Tell them what you have marked."),
        ("tips.yaml", "Pull your hips down into the seat", "Pull the hips down into the seat"),
    ):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    own = here("check", str(folder), "--json").json["own_words"]
    files = ["questions.yaml", "triage.yaml", "questions.yaml, no longer there", "triage.yaml, no longer there"]
    assert [entry.partition(":")[0] for entry in own] == files
    assert own[0] == "questions.yaml: Chest pain or a tight chest"
    assert "Let somebody who knows medicine read them" in " ".join(here("check", str(folder)).out.split())
    assert "medicine" not in here("check").out


def test_a_missing_folder_is_told_once(here: Legpress, tmp_path: Path) -> None:
    done = here("check", str(tmp_path / "nowhere"), "--json")
    assert done.code == 4
    assert {fault["rule"] for fault in done.json["faults"]} == {"missing-file"}
    assert len(done.json["faults"]) == 1


@pytest.mark.smoke
def test_people_are_run_and_counted_by_level(here: Legpress) -> None:
    report = here("check", "--cases", str(CASES), "--json").json
    assert report["ok"]
    assert [score["level"] for score in report["cases"]] == LEVELS
    for score in report["cases"]:
        assert score["cases"] == score["right"] >= 15
        assert score["over"] == score["under"] == 0


def test_a_missed_emergency_fails_loudly(here: Legpress, tmp_path: Path) -> None:
    case = "- id: missed\n  answers: {alarm: none, sign: none}\n  expect: {triage: emergency}\n"
    (tmp_path / "missed.yaml").write_text(case)
    done = here("check", str(FOLDER), "--cases", str(tmp_path), "--plain")
    assert done.code == 4
    assert "Danger: An emergency was missed" in done.out
    assert "(under-triaged)" in done.out
    assert here("check", str(FOLDER), "--cases", str(tmp_path), "--json").json["cases"][0] == {
        "level": "emergency",
        "cases": 1,
        "right": 0,
        "over": 0,
        "under": 1,
    }


def test_what_no_case_expects_is_named(here: Legpress, tmp_path: Path, knowledge: Knowledge) -> None:
    person = "{emergency-sign: none, doctor-sign: none, health: none, where: middle, when: bottom, hips: lift, pain: 3}"
    expect = "{triage: self-care, causes: [hip-roll], first_change: [shorter-range]}"
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "few.yaml").write_text(
        "".join(f"- id: p{number}\n  answers: {person}\n  expect: {expect}\n" for number in range(3))
    )
    done = here("check", "--cases", str(cases), "--json")
    assert done.code == 4
    missing = {fault["entry"]: fault for fault in done.json["faults"]}
    assert {fault["rule"] for fault in missing.values()} == {"case-missing"}
    levels, causes, tips = LEVELS, [cause.id for cause in knowledge.causes], [tip.id for tip in knowledge.tips]
    assert list(missing) == [name for name in (*levels, *causes, *tips) if name not in ("hip-roll", "shorter-range")]
    assert [missing[name]["found"] for name in ("self-care", "too-deep", "core-work")] == [
        "it is expected by 3 cases",
        "it is expected by 0 cases",
        "it is expected by 0 cases",
    ]
    assert [missing[name]["instead"] for name in ("self-care", "too-deep", "core-work")] == [
        "Add 12 more, for 15 are needed.",
        "Add 3 more, for 3 are needed.",
        "Add 1 more, for 1 are needed.",
    ]
    said = " ".join(here("check", "--cases", str(cases), "--plain").out.split())
    assert "cases, core-work, checklist Found: It is expected by 0 cases." in said
    assert "Every level, cause and tip has its people (case-missing)" in said


def test_people_are_not_run_through_unsafe_knowledge(here: Legpress, broken: Path) -> None:
    done = here("check", str(broken), "--cases", str(CASES), "--json")
    assert (done.code, done.json["cases"]) == (4, None)
    assert "The cases were not run" in done.err


def test_people_are_run_through_knowledge_with_poor_words(here: Legpress, tmp_path: Path) -> None:
    folder = copy_knowledge(tmp_path / "poor")
    text = (folder / "tips.yaml").read_text(encoding="utf-8")
    (folder / "tips.yaml").write_text(
        text.replace('    cost: "Nothing but attention."', "    cost: Lordosis.", 1), encoding="utf-8"
    )
    done = here("check", str(folder), "--cases", str(CASES), "--json")
    assert done.code == 4
    assert [fault["rule"] for fault in done.json["faults"]] == ["word-to-avoid"]
    assert done.json["cases"][0]["right"] >= 15


def test_no_cases_is_wrong_input(here: Legpress, tmp_path: Path) -> None:
    done = here("check", "--cases", str(tmp_path / "nowhere"))
    assert (done.code, done.out) == (2, "")
    assert "There is no folder of cases" in done.err


@pytest.mark.parametrize("width", ["24", "40", "80"])
@pytest.mark.parametrize("form", ["text", "plain"])
def test_no_line_is_wider_than_the_terminal(here: Legpress, broken: Path, width: str, form: str) -> None:
    out = here("check", str(broken.name), "--format", form, env={"COLUMNS": width}).out
    assert max(map(len, out.splitlines())) <= int(width)


def test_an_examination_needs_no_network(legpress: Legpress) -> None:
    code = "import socket; socket.socket = None; import legpress_cli.__main__ as m; m.main()"
    done = legpress.run([sys.executable, "-c", code, "check", str(FOLDER)])
    assert (done.code, done.err) == (0, "")
