"""Wording: labels fit a narrow screen, texts are easy to read, and no word is used that has a plainer one."""

from __future__ import annotations

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterator

from legpress_cli.knowledge.check.floor import is_about_leg_presses
from legpress_cli.knowledge.check.registry import Stage, check
from legpress_cli.knowledge.check.walk import Placed, walk
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.knowledge.reading.faults import Finding, Rule
from legpress_cli.knowledge.reading.readability import measure

NARROW = 40
LABEL_INDENT = 6
OPTION_LINES = 3
LABEL_LINES = 2
HIGHEST_GRADE = 8.0
MOST_WORDS = 25
_PARTS = re.compile(r"\w+")
MOST_WORDS_IN = {"command": 12, "action": 8}
FEWEST_WORDS = 8
"""The fewest words of a text whose grade means anything."""
_CAUTIONS = {"stop-rule", "not-a-doctor", "not-for", "caution"}
"""The keys outside of these files and of the danger questions whose texts keep somebody from harm."""
_OF_DANGER = ("triage.yaml", "follow-up.yaml")


def all_wording(knowledge: Knowledge) -> Iterator[Placed]:
    """Return every text that a lifter may see, but for citations; a label is marked as one."""
    return (placed for placed in walk(knowledge, "wording") if placed.value)


@check(Stage.ENTRIES, vital=False)
def find_long_labels(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each label that takes too many lines on a screen of 40 columns."""
    room = NARROW - LABEL_INDENT
    for path, text, mark in all_wording(knowledge):
        if mark != "label" or len(text) <= room:
            continue
        lines = textwrap.wrap(text, room, break_on_hyphens=False, break_long_words=False)
        most = OPTION_LINES if "options" in path else LABEL_LINES
        if len(lines) > most or max(map(len, lines)) > room:
            broad = max(map(len, lines)) > room
            found = "it has a word that is longer than a line" if broad else f"it takes {len(lines)} lines"
            found += f" on a screen of {NARROW} columns"
            yield Finding(Rule.LABEL_TOO_LONG, path, found, f"Say it in {most} lines of {room} letters.")


@check(Stage.ENTRIES, vital=False)
def find_long_commands(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each command, and each action of the checklist, with more words than anybody keeps in mind."""
    for path, text, mark in all_wording(knowledge):
        most = MOST_WORDS_IN.get(mark)
        if most and (words := sum(any(map(str.isalnum, word)) for word in text.split())) > most:
            yield Finding(Rule.COMMAND_TOO_LONG, path, f"it has {words} words", f"Say it in {most} words at most.")


@check(Stage.ENTRIES, vital=False)
def find_hard_texts(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each text above the reading level, and each sentence that is too long."""
    for path, text, _ in all_wording(knowledge):
        reading = measure(text)
        if reading.words >= FEWEST_WORDS and reading.grade > HIGHEST_GRADE:
            found = f"its reading level is grade {reading.grade}"
            instead = f"Use shorter words and sentences, for grade {HIGHEST_GRADE:g} or lower."
            yield Finding(Rule.READING_LEVEL, path, found, instead)
        if reading.longest_sentence > MOST_WORDS:
            found = f"a sentence has {reading.longest_sentence} words"
            yield Finding(Rule.LONG_SENTENCE, path, found, f"Split it: {MOST_WORDS} words at most.")


@check(Stage.ENTRIES, needs=("glossary.yaml",), vital=False)
def find_words_to_avoid(knowledge: Knowledge) -> Iterator[Finding]:
    """Return a finding for each text that uses a word for which there is a plainer one."""
    plainer = {entry.word.lower(): entry.say for entry in knowledge.avoid}
    if not plainer:
        return
    by_part: dict[str, list[str]] = defaultdict(list)
    for entry in plainer:
        by_part[max(_PARTS.findall(entry), key=len, default="")].append(entry)
    for path, text, _ in all_wording(knowledge):
        parts = {"", *_PARTS.findall(text.lower())} if path[1] != "avoid" else set()
        if (named := by_part.keys() & parts) and (
            word := _first_of([entry for part in named for entry in by_part[part]], text)
        ):
            yield Finding(Rule.WORD_TO_AVOID, path, f"it says '{word}'", f"Say: {plainer[word.lower()]}.")


def _first_of(entries: list[str], text: str) -> str:
    """Return the first of these words that a text uses, the longer of two, as it is written there; empty without one."""
    small = text.lower()
    near = sorted((entry for entry in entries if entry in small), key=len, reverse=True)
    word = re.search(rf"\b({'|'.join(map(re.escape, near))})\b", text, re.IGNORECASE) if near else None
    return word[0] if word else ""


def own_words_about_danger(knowledge: Knowledge, shipped: Knowledge) -> tuple[str, ...]:
    """Return each text about danger that the shipped knowledge does not have, with its file before it, and each that is gone.

    Nothing where the knowledge is about something else than leg presses.
    """
    if not is_about_leg_presses(knowledge):
        return ()
    theirs, ours = ({placed.value: str(placed.path[0]) for placed in _about_danger(one)} for one in (knowledge, shipped))
    own = [f"{file}: {text}" for text, file in theirs.items() if text not in ours]
    return (*own, *(f"{file}, no longer there: {text}" for text, file in ours.items() if text not in theirs))


def _about_danger(knowledge: Knowledge) -> Iterator[Placed]:
    for placed in all_wording(knowledge):
        file, *keys = placed.path
        asked = knowledge.questions[keys[1]].safety if file == "questions.yaml" and isinstance(keys[1], int) else False
        if asked or file in _OF_DANGER or not _CAUTIONS.isdisjoint(keys):
            yield placed
