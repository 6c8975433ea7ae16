"""Words about danger, and the limits of advice: each level says what to do and by when, and people what they must be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product

from legpress_cli.knowledge.check.floor import FLOOR, PAIN, Groups, Told, affirms, begins, floor_check, lacks, says
from legpress_cli.knowledge.check.safety import is_met
from legpress_cli.knowledge.model import Knowledge, Level, Value
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule
from legpress_cli.knowledge.reading.skeleton import skeleton

_NO_PRESS = re.compile(r"\b(?:no|not|never|without|leave the|stay off the)\s+(?:use the )?(?:leg )?press", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_AT_ONCE = tuple(level.value for level in Level if level.doctor_first)
_UNTIL_SEEN = ("may press again", "until", "do not press", "leave the press", "leave the leg press")
_NOW = ("at once", "now", "straight away", "immediately")
_NO_DOCTOR = re.compile(r"\b(?:not a|no) doctor\b", re.IGNORECASE)
_NOT_AT_ONCE = (
    *FLOOR.level_words[Level.EMERGENCY].never,
    *(word for word in FLOOR.hedges if word not in ("if", "when")),
    "all of",
)
_ANY = ("any one", "any of", "one of", "even one")
STOPS_AT = re.compile(r"\b(?:over|above|more than|from|at|at least|is) (\d+) (?:out )?of 10\b", re.IGNORECASE)
_EMERGENCIES = FLOOR.signs["emergency-sign"]
_SAID_TWICE = ("it says the same as another level", "Say what only this level means.")
_HELP = ("emergency help", "emergency number", "ambulance", "emergency department")


@floor_check("triage.yaml")
def find_level_words(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each level whose words lack its help or its time, calm people, or are another level's."""
    said: dict[str, str] = {}
    for path, level, text, groups, never in _level_texts(knowledge):
        again = said.setdefault(skeleton(text), level) != level
        fault = _amiss(text, groups, never) or (_SAID_TWICE if again else _frees(path, text))
        if level != Level.SELF_CARE.value:
            fault = fault or _calms(text) or _gives_no_order(path, level, text)
        if fault:
            yield Finding(Rule.LEVEL_WORDS, ("triage.yaml", *path), *fault)
    for path, text in _additions(knowledge):
        if fault := _calms(text):
            yield Finding(Rule.LEVEL_WORDS, ("triage.yaml", *path), *fault)


def _level_texts(knowledge: Knowledge) -> Iterator[tuple[Path, str, str, Groups, tuple[str, ...]]]:
    """Return each title and action of a level and of hold, with which it is, what it must name and what it may not."""
    for number, advice in enumerate(knowledge.triage.levels):
        words, seen, name = FLOOR.level_words[advice.level], advice.level is not Level.SELF_CARE, advice.level.value
        yield ("levels", number, "title"), name, advice.title, words.title, (*words.never, *(FLOOR.hedges if seen else ()))
        if advice.level.doctor_first:
            yield ("levels", number, "action"), name, _SENTENCE.split(advice.action)[0], words.action, FLOOR.hedges
        yield ("levels", number, "action"), name, advice.action, words.action, words.never
        if advice.brief:
            yield ("levels", number, "brief"), name, advice.brief, words.action, words.never
    hold = knowledge.triage.hold
    words = FLOOR.hold_words
    yield ("hold", "title"), "hold", hold.title, words.title, words.never
    yield ("hold", "action"), "hold", hold.action, words.action, words.never
    if hold.brief:
        yield ("hold", "brief"), "hold", hold.brief, (*words.action, _UNTIL_SEEN), words.never


def _amiss(text: str, groups: Groups, never: tuple[str, ...]) -> tuple[str, str] | None:
    if words := lacks(text, groups):
        return f"it does not say {' or '.join(words)}", "Say what to do and by when, in the first sentence."
    if word := says(text, never) if never else "":
        return f"it says '{word}', which takes the hurry out of it", "Say what to do, and by when."
    return None


def _frees(path: Path, text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text under hold that does not keep people from pressing."""
    frees = path[0] == "hold" and path[-1] != "brief" and not _NO_PRESS.search(text)  # the title stands above it
    return ("it does not say to leave the press alone", "Say that nobody may press until they were seen.") if frees else None


def _calms(text: str) -> tuple[str, str] | None:
    word = says(text, FLOOR.calming)
    return (f"it says '{word}', which calms people who must be seen", "Say only what to do, and by when.") if word else None


def _gives_no_order(path: Path, level: str, text: str) -> tuple[str, str] | None:
    """Return what is wrong with a title, or with a sentence of what to do at once, that does not say what to do."""
    every = (*FLOOR.orders, *FLOOR.further_orders)
    if path[-1] == "title":
        sentences, orders = [text], every if path[0] == "hold" else FLOOR.orders
    else:
        sentences, orders = _SENTENCE.split(text) if level in _AT_ONCE else [], every
    for sentence in sentences:
        if not begins(sentence, orders) or "?" in sentence:
            found = "it asks, and orders nothing" if "?" in sentence else f"'{sentence.split()[0]}' begins no order"
            return found, f"Begin with one of these: {', '.join(orders)}."
        if begins(sentence, ("if",)) and not affirms(sentence, FLOOR.help):
            return f"'{sentence}' names no help", "Say whom to call, or where to go."
    return None


def _additions(knowledge: Knowledge) -> Iterator[tuple[Path, str]]:
    """Return what is added for some people at the levels at which somebody must be seen."""
    for number, advice in enumerate(knowledge.triage.levels):
        for place, addition in enumerate(advice.also if advice.level is not Level.SELF_CARE else ()):
            yield ("levels", number, "also", place, "title"), addition.title or ""
            yield ("levels", number, "also", place, "text"), addition.text


@floor_check("triage.yaml")
def find_safety_words(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each sentence about safety that does not say what it is there for."""
    about = knowledge.about
    for key, text, groups in (
        ("stop-rule", about.stop_rule, (("pain",), ("leg",))),
        ("not-a-doctor", _NO_DOCTOR.sub("", about.not_a_doctor), (("ask one", "ask a", "ask your", "see a", "see one"),)),
        ("mistake", about.mistake, (("if",), ("again",))),
    ):
        if fault := lacks_or_calms(text, groups):
            yield Finding(Rule.SAFETY_WORDS, ("about.yaml", key), *fault)
    if not _NO_DOCTOR.search(about.not_a_doctor):
        instead = "Say that legpress is not a doctor."
        yield Finding(Rule.SAFETY_WORDS, ("about.yaml", "not-a-doctor"), "it does not say who is no doctor", instead)
    stops = [int(most) for most in STOPS_AT.findall(about.stop_rule)]
    if not stops or max(stops) > FLOOR.stop_over:
        found = (
            f"it lets people go on with pain of {max(stops)}" if stops else "it does not say from which pain on, as in 5 of 10"
        )
        instead = f"Let it say {FLOOR.stop_over} of 10, or less."
        yield Finding(Rule.SAFETY_WORDS, ("about.yaml", "stop-rule"), found, instead)
    yield from _danger_text(knowledge)
    yield from _numbers(knowledge)
    yield from _outside(knowledge)
    for file, path, text in _read_in_danger(knowledge):
        if word := says(text, FLOOR.calming):
            found, instead = f"it says '{word}', which calms people in danger", "Say only what to do."
            yield Finding(Rule.SAFETY_WORDS, (file, *path), found, instead)


def _read_in_danger(knowledge: Knowledge) -> Iterator[tuple[str, Path, str]]:
    """Return what people in danger read beside the words of their level."""
    for number, question in enumerate(knowledge.questions):
        if question.id in FLOOR.safety:
            yield "questions.yaml", ("questions", number, "ask"), question.ask
            yield "questions.yaml", ("questions", number, "why"), question.why
            yield "questions.yaml", ("questions", number, "short"), question.short
    for number, contradiction in enumerate(knowledge.triage.contradictions):
        yield "triage.yaml", ("contradictions", number, "says"), contradiction.says
    for number, entry in enumerate(knowledge.triage.watch):
        if any(level.doctor_first for level in entry.levels) and not entry.danger:
            yield "triage.yaml", ("watch", number, "text"), entry.text


def lacks_or_calms(text: str, groups: Groups) -> tuple[str, str] | None:
    """Return what is wrong with a sentence about safety, and what would do: it leaves something out, or calms."""
    if words := lacks(text, groups):
        return f"it does not say {' or '.join(words)}", f"Name it: {', '.join(words)}."
    if word := says(text, FLOOR.calming):
        return f"it says '{word}', which calms people in danger", "Say only what to do."
    return None


def _danger_text(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding where the text that everybody reads leaves out an emergency sign, or what to do about it."""
    signs = [sign.words for sign in _EMERGENCIES.values()]
    shown = [(number, entry) for number, entry in enumerate(knowledge.triage.watch) if entry.danger]
    for number, entry in shown if len(shown) == 1 else ():
        for key, text, groups in (("text", entry.text, (_HELP, *signs)), ("brief", "; ".join(entry.brief), tuple(signs))):
            if fault := lacks_or_calms(text, groups):
                yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "watch", number, key), *fault)
        first = _SENTENCE.split(entry.text)[0]
        if fault := _amiss(first, (_HELP, _NOW, _ANY), _NOT_AT_ONCE) or _gives_no_order(("title",), "", first):
            yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "watch", number, "text"), *fault)


def _numbers(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding where people in an emergency can call nobody, or are given the number of another place."""
    numbers = knowledge.triage.emergency_numbers
    if not numbers:
        found, instead = "an emergency page gives nobody a number to call", "Name at least one."
        yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "emergency-numbers"), found, instead)
    for place, entry in enumerate(numbers):
        for where, number in FLOOR.emergency_numbers.items():
            if says(entry.where, (where.lower(),)) and entry.number != number:
                found, instead = f"{entry.number} is not the number of {where}", f"Write {number}."
                yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "emergency-numbers", place, "number"), found, instead)


def _outside(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each place of pain outside the low back that nobody is told about."""
    for place, groups in (("hip-or-groin", (("hip", "groin"),)), ("elsewhere", (("emergency",), ("chest",), ("headache",)))):
        told = [
            (number, entry.says)
            for number, entry in enumerate(knowledge.triage.outside)
            if [test for test in entry.when if test.question == "where" and test.holds_for(place)] == [*entry.when]
        ]
        if not told:
            found, instead = f"nothing is said to people who answer where: {place}", "Name the place, and what legpress knows."
            yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "outside"), found, instead)
        elif fault := lacks_or_calms(told[0][1], groups):
            yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "outside", told[0][0], "says"), *fault)


@floor_check("triage.yaml", "questions.yaml")
def find_untold(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each thing that people with some answers must be told, and are not."""
    asked = {question.id for question in knowledge.questions}
    for told in (told for told in FLOOR.told if asked.issuperset(told.answers)):
        for given in map(dict, product(*([(name, value) for value in values] for name, values in told.answers.items()))):
            for level in told.at:
                texts = _texts_for(knowledge, level, given)
                if all(lacks(text, told.says) for text in texts):
                    yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "watch"), *_untold(told, level, given))
    for given in (given for given in FLOOR.contradictions if asked.issuperset(given)):
        met = [entry.says for entry in knowledge.triage.contradictions if is_met(entry.when, given)]
        if not any(affirms(says_it, ("more serious", "graver", "both count")) for says_it in met):
            found = f"nobody is told that {_said(given)} contradict each other, and which counts"
            instead = "Bring the sentence back, and say that the more serious one counts."
            yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "contradictions"), found, instead)


def _texts_for(knowledge: Knowledge, level: Level, given: Mapping[str, Value]) -> list[str]:
    """Return what people with no more than these answers are told at a level, beside its own words."""
    added = [
        entry.text
        for advice in knowledge.triage.levels
        if advice.level is level
        for entry in advice.also
        if is_met(entry.when, given)
    ]
    return [*added, *(entry.text for entry in knowledge.triage.watch if level in entry.levels and is_met(entry.when, given))]


def _untold(told: Told, level: Level, given: Mapping[str, Value]) -> tuple[str, str]:
    whom = f"people who answer {_said(given)}" if given else "people"
    words = "; ".join(" or ".join(group) for group in told.says)
    return f"at {level.value} {whom} are not told of this: {words}", "Let one text under watch or also name all of these."


def _said(given: Mapping[str, Value]) -> str:
    return " and ".join(f"{name}: {value}" for name, value in given.items())


@floor_check("questions.yaml", "tree.yaml")
def find_limits_moved(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each limit that is not the contract's: of points, paths, the scale of pain and a quiet back."""
    about, tips = knowledge.about, {tip.id for tip in knowledge.tips}
    points = about.points
    if not points.weak < points.fair < points.strong or not points.weak < points.shown_from <= points.fair:
        instead = "Let weak, fair and strong rise, and shown-from be more than weak and no more than fair."
        found = "a weak sign counts for too much, or a fair one too little"
        yield Finding(Rule.BAD_POINTS, ("about.yaml", "points"), found, instead)
    if knowledge.tree.longest_path > FLOOR.longest_path:
        found, instead = f"longest-path is {knowledge.tree.longest_path}", f"Write {FLOOR.longest_path} at most."
        yield Finding(Rule.PATH_TOO_LONG, ("tree.yaml", "longest-path"), found, instead)
    for number, question in enumerate(knowledge.questions):
        if question.id == PAIN and question.scale and (question.scale.low, question.scale.high) != FLOOR.pain_scale:
            found, instead = f"it runs from {question.scale.low} to {question.scale.high}", "Pain runs from 0 to 10."
            yield Finding(Rule.BAD_SCALE, ("questions.yaml", "questions", number, "scale"), found, instead)
    for key, test, most in (("quiet", about.quiet, FLOOR.quiet_at_most), ("painless", about.painless, 0)):
        if test.question != PAIN or test.options or test.at_most is None or test.at_most > most:
            found, instead = "it holds for people who are in pain", f"Write {{question: pain, at-most: {most}}}."
            yield Finding(Rule.QUIET_LIMIT, ("about.yaml", key), found, instead)
    for name in (name for name in FLOOR.quiet_tips if name in tips and name not in about.quiet_tips):
        found, instead = f"{name} is not among them", "Name it: it is not for a back that hurts."
        yield Finding(Rule.QUIET_LIMIT, ("about.yaml", "quiet-tips"), found, instead)
