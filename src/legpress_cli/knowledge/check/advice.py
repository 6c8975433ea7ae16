"""Causes and tips: each can come up, none contradicts itself, and the core tips stand in every checklist."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from legpress_cli.knowledge.check.proof import Possible, Proof, always_with
from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.walk import each
from legpress_cli.knowledge.model import Cause, Condition, Kind, Knowledge, Level, Sign, Status, Strength, Tip, Value
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule

MOST_POINTS = 100
"""The most points that any number in about.yaml may be."""
_WITH_CHECKLIST = frozenset(level for level in Level if not level.doctor_first)


@check(Stage.ENTRIES, needs=("about.yaml",))
def find_point_faults(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding where points do not rise with strength."""
    points = knowledge.about.points
    if not 0 < points.weak <= points.fair <= points.strong or points.shown_from < 1:
        instead = "Let weak, fair and strong rise from 1, and shown-from be at least 1."
        yield Finding(Rule.BAD_POINTS, ("about.yaml", "points"), "the points do not rise", instead)
    elif max(points.strong, points.shown_from) > MOST_POINTS:
        found, instead = f"a number is more than {MOST_POINTS}", f"Leave it at {MOST_POINTS} or less."
        yield Finding(Rule.BAD_POINTS, ("about.yaml", "points"), found, instead)


@check(Stage.PATHS, needs=("causes.yaml", "about.yaml"), vital=False)
def find_idle_causes(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each cause that no answers can lead to."""
    findable = proof.possible.findable(knowledge.causes)
    needed = knowledge.about.points.shown_from
    for number, (path, cause) in enumerate(each(knowledge, Cause)):
        if number not in findable:
            weak = all(sign.strength is Strength.WEAK for sign in cause.signs_for)
            found = "only weak answers point to it" if weak else f"no path asks enough to give it {needed} points"
            found = found if cause.signs_for else "no answer points to it"
            instead = "Name an answer under for that points to it, strongly enough."
            yield Finding(Rule.CAUSE_NOT_INDICATED, (*path, "for"), found, instead)


@check(Stage.ENTRIES, vital=False)
def find_causes_without_tip(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each cause that no tip answers."""
    for path, cause in each(knowledge, Cause):
        if not cause.tips:
            instead = "Name at least one tip that helps against it."
            yield Finding(Rule.CAUSE_WITHOUT_TIP, (*path, "tips"), "no tip answers it", instead)


@check(Stage.PATHS, needs=("causes.yaml", "tips.yaml", "about.yaml"), vital=False)
def find_idle_tips(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each tip that nobody can get."""
    named = {tip for cause in knowledge.causes for tip in cause.tips}
    for path, tip in each(knowledge, Tip):
        if not (tip.core or tip.finds_out) and (reason := _why_never(tip, named, proof.possible)):
            found = f"nobody can get it: {reason}"
            instead = "Name it under the tips of a cause, or give it called-by."
            yield Finding(Rule.TIP_NOT_REACHED, path, found, instead)


def _why_never(tip: Tip, named: set[str], possible: Possible) -> str:
    if set(tip.never_at) >= _WITH_CHECKLIST:
        return "never-at names every level that has a checklist"
    called = [condition for condition in tip.called_by if possible.calm(condition)]
    if tip.id not in named and not called:
        return "no cause names it and no answer calls for it"
    never: dict[str, set[Value]] = defaultdict(set)
    for condition in tip.never_if:
        never[condition.question] |= possible.values(condition)
    allowed: dict[str, set[Value]] = {}
    for condition in tip.only_if:
        name = condition.question
        left = possible.calm(condition) - never[name]
        if possible.questions[name].kind is not Kind.MANY:
            left = allowed[name] = left & allowed.get(name, left)
        if not left:
            return f"no answer to {name} meets only-if and passes never-if"
    return ""


@check(Stage.ENTRIES, needs=("about.yaml", "tips.yaml"))
def find_core_faults(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each core tip that some checklist would lack, or that lacks words for a status."""
    tips = {tip.id: (path, tip) for path, tip in each(knowledge, Tip)}
    core = frozenset(knowledge.about.core_tips)
    if not core:
        found, instead = "no tip stands in every checklist", "Name the tips that must."
        yield Finding(Rule.CORE_TIP_MISSING, ("about.yaml", "core-tips"), found, instead)
        return
    for number, name in enumerate(knowledge.about.core_tips):
        if name not in tips:
            found, instead = f"there is no tip {name}", "Bring it back to tips.yaml: it must stand in every checklist."
            yield Finding(Rule.CORE_TIP_MISSING, ("about.yaml", "core-tips", number), found, instead)
    for path, tip in tips.values():
        if tip.id in core:
            yield from _kept_away(path, tip)
        elif tip.core:
            found = "it has habit and is not named in about.yaml"
            instead = "Add it to core-tips there, or take habit out."
            yield Finding(Rule.CORE_TIP_MISSING, (*path, "habit"), found, instead)
        if tip.core and not (tip.check and tip.keep):
            key = "keep" if tip.check else "check"
            instead = "Write what to do where it is not known, and where it is right."
            yield Finding(Rule.CORE_WORDS_MISSING, (*path, key), f"a core tip has no words for {key}", instead)


def _kept_away(path: Path, tip: Tip) -> Iterator[Finding]:
    """Return a finding for each thing that keeps a core tip from some checklist."""
    if not tip.core:
        found = "without habit it stands only in some checklists"
        yield Finding(Rule.CORE_TIP_MISSING, (*path, "habit"), found, "Give it habit, the question about it.")
    levels = [level.value for level in tip.never_at if level in _WITH_CHECKLIST]
    keys = {"only-if": tip.only_if, "never-if": tip.never_if, "never-at": levels}
    for key in (key for key, entries in keys.items() if entries):
        found, instead = f"{key} keeps it from some checklists", f"Take {key} out; say whom it is not for under not-for."
        yield Finding(Rule.CORE_TIP_MISSING, (*path, key), found, instead)


@check(Stage.PATHS, needs=("about.yaml", "tips.yaml"))
def find_unguarded_tips(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each tip for a quiet back that people with more pain could get, or that is not there."""
    tips = {tip.id: (path, tip) for path, tip in each(knowledge, Tip)}
    quiet = knowledge.about.quiet
    for number, name in enumerate(knowledge.about.quiet_tips):
        if name not in tips:
            found, instead = f"there is no tip {name}", "Bring it back to tips.yaml, or take it out here."
            yield Finding(Rule.UNKNOWN_ID, ("about.yaml", "quiet-tips", number), found, instead)
            continue
        path, tip = tips[name]
        guards = [proof.possible.values(condition) for condition in tip.only_if if condition.question == quiet.question]
        if not any(guard <= proof.possible.values(quiet) for guard in guards):
            found = "people whose back is not quiet could get it"
            instead = "Give it an only-if at least as strict as quiet in about.yaml."
            yield Finding(Rule.TIP_NOT_GUARDED, (*path, "only-if"), found, instead)


@check(Stage.ENTRIES)
def find_settled_faults(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each core tip whose habit is asked in a way that settles nothing, or that nothing settles."""
    questions = {question.id: question for question in knowledge.questions}
    for path, tip in each(knowledge, Tip):
        habit = questions.get(tip.habit) if tip.habit else None
        if habit and habit.kind is not Kind.ONE:
            found, instead = f"{habit.id} takes other than one answer", "Name a question of kind one."
            yield Finding(Rule.BAD_CONDITION, (*path, "habit"), found, instead)
        missing = {Status.CHANGE, Status.KEEP} - {entry.turn for entry in tip.settled}
        if tip.habit and missing:
            found = f"no answer settles it as {' or '.join(sorted(status.value for status in missing))}"
            instead = "Name the answers that show how it is now."
            yield Finding(Rule.BAD_CONDITION, (*path, "settled"), found, instead)


@check(Stage.PATHS, needs=("about.yaml",), vital=False)
def find_clashing_signs(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each answer that a cause counts twice, or both for and against itself."""
    for path, cause in each(knowledge, Cause):
        for key, signs in (("for", cause.signs_for), ("against", cause.against)):
            yield from _counted_twice((*path, key), signs, proof.possible)
        for number, answers in _shared(cause.signs_for, cause.against, proof.possible):
            found = f"{answers} speaks for it and against it"
            yield Finding(Rule.CONTRADICTORY_INDICATION, (*path, "for", number), found, "Keep one of the two.")


def _counted_twice(path: Path, signs: Iterable[Sign], possible: Possible) -> Iterator[Finding]:
    seen: set[tuple[str, Value]] = set()
    for number, sign in enumerate(signs):
        if sign.beside:
            continue  # counts only for some people
        answers = {(sign.question, value) for value in possible.values(sign)}
        if twice := sorted(str(value) for _, value in answers & seen):
            found = f"{sign.question}: {', '.join(twice)} is counted twice"
            yield Finding(Rule.SHADOWED_INDICATION, (*path, number), found, "Count each answer once.")
        seen |= answers


def _shared(conditions: Iterable[Condition], others: Iterable[Condition], possible: Possible) -> Iterator[tuple[int, str]]:
    """Return the number of each condition that shares answers with one of the others, and these answers in words."""
    theirs = {(other.question, value) for other in others for value in possible.values(other)}
    for number, condition in enumerate(conditions):
        if both := sorted(str(value) for value in possible.values(condition) if (condition.question, value) in theirs):
            yield number, f"{condition.question}: {', '.join(both)}"


@check(Stage.PATHS, needs=("about.yaml",), vital=False)
def find_clashing_conditions(knowledge: Knowledge, proof: Proof) -> Iterator[Finding]:
    """Return a finding for each answer that calls for a tip and forbids it, and each wording that is never used."""
    for path, tip in each(knowledge, Tip):
        for number, answers in _shared(tip.called_by, tip.never_if, proof.possible):
            found = f"{answers} calls for it and forbids it"
            yield Finding(Rule.CONTRADICTORY_INDICATION, (*path, "called-by", number), found, "Keep one of the two.")
        conditions = {"variants": [entry.when for entry in tip.variants], "settled": [entry.when for entry in tip.settled]}
        for key, groups in conditions.items():
            whens = [[(condition.question, proof.possible.values(condition)) for condition in when] for when in groups]
            for number, when in enumerate(whens):
                if any(always_with(earlier, when) for earlier in whens[:number]):
                    found, instead = "an earlier one always fits first", "Put it before the other, or take it out."
                    yield Finding(Rule.SHADOWED_INDICATION, (*path, key, number), found, instead)
