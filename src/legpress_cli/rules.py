"""The rules that knowledge must keep, by their stable ids. What each one says stands in ``rulebook``."""

from enum import StrEnum


class Rule(StrEnum):
    """One kind of fault. Scripts rely on the ids: one may be added, none renamed."""

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
    TOO_MANY = "too-many"
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
    EMPTY_RULE = "empty-rule"
    DANGER_NOT_SAFETY = "danger-not-safety"
    DANGER_NOT_TRIAGED = "danger-not-triaged"
    DANGER_WITHOUT_SOURCE = "danger-without-source"
    DANGER_SOFTENED = "danger-softened"
    ANSWER_LOWERS_TRIAGE = "answer-lowers-triage"
    DANGER_NOT_SHOWN = "danger-not-shown"
    TRAINING_ADVICE_IN_DANGER = "training-advice-in-danger"
    # Causes and tips.
    BAD_POINTS = "bad-points"
    CONTRADICTORY_INDICATION = "contradictory-indication"
    SHADOWED_INDICATION = "shadowed-indication"
    CAUSE_NOT_INDICATED = "cause-not-indicated"
    CAUSE_WITHOUT_TIP = "cause-without-tip"
    TIP_NOT_REACHED = "tip-not-reached"
    CORE_TIP_MISSING = "core-tip-missing"
    CORE_WORDS_MISSING = "core-words-missing"
    # Sources.
    TIP_WITHOUT_SOURCE = "tip-without-source"
    TIP_OVERGRADED = "tip-overgraded"
    UNUSED_SOURCE = "unused-source"
    # Texts.
    LABEL_TOO_LONG = "label-too-long"
    READING_LEVEL = "reading-level"
    LONG_SENTENCE = "long-sentence"
    WORD_TO_AVOID = "word-to-avoid"
    # People (``legpress check --cases``).
    CASE_UNREADABLE = "case-unreadable"
    UNDER_TRIAGED = "under-triaged"
    OVER_TRIAGED = "over-triaged"
    CASE_DIFFERS = "case-differs"
