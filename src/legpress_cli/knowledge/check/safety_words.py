"""Words about danger, and the limits of advice: each sign says what it is, each level what to do and within what time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from legpress_cli.knowledge.check.floor import FLOOR, PAIN, Groups, affirms, floor_check, says
from legpress_cli.knowledge.model import NONE, Knowledge, Level, Option, Question
from legpress_cli.knowledge.reading.faults import Finding, Path, Rule
from legpress_cli.knowledge.reading.skeleton import skeleton

_READS_AS_NONE = re.compile(r"\W*(?:none|nothing|neither|no)\b", re.IGNORECASE)
_LONGEST_NONE = 4
_OTHER_IDS = {"no"}
_NO_PRESS = re.compile(r"\b(?:no|not|never|without)\b[^.]*\bpress", re.IGNORECASE)
_EMERGENCIES = FLOOR.signs["emergency-sign"]
_SAID_TWICE = ("it says the same as another level", "Say what only this level means.")
_HELP = ("emergency help", "emergency number", "ambulance", "emergency department")


@floor_check("questions.yaml")
def find_signs_misnamed(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each sign whose label does not say what it is, and for a none that does not read as one."""
    for number, question in enumerate(knowledge.questions):
        alike = Counter(skeleton(option.label) for option in question.options)
        for place, option in enumerate(question.options):
            if alike[skeleton(option.label)] == 1 and (found := _misnamed(question, option)):
                path: Path = ("questions", number, "options", place, "label")
                yield Finding(Rule.SIGN_WORDS, ("questions.yaml", *path), *found)
            if question.id in FLOOR.safety and (others := {*option.aliases} - _OTHER_IDS) and (option.alone or option.calm):
                found = (
                    f"{', '.join(sorted(others))} is read as {option.id}",
                    "Take it out: it may have been meant as a sign.",
                )
                yield Finding(Rule.SIGN_WORDS, ("questions.yaml", "questions", number, "options", place, "aliases"), *found)
        for key, label, words in _ends(question):
            if not affirms(label, words):
                found = (f"it does not say {' or '.join(words)}", "Let low-label say no pain, and high-label the worst.")
                yield Finding(Rule.SIGN_WORDS, ("questions.yaml", "questions", number, "scale", key), *found)


def _ends(question: Question) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Return the label of each end of the scale of pain, by its key, with what it must say."""
    if question.id == PAIN and question.scale:
        yield "low-label", question.scale.low_label, FLOOR.no_pain
        yield "high-label", question.scale.high_label, FLOOR.worst_pain


def _misnamed(question: Question, option: Option) -> tuple[str, str] | None:
    """Return what is wrong with a label, and what would do."""
    sign = FLOOR.signs.get(question.id, {}).get(option.id)
    none = bool(_READS_AS_NONE.match(option.label))
    if option.id == NONE and question.id in FLOOR.first and (not none or len(option.label.split()) > _LONGEST_NONE):
        return "it does not say that none of the signs fits, and no more", "Say: None of these."
    if option.id != NONE and question.id in FLOOR.first and none:
        return "a sign reads as if there were none", "Say in plain words what the sign is."
    if sign and not affirms(option.label, sign.words):
        return f"the label of {option.id} does not say it", f"Name one of these, and do not deny it: {', '.join(sign.words)}."
    if question.id in FLOOR.safety and (taken := _graver_sign(question, option)):
        return f"the label of {option.id} says {taken} too, which is graver", "Leave each sign to its own answer."
    return None


def _graver_sign(question: Question, option: Option) -> str:
    """Return a graver sign of the same question that a label says as well; empty without one."""
    signs = FLOOR.signs[question.id]
    least = signs[option.id].level.severity if option.id in signs else 0
    others = [(other.id, signs[other.id]) for other in question.options if other.id in signs]
    return next((name for name, sign in others if sign.level.severity > least and affirms(option.label, sign.words)), "")


@floor_check("triage.yaml")
def find_level_words(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each level whose words lack its help or its time, calm people, or are another level's."""
    said: dict[str, str] = {}
    for path, level, text, groups, never in _level_texts(knowledge):
        again = said.setdefault(skeleton(text), level) != level
        if fault := _amiss(text, groups, never) or (_SAID_TWICE if again else _frees(path, text)):
            yield Finding(Rule.LEVEL_WORDS, ("triage.yaml", *path), *fault)
    for path, text in _calm_texts(knowledge):
        if word := says(text, FLOOR.calming):
            found, instead = f"it says '{word}', which calms people who must be seen", "Say only what to do, and by when."
            yield Finding(Rule.LEVEL_WORDS, ("triage.yaml", *path), found, instead)


def _level_texts(knowledge: Knowledge) -> Iterator[tuple[Path, str, str, Groups, tuple[str, ...]]]:
    """Return each title and action of a level and of hold, with which it is, what it must name and what it may not."""
    for number, advice in enumerate(knowledge.triage.levels):
        words, seen, name = FLOOR.level_words[advice.level], advice.level is not Level.SELF_CARE, advice.level.value
        yield ("levels", number, "title"), name, advice.title, words.title, (*words.never, *(FLOOR.hedges if seen else ()))
        yield ("levels", number, "action"), name, advice.action, words.action, words.never
        if advice.brief:
            yield ("levels", number, "brief"), name, advice.brief, words.action, words.never
        if advice.level.doctor_first:
            yield ("levels", number, "action"), name, f"{advice.action.split('. ')[0]}.", words.action, FLOOR.hedges
    hold = knowledge.triage.hold
    yield ("hold", "title"), "hold", hold.title, FLOOR.hold_words.title, ()
    yield ("hold", "action"), "hold", hold.action, FLOOR.hold_words.action, ()
    if hold.brief:
        yield ("hold", "brief"), "hold", hold.brief, FLOOR.hold_words.action, ()


def _amiss(text: str, groups: Groups, never: tuple[str, ...]) -> tuple[str, str] | None:
    for words in groups:
        if not affirms(text, words):
            return f"it does not say {' or '.join(words)}", "Say what to do and by when, in the first sentence."
    if word := says(text, never) if never else "":
        return f"it says '{word}', which takes the hurry out of it", "Say what to do, and by when."
    return None


def _frees(path: Path, text: str) -> tuple[str, str] | None:
    """Return what is wrong with a text under hold that does not keep people from pressing."""
    frees = path[0] == "hold" and path[-1] != "brief" and not _NO_PRESS.search(text)  # the title stands above it
    return ("it does not say to leave the press alone", "Say that nobody may press until they were seen.") if frees else None


def _calm_texts(knowledge: Knowledge) -> Iterator[tuple[Path, str]]:
    """Return every text of the levels at which somebody must be seen, with what is added for some people."""
    for number, advice in enumerate(knowledge.triage.levels):
        if advice.level is not Level.SELF_CARE:
            yield ("levels", number, "title"), advice.title
            yield ("levels", number, "action"), advice.action
            yield ("levels", number, "brief"), advice.brief or ""
            for place, addition in enumerate(advice.also):
                yield ("levels", number, "also", place, "title"), addition.title or ""
                yield ("levels", number, "also", place, "text"), addition.text
    yield ("hold", "title"), knowledge.triage.hold.title
    yield ("hold", "action"), knowledge.triage.hold.action
    yield ("hold", "brief"), knowledge.triage.hold.brief or ""


@floor_check("triage.yaml")
def find_safety_words(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each sentence about safety that does not say what it is there for."""
    about = knowledge.about
    for key, text, groups in (
        ("stop-rule", about.stop_rule, (("pain",), ("leg",))),
        ("not-a-doctor", about.not_a_doctor, (("ask",),)),
        ("mistake", about.mistake, ()),
    ):
        if fault := _lacks(text, groups):
            yield Finding(Rule.SAFETY_WORDS, ("about.yaml", key), *fault)
    if not re.search(r"\b(?:not|no) a? ?doctor", about.not_a_doctor, re.IGNORECASE):
        instead = "Say that legpress is not a doctor."
        yield Finding(Rule.SAFETY_WORDS, ("about.yaml", "not-a-doctor"), "it does not say who is no doctor", instead)
    for most in re.findall(r"\b(\d+) (?:out )?of 10\b", about.stop_rule):
        if int(most) > FLOOR.stop_over:
            found, instead = f"it lets people go on with pain of {most}", f"Let it say {FLOOR.stop_over} of 10, or less."
            yield Finding(Rule.SAFETY_WORDS, ("about.yaml", "stop-rule"), found, instead)
    yield from _danger_text(knowledge)
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
    for number, contradiction in enumerate(knowledge.triage.contradictions):
        yield "triage.yaml", ("contradictions", number, "says"), contradiction.says
    for number, entry in enumerate(knowledge.triage.watch):
        if any(level.doctor_first for level in entry.levels) and not entry.danger:
            yield "triage.yaml", ("watch", number, "text"), entry.text


def _lacks(text: str, groups: Groups) -> tuple[str, str] | None:
    for words in groups:
        if not affirms(text, words):
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
            if fault := _lacks(text, groups):
                yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "watch", number, key), *fault)


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
        elif fault := _lacks(told[0][1], groups):
            yield Finding(Rule.SAFETY_WORDS, ("triage.yaml", "outside", told[0][0], "says"), *fault)


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
