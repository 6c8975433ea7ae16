"""A fault in the knowledge: which rule, where, what was found and what would do."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TypeAlias

import msgspec

MOST_FAULTS = 200
"""The most faults of one kind that are listed; beyond that, a list helps nobody."""
Path: TypeAlias = tuple[str | int, ...]
"""A place inside a file: keys, and numbers of list entries counted from 0."""


class Rule(StrEnum):
    """A rule that knowledge must keep; ``rules.yaml`` says what it demands.

    Scripts rely on the ids: one may be added, none renamed.
    """

    # Files and YAML.
    MISSING_FILE = "missing-file"
    UNREADABLE_FILE = "unreadable-file"
    NOT_UTF8 = "not-utf8"
    NOT_YAML = "not-yaml"
    SEVERAL_DOCUMENTS = "several-documents"
    TOO_DEEP = "too-deep"
    YAML_TAG = "yaml-tag"
    YAML_ALIAS = "yaml-alias"
    KEY_NOT_TEXT = "key-not-text"
    DUPLICATE_KEY = "duplicate-key"
    BARE_BOOLEAN = "bare-boolean"
    # The shape of an entry.
    UNKNOWN_FIELD = "unknown-field"
    MISSING_FIELD = "missing-field"
    WRONG_TYPE = "wrong-type"
    WRONG_VALUE = "wrong-value"
    EMPTY_TEXT = "empty-text"
    HIDDEN_CHARACTER = "hidden-character"
    TOO_MANY = "too-many"
    TEXT_TOO_LONG = "text-too-long"
    BAD_ID = "bad-id"
    STUDY_INCOMPLETE = "study-incomplete"
    CONFLICT_UNRESOLVED = "conflict-unresolved"
    # Names.
    DUPLICATE_ID = "duplicate-id"
    UNKNOWN_ID = "unknown-id"
    BAD_CONDITION = "bad-condition"
    # Questions.
    BAD_SCALE = "bad-scale"
    NO_ANSWERS = "no-answers"
    NOT_SURE_MISSING = "not-sure-missing"
    SAFETY_NOT_SURE = "safety-not-sure"
    NONE_MISSING = "none-missing"
    SAME_LABEL = "same-label"
    OPTION_LEADS_NOWHERE = "option-leads-nowhere"
    # The tree.
    TREE_LOOP = "tree-loop"
    PATH_TOO_LONG = "path-too-long"
    ASKED_TWICE = "asked-twice"
    UNREACHED_QUESTION = "unreached-question"
    UNREACHED_STEP = "unreached-step"
    SAFETY_NOT_FIRST = "safety-not-first"
    SAFETY_SKIPPED = "safety-skipped"
    # Danger.
    LEVEL_COUNT = "level-count"
    LEVEL_NOT_REACHED = "level-not-reached"
    EMPTY_RULE = "empty-rule"
    DANGER_NOT_SAFETY = "danger-not-safety"
    DANGER_NOT_TRIAGED = "danger-not-triaged"
    DANGER_WITHOUT_SOURCE = "danger-without-source"
    DANGER_SOFTENED = "danger-softened"
    ANSWER_LOWERS_TRIAGE = "answer-lowers-triage"
    DANGER_NOT_SHOWN = "danger-not-shown"
    TRAINING_ADVICE_IN_DANGER = "training-advice-in-danger"
    # The floor: danger by the ids of the contract.
    DANGER_SIGN_MISSING = "danger-sign-missing"
    DANGER_BELOW_FLOOR = "danger-below-floor"
    CALM_DANGER = "calm-danger"
    DANGER_QUESTION = "danger-question"
    DANGER_ORDER = "danger-order"
    SIGN_WORDS = "sign-words"
    LEVEL_WORDS = "level-words"
    SAFETY_WORDS = "safety-words"
    QUIET_LIMIT = "quiet-limit"
    # Causes and tips.
    BAD_POINTS = "bad-points"
    CONTRADICTORY_INDICATION = "contradictory-indication"
    SHADOWED_INDICATION = "shadowed-indication"
    CAUSE_NOT_INDICATED = "cause-not-indicated"
    CAUSE_WITHOUT_TIP = "cause-without-tip"
    TIP_NOT_REACHED = "tip-not-reached"
    CORE_TIP_MISSING = "core-tip-missing"
    CORE_WORDS_MISSING = "core-words-missing"
    TIP_NOT_GUARDED = "tip-not-guarded"
    DRAWN_AMISS = "drawn-amiss"
    # Following up.
    FOLLOW_UP_INCOMPLETE = "follow-up-incomplete"
    LINE_MOVED = "line-moved"
    LINE_WITHOUT_SOURCE = "line-without-source"
    TIP_JUDGED_AMISS = "tip-judged-amiss"
    FOLLOW_UP_UNSAFE = "follow-up-unsafe"
    # Sources.
    TIP_WITHOUT_SOURCE = "tip-without-source"
    TIP_OVERGRADED = "tip-overgraded"
    UNUSED_SOURCE = "unused-source"
    # Texts.
    LABEL_TOO_LONG = "label-too-long"
    COMMAND_TOO_LONG = "command-too-long"
    READING_LEVEL = "reading-level"
    LONG_SENTENCE = "long-sentence"
    WORD_TO_AVOID = "word-to-avoid"
    # People (``legpress check --cases``).
    CASE_UNREADABLE = "case-unreadable"
    UNDER_TRIAGED = "under-triaged"
    OVER_TRIAGED = "over-triaged"
    CASE_DIFFERS = "case-differs"
    CASE_MISSING = "case-missing"


class Finding(msgspec.Struct, frozen=True):
    """A fault at a place; the path starts with the name of the file."""

    rule: Rule
    path: Path
    found: str
    instead: str

    @property
    def file(self) -> str:
        """The name of the file."""
        return str(self.path[0])


class Fault(msgspec.Struct, frozen=True):
    """A fault as a reader gets it; ``line`` counts from 1 and is 0 where no line can be named."""

    rule: Rule
    file: str
    line: int
    entry: str
    key: str
    found: str
    instead: str

    @property
    def place(self) -> str:
        """Return where the fault is: ``tips.yaml, line 41, seat-height, grade``."""
        line = f"line {self.line}" if self.line else ""
        return ", ".join(filter(None, (self.file, line, self.entry, self.key)))

    @property
    def sentence(self) -> str:
        """Return the whole fault in one line."""
        return f"{self.place}: {self.found}. {self.instead} [{self.rule}]"


def the_first(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings as far as a list of them helps, and say so where there are more."""
    for number, finding in enumerate(findings):
        if number == MOST_FAULTS:
            instead = "Mend those that are listed, then run the check again."
            yield Finding(finding.rule, (finding.file,), "there are more faults like these", instead)
            return
        yield finding
