"""Following up: each outcome has its words, each line its reason and its limits, and each tip a way to be judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any

from legpress_cli.knowledge.check.floor import FLOOR, PAIN, Groups, affirms, floor_check, lacks, says
from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.safety import wrong_ends
from legpress_cli.knowledge.check.safety_words import STOPS_AT, lacks_or_calms
from legpress_cli.knowledge.check.walk import each
from legpress_cli.knowledge.model import (
    Do,
    Doubt,
    IfSame,
    Judgement,
    Kind,
    Knowledge,
    LogQuestion,
    NextWords,
    Threshold,
    Tip,
    Trust,
)
from legpress_cli.knowledge.reading.faults import Finding, Rule

_FILE = "follow-up.yaml"
_IN_TRIAGE = {Do.SEE_A_DOCTOR, Do.STOP_UNTIL_SEEN}
LOG: Mapping[str, tuple[Kind, tuple[str, ...]]] = {
    "during": (Kind.SCALE, ()),
    "after": (Kind.SCALE, ()),
    "morning": (Kind.SCALE, ("not-sure",)),
    "set-up": (Kind.ONE, ("with", "without", "other")),
}
"""The questions of the log, of which kind each is, and the answers that it offers."""
_PRESSED: Mapping[str, tuple[Kind, tuple[str, ...]]] = {"pressed": (Kind.ONE, ("yes", "no"))}
_WORST = ("during", "after")
_RISING = (
    ("sessions-least", "same-sessions"),
    ("same-sessions", "sessions-now"),
    ("slow-days", "seen-days"),
    ("flare", "severe"),
)


@check(Stage.ENTRIES, needs=(_FILE,))
def find_missing_words(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each outcome that has no words, or two, and for a question of the log that is not as it must be."""
    follow_up = knowledge.follow_up
    yield from _once("verdicts", Judgement, [entry.verdict for entry in follow_up.verdicts])
    yield from _once("trust", Trust, [entry.trust for entry in follow_up.trust])
    yield from _once("doubts", Doubt, [entry.doubt for entry in follow_up.doubts])
    yield from _once("next", [do for do in Do if do not in _IN_TRIAGE], [entry.do for entry in follow_up.next])
    asked = {entry.id for entry in follow_up.log}
    for name in (name for name in LOG if name not in asked):
        yield _incomplete("log", f"it does not ask {name}", f"Bring the question {name} back.")
    for path, entry in each(knowledge, LogQuestion):
        if amiss := _amiss(entry, LOG if "log" in path else _PRESSED):
            yield Finding(Rule.FOLLOW_UP_INCOMPLETE, path, *amiss)


def _once(key: str, wanted: Iterable[Enum], found: list[Any]) -> Iterator[Finding]:
    times = Counter(found)
    for member in wanted:
        if times[member] != 1:
            said = f"there are no words for {member.value}" if not times[member] else f"{member.value} stands there twice"
            yield _incomplete(key, said, f"Let {member.value} stand there once.")
    for member in (member for member in times if member not in list(wanted)):
        yield _incomplete(key, f"{member.value} has its words in triage.yaml", "Take it out.")


def _amiss(entry: LogQuestion, asked: Mapping[str, tuple[Kind, tuple[str, ...]]]) -> tuple[str, str] | None:
    if entry.id not in asked:
        return "the log does not ask this", f"Leave {', '.join(asked)}, and no other."
    kind, options = asked[entry.id]
    if entry.kind is not kind or tuple(option.id for option in entry.options) != options:
        return "it is not asked as it must be", f"Write kind: {kind.value}, with these answers: {', '.join(options) or 'none'}."
    if (entry.scale is not None) != (kind is Kind.SCALE) or (entry.scale and (entry.scale.low, entry.scale.high) != (0, 10)):
        return "its scale is not that of the pain", "Let a scale run from 0 to 10, and give none to the others."
    return None


def _incomplete(key: str, found: str, instead: str) -> Finding:
    return Finding(Rule.FOLLOW_UP_INCOMPLETE, (_FILE, key), found, instead)


@check(Stage.ENTRIES, needs=(_FILE,))
def find_moved_lines(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each line outside its limits, and each that is on the wrong side of another."""
    values = {str(path[-1]): entry.value for path, entry in each(knowledge, Threshold)}
    for name, value in values.items():
        low, high = FLOOR.lines[name]
        if not low <= value <= high:
            found, instead = f"it is {value}", f"Write a number from {low} to {high}."
            yield Finding(Rule.LINE_MOVED, (_FILE, "thresholds", name, "value"), found, instead)
    sound = all(FLOOR.lines[name][0] <= value <= FLOOR.lines[name][1] for name, value in values.items())
    for lower, higher in _RISING if sound else ():
        if values[lower] > values[higher]:
            found, instead = f"it is more than {higher}", f"Let {lower} be {values[higher]} or less."
            yield Finding(Rule.LINE_MOVED, (_FILE, "thresholds", lower, "value"), found, instead)


@check(Stage.ENTRIES, needs=(_FILE,), vital=False)
def find_unsourced_lines(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each line that names neither a study nor that it is a rule of thumb, or both."""
    for path, entry in each(knowledge, Threshold):
        if bool(entry.studies) == entry.rule_of_thumb:
            found = "it names studies and is a rule of thumb" if entry.studies else "nothing says where it comes from"
            yield Finding(Rule.LINE_WITHOUT_SOURCE, path, found, "Name its studies, or write rule-of-thumb: true.")


@check(Stage.ENTRIES)
def find_tips_judged_amiss(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each tip of which it is not clear how the log judges it."""
    for path, tip in each(knowledge, Tip):
        judged = tip.judged_by
        if judged and (judged.sessions is None) == (judged.weeks is None):
            found, instead = "it must name either sessions or weeks", "Write one of the two."
            yield Finding(Rule.TIP_JUDGED_AMISS, (*path, "judged-by"), found, instead)
        elif key := _without_judging(tip):
            found = f"{key} and judged-by do not go together" if judged else f"{key} needs judged-by"
            yield Finding(Rule.TIP_JUDGED_AMISS, (*path, key), found, "Leave one of the two out." if judged else "Add it.")


def _without_judging(tip: Tip) -> str:
    """Return the key that does not go with how a tip is judged; empty where there is none."""
    if tip.judged_by:
        return "pauses" if tip.pauses else ""
    keys = {"if-same": tip.if_same is IfSame.KEEP, "changes-load": tip.changes_load, "beside-if": bool(tip.beside_if)}
    return next((key for key, given in keys.items() if given), "")


@floor_check(_FILE, "questions.yaml")
def find_signs_not_asked(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding where a log would not ask about danger, or ask about it the wrong way round."""
    follow_up, asked = knowledge.follow_up, {question.id for question in knowledge.questions}
    wanted = tuple(name for name in FLOOR.first[:2] if name in asked)
    if tuple(name for name in follow_up.signs if name in FLOOR.first)[: len(wanted)] != wanted:
        found, instead = "a log does not begin with each danger sign", f"Begin with {' and '.join(wanted)}, in this order."
        yield Finding(Rule.DANGER_QUESTION, (_FILE, "signs"), found, instead)
    if follow_up.pain != PAIN and PAIN in asked:
        yield Finding(Rule.DANGER_QUESTION, (_FILE, "pain"), "it is not the question about pain", f"Name {PAIN}.")
    if word := says(follow_up.ask_signs, FLOOR.turned):
        found, instead = f"it says '{word}', so it may be turned round", "Ask for the sign itself."
        yield Finding(Rule.DANGER_QUESTION, (_FILE, "ask-signs"), found, instead)
    elif not says(follow_up.ask_signs, FLOOR.asking):
        found, instead = "it does not ask whether a sign is there", f"Say one of these: {', '.join(FLOOR.asking)}."
        yield Finding(Rule.DANGER_QUESTION, (_FILE, "ask-signs"), found, instead)
    for path, question in each(knowledge, LogQuestion):
        if question.scale:
            yield from wrong_ends(question.scale, (*path, "scale"))
            if (word := says(question.ask, FLOOR.turned)) or (
                question.id in _WORST and not affirms(question.ask, FLOOR.worst_pain)
            ):
                found = f"it says '{word}', so it may be turned round" if word else "it does not ask for the pain at its worst"
                yield Finding(Rule.DANGER_QUESTION, (*path, "ask"), found, "Ask how strong it was at its worst.")


@floor_check(_FILE)
def find_softened_orders(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each order and remark that no longer sends people to rest, or to be seen."""
    for path, entry in each(knowledge, NextWords):
        for key, text, groups in _orders(entry):
            if words := lacks(text, groups):
                found, instead = f"it does not say {' or '.join(words)}", f"Name it: {', '.join(words)}."
                yield Finding(Rule.SAFETY_WORDS, (*path, key), found, instead)
        rests_at = [int(most) for step in entry.steps for most in STOPS_AT.findall(step)] if entry.do is Do.PAUSE else []
        if any(most > FLOOR.quiet_at_most for most in rests_at):
            found, instead = f"it lets people go on with pain of {max(rests_at)}", f"Write {FLOOR.quiet_at_most} of 10 at most."
            yield Finding(Rule.SAFETY_WORDS, (*path, "steps"), found, instead)
    for name, groups in FLOOR.remarks.items():
        if fault := lacks_or_calms(getattr(knowledge.follow_up.remarks, name.replace("-", "_")), groups):
            yield Finding(Rule.SAFETY_WORDS, (_FILE, "remarks", name), *fault)
    asked = {answer for test in knowledge.follow_up.ask_first_if if test.question == "health" for answer in test.options}
    for answer in (answer for answer in FLOOR.ask_first if answer not in asked):
        found, instead = f"{answer} is not among them", "Name it: a doctor comes first."
        yield Finding(Rule.SAFETY_WORDS, (_FILE, "ask-first-if"), found, instead)


def _orders(entry: NextWords) -> Iterator[tuple[str, str, Groups]]:
    """Return the titles of what to do next and the rest of it, each by its key with what it must say."""
    words = FLOOR.next_words.get(entry.do)
    if words:
        yield "title", entry.title, words.title
        yield from (("otherwise", other.title, words.title) for other in entry.otherwise if other.title)
        yield "steps", " ".join(filter(None, (*entry.steps, entry.alone, entry.weight))), words.action
