"""What a course comes to: the value that ``legpress next --json`` prints, and what the page is made from."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise, takewhile
from typing import Annotated

import msgspec

from legpress_cli.diagnosis.conditions import GivenAnswer, given_by_any
from legpress_cli.diagnosis.result import exit_code_of
from legpress_cli.diagnosis.triage import Advice, Finding, advise, choose_watch
from legpress_cli.errors import ExitCode
from legpress_cli.followup.course import Course, Entry, entries_in_order, last_entry
from legpress_cli.followup.danger import OpenSign
from legpress_cli.followup.phrases import numbers_sentence, verdict_sentence
from legpress_cli.followup.plan import Plan, make_plan
from legpress_cli.followup.replay import Replay, Tried
from legpress_cli.followup.session import USUAL, Session, SetUp
from legpress_cli.followup.steps import DOCTOR_FIRST, NextStep, say_next
from legpress_cli.followup.verdict import Compared, Seen, points_needed, reaches
from legpress_cli.knowledge.model import Do, Doubt, Judgement, Knowledge, Level, Trust

SCHEMA_VERSION = 2


class TriageNow(msgspec.Struct, frozen=True):
    """How soon to be seen as things stand now, and since when a sign is open."""

    level: Level
    action: str
    hold: bool
    because: tuple[GivenAnswer, ...]
    open_since: date | None


class Mean(msgspec.Struct, frozen=True):
    """How many sessions count, and their mean pain; with no sessions before, the pain that was told in the interview."""

    sessions: int
    mean: float | None


class VerdictResult(msgspec.Struct, frozen=True, rename={"verdict": "is"}):
    """How the present change is doing: what was seen, how far to trust it, the numbers, and all of it in a sentence."""

    verdict: Judgement
    trust: Trust | None
    doubts: tuple[Doubt, ...]
    before: Mean
    now: Mean
    needed: float | None
    says: str


class StepResult(msgspec.Struct, frozen=True):
    """The present change, the day of its first session, and how many there were."""

    tip: str | None
    since: date | None
    sessions: int


class SessionResult(msgspec.Struct, frozen=True):
    """One session as it was told."""

    id: str
    date: date
    during: Annotated[int, msgspec.Meta(ge=0, le=10)]
    after: Annotated[int, msgspec.Meta(ge=0, le=10)]
    morning: Annotated[int, msgspec.Meta(ge=0, le=10)] | None
    weight_kg: float | None
    step: str
    set_up: SetUp
    signs: tuple[str, ...]


class FollowUpResult(msgspec.Struct, frozen=True):
    """What to do next: the JSON that ``legpress next --json`` prints, as one frozen value."""

    schema_version: int
    knowledge_version: str
    triage: TriageNow
    next: NextStep
    verdict: VerdictResult
    step: StepResult
    tried: tuple[Tried, ...]
    left: tuple[str, ...]
    sessions: tuple[SessionResult, ...]
    watch: tuple[str, ...]

    @property
    def exit_code(self) -> ExitCode:
        """The exit code that goes with it: 3 while a doctor must come first, else 0."""
        return ExitCode.SEE_A_DOCTOR if self.next.do is Do.SEE_A_DOCTOR else exit_code_of(Level.SELF_CARE)


class Outcome(msgspec.Struct, frozen=True):
    """A course as it stands: its result, with the entries of the knowledge and the sessions that it rests on."""

    result: FollowUpResult
    plan: Plan
    sessions: tuple[Session, ...]
    compared: Compared
    seen: Seen
    open: tuple[OpenSign, ...]
    advice: Advice
    base: str
    numbers: str
    slow: bool
    """Whether the pain has not clearly fallen for so long that somebody should look at it."""
    undoable: bool
    """Whether what was entered last opened one of these signs."""


def follow_up(knowledge: Knowledge, course: Course, plan: Plan | None = None) -> Outcome:
    """Return how the present change is doing and what to do next. Looks at the dates of the sessions, never at today's.

    ``plan`` is what there is to try, where it was made before.
    """
    plan = plan or make_plan(knowledge, course)
    entries = entries_in_order(course)
    sessions = tuple([entry for entry in entries if isinstance(entry, Session)])
    replay = Replay(knowledge, course, plan)
    for entry in entries:
        replay.add(entry)
    replay.close()
    do, facts = replay.decide()
    compared, seen = facts.compared, facts.seen
    needed = _needed(knowledge, compared)
    slow = _days_without_relief(knowledge, course, sessions)
    triage, advice = _triage(knowledge, plan, replay, slow)
    words = say_next(knowledge, replay, do, facts, advice)
    danger = do is Do.SEE_A_DOCTOR
    since, number = replay.days_with(replay.present)
    says = "" if danger else verdict_sentence(knowledge.follow_up, seen, tried=number > 0)
    result = FollowUpResult(
        schema_version=SCHEMA_VERSION,
        knowledge_version=knowledge.about.version,
        triage=triage,
        next=words,
        verdict=VerdictResult(seen.verdict, seen.trust, seen.doubts, *_means(compared), needed, says),
        step=StepResult(None if danger else replay.present, None if danger else since, 0 if danger else number),
        tried=() if danger else tuple(replay.tried),
        left=() if danger else tuple(_left(plan, replay)),
        sessions=tuple([_session_result(one) for one in sessions]),
        watch=tuple(_watch(knowledge, plan, triage, do, slow)),
    )
    numbers = numbers_sentence(compared, needed, seen.verdict)
    signs = tuple(replay.danger.open())
    overdue = slow >= knowledge.follow_up.thresholds.seen_days.value
    undoable = any(_is_told_by(sign, last_entry(course)) for sign in signs)
    return Outcome(result, plan, sessions, compared, seen, signs, advice, replay.base, numbers, overdue, undoable)


def _is_told_by(sign: OpenSign, entry: Entry | None) -> bool:
    """Say whether a sign was told by an entry."""
    if entry is None or sign.told_in or sign.on != entry.date:
        return False
    told = (*entry.signs, *([entry.pain] if isinstance(entry, Session) else []))
    return any(given.answer in told for given in sign.because)


def _session_result(one: Session) -> SessionResult:
    return SessionResult(one.id, one.date, one.during, one.after, one.morning, one.weight_kg, one.step, one.set_up, one.signs)


def _means(compared: Compared) -> tuple[Mean, Mean]:
    before, now = compared.mean_before, compared.mean_now
    return (
        Mean(len(compared.before), None if before is None else round(before, 2)),
        Mean(len(compared.now), None if now is None else round(now, 2)),
    )


def _needed(knowledge: Knowledge, compared: Compared) -> float | None:
    before = compared.mean_before
    return None if before is None else round(points_needed(knowledge.follow_up.thresholds, before), 2)


def _days_without_relief(knowledge: Knowledge, course: Course, sessions: tuple[Session, ...]) -> int:
    """Return for how many days the pain of a course has not clearly fallen; 0 where it has, or was mild from the start."""
    if not sessions:
        return 0
    lines = knowledge.follow_up.thresholds
    told = [value for value in course.answers.values(knowledge.follow_up.pain) if isinstance(value, int)]
    least = lines.sessions_least.value
    usual = [session.pain for session in takewhile(lambda session: session.step == USUAL, sessions)]
    first = usual[: min(least, max(len(sessions) - 1, 1))]
    later = sessions[max(len(first), 1) :] or sessions
    first = first or told or [sessions[0].pain]
    start = sum(first) / len(first)
    last = [session.pain for session in _since_break(knowledge, later)[-least:]]
    fallen = reaches(start - sum(last) / len(last), points_needed(lines, start))
    eased = fallen or start < lines.mild_before.value
    return 0 if eased else (sessions[-1].date - sessions[0].date).days


def _since_break(knowledge: Knowledge, sessions: tuple[Session, ...]) -> tuple[Session, ...]:
    """Return the sessions since the last break: what was before counts no more."""
    longest = knowledge.follow_up.thresholds.gap_days.value
    breaks = [place for place, (a, b) in enumerate(pairwise(sessions), 1) if (b.date - a.date).days > longest]
    return sessions[breaks[-1] if breaks else 0 :]


def _triage(knowledge: Knowledge, plan: Plan, replay: Replay, slow: int) -> tuple[TriageNow, Advice]:
    """Return how soon to be seen, and what that means in words."""
    signs = replay.danger.open()
    answers = plan.assessment.answers
    if signs:
        gravest = signs[0]
        same = [sign for sign in signs if (sign.level, sign.hold) == (gravest.level, gravest.hold)]
        because = tuple(dict.fromkeys(given for sign in same for given in sign.because))
        finding = Finding(gravest.level, gravest.hold, because)
        advice = advise(knowledge, finding, answers)
        return TriageNow(gravest.level, advice.action, gravest.hold, because, min(sign.on for sign in signs)), advice
    level, because = replay.danger.level()
    if slow >= knowledge.follow_up.thresholds.seen_days.value:
        level = Level.CLINICIAN
    general = knowledge.advice_for(level)
    advice = Advice(general.title, general.action, general.brief or general.action)
    return TriageNow(level, advice.action, hold=False, because=because, open_since=None), advice


def _left(plan: Plan, replay: Replay) -> Iterator[str]:
    """Return what was not tried yet; the present change counts as tried from its first session on."""
    begun = {replay.present} if replay.days_with(replay.present)[1] else set()
    yield from (item.tip.id for item in plan.trials if item.tip.id not in {*replay.taken, *begun})


def _watch(knowledge: Knowledge, plan: Plan, triage: TriageNow, do: Do, slow: int) -> Iterator[str]:
    """Return what to look out for; where a doctor must come first, nothing but danger."""
    answers, remarks, lines = plan.assessment.answers, knowledge.follow_up.remarks, knowledge.follow_up.thresholds
    entries = choose_watch(knowledge, triage.level, answers)
    if do in DOCTOR_FIRST:
        yield from (entry.text for entry in entries if entry.danger)
        return
    if slow >= lines.slow_days.value:
        yield remarks.be_seen if slow >= lines.seen_days.value else remarks.is_slow
    if do is not Do.DONE:
        yield from (f"{item.tip.title}: {item.action}. {remarks.beside}." for item in plan.beside if not item.tip.beside_if)
    if do is Do.START_CHANGE:
        yield from (f"{item.tip.title}: {item.action}. {remarks.look_once}." for item in plan.once)
    if given_by_any(knowledge.follow_up.ask_first_if, answers):
        yield remarks.ask_first
    yield from (text for entry in entries if entry.careful for text in entry.brief)
    yield f"Stop for today: {knowledge.about.stop_rule}."
