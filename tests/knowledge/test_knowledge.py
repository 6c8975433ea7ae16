"""The knowledge: whole, honest about its sources, and refused with file, entry and reason where it is broken."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest

from legpress_cli.errors import FaultyKnowledge
from legpress_cli.knowledge import loader, prebuilt
from legpress_cli.knowledge.check.questions import TAKEN
from legpress_cli.knowledge.check.runner import examine_knowledge
from legpress_cli.knowledge.check.wording import all_wording
from legpress_cli.knowledge.loader import load_knowledge, parse_files, read_folder, shipped_folder
from legpress_cli.knowledge.model import Knowledge, Level, TriageRule
from legpress_cli.knowledge.reading.faults import Rule
from legpress_cli.knowledge.reading.files import FILES
from support.commands import context_of, flags_of
from support.legpress import Legpress, copy_knowledge
from support.places import GOLDEN

CONTRACT = GOLDEN / "contract.yaml"
POSTS_WITHOUT_ADVICE = {1, 10, 11, 16}


def contract_of(knowledge: Knowledge) -> str:
    """Return the ids that scripts rely on, and how many people stand behind each tip, as the contract file has them."""
    asked = knowledge.questions
    lists: dict[str, dict[str, Any]] = {
        "safety": {question.id: question.kind.value for question in asked if question.safety},
        "questions": {question.id: " ".join(map(str, question.values)) for question in asked},
        "aliases": {f"{question.id} {alias}": option for question in asked for alias, option in question.aliases.items()},
        "causes": {cause.id: " ".join(cause.tips) for cause in knowledge.causes},
        "core-tips": {tip.id: knowledge.posters(tip.backed_by) for tip in knowledge.tips if tip.core},
        "other-tips": {tip.id: knowledge.posters(tip.backed_by) for tip in knowledge.tips if not tip.core},
    }
    lines = [
        f"{title}:\n" + "".join(f"  {name}: {value}\n" for name, value in entries.items()) for title, entries in lists.items()
    ]
    return HEAD + "\n".join(lines)


HEAD = """\
# What scripts rely on: the ids of questions and their answers, of causes with their tips in order, and of tips with the number
# of people behind them. After a change to the knowledge refresh it with
#   UPDATE_GOLDEN=1 .venv/bin/pytest tests/knowledge/test_knowledge.py
# and review the difference like code: an id may be added, and none is renamed or taken away without a word in the changelog.

"""


def test_its_ids_are_those_of_the_contract(knowledge: Knowledge) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    if os.environ.get("UPDATE_GOLDEN"):
        CONTRACT.write_text(contract_of(knowledge), encoding="utf-8")
    assert contract_of(knowledge) == CONTRACT.read_text(encoding="utf-8")


def test_the_core_five_are_these_in_this_order(knowledge: Knowledge) -> None:
    core = ["seat-height", "feet-placement", "handle-pull", "glute-squeeze", "lumbar-towel"]
    assert [tip.id for tip in knowledge.tips if tip.core] == list(knowledge.about.core_tips) == core


def test_every_tip_has_a_source_and_every_cause_a_tip(knowledge: Knowledge) -> None:
    assert all(tip.posts or tip.studies for tip in knowledge.tips)
    assert all(cause.tips and (cause.posts or cause.studies) for cause in knowledge.causes)
    named = {tip for cause in knowledge.causes for tip in cause.tips}
    assert all(tip.core or tip.called_by or tip.finds_out or tip.id in named for tip in knowledge.tips)


def test_every_post_that_gives_advice_stands_behind_a_tip(knowledge: Knowledge) -> None:
    assert [post.number for post in knowledge.posts] == list(range(1, 21))
    assert {post.number for post in knowledge.posts if not post.advice} == POSTS_WITHOUT_ADVICE
    backed = {number for tip in knowledge.tips for number in tip.posts}
    assert {post.number for post in knowledge.posts if post.advice} <= backed


def test_every_study_is_used(knowledge: Knowledge) -> None:
    used = {study for tip in knowledge.tips for study in (*tip.studies, *tip.studies_against)}
    used |= {study for cause in knowledge.causes for study in cause.studies}
    used |= {study for conflict in knowledge.conflicts for study in conflict.studies}
    used |= {study for rule in knowledge.triage.rules for study in rule.studies}
    used |= {study for entry in knowledge.triage.watch for study in entry.studies}
    follow_up = knowledge.follow_up
    lines = msgspec.structs.asdict(follow_up.thresholds).values()
    used |= {*follow_up.studies, *(study for line in lines for study in line.studies)}
    assert {study.id for study in knowledge.studies} == used


def test_every_conflict_of_the_thread_has_a_resolution(knowledge: Knowledge) -> None:
    assert all(conflict.resolution and conflict.sides for conflict in knowledge.conflicts)


@pytest.mark.parametrize(("metric", "imperial", "factor"), [("kg", "lb", 1 / 0.4536), ("cm", "in", 1 / 2.54)])
def test_numbers_come_in_both_kinds_of_unit(knowledge: Knowledge, metric: str, imperial: str, factor: float) -> None:
    number = r"([\d.]+)(?: to ([\d.]+))?"
    pair = re.compile(rf"{number} {metric}\b(?: of 100 kg| instead of 100 kg)? \((?:about )?{number} {imperial}\b")
    for wording in all_wording(knowledge):
        single = re.findall(rf"[\d.]+ {metric}\b(?! \(| of| instead)", wording.value)
        assert not [found for found in single if found != f"100 {metric}"], wording
        for low, high, low_too, high_too in pair.findall(wording.value):
            for here, there in ((low, low_too), (high, high_too or low_too)):
                if here:
                    assert float(there) == pytest.approx(float(here) * factor, rel=0.3, abs=0.06), wording.value


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    copy_knowledge(tmp_path)
    (tmp_path / "posts.yaml").write_text("posts: 7\n")
    (tmp_path / "about.yaml").write_bytes(b"\xff")
    with pytest.raises(
        FaultyKnowledge, match=r"(?s)about\.yaml, line 1: it is not UTF-8.*posts\.yaml, line 1, posts: it is the number 7"
    ):
        load_knowledge(tmp_path)


def test_knowledge_without_files_is_examined_as_well(knowledge: Knowledge) -> None:
    assert examine_knowledge(knowledge).faults == ()
    levels = (*knowledge.triage.levels, knowledge.triage.levels[-1])
    triage = msgspec.structs.replace(
        knowledge.triage, levels=levels, rules=(*knowledge.triage.rules, TriageRule(Level.URGENT, ()))
    )
    tips = (msgspec.structs.replace(knowledge.tips[0], backed_by=(3, 99)), *knowledge.tips[1:])
    faults = examine_knowledge(msgspec.structs.replace(knowledge, triage=triage, tips=tips)).faults
    assert [(fault.rule, fault.place) for fault in faults] == [
        (Rule.LEVEL_COUNT, "triage.yaml, levels"),
        (Rule.EMPTY_RULE, f"triage.yaml, rules {len(triage.rules)}, when"),
        (Rule.DANGER_WITHOUT_SOURCE, f"triage.yaml, rules {len(triage.rules)}"),
        (Rule.UNKNOWN_ID, "tips.yaml, seat-height, backed-by / 2"),
    ]


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyKnowledge, match=r"(?s)about\.yaml: it is not in .*missing-file.*glossary\.yaml: it is not in"):
        load_knowledge(tmp_path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    copy_knowledge(tmp_path)
    (tmp_path / "tips.yaml").unlink()
    (tmp_path / "tips.yaml").mkdir()
    with pytest.raises(FaultyKnowledge, match=r"tips\.yaml: it cannot be read: it is not a plain file"):
        load_knowledge(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyKnowledge, match="there is no folder"):
        load_knowledge(tmp_path / "nowhere")


def test_a_question_cannot_take_the_name_of_a_flag(tmp_path: Path, here: Legpress) -> None:
    for file in shipped_folder().glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("ask: depth", "ask: json").replace("question: depth", "question: json")
        (tmp_path / file.name).write_text(text.replace("id: depth\n", "id: json\n"), encoding="utf-8")
    done = here("diagnose", "--knowledge", str(tmp_path))
    assert done.code == 4
    assert "legpress has a flag of its own called --json" in " ".join(done.err.split())


def test_no_flag_is_free_for_a_question() -> None:
    knowledge = load_knowledge()
    own = {f"--{question.id}" for question in (*knowledge.questions, *(entry.question for entry in knowledge.follow_up.log))}
    flags = {flag for name in ("diagnose", "tree", "log") for flag in flags_of(context_of(name)) if flag.startswith("--")}
    assert {f"--{name}" for name in TAKEN} == {*flags - own, "--version"}


def test_the_ready_made_copy_is_used_only_for_the_very_files_it_was_made_from(tmp_path: Path) -> None:
    files, _ = read_folder(shipped_folder())
    copy = tmp_path / prebuilt.FILE_NAME
    copy.write_bytes(prebuilt.pack(files, parse_files(files)))
    assert msgspec.json.encode(prebuilt.unpack(copy, shipped_folder())) == msgspec.json.encode(parse_files(files))
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    assert prebuilt.unpack(copy, tmp_path) is not None
    for changed in (files["about.yaml"] + b"\n", files["about.yaml"][:-1], files["about.yaml"].replace(b"a", b"b", 1)):
        (tmp_path / "about.yaml").write_bytes(changed)
        assert prebuilt.unpack(copy, tmp_path) is None
    (tmp_path / "about.yaml").unlink()
    assert prebuilt.unpack(copy, tmp_path) is None
    assert prebuilt.unpack(tmp_path / "missing", shipped_folder()) is None
    copy.write_bytes(copy.read_bytes()[:-1])
    assert prebuilt.unpack(copy, shipped_folder()) is None


@pytest.mark.smoke
def test_an_installed_wheel_holds_the_packed_copy() -> None:
    package = Path(loader.__file__).parent
    if not (package / "shipped").is_dir():
        pytest.skip("an editable install has none")
    assert prebuilt.unpack(package / prebuilt.FILE_NAME, package / "shipped") is not None


def test_levels_rank_from_mild_to_grave() -> None:
    assert [level.severity for level in Level] == [0, 1, 2, 3]


def test_every_knowledge_file_is_shipped() -> None:
    assert {file.name for file in shipped_folder().glob("*.yaml")} == set(FILES)
