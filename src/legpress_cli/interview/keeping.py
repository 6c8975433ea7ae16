"""Keeps a result where the person wants that, notes danger with one that is kept, and says what came of it."""

from __future__ import annotations

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.triage import Finding
from legpress_cli.errors import InvalidInput, StoreUnavailable
from legpress_cli.interview.commands import once_seen, other_call
from legpress_cli.interview.phrases import COURSE_STAYS, KEEP_COURSE, NOTED, REPLACE_COURSE, new_course, told_before
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.database import Store
from legpress_cli.system.environment import Environment, find_screen, read_day
from legpress_cli.system.streams import print_message


def may_replace(store: Store, environment: Environment | None) -> bool:
    """Say whether a new result may be kept: where sessions are logged for the one that is kept, the person is asked.

    Raises ``InvalidInput`` where nobody can be asked, which is without an ``environment``.
    """
    from legpress_cli.store.kept_result import count_course

    try:
        sessions = count_course(store)
    except StoreUnavailable:
        return True  # told when the result is to be kept
    if not sessions:
        return True
    if environment is None:
        raise InvalidInput(f"{new_course(sessions)} Say so with --yes, or leave --keep out.")
    if ask_for_yes(environment, new_course(sessions), REPLACE_COURSE, KEEP_COURSE):
        return True
    print_message(COURSE_STAYS)
    return False


def ask_for_yes(environment: Environment, statement: str, yes: str, no: str) -> bool:
    """Return whether a person at the terminal says yes. Raises ``Interrupted`` where they leave instead."""
    from legpress_cli.interview.wizard import choose_asker

    return choose_asker(environment, find_screen()).confirm(statement, yes, no)


def keep_wanted(store: Store, knowledge: Knowledge, answers: Answers, finding: Finding, call: str) -> bool:
    """Keep a result, and say how to open it again; return whether it is kept, and say why not where it is not."""
    from legpress_cli.followup.danger import say_open_signs
    from legpress_cli.store.kept_result import keep_result, read_result

    try:
        before = read_result(store, knowledge)
        keep_result(store, knowledge, answers, finding, read_day())
    except StoreUnavailable as error:
        print_message(f"Your result could not be kept: {error}")
        return False
    print_message(f"Your result is kept on this computer. Open it again with:\n  {other_call(call, 'show')}")
    if finding.level.doctor_first or finding.hold:
        print_message(once_seen(call))
    elif before and (told := say_open_signs(knowledge, before.course)):
        print_message(told_before(told))
    return True


def note_danger(store: Store, finding: Finding, then: str = "") -> str:
    """Note with the result that is kept, if one is, that a doctor must come first.

    Return a sentence that says so, and ``then`` what to do about it, or why it could not be noted; empty where none is kept.
    """
    try:
        if not store.is_there:
            return ""
    except StoreUnavailable:  # no home, so nothing is kept there
        return ""
    from legpress_cli.store.kept_result import note_sign

    try:
        if not note_sign(store, finding, read_day()):
            return ""
    except StoreUnavailable as error:
        return f"This could not be noted with the result that is kept on this computer: {error}"
    return " ".join(filter(None, (NOTED, then)))


def once_looked_at(call: str) -> str:
    """Return what to do about a danger sign that was noted, made from the diagnose ``call``."""
    return (
        f"{once_seen(call)}\n"
        "If it was not about you, run diagnose again for yourself with --keep, or delete what is kept:\n"
        f"  {other_call(call, 'forget')}"
    )
