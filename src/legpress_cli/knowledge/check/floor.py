"""The floor: what the checker itself knows of danger, by the ids of the contract, whatever the knowledge says.

``safety`` and ``safety_words`` hold the knowledge to it. Another level, sign or limit here is a change to the contract.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from typing import NamedTuple

from legpress_cli.knowledge.check.registry import Check, Find, Stage, check
from legpress_cli.knowledge.check.walk import walk
from legpress_cli.knowledge.model import NOT_SURE, Knowledge, Level, Value
from legpress_cli.knowledge.reading.faults import Finding
from legpress_cli.knowledge.reading.skeleton import plain_letters


class Sign(NamedTuple):
    """The least that one answer calls for, and words of which its label must hold one."""

    level: Level
    words: tuple[str, ...]
    hold: bool = False


class Together(NamedTuple):
    """The least that answers to these questions call for together: any of the values named for each."""

    level: Level
    answers: Mapping[str, tuple[Value, ...]]
    hold: bool = False


_NONE, _VISIT, _TODAY, _NOW = Level
SIGNS: Mapping[str, Mapping[str, Sign]] = {
    "emergency-sign": {
        "saddle-numbness": Sign(_NOW, ("genital", "back passage")),
        "bladder-bowel": Sign(_NOW, ("poo", "bowel", "leak")),
        "sexual-function": Sign(_NOW, ("sex", "erection")),
        "both-legs": Sign(_NOW, ("both legs",)),
        "leg-weakness": Sign(_NOW, ("foot", "drops")),
        "serious-accident": Sign(_NOW, ("accident", "fall")),
        "chest-pain": Sign(_NOW, ("chest",)),
        "tearing-pain": Sign(_NOW, ("tearing",)),
        "dark-urine": Sign(_NOW, ("dark", "cola")),
    },
    "doctor-sign": {
        "fever": Sign(_TODAY, ("fever", "chills")),
        "weight-loss": Sign(_TODAY, ("losing weight", "lost weight", "weight loss")),
        "lump": Sign(_TODAY, ("lump", "changed shape")),
        "night-pain": Sign(_TODAY, ("night",)),
        "fracture-risk": Sign(_TODAY, ("brittle", "over 70")),
        "urine": Sign(_TODAY, ("pee", "urine")),
        "unsteady": Sign(_TODAY, ("unsteady", "clumsy")),
        "one-leg": Sign(_VISIT, ("one leg",), hold=True),
        "not-better": Sign(_VISIT, ("6 weeks", "six weeks")),
    },
    "health": {
        "cancer": Sign(_TODAY, ("cancer",)),
        "immune": Sign(_TODAY, ("immun", "infection")),
        "steroids": Sign(_TODAY, ("cortisone", "steroid")),
        "aorta": Sign(_TODAY, ("aorta",)),
        "spine-surgery": Sign(_VISIT, ("surgery", "operation"), hold=True),
        "pregnant": Sign(_VISIT, ("pregnan",), hold=True),
        "hernia": Sign(_VISIT, ("hernia",)),
        "blood-thinners": Sign(_VISIT, ("thinner",)),
        "known-disc": Sign(_VISIT, ("disc", "disk")),
        "inflammatory": Sign(_VISIT, ("inflamm",)),
        "brittle-bones": Sign(_VISIT, ("brittle", "osteoporosis")),
        "under-20": Sign(_VISIT, ("under 20",)),
        "over-50-first": Sign(_VISIT, ("over 50",)),
        "blood-pressure": Sign(_NONE, ("blood pressure",)),
    },
    "numb-where": {
        "saddle-or-both-legs": Sign(_NOW, ("genital", "back passage", "both legs")),
        "one-leg": Sign(_VISIT, ("one leg",), hold=True),
        "low-back": Sign(_NONE, ("low back",)),
    },
    "where": {"elsewhere": Sign(_VISIT, ("else",)), "hip-or-groin": Sign(_NONE, ("hip", "groin"))},
    "onset": {"sudden-days": Sign(_NONE, ("last week", "few days")), "sudden-before": Sign(_NONE, ("longer ago", "before"))},
    "feel": {"numb": Sign(_NONE, ("numb",))},
    "tried": {"all": Sign(_NONE, ("all",))},
    "when": {"always": Sign(_VISIT, ("all the time", "always"))},
}
ANY_SIGN: Mapping[str, Level] = {"emergency-sign": _NOW, "doctor-sign": _VISIT}
"""The least that an answer calls for which is no sign of the contract, but for one that stands alone."""
_SEVERE = (8, 9, 10)
_FELT: tuple[Value, ...] = (*range(4, 11), NOT_SURE)
TOGETHER = (
    Together(_TODAY, {"health": ("brittle-bones",), "onset": ("sudden-days", "sudden-before")}),
    Together(_TODAY, {"pain": _SEVERE, "when": ("always",)}),
    Together(_TODAY, {"pain": _SEVERE, "doctor-sign": ("one-leg",)}),
    Together(_TODAY, {"pain": _SEVERE, "numb-where": ("one-leg",)}),
    Together(_TODAY, {"pain": _SEVERE, "health": ("brittle-bones", "over-50-first")}),
    Together(_VISIT, {"pain": _SEVERE}, hold=True),
    Together(_VISIT, {"health": ("under-20",), "pain": _FELT}, hold=True),
    Together(_VISIT, {"tried": ("all",), "pain": _FELT}),
)

FIRST = ("emergency-sign", "doctor-sign", "health")
"""The danger questions in the order in which every path begins with them."""
SAFETY = (*FIRST, "numb-where")
PAIN = "pain"
PAIN_SCALE = (0, 10)
NO_PAIN = ("no pain", "none", "nothing", "pain free")
WORST_PAIN = ("worst", "strongest", "unbearable")
MOST_ASKED = 20
QUIET_AT_MOST = 2
STOP_OVER = 5
"""The most pain out of 10 that the stop rule lets people go on with."""
QUIET_TIPS = ("loaded-carries", "olympic-lifts")


class Words(NamedTuple):
    """What a level's title and action must name, one of each group, and what neither may."""

    title: tuple[tuple[str, ...], ...]
    action: tuple[tuple[str, ...], ...]
    never: tuple[str, ...] = ()


_HELP, _AT_ONCE, _SEEN_BY = ("emergency", "ambulance"), ("now", "at once"), ("doctor", "physio")
LEVEL_WORDS: Mapping[Level, Words] = {
    Level.SELF_CARE: Words((), (_SEEN_BY,)),
    Level.CLINICIAN: Words(
        (_SEEN_BY,), ((*_SEEN_BY, "visit"), ("days", "today")), ("weeks", "month", "months", "year", "years")
    ),
    Level.URGENT: Words((("today",),), (("doctor",), ("today",)), ("tomorrow", "days", "week", "weeks")),
    Level.EMERGENCY: Words((_HELP, _AT_ONCE), (_HELP, _AT_ONCE), ("today", "tomorrow", "tonight", "days", "week", "weeks")),
}
HOLD_WORDS = Words((), (_SEEN_BY, ("days", "today")))
HEDGES = (
    *("if", "unless", "when", "until", "after", "before", "later", "soon"),
    *("maybe", "perhaps", "might", "may", "could", "should"),
)
"""What stands in no title that sends people to be seen, nor in the first sentence of what is to be done at once."""
CALMING = (
    *("all is well", "all good", "is fine", "are fine", "be fine", "feel fine", "nothing is wrong", "you are safe", "relax"),
    *("stay calm", "at your ease", "stay home", "stay at home", "sleep on it"),
    *("nothing to worry", "not worry", "don't worry", "no worries", "no reason to worry", "never mind", "ignore"),
    *("can wait", "may wait", "could wait", "wait and see", "no hurry", "no rush", "take your time", "will pass", "tomorrow"),
    *("no need", "not need", "need not", "don't need", "if you like", "optional", "carry on", "keep going", "go on as"),
    *("do not call", "don't call", "not call a", "not call your", "do not go", "don't go", "no doctor", "not see a doctor"),
    *("not serious", "harmless", "not dangerous", "no danger", "not an emergency", "is no emergency"),
)
"""What nobody may read in place of a level's advice, nor in it."""
TURNED = (
    *("no", "not", "never", "none", "neither", "nor", "without", "except", "unless", "but for", "other than", "apart from"),
    *("free of", "free from", "spared", "lack", "lacking", "missing", "absent", "ruled out", "untrue", "false"),
)
"""Words that turn a question round, so that whoever has a sign leaves it out."""
TRAINING_WORDS = (
    *("press", "rep", "set", "session", "squat", "stretch", "squeeze", "towel", "plate", "warm-up", "train", "exercise"),
    *("lighter", "heavier", "lift", "weights", "gym", "machine", "workout", "push through", "deadlift", "barbell", "dumbbell"),
    *("push-up", "sit-up", "pull-up", "plank", "crunch", "lunge", "jog", "treadmill", "yoga", "foam roll", "work out"),
)
"""Words that stand in no text for people who must see a doctor first; ``training-words`` in about.yaml only adds to them."""

# Ids that nobody would use but for a leg press. Other ids of the contract, such as ``where``, fit any sore place.
_TELLING = (*SAFETY, "also-hurts", "press-kind", "back-work", "handles", "glutes", "lumbar", "breath", "tried")


@lru_cache(maxsize=1)
def is_about_leg_presses(knowledge: Knowledge) -> bool:
    """Say whether the contract holds for a knowledge: one telling id is enough, or that it speaks of a leg press at all."""
    if any(question.id in _TELLING for question in knowledge.questions):
        return True
    texts = (placed.value for placed in walk(knowledge, "wording"))
    return any(names(text, ("leg press",)) for text in (knowledge.about.thread, *filter(None, texts)))


def floor_check(*needs: str, stage: Stage = Stage.FLOOR) -> Callable[[Find], Check]:
    """Return a decorator that makes a check of a function, for knowledge about leg presses alone."""

    def make(find: Find) -> Check:
        @wraps(find)
        def find_below_floor(knowledge: Knowledge, *proven: object) -> Iterator[Finding]:
            return find(knowledge, *proven) if is_about_leg_presses(knowledge) else iter(())

        return check(stage, needs=("about.yaml", *needs))(find_below_floor)

    return make


def names(text: str, words: tuple[str, ...]) -> str:
    """Return the first of these words that a text begins a word with; empty without one."""
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, words))})", _small(text))
    return found[0] if found else ""


def says(text: str, words: tuple[str, ...]) -> str:
    """Return the first of these words that stands in a text as it is; empty without one."""
    found = re.search(rf"\b(?:{'|'.join(map(re.escape, words))})\b", _small(text))
    return found[0] if found else ""


def affirms(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a text begins a word with one of these, and does not deny it."""
    wanted = "|".join(map(re.escape, words))
    affirmed = re.sub(rf"\b(?:no|not|never|without|don't)\s+(?:\w+\s+){{0,2}}?(?:{wanted})", "", _small(text))
    return bool(names(affirmed, words))


def _small(text: str) -> str:
    return " ".join(plain_letters(text).replace("’", "'").split())
