"""What there is to try, from the kept result: one change after the other, and what runs beside them."""

import msgspec

from legpress_cli.diagnosis.checklist import Item
from legpress_cli.diagnosis.conditions import any_source_meets
from legpress_cli.diagnosis.result import Assessment, assess
from legpress_cli.diagnosis.triage import find_outside
from legpress_cli.followup.course import Course
from legpress_cli.knowledge.model import Knowledge, Status


class Plan(msgspec.Struct, frozen=True):
    """The kept result as a course follows it.

    ``trials`` are the items to try one by one, changes before checks. ``beside`` are changes that go on beside these,
    ``pauses`` is the one that means no session at first, and ``once`` are those that are done once and not judged. ``outside``
    says that it hurts in a place that legpress does not know.
    """

    assessment: Assessment
    trials: tuple[Item, ...]
    beside: tuple[Item, ...]
    once: tuple[Item, ...]
    pauses: Item | None
    outside: bool

    def next_trial(self, tried: set[str]) -> Item | None:
        """Return the first item that was not tried yet."""
        return next((item for item in self.trials if item.tip.id not in tried), None)

    def trial(self, tip: str) -> Item | None:
        """Return the item of a tip, if it is one to try."""
        return next((item for item in self.trials if item.tip.id == tip), None)


def make_plan(knowledge: Knowledge, course: Course) -> Plan:
    """Return what there is to try. Raises ``MissingAnswers`` where the knowledge asks about danger what was never answered."""
    assessment = assess(knowledge, course.answers)
    outside = bool(find_outside(knowledge, assessment.answers))
    items = assessment.items
    changes = [item for item in items if item.turn.status is Status.CHANGE]
    beside = [item for item in changes if _runs_beside(assessment, item)]
    judged = [item for item in items if item.tip.judged_by and item.tip.judged_by.sessions and item not in beside]
    trials = [item for status in (Status.CHANGE, Status.CHECK) for item in judged if item.turn.status is status]
    return Plan(
        assessment,
        () if outside else tuple(trials),
        tuple(beside),
        tuple(item for item in items if item.tip.judged_by is None and not item.tip.pauses),
        changes[0] if changes and changes[0].tip.pauses else None,
        outside,
    )


def _runs_beside(assessment: Assessment, item: Item) -> bool:
    tip = item.tip
    slow = tip.judged_by is not None and tip.judged_by.weeks is not None
    return slow or (bool(tip.beside_if) and any_source_meets(tip.beside_if, assessment.answers))
