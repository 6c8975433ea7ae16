"""What becomes of a danger sign that was told to a log which could not keep a session: it is never lost with it."""

from __future__ import annotations

from legpress_cli.diagnosis.triage import Finding, already_means
from legpress_cli.errors import Interrupted, InvalidInput, LegpressError
from legpress_cli.followup.course import Course
from legpress_cli.followup.danger import sign_finding, signs_among
from legpress_cli.interview.commands import once_seen
from legpress_cli.interview.keeping import note_danger
from legpress_cli.interview.session_interview import Told
from legpress_cli.knowledge.model import Interview, Knowledge
from legpress_cli.store.database import Store
from legpress_cli.system.environment import read_day


def emergency_told(knowledge: Knowledge, told: Told) -> Finding | None:
    """Return the emergency that was told, if one was: its page comes before anything else."""
    finding = sign_finding(knowledge, told.answers)
    return finding if finding.level.interview is Interview.STOP else None


def emergency_course(knowledge: Knowledge, told: Told, emergency: Finding) -> Course:
    """Return a course of the emergency that was told, and of nothing else."""
    return Course(signs_among(knowledge, told.answers), read_day(), level=emergency.level)


def with_danger(failure: BaseException, knowledge: Knowledge, told: Told, store: Store, call: str) -> BaseException:
    """Return a failure that also says what the signs mean that were told or marked; those that were told are noted.

    ``call`` is that of diagnose. Where they mean nothing, the failure is as it was.
    """
    meaning = already_means(knowledge, signs_among(knowledge, told.marked))
    if not meaning:
        return failure
    finding = sign_finding(knowledge, told.answers)
    noted = note_danger(store, finding, once_seen(call)) if finding.level.doctor_first or finding.hold else ""
    kind: type[LegpressError] = Interrupted if isinstance(failure, (Interrupted, KeyboardInterrupt)) else InvalidInput
    return kind("\n".join(filter(None, (str(failure), meaning, noted))))
