"""The proof by small logs: it finds lines that lead past danger, and nothing in the shipped knowledge."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from legpress_cli.followup.proof import prove, prove_if_usable
from legpress_cli.knowledge.check.floor import FLOOR
from legpress_cli.knowledge.check.runner import examine
from legpress_cli.knowledge.model import Knowledge, Thresholds
from legpress_cli.knowledge.reading.faults import Rule
from support.broken import SMALL_FILES, changed
from support.courses import KNOWLEDGE
from support.small import SMALL


def moved(name: str, value: int) -> Knowledge:
    """Return the shipped knowledge with one line elsewhere, past what the check allows."""
    lines = KNOWLEDGE.follow_up.thresholds
    thresholds = replace(lines, **{name: replace(getattr(lines, name), value=value)})
    return replace(KNOWLEDGE, follow_up=replace(KNOWLEDGE.follow_up, thresholds=thresholds))


@pytest.mark.parametrize("knowledge", [KNOWLEDGE, SMALL], ids=["shipped", "small"])
def test_nothing_speaks_against_the_rules_as_they_are(knowledge: Knowledge) -> None:
    found = prove(knowledge)
    assert found.faults == ()
    assert found.logs > 1_000


@pytest.mark.parametrize(
    ("knowledge", "said"),
    [
        (moved("flare", 9), "a last pain of 6 or more leads to"),
        (moved("mild_before", 11), "more pain makes a verdict kinder"),
    ],
)
def test_a_line_that_leads_past_danger_is_found(knowledge: Knowledge, said: str) -> None:
    faults = prove(knowledge).faults
    assert {fault.rule for fault in faults} == {Rule.FOLLOW_UP_UNSAFE}
    assert any(said in fault.found for fault in faults)


def test_a_word_of_training_is_found() -> None:
    remarks = replace(KNOWLEDGE.follow_up.remarks, when_seen="Then go back to the gym.")
    faults = prove(replace(KNOWLEDGE, follow_up=replace(KNOWLEDGE.follow_up, remarks=remarks))).faults
    assert any("reads 'gym'" in fault.found for fault in faults)


def test_knowledge_that_must_be_mended_first_is_not_proven() -> None:
    assert prove_if_usable(examine(changed("follow-up.yaml", "  severe:\n    value: 8", "  severe:\n    value: 9"))) is None
    assert prove_if_usable(examine(SMALL_FILES)) is not None


def test_every_line_has_its_limits() -> None:
    names = {field.encode_name for field in msgspec.structs.fields(Thresholds)}
    assert names == FLOOR.lines.keys()
    values = {name: getattr(KNOWLEDGE.follow_up.thresholds, name.replace("-", "_")).value for name in names}
    assert all(FLOOR.lines[name][0] <= value <= FLOOR.lines[name][1] for name, value in values.items())
