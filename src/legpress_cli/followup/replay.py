"""Goes through the sessions of a course in order: which change is being tried, what it builds on, and what was tried before."""

from collections import defaultdict, deque
from datetime import date

import msgspec
from msgspec.structs import replace

from legpress_cli.followup.course import Course, Entry
from legpress_cli.followup.danger import Danger
from legpress_cli.followup.next_step import Facts, choose
from legpress_cli.followup.plan import Plan
from legpress_cli.followup.session import USUAL, Session, SetUp
from legpress_cli.followup.verdict import Compared, Seen, compare, judge
from legpress_cli.knowledge.model import Do, IfSame, Judgement, Knowledge, Tip, Trust

OTHER_EXERCISE = "other-exercise"
"""The tip that is tried where the exercise is changed."""
_MOST_LAST = 12
"""So many of the last sessions are looked at; no line asks for more in a row."""


class Tried(msgspec.Struct, frozen=True, rename={"since": "from"}):
    """A change that was tried: how it did, from when to when, and whether it was kept."""

    tip: str
    verdict: Judgement
    trust: Trust | None
    since: date
    to: date
    kept: bool


class _Log:
    """The sessions with one step since the last break."""

    def __init__(self) -> None:
        self.sessions: list[Session] = []
        self.clean: list[Session] = []
        self.mornings: list[int] = []

    def add(self, session: Session) -> None:
        self.sessions.append(session)
        if session.clean:
            self.clean.append(session)


class Replay:
    """The state of a course after the entries that were added so far, each at its turn."""

    def __init__(self, knowledge: Knowledge, course: Course, plan: Plan) -> None:
        self._knowledge = knowledge
        self._lines = knowledge.follow_up.thresholds
        self._tips = {tip.id: tip for tip in knowledge.tips}
        self.plan = plan
        self._told = next((value for value in course.answers.values(knowledge.follow_up.pain) if isinstance(value, int)), None)
        self._logs: dict[str, _Log] = defaultdict(_Log)
        self._days: dict[str, list[date]] = defaultdict(list)
        self._morning: Session | None = None
        self.last: Session | None = None
        self._builds_on = USUAL
        self._last: deque[Session] = deque(maxlen=_MOST_LAST)
        self.danger = Danger(knowledge, course)
        self.tried: list[Tried] = []
        self.base = USUAL
        self.since_gap = 0
        self.gaps = 0
        first = plan.next_trial(set())
        self.present = first.tip.id if first else None

    @property
    def taken(self) -> set[str]:
        """The tips that were tried before."""
        return {entry.tip for entry in self.tried}

    def tip(self, name: str | None) -> Tip | None:
        """Return a tip, if the knowledge has it."""
        return self._tips.get(name or "")

    def days_with(self, step: str | None) -> tuple[date | None, int]:
        """Return the day of the first session with a step, and how many there were."""
        days = self._days.get(step or "", [])
        return (days[0] if days else None), len(days)

    def add(self, entry: Entry) -> None:
        """Take a further entry."""
        if isinstance(entry, Session):
            self._add_session(entry)
        self.danger.add(entry)

    def _add_session(self, session: Session) -> None:
        gap = self.is_gap_before(session.date)
        if gap or session.step != self.present or session.set_up is SetUp.WITHOUT:
            self._take_up(session)
        self.close()
        if gap:
            self.begin_anew()
        self._logs[session.step].add(session)
        self._days[session.step].append(session.date)
        self._last.append(session)
        self.last = self._morning = session
        self.since_gap += 1

    def close(self) -> None:
        """Take the morning after the latest session, which is told later than the session itself."""
        session, self._morning = self._morning, None
        if session and session.morning is not None and session.clean:
            self._logs[session.step].mornings.append(session.morning)

    def is_gap_before(self, day: date) -> bool:
        """Say whether a session on that day would come after a break."""
        return self.last is not None and (day - self.last.date).days > self._lines.gap_days.value

    def begin_anew(self) -> None:
        """Forget what was compared: the interrupted change goes on from the base."""
        self._logs = defaultdict(_Log)
        self._builds_on = self.base
        self.since_gap = 0
        self.gaps += 1

    def _compared(self) -> Compared:
        """Return the sessions that the present change is judged by."""
        log, before = self._logs[self.present or ""], self._logs[self._builds_on]
        told = None if self.gaps else self._told
        return compare(
            len(log.sessions),
            len(log.sessions) - len(log.clean),
            tuple(log.clean[: self._lines.sessions_now.value]),
            tuple(self._as_told(one) for one in before.clean[-self._lines.sessions_before.value :]),
            told=None if before.clean else told,
            mornings=tuple(log.mornings[-2:]),
        )

    def _as_told(self, session: Session) -> Session:
        """Return a session without its morning, where that is not told yet."""
        return replace(session, morning=None) if session is self._morning else session

    def _judge(self, compared: Compared) -> Seen:
        """Return the verdict on the present change."""
        tip = self.tip(self.present)
        asked = tip.judged_by.sessions if tip and tip.judged_by else None
        least = max(asked or 0, self._lines.sessions_least.value)
        return judge(self._lines, compared, least=least, by_weight=not (tip and tip.changes_load))

    def _facts(self, on: date | None) -> Facts:
        compared = self._compared()
        seen = self._judge(compared)
        pains = tuple(session.pain for session in self._last)
        level = next(
            (mean for mean in (compared.mean_now, compared.mean_before) if mean is not None), pains[-1] if pains else 0
        )
        before = [*self._last][-2:]
        away = (before[-1].date - before[0].date).days if before else 0
        return Facts(
            sign=next(iter(self.danger.open(on)), None),
            compared=compared,
            seen=seen,
            last=pains,
            with_it=tuple([session.pain for session in self._logs[self.present or ""].sessions[-2:]]),
            level=level,
            after_gap=away > self._lines.gap_days.value,
            failed=any(entry.verdict in (Judgement.SAME, Judgement.WORSE) for entry in self.tried),
            present=self.present is not None,
            left=self.plan.next_trial(self.taken | {self.present or ""}) is not None,
            no_list=not self.plan.assessment.items,
            outside=self.plan.outside,
        )

    def decide(self, on: date | None = None) -> tuple[Do, Facts]:
        """Return what to do next, and what decides on it; with ``on``, as it was on that day."""
        facts = self._facts(on)
        return choose(self._lines, facts), facts

    def move_on(self, do: Do, seen: Seen, to: str | None = None) -> None:
        """Leave the present change, of which this was ``seen``, for the next, or for the tip that is named."""
        following = to or self.next_tip(do)
        if self.present:
            self._leave(self.present, do, seen)
        self.present = following

    def next_tip(self, do: Do) -> str | None:
        """Return the tip that would be present after moving on."""
        tried = self.taken | {self.present or ""}
        if do is Do.OTHER_EXERCISE and OTHER_EXERCISE in self._tips.keys() - tried:
            return OTHER_EXERCISE
        following = self.plan.next_trial(tried)
        return following.tip.id if following else None

    def keeps(self, do: Do, seen: Seen) -> bool:
        """Say whether the present change, of which this was ``seen``, is kept when one moves on."""
        tip = self.tip(self.present)
        kept_anyway = do is Do.DROP_AND_NEXT and tip is not None and tip.if_same is IfSame.KEEP
        return do is Do.KEEP_AND_NEXT or kept_anyway or seen.verdict is Judgement.BETTER

    def _take_up(self, session: Session) -> None:
        """Move on where that was said, or where a session was with another change: what was told is a fact."""
        do, facts = self.decide(session.date)
        known = (USUAL, self.base, self.present, *self.taken)
        named = None if session.step in known else session.step
        if do.moves_on:
            self.move_on(do, facts.seen, named)
        elif named:
            implied = {Judgement.BETTER: Do.KEEP_AND_NEXT, Judgement.SAME: Do.DROP_AND_NEXT}
            self.move_on(implied.get(facts.seen.verdict, Do.UNDO_CHANGE), facts.seen, named)

    def _leave(self, present: str, do: Do, seen: Seen) -> None:
        days = self._days.get(present)
        if not days:
            return
        kept = self.keeps(do, seen)
        self.tried = [*self.tried, Tried(present, seen.verdict, seen.trust, days[0], days[-1], kept)]
        undone = seen.verdict is Judgement.WORSE or do is Do.UNDO_CHANGE
        self._builds_on = self.base if undone else present
        self.base = present if kept else self.base
