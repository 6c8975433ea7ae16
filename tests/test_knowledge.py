"""The knowledge: whole, honest about its sources, and refused with file, entry and reason where it is broken."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Legpress, copy_knowledge
from legpress_cli import loader, packed
from legpress_cli.errors import FaultyKnowledge
from legpress_cli.knowledge import Knowledge, Level
from legpress_cli.loader import load_knowledge, parse_files, read_files, shipped_folder

QUESTIONS = {
    "emergency-sign": "none saddle-numbness bladder-bowel sexual-function both-legs leg-weakness serious-accident chest-pain "
    "sudden-severe",
    "doctor-sign": "none fever weight-loss cancer immune steroids fracture-risk lump night-pain one-leg first-episode-age "
    "not-better blood-pressure",
    "when": "bottom pushing standing-up later always not-sure",
    "feel": "dull sharp stiff numb not-sure",
    "numb-where": "low-back one-leg saddle-or-both-legs",
    "pain": "not-sure",
    "hips": "stay-down lift not-sure",
    "depth": "deep ninety short not-sure",
    "knees": "apart to-chest not-sure",
    "seat": "lowest middle highest fixed not-sure",
    "feet": "high middle low not-sure",
    "handles": "pull squeeze none not-sure",
    "glutes": "squeeze relaxed not-sure",
    "lumbar": "full-contact towel gap arched-hard not-sure",
    "load": "any-weight heavy-only not-sure",
    "breath": "out-on-push held not-sure",
    "back-work": "yes no not-sure",
    "one-side": "yes no not-sure",
    "machine": "solid wobbles not-sure",
    "tried": "yes no not-sure",
}
CAUSES = (
    "hip-roll too-deep feet-too-high seat-setting not-anchored slack-glutes unsupported-curve forced-arch overload tired-back "
    "hip-flexors one-sided breath-holding machine core-endurance"
)
CORE = ["seat-height", "feet-placement", "handle-pull", "glute-squeeze", "lumbar-towel"]
OTHERS = (
    "hips-down shorter-range knees-apart whole-pad neutral-curve brace-and-breathe legs-not-back shoulder-blades single-leg "
    "lighter-load rest-the-back walk-between-sets hip-flexor-stretch core-work loaded-carries olympic-lifts other-machine "
    "other-exercise"
)
POSTERS = {
    "hips-down": 1,
    "shorter-range": 1,
    "seat-height": 2,
    "whole-pad": 1,
    "lumbar-towel": 1,
    "single-leg": 4,
    "lighter-load": 1,
    "handle-pull": 5,
    "glute-squeeze": 1,
    "brace-and-breathe": 3,
    "neutral-curve": 3,
    "walk-between-sets": 0,
    "other-machine": 2,
}


def test_it_has_the_questions_and_options_of_the_contract(knowledge: Knowledge) -> None:
    found = {question.id: " ".join(option.id for option in question.options) for question in knowledge.questions}
    assert found == QUESTIONS
    assert {question.id for question in knowledge.questions if question.safety} == {
        "emergency-sign",
        "doctor-sign",
        "numb-where",
    }
    assert knowledge.question("pain").values[:11] == tuple(range(11))


def test_it_has_the_causes_and_tips_of_the_contract(knowledge: Knowledge) -> None:
    assert {cause.id for cause in knowledge.causes} == set(CAUSES.split())
    assert [tip.id for tip in knowledge.tips if tip.core] == CORE
    assert {tip.id for tip in knowledge.tips if not tip.core} == set(OTHERS.split())


def test_every_tip_has_a_source_and_every_cause_a_tip(knowledge: Knowledge) -> None:
    assert all(tip.posts or tip.studies for tip in knowledge.tips)
    assert all(cause.tips and (cause.posts or cause.studies) for cause in knowledge.causes)
    named = {tip for cause in knowledge.causes for tip in cause.tips}
    assert all(tip.core or tip.called_by or tip.id in named for tip in knowledge.tips)


def test_every_post_that_gives_advice_stands_behind_a_tip(knowledge: Knowledge) -> None:
    assert [post.number for post in knowledge.posts] == list(range(1, 21))
    assert {post.number for post in knowledge.posts if not post.advice} == {1, 10, 11, 16}
    backed = {number for tip in knowledge.tips for number in tip.posts}
    assert {post.number for post in knowledge.posts if post.advice} <= backed


@pytest.mark.parametrize(("tip", "posters"), POSTERS.items())
def test_people_are_counted_and_not_posts(knowledge: Knowledge, tip: str, posters: int) -> None:
    [found] = [entry for entry in knowledge.tips if entry.id == tip]
    assert knowledge.posters(found.backed_by) == posters


def test_every_study_is_used(knowledge: Knowledge) -> None:
    used = {study for tip in knowledge.tips for study in (*tip.studies, *tip.studies_against)}
    used |= {study for cause in knowledge.causes for study in cause.studies}
    used |= {study for conflict in knowledge.conflicts for study in conflict.studies}
    used |= {study for rule in knowledge.triage.rules for study in rule.studies}
    used |= {study for entry in knowledge.triage.watch for study in entry.studies}
    assert {study.id for study in knowledge.studies} == used


def test_every_conflict_of_the_thread_has_a_resolution(knowledge: Knowledge) -> None:
    assert len(knowledge.conflicts) == 13
    assert all(conflict.resolution and conflict.sides for conflict in knowledge.conflicts)


def test_numbers_come_in_both_kinds_of_unit(knowledge: Knowledge) -> None:
    for tip in knowledge.tips:
        for text in filter(None, (tip.do, tip.check, tip.keep, tip.why, tip.cost, tip.not_for, tip.judge_by)):
            assert bool(re.search(r"\d (kg)\b", text)) == bool(re.search(r"\d (lb)\b", text)), tip.id
            assert bool(re.search(r"\d (cm)\b", text)) == bool(re.search(r"\d in\)", text)), (tip.id, text)


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, str, str], str]:
    """Return a function that makes one change to a copy of the knowledge and gives back what is said about it."""

    def break_it(name: str, old: str, new: str) -> str:
        copy_knowledge(tmp_path)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert old in text
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(FaultyKnowledge) as raised:
            load_knowledge(tmp_path)
        return str(raised.value)

    return break_it


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "questions.yaml",
            "kind: one\n",
            "kind: single\n",
            ["questions.yaml: questions / feel / kind: Invalid enum value 'single'"],
        ),
        (
            "questions.yaml",
            "    short: Seat setting\n",
            "",
            ["questions.yaml: questions / seat: Object missing required field `short`"],
        ),
        ("questions.yaml", "    short: Seat setting\n", "    shrot: x\n", ["seat: Object contains unknown field `shrot`"]),
        ("questions.yaml", '{id: "yes", label: "Yes, and', '{id: yes, label: "Yes, and', ["unquoted yes", 'write "yes"']),
        ("questions.yaml", "id: feel\n", "id: feel\n    id: feel\n", ["has the key 'id' twice"]),
        ("questions.yaml", "id: stiff", "id: dull", ["questions.yaml / feel / options: the id dull stands 2 times"]),
        ("tree.yaml", "ask: feel,", "ask: fell,", ["tree.yaml: feel: ask: there is no fell; did you mean feel"]),
        ("tree.yaml", "then: doctor-sign", "then: doctor", ["tree.yaml: emergency-sign: there is no step doctor"]),
        ("tree.yaml", "start: emergency-sign", "start: nowhere", ["tree.yaml: start: there is no step nowhere"]),
        ("tree.yaml", "{numb: numb-where}", "{num: numb-where}", ["tree.yaml: feel: the question feel has no answer num"]),
        ("tree.yaml", "ask: lumbar, then: end", "ask: lumbar, then: feel", ["the tree loops: feel > "]),
        ("tree.yaml", "id: numb-where,", "id: pain,", ["tree.yaml: the id pain stands 2 times"]),
        ("triage.yaml", "answer: chest-pain", "answer: chest-pane", ["triage.yaml: rule 7", "no answer chest-pane"]),
        ("triage.yaml", "- level: urgent\n", "- level: clinician\n", ["urgent stands 0 times", "clinician stands 2 times"]),
        ("triage.yaml", "at-least: 8", "answer: 8", ["Expected `str | array`, got `int`"]),
        ("triage.yaml", "{question: pain, at-least: 8}", "{question: seat, at-least: 8}", ["seat is not a scale"]),
        ("triage.yaml", "{question: when, answer: always}", "{question: when}", ["when needs either an answer"]),
        (
            "triage.yaml",
            "{question: pain, at-least: 8}",
            "{question: pian, at-least: 8}",
            ["no question pian; did you mean pain"],
        ),
        (
            "causes.yaml",
            "tips: [shorter-range, feet",
            "tips: [shorter, feet",
            ["causes.yaml: hip-roll: tips: there is no shorter"],
        ),
        (
            "causes.yaml",
            "strength: strong",
            "strength: huge",
            ["hip-roll / for / entry 1 / strength: Invalid enum value 'huge'"],
        ),
        ("causes.yaml", "posts: [8]", "posts: [88]", ["too-deep: posts: there is no 88"]),
        ("tips.yaml", "group: core", "group: cure", ["tips.yaml: seat-height: group: there is no cure"]),
        ("tips.yaml", "studies: [magnusson-1993]", "studies: [magnuson]", ["did you mean magnusson-1993"]),
        ("tips.yaml", "change: [squeeze, none]", "change: [squish]", ["the question handles has no answer squish"]),
        ("tips.yaml", "    keep: Keep pulling your hips", "    keeep: Keep", ["handle-pull: Object contains unknown field"]),
        ("tips.yaml", "grade: F", "grade: E", ["seat-height / grade: Invalid enum value 'E'"]),
        (
            "conflicts.yaml",
            "tips: [neutral-curve]",
            "tips: [curve]",
            ["conflicts.yaml: arch-or-neutral: tips: there is no curve"],
        ),
        ("posts.yaml", "number: 2,", "number: 1,", ["posts.yaml: the id 1 stands 2 times", "there is no 2"]),
        ("posts.yaml", "number: 2,", "number: two,", ["posts.yaml: posts / two / number: Expected `int`, got `str`"]),
        ("about.yaml", "version: ", "version: !!str ", ["about.yaml: line 4: uses a tag"]),
        ("about.yaml", 'version: "1.0.0"', "version: 1.0", ["about.yaml: version: Expected `str`, got `float`"]),
        ("studies.yaml", "studies:", "- studies:", ["studies.yaml: "]),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_fault_names_file_entry_and_what_would_do(
    broken: Callable[[str, str, str], str], name: str, old: str, new: str, said: list[str]
) -> None:
    message = broken(name, old, new)
    for words in said:
        assert words in message


def test_a_core_tip_needs_words_for_every_status(broken: Callable[[str, str, str], str]) -> None:
    message = broken(
        "tips.yaml", "    keep: Keep pulling your hips down and back into the seat. Jaw loose, breath going.\n", ""
    )
    assert "handle-pull: a tip with own-answer needs check and keep too" in message


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    copy_knowledge(tmp_path)
    (tmp_path / "posts.yaml").write_text("posts: 7\n")
    (tmp_path / "about.yaml").write_bytes(b"\xff")
    with pytest.raises(FaultyKnowledge, match=r"(?s)about\.yaml: line 1: is not UTF-8.*posts\.yaml: posts: Expected"):
        load_knowledge(tmp_path)


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyKnowledge, match=r"has no about\.yaml, .*, studies\.yaml, conflicts\.yaml\."):
        load_knowledge(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    copy_knowledge(tmp_path)
    (tmp_path / "tips.yaml").unlink()
    (tmp_path / "tips.yaml").mkdir()
    with pytest.raises(FaultyKnowledge, match=r"tips\.yaml: cannot be read: it is not a plain file"):
        load_knowledge(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyKnowledge, match="There is no knowledge folder"):
        load_knowledge(tmp_path / "nowhere")


def test_a_question_cannot_take_the_name_of_a_flag(tmp_path: Path, legpress: Legpress) -> None:
    for file in shipped_folder().glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("ask: depth", "ask: json").replace("question: depth", "question: json")
        (tmp_path / file.name).write_text(text.replace("id: depth\n", "id: json\n"), encoding="utf-8")
    done = legpress("diagnose", "--knowledge", str(tmp_path))
    assert done.code == 4
    assert "questions.yaml: json: legpress has a flag of that name" in done.err


def test_the_ready_made_copy_is_used_only_for_the_very_files_it_was_made_from(tmp_path: Path) -> None:
    files = read_files(shipped_folder())
    copy = tmp_path / packed.FILE_NAME
    copy.write_bytes(packed.pack(files, parse_files(files)))
    assert packed.unpack(files, copy) == parse_files(files)
    assert packed.unpack(files | {"about.yaml": files["about.yaml"] + b"\n"}, copy) is None
    assert packed.unpack(files, tmp_path / "missing") is None
    copy.write_bytes(copy.read_bytes()[:-1])
    assert packed.unpack(files, copy) is None


@pytest.mark.smoke
def test_an_installed_wheel_holds_the_packed_copy() -> None:
    package = Path(loader.__file__).parent
    if not (package / "knowledge").is_dir():
        pytest.skip("an editable install has none")
    assert packed.unpack(read_files(package / "knowledge"), package / packed.FILE_NAME) is not None


def test_levels_rank_from_mild_to_grave() -> None:
    assert [level.severity for level in Level] == [0, 1, 2, 3]


def test_every_knowledge_file_is_shipped() -> None:
    words = "glossary.yaml"  # for those who write the texts; legpress itself does not read it
    assert {file.name for file in shipped_folder().glob("*.yaml")} - {words} == set(loader.FILES)
