"""Broken copies of the shipped knowledge, and some of the small one: each has one mistake, which exactly one rule names."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from legpress_cli.knowledge.check.danger import MOST_RULES
from legpress_cli.knowledge.loader import load_knowledge, read_folder, shipped_folder
from legpress_cli.knowledge.reading.faults import Rule
from support.small import FOLDER

SHIPPED, _ = read_folder(shipped_folder())
LOADED = load_knowledge()
SMALL_FILES, _ = read_folder(FOLDER)


class Broken(NamedTuple):
    """One copy: in ``file`` the text ``old`` became ``new``. The first fault stands on a line that holds ``on``."""

    rule: Rule
    file: str
    old: str
    new: str
    on: str
    entry: str
    key: str
    found: str
    instead: str
    whole: dict[str, bytes] = SHIPPED

    @property
    def name(self) -> str:
        return f"{self.rule}: {self.found}"

    @property
    def files(self) -> dict[str, bytes]:
        """Return the knowledge with this mistake."""
        return changed(self.file, self.old, self.new, self.whole)


def changed(file: str, old: str, new: str, whole: dict[str, bytes] = SHIPPED) -> dict[str, bytes]:
    """Return knowledge, the shipped one where no other is given, with one text changed once in one file."""
    text = whole[file].decode()
    assert old in text, f"{file} has no {old!r}"
    return whole | {file: text.replace(old, new, 1).encode()}


def block(file: str, first: str, last: str) -> str:
    """Return the text of a file from one text to another, both included."""
    text = SHIPPED[file].decode()
    start = text.index(first)
    return text[start : text.index(last, start) + len(last)]


def again(file: str, first: str, last: str) -> tuple[str, str]:
    """Return a text of a file and the same text twice in a row."""
    text = block(file, first, last)
    return text, text + text


VERSION = f'"{LOADED.about.version}"'


def rule_number(part: str) -> str:
    """Return how a fault names the first rule of triage whose line holds this."""
    rules = SHIPPED["triage.yaml"].decode().split("\nrules:\n")[1]
    return f"rules {rules[: rules.index(part) + len(part)].count('  - {level:')}"


def less(file: str, first: str, last: str) -> tuple[str, str]:
    """Return a text of a file and nothing in its place."""
    return block(file, first, last), ""


FOUR_POINTS = changed(
    "about.yaml", "strong: 3, fair: 2, weak: 1, shown-from: 2", "strong: 4, fair: 2, weak: 1, shown-from: 4", SMALL_FILES
)
THREE_POINTS = changed(
    "about.yaml",
    "shown-from: 2",
    "shown-from: 3",
    changed("causes.yaml", "dull, strength: fair", "dull, strength: strong", SMALL_FILES),
)
MOOD = """  - id: mood
    kind: one
    short: Mood
    ask: Are you well?
    why: We ask.
    options:
      - {id: not-sure, label: Not sure, alone: true}

"""
NOW_ALSO = """title: Get emergency help now
    also:
      - when: [{question: emergency-sign, answer: chest-pain}]
"""
FEELS = block("questions.yaml", "      - {id: dull", "Not sure, alone: true}\n")
SAFE_STEPS = block("tree.yaml", "  - {id: emergency-sign", "  - {id: numb-where, ask: numb-where, then: pain}\n")
LAST_STEP = "  - {id: last-lumbar, ask: lumbar, then: end}\n"
LAST_RULE = "  - {level: clinician, when: [{question: tried, answer: all}, {question: pain, answer: not-sure}]}\n"
RULES = len(LOADED.triage.rules)
MORE_RULE = f"rules {RULES + 1}"
ON_PAIN = sum(any(test.question == "pain" for test in rule.when) for rule in LOADED.triage.rules)
WORSE_RULES = "".join(
    f"  - {{level: clinician, when: [{{question: pain, at-least: 9}}]}} # {n}\n" for n in range(ON_PAIN, MOST_RULES + 1)
)
HURTS = "{question: pain, at-least: 4}, "
VARIANT = block(
    "tips.yaml",
    "      - when: [{question: health, answer: blood-pressure}, {question: handles, answer: no-handles}]",
    'grip hard."\n',
)
PAIN_RULE = "{level: clinician, hold: true, when: [{question: pain, at-least: 8}], studies: [severe-pain-pages]}"
PAIN_PLACE = rule_number(PAIN_RULE)
ABOUT_POINTS = "{strong: 3, fair: 2, weak: 1, shown-from: 2}"
LIGHT_SETS = 'cost: "A few minutes and two light sets."'
DOWN_ONE_LEG = '      - {id: one-leg, label: Down one leg, clause: "it is numb down one leg"}\n'
SQUEAKS = "      - {id: squeaks, label: It squeaks}\n"
WOBBLES = '      - {id: wobbles, label: It wobbles or catches, clause: "the machine wobbles or catches"}\n'
FEET_KEEP = block("tips.yaml", '    keep:\n      action: "Keep them in', 'heels flat."]\n')
LONG_26 = "Go on with care " + "and take it slow " * 5 + "a a."


def _bigger_laughs() -> str:
    return ", ".join(["&l0 ha", *(f"&l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 10))])


def _points(new: str, found: str) -> Broken:
    return Broken(Rule.BAD_POINTS, "about.yaml", ABOUT_POINTS, new, "points: {", "", "points", found, "rise from 1")


# One copy in two or three lines; the formatter would give every word a line of its own.
# fmt: off
YAML = (
    Broken(Rule.NOT_YAML, "posts.yaml", "posts:\n", "posts: [\n", "", "", "", "is not YAML: did not find expected",
        "Mend the line."),
    Broken(Rule.NOT_YAML, "posts.yaml", "posts:\n", "posts: 'x\n", "", "", "", "is not YAML", "Mend the line."),
    Broken(Rule.NOT_YAML, "causes.yaml", "    explain: >-", "\texplain: >-", "explain: >-", "", "", "a tab character", "Mend"),
    Broken(Rule.NOT_YAML, "tips.yaml", "title: Feet placement", "title: Feet\x00", "title: Feet", "", "", "number 0",
        "Take it out."),
    Broken(Rule.NOT_YAML, "tips.yaml", "title: Feet placement", "title: é\x07", "title: é", "", "", "number 7",
        "Take it out."),
    Broken(Rule.SEVERAL_DOCUMENTS, "tree.yaml", LAST_STEP, LAST_STEP + "---\nmore: 1\n---\n", "---", "", "",
        "more than one document", "Keep the first"),
    Broken(Rule.TOO_DEEP, "tree.yaml", LAST_STEP, LAST_STEP + "deep: " + "[" * 20 + "]" * 20 + "\n", "deep: ", "", "",
        "more than 20 deep", "Mend"),
    Broken(Rule.YAML_TAG, "about.yaml", VERSION, "!!python/object/apply:os.system [ls]", "version", "", "", "python/object",
        "Only plain values"),
    Broken(Rule.YAML_TAG, "tips.yaml", "title: Seat height", "title: !loud Seat height", "!loud", "", "", "uses a tag (!loud)",
        "Only plain"),
    Broken(Rule.YAML_TAG, "tips.yaml", "title: Seat height", "title: !!str Seat height", "!!str", "", "", "uses a tag",
        "Only plain"),
    Broken(Rule.YAML_ALIAS, "about.yaml", "training-words: []", f"training-words: [{_bigger_laughs()}]", "&l0 ha",
        "", "", "an anchor (&l0)", "Write the value out"),
    Broken(Rule.YAML_ALIAS, "tips.yaml", 'cost: "Hardly any. It may feel odd for a session."', "cost: *hardly", "*hardly", "",
        "", "an alias (*hardly)", "Write the value out"),
    Broken(Rule.KEY_NOT_TEXT, "posts.yaml", "{number: 11, ", "{7: x, number: 11, ", "number: 11", "", "", "not text: 7",
        "in quotes"),
    Broken(Rule.KEY_NOT_TEXT, "posts.yaml", "{number: 11, ", "{~: x, number: 11, ", "number: 11", "", "", "not text: None",
        "in quotes"),
    Broken(Rule.KEY_NOT_TEXT, "posts.yaml", "{number: 11, ", "{[a]: x, number: 11, ", "number: 11", "", "", "not text",
        "in quotes"),
    Broken(Rule.DUPLICATE_KEY, "posts.yaml", "{number: 11, ", "{number: 11, number: 11, ", "number: 11", "", "",
        "the key 'number' twice", "Keep one"),
    Broken(Rule.DUPLICATE_KEY, "about.yaml", "thread: ", 'version: "2"\nthread: ', 'version: "2"', "", "",
        "the key 'version' twice", "Keep one"),
    Broken(Rule.BARE_BOOLEAN, "questions.yaml", '{id: "yes", label: "Yes"', '{id: yes, label: "Yes"', "{id: yes,", "",
        "", "unquoted yes", 'Write "yes"'),
    Broken(Rule.BARE_BOOLEAN, "tips.yaml", "title: Seat height", "title: true", "title: true", "seat-height", "title",
        "true is a boolean", 'Write "true"'),
    Broken(Rule.BARE_BOOLEAN, "tips.yaml", "grade: F", "grade: false", "grade: false", "seat-height", "grade",
        "false is a boolean", 'Write "false"'),
    Broken(Rule.BARE_BOOLEAN, "tree.yaml", "{id: one-side, ask: one-side, then: feel}",
        "{id: one-side, ask: one-side, then: feel, unless: {yes: far-feel}}", "unless: {yes", "", "",
        "unquoted yes", 'Write "yes"'),
)
SHAPE = (
    Broken(Rule.UNKNOWN_FIELD, "tips.yaml", "    effort: 1", "    effrot: 1\n    effort: 1", "effrot", "seat-height", "effrot",
        "no field 'effrot'", "It must be one of: finds-out, starts, studies, called-by"),
    Broken(Rule.UNKNOWN_FIELD, "tips.yaml", '    not-for: "Do not change', '    not-fro: "Do not change', "not-fro",
        "seat-height", "not-fro", "no field 'not-fro'", "Did you mean not-for?"),
    Broken(Rule.UNKNOWN_FIELD, "causes.yaml", "answer: lift, strength: strong}", "answer: lift, strength: strong, wieght: 3}",
        "wieght", "hip-roll", "for / 1 / wieght", "no field 'wieght'", ""),
    Broken(Rule.UNKNOWN_FIELD, "posts.yaml", "posts:\n", "psts: 1\nposts:\n", "psts", "", "psts", "no field 'psts'",
        "Take it out."),
    Broken(Rule.MISSING_FIELD, "tips.yaml", '    cost: "A few minutes and two light sets."\n', "", "- id: seat-height",
        "seat-height", "cost", "the field cost is missing", "Add it: a text."),
    Broken(Rule.MISSING_FIELD, "tips.yaml", "    effort: 1\n", "", "- id: seat-height", "seat-height", "effort",
        "the field effort is missing", "a whole number"),
    Broken(Rule.MISSING_FIELD, "tips.yaml", "    grade: F\n", "", "- id: seat-height", "seat-height", "grade",
        "the field grade is missing", "one of A, B, C, D, F"),
    Broken(Rule.MISSING_FIELD, "causes.yaml", "answer: lift, strength: strong}", "answer: lift}", "answer: lift}", "hip-roll",
        "for / 1 / strength", "strength is missing", "one of strong"),
    Broken(Rule.MISSING_FIELD, "questions.yaml", "{id: solid, label: Solid and smooth,", "{label: Solid and smooth,",
        "{label: Solid", "machine", "options / 1 / id", "id is missing", "an id"),
    Broken(Rule.MISSING_FIELD, "questions.yaml", "    short: Emergency signs\n", "", "- id: emergency-sign", "emergency-sign",
        "short", "short is missing", "a text"),
    Broken(Rule.MISSING_FIELD, "tree.yaml", "longest-path: 20\n", "", "# yaml-language-server", "", "longest-path",
        "longest-path is missing", "a whole number"),
    Broken(Rule.MISSING_FIELD, "triage.yaml",
        *less("triage.yaml", "contradictions:", "knees come to your chest. Both count.\n\n"), "# yaml-language-server", "",
        "contradictions", "contradictions is missing", ""),
    Broken(Rule.WRONG_TYPE, "tips.yaml", "    effort: 1\n", "    effort: little\n", "effort: little", "seat-height", "effort",
        "the text 'little'", "Write a whole number."),
    Broken(Rule.WRONG_TYPE, "tips.yaml", "    effort: 1\n", "    effort: true\n", "effort: true", "seat-height", "effort",
        "true, a boolean", "Write a whole number."),
    Broken(Rule.WRONG_TYPE, "tips.yaml", "    effort: 1\n", "    effort: 1.5\n", "effort: 1.5", "seat-height", "effort",
        "the number 1.5", "Write a whole number."),
    Broken(Rule.WRONG_TYPE, "tips.yaml", "    effort: 1\n", "    effort:\n", "effort:", "seat-height", "effort", "it is empty",
        "Write a whole number."),
    Broken(Rule.WRONG_TYPE, "tips.yaml", "    backed-by: [3, 7]", "    backed-by: 3", "backed-by: 3", "seat-height",
        "backed-by", "the number 3", "Write a list."),
    Broken(Rule.WRONG_TYPE, "tips.yaml", "    backed-by: [3, 7]", "    backed-by: [3, [7]]", "backed-by: [3, [7]]",
        "seat-height", "backed-by / 2", "it is a list", "Write a whole number."),
    Broken(Rule.WRONG_TYPE, "tips.yaml", "title: Feet placement", "title: 7", "title: 7", "feet-placement", "title",
        "the number 7", "Write a text."),
    Broken(Rule.WRONG_TYPE, "tips.yaml", "title: Feet placement", "title: {a: b}", "title: {a", "feet-placement", "title",
        "a set of keys", "Write a text."),
    Broken(Rule.WRONG_TYPE, "tips.yaml", FEET_KEEP, "    keep: feet\n", "keep: feet", "feet-placement", "keep",
        "the text 'feet'", "Write keys with their values."),
    Broken(Rule.WRONG_TYPE, "questions.yaml", "safety: true\n    short: Em", "safety: certainly\n    short: Em",
        "safety: certainly", "emergency-sign", "safety", "the text 'certainly'", "Write true or false."),
    Broken(Rule.WRONG_TYPE, "tree.yaml", "longest-path: 20", f"longest-path: {'9' * 20}.0", "longest-path", "", "longest-path",
        "the number 1e+20", "a whole number"),
    Broken(Rule.WRONG_TYPE, "tree.yaml", "unless: {numb: numb-where}", "unless: {numb: 7}", "numb: 7", "feel", "unless / numb",
        "the number 7", "Write a text."),
    Broken(Rule.WRONG_TYPE, "tree.yaml", "unless: {numb: numb-where}", "unless: numb", "unless: numb", "feel", "unless",
        "the text 'numb'", "Write keys with their values."),
    Broken(Rule.WRONG_TYPE, "triage.yaml", "{level: emergency, when: [{question: emergency-sign, answer: chest-pain}]",
        "{level: emergency, when: [{question: emergency-sign, answer: 7}]", "answer: 7", "rules 7", "when / 1 / answer",
        "the number 7", "Write a text."),
    Broken(Rule.WRONG_TYPE, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("8", "many"), "at-least: many", PAIN_PLACE,
        "when / 1 / at-least", "the text 'many'", "Write a whole number."),
    Broken(Rule.WRONG_TYPE, "posts.yaml", SHIPPED["posts.yaml"].decode(), "posts\n", "posts", "", "", "it is the text 'posts'",
        "Write keys with their values."),
    Broken(Rule.WRONG_TYPE, "posts.yaml", SHIPPED["posts.yaml"].decode(), "", "", "", "", "it is empty",
        "Write keys with their values."),
    Broken(Rule.WRONG_TYPE, "posts.yaml", SHIPPED["posts.yaml"].decode(), "posts:\n", "posts", "", "posts", "it is empty",
        "Write a list."),
    Broken(Rule.WRONG_TYPE, "questions.yaml", FEELS, "", "options:", "feel", "options", "it is empty", "Write a list."),
    Broken(Rule.WRONG_VALUE, "tips.yaml", "grade: F", "grade: E", "grade: E", "seat-height", "grade",
        "'E' is not one of its values", "Use one of: A, B, C, D, F."),
    Broken(Rule.WRONG_VALUE, "questions.yaml", "kind: many", "kind: few", "kind: few", "emergency-sign", "kind",
        "'few' is not", "one, many, scale"),
    Broken(Rule.WRONG_VALUE, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("clinician", "doctor"), "level: doctor", PAIN_PLACE,
        "level", "'doctor' is not", "self-care, clinician, urgent, emergency"),
    Broken(Rule.WRONG_VALUE, "triage.yaml", "levels: [self-care, clinician, urgent]", "levels: [self-care, physio]", "physio",
        "watch 1", "levels / 2", "'physio' is not", "self-care"),
    Broken(Rule.WRONG_VALUE, "triage.yaml", 'number: "112"', 'number: "one"', 'number: "one"', "emergency-numbers 1", "number",
        "'one' cannot be dialled", "digits"),
    Broken(Rule.WRONG_VALUE, "triage.yaml", "  - level: urgent", "  - level: soon", "level: soon", "soon", "level",
        "'soon' is not", "urgent"),
    Broken(Rule.EMPTY_TEXT, "tips.yaml", "title: Feet placement", 'title: ""', 'title: ""', "feet-placement", "title",
        "the text is empty", "Write it"),
    Broken(Rule.EMPTY_TEXT, "tips.yaml", "title: Feet placement", 'title: " "', 'title: " "', "feet-placement", "title",
        "the text is empty", "Write it"),
    Broken(Rule.EMPTY_TEXT, "posts.yaml", 'says: "Presses one leg at a time too."', 'says: ""', 'says: ""', "10", "says",
        "the text is empty", "Write it"),
    Broken(Rule.BAD_ID, "questions.yaml", "{id: dull,", "{id: Dull,", "{id: Dull,", "feel", "options / Dull / id",
        "'Dull' cannot be an id", "small letters"),
    Broken(Rule.BAD_ID, "questions.yaml", "{id: dull,", '{id: "",', '{id: ""', "feel", "options / 1 / id",
        "'' cannot be an id", "small letters"),
    Broken(Rule.BAD_ID, "questions.yaml", "{id: dull,", "{id: -dull,", "{id: -dull,", "feel", "options / -dull / id",
        "cannot be an id", "small letters"),
    Broken(Rule.BAD_ID, "glossary.yaml", "- id: disc", "- id: help", "- id: help", "help", "id", "'help' cannot be an id",
        "Choose another"),
    Broken(Rule.BAD_ID, "glossary.yaml", "- id: disc", "- id: end", "- id: end", "end", "id", "'end' cannot be an id",
        "Choose another"),
    Broken(Rule.TOO_MANY, "tips.yaml", "backed-by: [3, 7]", f"backed-by: [{'3, ' * 500}7]", "backed-by: [3, 3", "seat-height",
        "backed-by", "the list has 501 entries", "Leave 500 at most."),
    Broken(Rule.TOO_MANY, "tips.yaml", VARIANT, VARIANT * 48, "variants:", "handle-pull", "variants",
        "the list has 51 entries", "Leave 50 at most."),
    Broken(Rule.TOO_MANY, "triage.yaml", LAST_RULE, LAST_RULE.replace("[", f"[{HURTS * 19}"),
        "at-least: 4}, {question: pain", f"rules {RULES}", "when", "the list has 21 entries", "Leave 20 at most."),
    Broken(Rule.TOO_MANY, "about.yaml", "training-words: [", f"training-words: [{'set, ' * 501}", "training-words: [set", "",
        "training-words", "entries", "Leave 500 at most."),
    Broken(Rule.TOO_MANY, "triage.yaml", LAST_RULE, LAST_RULE + WORSE_RULES, f"# {MOST_RULES}",
        f"rules {RULES + MOST_RULES + 1 - ON_PAIN}", "", "51 rules look at pain", "Leave 50 at most."),
    Broken(Rule.TEXT_TOO_LONG, "tips.yaml", "cost: ", f"cost: {'Go on. ' * 600}", "Go on. Go on.", "seat-height", "cost",
        "the text has 4", "Leave 4000 at most."),
    Broken(Rule.BAD_ID, "posts.yaml", "poster: p11", "poster: P 11", "P 11", "11", "poster", "'P 11' cannot be an id",
        "small letters"),
    Broken(Rule.BAD_ID, "glossary.yaml", "- id: disc", f"- id: {'x' * 40}_", "xxx", "x" * 40 + "_", "id",
        f"'{'x' * 40}...' cannot be an id", "small letters"),
    Broken(Rule.STUDY_INCOMPLETE, "studies.yaml", "    type: cross-sectional study\n", "", "- id: elson-2008", "elson-2008",
        "type", "the field type is missing", "Add it: a text."),
    Broken(Rule.STUDY_INCOMPLETE, "studies.yaml", "    type: cross-sectional study\n    grade: C\n",
        "    type: cross-sectional study\n", "- id: elson-2008", "elson-2008", "grade", "grade is missing", "one of A"),
    Broken(Rule.STUDY_INCOMPLETE, "studies.yaml", "    type: cross-sectional study\n    grade: C\n",
        "    type: cross-sectional study\n    grade: E\n", "grade: E", "elson-2008", "grade", "'E' is not", "A, B, C, D, F"),
    Broken(Rule.STUDY_INCOMPLETE, "studies.yaml", "    type: cross-sectional study\n", "    type:\n", "type:", "elson-2008",
        "type", "it is empty", "Write a text."),
    Broken(Rule.STUDY_INCOMPLETE, "studies.yaml", "    type: cross-sectional study\n", '    type: ""\n', 'type: ""',
        "elson-2008", "type", "the text is empty", "Write it"),
    Broken(Rule.STUDY_INCOMPLETE, "studies.yaml", *less("studies.yaml", '    citation: "Elson', "\n"), "- id: elson-2008",
        "elson-2008", "citation", "citation is missing", "Add it: a text."),
    Broken(Rule.CONFLICT_UNRESOLVED, "conflicts.yaml", "    resolution: So legpress asks first, before any tip.\n", "",
        "- id: nobody-asked", "nobody-asked", "resolution", "resolution is missing", "Add it: a text."),
    Broken(Rule.CONFLICT_UNRESOLVED, "conflicts.yaml", "resolution: So legpress asks first, before any tip.", 'resolution: ""',
        "resolution", "nobody-asked", "resolution", "the text is empty", "Write it"),
)
NAMES = (
    Broken(Rule.DUPLICATE_ID, "questions.yaml", *again("questions.yaml", "  - id: machine\n", "alone: true}\n"),
        "- id: machine", "machine", "", "the id machine stands here a second time", "an id of its own"),
    Broken(Rule.DUPLICATE_ID, "questions.yaml", WOBBLES, WOBBLES * 2, "id: wobbles", "machine", "options / wobbles",
        "the id wobbles stands here", "of its own"),
    Broken(Rule.DUPLICATE_ID, "tree.yaml", LAST_STEP, LAST_STEP * 2, "id: last-lumbar", "last-lumbar", "",
        "the id last-lumbar", "of its own"),
    Broken(Rule.DUPLICATE_ID, "causes.yaml", *again("causes.yaml", "  - id: forced-arch", "adams-hutton-posture]\n"),
        "- id: forced-arch", "forced-arch", "", "the id forced-arch", "of its own"),
    Broken(Rule.DUPLICATE_ID, "tips.yaml", *again("tips.yaml", "  - id: legs-not-back", "backed-by: [2]\n"),
        "- id: legs-not-back", "legs-not-back", "", "the id legs-not-back", "of its own"),
    Broken(Rule.DUPLICATE_ID, "tips.yaml", *again("tips.yaml", "  - {id: core,", "\n"), "{id: core", "core", "", "the id core",
        "of its own"),
    Broken(Rule.DUPLICATE_ID, "posts.yaml", *again("posts.yaml", "  - {number: 16", "\n"), "number: 16", "16", "", "the id 16",
        "of its own"),
    Broken(Rule.DUPLICATE_ID, "studies.yaml", *again("studies.yaml", "  - id: bohannon-1985", 'sled."\n'),
        "- id: bohannon-1985", "bohannon-1985", "", "the id bohannon-1985", "of its own"),
    Broken(Rule.DUPLICATE_ID, "conflicts.yaml", *again("conflicts.yaml", "  - id: nobody-asked", "nhs-back-pain]\n"),
        "- id: nobody-asked", "nobody-asked", "", "the id nobody-asked", "of its own"),
    Broken(Rule.DUPLICATE_ID, "glossary.yaml", *again("glossary.yaml", "  - id: disc", 'spine."\n'), "- id: disc", "disc", "",
        "the id disc", "of its own"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "group: position", "group: positon", "positon", "shorter-range", "group",
        "there is no group positon", "Did you mean position?"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "studies: [magnusson-1993]", "studies: [magnuson-1993]", "magnuson", "handle-pull",
        "studies / 1", "there is no study magnuson-1993", "Did you mean magnusson-1993?"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "studies-against: [own-geometry-check]", "studies-against: [zzz]", "zzz",
        "seat-height", "studies-against / 1", "there is no study zzz", "Name one of the studies there are."),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "backed-by: [3, 7]", "backed-by: [3, 77]", "77", "seat-height", "backed-by / 2",
        "there is no post 77", "It must be one of: 1, 2, 3"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "described-in: [1]", "described-in: [0]", "described-in: [0]", "seat-height",
        "described-in / 1", "there is no post 0", ""),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "habit: feet", "habit: foot", "habit: foot", "feet-placement", "habit",
        "there is no question foot", ""),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "{question: feet, answer: high}]\n        turn: change",
        "{question: feet, answer: hgih}]\n        turn: change", "hgih", "feet-placement", "settled / 3 / when / 1 / answer",
        "the question feet has no answer hgih", "Did you mean high?"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "{question: feet, answer: middle}", "{question: feet, answer: midle}", "midle",
        "feet-placement", "settled / 5 / when / 1 / answer", "no answer midle", "Did you mean middle?"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "- {question: depth, answer: short}", "- {question: depht, answer: short}", "depht",
        "shorter-range", "never-if / 1 / question", "no question depht", "Did you mean depth?"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "- {question: depth, answer: short}", "- {question: depth, answer: shrot}", "shrot",
        "shorter-range", "never-if / 1 / answer", "the question depth has no answer shrot", "Did you mean short?"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "- {question: pain, at-most: 2}", "- {question: pian, at-most: 2}", "pian",
        "loaded-carries", "only-if / 1 / question", "no question pian", "Did you mean pain?"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "- {question: pain, at-most: 2}", '- {question: pain, answer: "3"}', 'answer: "3"',
        "loaded-carries", "only-if / 1 / answer", "the question pain has no answer 3", "It must be one of: not-sure."),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "called-by:\n      - {question: health,", "called-by:\n      - {question: helth,",
        "question: helth", "brace-and-breathe", "called-by / 1 / question", "no question helth",
        "Did you mean health?"),
    Broken(Rule.UNKNOWN_ID, "tips.yaml", "answer: [vertical, hack-squat]}]\n        caution", "answer: hack}]\n        caution",
        "answer: hack}", "seat-height", "variants / 1 / when / 1 / answer", "no answer hack", "Did you mean hack-squat?"),
    Broken(Rule.UNKNOWN_ID, "causes.yaml", "tips: [shorter-range]", "tips: [short]", "tips: [short]", "too-deep", "tips / 1",
        "there is no tip short", "Did you mean shorter-range?"),
    Broken(Rule.UNKNOWN_ID, "causes.yaml", "posts: [8]", "posts: [21]", "posts: [21]", "too-deep", "posts / 1",
        "there is no post 21", "It must be one of: 1, 2, 3"),
    Broken(Rule.UNKNOWN_ID, "causes.yaml", "studies: [james-2014]", "studies: [jams-2014]", "jams", "one-sided", "studies / 1",
        "no study jams-2014", "Did you mean james-2014"),
    Broken(Rule.UNKNOWN_ID, "causes.yaml", "{question: depth, answer: ninety,", "{question: depth, answer: nine,", "nine,",
        "too-deep", "against / 2 / answer", "no answer nine", "Did you mean ninety?"),
    Broken(Rule.UNKNOWN_ID, "conflicts.yaml", "posts: [14, 15]", "posts: [14, 51]", "51", "worst-machine", "posts / 2",
        "there is no post 51", ""),
    Broken(Rule.UNKNOWN_ID, "conflicts.yaml", "tips: [other-exercise]", "tips: [other]", "[other]", "worst-machine",
        "tips / 1", "there is no tip other", "Did you mean other-machine or other-exercise?"),
    Broken(Rule.UNKNOWN_ID, "conflicts.yaml", "studies: [magnusson-1993]", "studies: [m]", "[m]", "squeeze-or-pull-handles",
        "studies / 1", "there is no study m", "Did you mean"),
    Broken(Rule.UNKNOWN_ID, "triage.yaml", "studies: [nice-ng156, ", "studies: [nice, ", "[nice,", "rules 8", "studies / 1",
        "no study nice", "Did you mean nice-ng156, nice-ng65 or nice-ng59?"),
    Broken(Rule.UNKNOWN_ID, "triage.yaml", "    studies: [nice-ng65]", "    studies: [ng66]", "ng66", "watch 15", "studies / 1",
        "no study ng66", ""),
    Broken(Rule.UNKNOWN_ID, "triage.yaml", "answer: serious-accident", "answer: accident", "answer: accident", "rules 6",
        "when / 1 / answer", "no answer accident", "Did you mean serious-accident?"),
    Broken(Rule.UNKNOWN_ID, "triage.yaml", "- when: [{question: pain, at-least: 6}]",
        "- when: [{question: pains, at-least: 6}]", "pains", "self-care", "also / 1 / when / 1 / question",
        "no question pains", "Did you mean pain?"),
    Broken(Rule.UNKNOWN_ID, "triage.yaml", "{question: knees, answer: to-chest}", "{question: knee, answer: to-chest}",
        "knee,", "contradictions 11", "when / 2 / question", "no question knee", "Did you mean knees?"),
    Broken(Rule.UNKNOWN_ID, "triage.yaml", "when: [{question: numb-where, answer: low-back}]",
        "when: [{question: numb-where, answer: back}]", "answer: back", "watch 4", "when / 1 / answer", "no answer back",
        "Did you mean low-back?"),
    Broken(Rule.UNKNOWN_ID, "questions.yaml", "only-after: {question: feel, answer: numb}",
        "only-after: {question: fel, answer: numb}", "fel", "numb-where", "only-after / question", "no question fel",
        "Did you mean feel?"),
    Broken(Rule.UNKNOWN_ID, "questions.yaml", "only-after: {question: feel, answer: numb}",
        "only-after: {question: feel, answer: nmb}", "nmb", "numb-where", "only-after / answer", "no answer nmb",
        "Did you mean numb?"),
    Broken(Rule.UNKNOWN_ID, "tree.yaml", "start: emergency-sign", "start: emergency", "start: emergency", "", "start",
        "there is no step emergency", "Did you mean emergency-sign?"),
    Broken(Rule.UNKNOWN_ID, "tree.yaml", "{id: pain, ask: pain, then: onset", "{id: pain, ask: pian, then: onset", "pian",
        "pain", "ask", "there is no question pian", "Did you mean pain?"),
    Broken(Rule.UNKNOWN_ID, "tree.yaml", "{id: onset, ask: onset, then: also-hurts}",
        "{id: onset, ask: onset, then: also-hrts}",
        "also-hrts", "onset", "then", "there is no step also-hrts", "Did you mean also-hurts"),
    Broken(Rule.UNKNOWN_ID, "tree.yaml", "unless: {numb: numb-where}", "unless: {numb: numb-were}", "numb-were", "feel",
        "unless / numb", "there is no step numb-were", "Did you mean numb-where or far-numb-where?"),
    Broken(Rule.UNKNOWN_ID, "tree.yaml", "unless: {numb: numb-where}", "unless: {nmb: numb-where}", "nmb", "feel",
        "unless / nmb", "the question feel has no answer nmb", "Did you mean numb?"),
    Broken(Rule.UNKNOWN_ID, "tree.yaml", '{id: pain, ask: pain, then: onset, unless: {"0": quiet-when, ',
        '{id: pain, ask: pain, then: onset, unless: {"11": quiet-when, ', '"11"', "pain", "unless / 11",
        "the question pain has no answer 11", ""),
    Broken(Rule.BAD_CONDITION, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("pain, ", "when, "), "question: when, at-least",
        PAIN_PLACE, "when / 1", "when is not a scale", "Name an answer."),
    Broken(Rule.BAD_CONDITION, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("at-least: 8", "at-least: 11"), "at-least: 11",
        PAIN_PLACE, "when / 1", "no number of the scale meets it", "Widen the range."),
    Broken(Rule.BAD_CONDITION, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("at-least: 8", "at-most: -1"), "at-most: -1",
        PAIN_PLACE, "when / 1", "no number of the scale meets it", "Widen the range."),
    Broken(Rule.BAD_CONDITION, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("at-least: 8", "at-least: 6, at-most: 5"),
        "at-most: 5", PAIN_PLACE, "when / 1", "no number of the scale meets it", "Widen the range."),
    Broken(Rule.BAD_CONDITION, "triage.yaml", PAIN_RULE, PAIN_RULE.replace(", at-least: 8", ""), "question: pain}", PAIN_PLACE,
        "when / 1", "must name either an answer, or at-least or at-most", "Write one of the two."),
    Broken(Rule.BAD_CONDITION, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("at-least: 8", "answer: []"), "answer: []",
        PAIN_PLACE, "when / 1", "must name either", "Write one of the two."),
    Broken(Rule.BAD_CONDITION, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("at-least: 8", "at-least: 8, answer: not-sure"),
        "answer: not-sure", PAIN_PLACE, "when / 1", "must name either", "Write one of the two."),
    Broken(Rule.BAD_CONDITION, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("at-least: 8", "at-most: 8, answer: [not-sure]"),
        "answer: [not-sure]", PAIN_PLACE, "when / 1", "must name either", "Write one of the two."),
    Broken(Rule.BAD_CONDITION, "tips.yaml", "- {question: depth, answer: short}", "- {question: depth}", "{question: depth}",
        "shorter-range", "never-if / 1", "must name either", "one of the two"),
    Broken(Rule.BAD_CONDITION, "tips.yaml", "habit: handles", "habit: doctor-sign", "habit: doctor-sign", "handle-pull",
        "habit", "doctor-sign takes other than one answer", "Name a question of kind one."),
    Broken(Rule.BAD_CONDITION, "tips.yaml", "habit: handles", "habit: pain", "habit: pain", "handle-pull", "habit",
        "pain takes other than one answer", "kind one"),
    Broken(Rule.BAD_CONDITION, "tips.yaml", "answer: pull}]\n        turn: keep", "answer: pull}]\n        turn: check",
        "settled:", "handle-pull", "settled", "no answer settles it as keep", "Name the answers that show how it is now."),
    Broken(Rule.BAD_CONDITION, "tips.yaml", "answer: relaxed}]\n        turn: change", "answer: relaxed}]\n        turn: keep",
        "settled:", "glute-squeeze", "settled", "no answer settles it as change", "how it is now"),
)
QUESTIONS = (
    Broken(Rule.BAD_SCALE, "questions.yaml", "kind: scale", "kind: one", "kind: one", "pain", "kind", "go together",
        "Give both or neither."),
    Broken(Rule.BAD_SCALE, "questions.yaml", *less("questions.yaml", "    scale: {low", "\n"), "kind: scale", "pain", "kind",
        "go together", "Give both or neither."),
    Broken(Rule.BAD_SCALE, "questions.yaml", "low: 0, high: 10", "low: 10, high: 0", "scale: {", "pain", "scale",
        "it runs from 10 to 0", "Let high be more than low."),
    Broken(Rule.BAD_SCALE, "questions.yaml", "low: 0, high: 10", "low: 10, high: 10", "scale: {", "pain", "scale",
        "it runs from 10 to 10", "Let high be more than low."),
    Broken(Rule.BAD_SCALE, "questions.yaml", "low: 0, high: 10", "low: 0, high: 101", "high: 101", "pain", "scale / high",
        "it is the number 101", "between 0 and 100"),
    Broken(Rule.BAD_SCALE, "questions.yaml", "low: 0, high: 10", "low: -1, high: 10", "low: -1", "pain", "scale / low",
        "it is the number -1", "between 0 and 100"),
    Broken(Rule.BAD_SCALE, "questions.yaml", "low: 0, high: 10", f"low: 0, high: {'9' * 20}", "high: 9", "pain",
        "scale / high", "it is the number 999", "between 0 and 100"),
    Broken(Rule.BAD_SCALE, "questions.yaml", "kind: scale\n", "kind: scale\n    safety: true\n", "scale: {", "pain", "scale",
        "a safety question cannot be a scale", "Name its answers"),
    Broken(Rule.NO_ANSWERS, "questions.yaml", "    options:\n" + FEELS, "    options: []\n", "options: []", "feel", "options",
        "there are none", "Name at least one answer."),
    Broken(Rule.NO_ANSWERS, "questions.yaml", block("questions.yaml", "    options:\n      - {id: low-back", 'both legs"}\n'),
        "    options: []\n", "options: []", "numb-where", "options", "there are none", "Name at least one answer."),
    Broken(Rule.NOT_SURE_MISSING, "questions.yaml", WOBBLES + "      - {id: not-sure, label: Not sure, alone: true}\n",
        WOBBLES, "options:", "machine", "options", "not-sure is not among the answers", "Add {id: not-sure"),
    Broken(Rule.NOT_SURE_MISSING, "questions.yaml",
        block("questions.yaml", "    options:\n      - {id: not-sure", 'the pain was"}\n'), "    options: []\n", "options: []",
        "pain", "options", "not-sure is not among", "Add {id: not-sure"),
    Broken(Rule.SAFETY_NOT_SURE, "questions.yaml", DOWN_ONE_LEG,
        DOWN_ONE_LEG + "      - {id: not-sure, label: Not sure, alone: true}\n", "options:",
        "numb-where", "options", "danger could be left open", "Take not-sure out."),
    Broken(Rule.NONE_MISSING, "questions.yaml", "{id: none, label: None of these, alone: true}",
        "{id: none, label: None of these}", "options:", "emergency-sign", "options", "none of the answers fits",
        "alone: true"),
    Broken(Rule.OPTION_LEADS_NOWHERE, "questions.yaml", WOBBLES, WOBBLES + SQUEAKS, "id: squeaks", "machine",
        "options / squeaks", "the answer squeaks changes nothing", "calm: true"),
)
URGENT_RULES = SHIPPED["triage.yaml"].decode().split("# Urgent: the same day.\n")[1].split("\n\n")[0]
TREE = (
    Broken(Rule.TREE_LOOP, "tree.yaml", "{id: doctor-sign, ask: doctor-sign, then: health}",
        "{id: doctor-sign, ask: doctor-sign, then: doctor-sign}", "id: doctor-sign", "doctor-sign", "",
        "doctor-sign > doctor-sign", "Let doctor-sign lead to a later step."),
    Broken(Rule.TREE_LOOP, "tree.yaml", "{id: numb-where, ask: numb-where, then: pain}",
        "{id: numb-where, ask: numb-where, then: feel}", "id: numb-where", "numb-where", "", "feel > numb-where > feel",
        "Let numb-where lead to a later step."),
    Broken(Rule.TREE_LOOP, "tree.yaml", "{id: deep-seat, ask: seat, then: last-feet}",
        "{id: deep-seat, ask: seat, then: last-feet, unless: {lowest: deep-knees}}", "id: deep-seat", "deep-seat", "",
        "deep-knees > deep-kind > deep-seat > deep-knees", "Let deep-seat lead"),
    Broken(Rule.PATH_TOO_LONG, "tree.yaml", "longest-path: 20", "longest-path: 19", "longest-path: 19", "", "longest-path",
        "one path asks 20 questions: emergency-sign > doctor-sign > health", "Ask 19 at most"),
    Broken(Rule.ASKED_TWICE, "tree.yaml", "{id: last-handles, ask: handles", "{id: last-handles, ask: seat", "ask: seat",
        "last-handles", "ask", "a path asks seat before", "once on a path"),
    Broken(Rule.UNREACHED_QUESTION, "questions.yaml", "  - id: lumbar\n",
        MOOD + "  - id: lumbar\n",
        "- id: mood", "mood", "", "no path asks it", "or take it out"),
    Broken(Rule.UNREACHED_STEP, "tree.yaml", LAST_STEP, LAST_STEP + "  - {id: lost, ask: lumbar, then: end}\n", "id: lost",
        "lost", "", "no path leads here", "or take it out"),
    Broken(Rule.UNREACHED_STEP, "tree.yaml", LAST_STEP,
        LAST_STEP + "  - {id: lost, ask: seat, then: gone}\n  - {id: gone, ask: feet, then: lost}\n", "id: lost", "lost", "",
        "no path leads here", "or take it out"),
    Broken(Rule.UNREACHED_STEP, "tree.yaml", LAST_STEP, LAST_STEP + "  - {id: lost, ask: seat, then: lost}\n", "id: lost",
        "lost", "", "no path leads here", "or take it out"),
    Broken(Rule.UNREACHED_STEP, "tree.yaml", ", unless: {wobbles: wobbly-when}", "", "id: wobbly-when", "wobbly-when", "",
        "no path leads here", "or take it out"),
    Broken(Rule.UNREACHED_STEP, "tree.yaml", "ask: emergency-sign, then: doctor-sign}\n",
        "ask: emergency-sign, then: doctor-sign, unless: {chest-pain: too-late}}\n"
        "  - {id: too-late, ask: machine, then: doctor-sign}\n",
        "id: too-late", "too-late", "", "no path leads here", "or take it out"),
    Broken(Rule.UNREACHED_STEP, "tree.yaml", "ask: health, then: where}\n",
        "ask: health, then: where, unless: {cancer: too-late}}\n  - {id: too-late, ask: machine, then: where}\n",
        "id: too-late", "too-late", "", "no path leads here", "or take it out"),
    Broken(Rule.SAFETY_NOT_FIRST, "tree.yaml", "start: emergency-sign", "start: end", "start: end", "", "start",
        "the tree asks nothing", "Start with a safety question"),
    Broken(Rule.SAFETY_NOT_FIRST, "tree.yaml", "start: emergency-sign", "start: feel", "start: feel", "", "start",
        "the first question, feel", "Start with a safety question"),
    Broken(Rule.SAFETY_NOT_FIRST, "tree.yaml", SAFE_STEPS,
        "  - {id: emergency-sign, ask: feel, then: b, unless: {numb: a}}\n  - {id: a, ask: numb-where, then: b}\n"
        "  - {id: b, ask: emergency-sign, then: c}\n  - {id: c, ask: doctor-sign, then: pain}\n",
        "start: emergency-sign", "", "start", "the first question, feel", "Start with a safety question"),
    Broken(Rule.SAFETY_NOT_FIRST, "tree.yaml", SAFE_STEPS,
        "  - {id: emergency-sign, ask: emergency-sign, then: h}\n  - {id: h, ask: health, then: b}\n"
        "  - {id: b, ask: feel, then: c, unless: {numb: a}}\n"
        "  - {id: a, ask: numb-where, then: c}\n"
        "  - {id: c, ask: doctor-sign, then: where}\n  - {id: where, ask: where, then: pain}\n",
        "id: c", "c", "", "an ordinary question can come before doctor-sign", "or give it only-after in questions.yaml"),
    Broken(Rule.SAFETY_SKIPPED, "tree.yaml", "ask: emergency-sign, then: doctor-sign}", "ask: emergency-sign, then: health}",
        "start:", "", "start", "a path never asks doctor-sign: emergency-sign > health", "Let every path ask it"),
    Broken(Rule.SAFETY_SKIPPED, "tree.yaml", "ask: emergency-sign, then: doctor-sign}",
        "ask: emergency-sign, then: doctor-sign, unless: {none: health}}", "start:", "", "start",
        "a path never asks doctor-sign: emergency-sign > health", "Let every path ask it"),
    Broken(Rule.SAFETY_SKIPPED, "tree.yaml", "{id: numb-where, ask: numb-where, then: pain}",
        "{id: numb-where, ask: machine, then: pain}", "id: feel", "feel", "",
        "after the answer numb a path never asks numb-where: machine > pain",
        "Let that answer lead to a step that asks numb-where, or correct its only-after."),
    Broken(Rule.SAFETY_SKIPPED, "tree.yaml", ", unless: {numb: numb-where}", "", "id: feel", "feel", "",
        "after the answer numb a path never asks numb-where: pain > when", "lead to a step that asks numb-where"),
    Broken(Rule.SAFETY_SKIPPED, "questions.yaml", "    only-after: {question: feel, answer: numb}\n", "", "", "", "start",
        "a path never asks where", "or give it only-after", SMALL_FILES),
    Broken(Rule.SAFETY_SKIPPED, "questions.yaml", "only-after: {question: feel, answer: numb}",
        "only-after: {question: feel, answer: [numb, dull]}", "", "feel", "",
        "after the answer dull a path never asks where", "Let that answer lead", SMALL_FILES),
    Broken(Rule.SHADOWED_INDICATION, "tree.yaml", "unless: {numb: numb-where}", "unless: {numb: numb-where, stiff: pain}",
        "id: feel", "feel", "unless / stiff", "the answer stiff leads where every other answer leads",
        "Take it out of unless."),
    Broken(Rule.SHADOWED_INDICATION, "tree.yaml", "then: still-when, unless: {wobbles: wobbly-when}",
        "then: any-hips, unless: {wobbles: wobbly-when, solid: still-when, not-sure: still-when}", "id: still-machine",
        "still-machine", "then", "no answer to machine is left for then", "Take the answers out of unless"),
)
DANGER = (
    Broken(Rule.LEVEL_COUNT, "triage.yaml", *less("triage.yaml", "  - level: urgent", "you first.\n"), "levels:", "", "levels",
        "the level urgent stands 0 times", "Describe each level once."),
    Broken(Rule.LEVEL_COUNT, "triage.yaml", *again("triage.yaml", "  - level: urgent", "you first.\n"), "levels:", "",
        "levels", "the level urgent stands 2 times", "Describe each level once."),
    Broken(Rule.EMPTY_RULE, "triage.yaml", "[{question: emergency-sign, answer: saddle-numbness}]", "[]", "when: []",
        "rules 1", "when", "it names no answer", "Name at least one answer."),
    Broken(Rule.EMPTY_RULE, "triage.yaml", "[{question: depth, answer: short}, {question: knees, answer: to-chest}]", "[]",
        "when: []", "contradictions 11", "when", "it names no answer", "Name at least one answer."),
    Broken(Rule.DANGER_NOT_SAFETY, "triage.yaml", LAST_RULE,
        LAST_RULE + "  - {level: emergency, when: [{question: pain, at-least: 10}], studies: [girft-2023]}\n",
        "at-least: 10", MORE_RULE,
        "when / 1", "pain can mean emergency care", "safety: true"),
    Broken(Rule.DANGER_NOT_SAFETY, "triage.yaml", LAST_RULE,
        LAST_RULE
        + "  - {level: emergency, when: [{question: numb-where, answer: one-leg}, {question: when, answer: always}],"
        + " studies: [girft-2023]}\n",
        "level: emergency", MORE_RULE, "when / 2", "when can mean emergency care", "safety: true"),
    Broken(Rule.ANSWER_LOWERS_TRIAGE, "triage.yaml", PAIN_RULE, PAIN_RULE.replace("at-least: 8", "at-least: 8, at-most: 9"),
        "at-most: 9", PAIN_PLACE, "", "pain: 10 calls for less than 9", "Did you mean at-least? A rule must hold for 10 too."),
    Broken(Rule.ANSWER_LOWERS_TRIAGE, "triage.yaml", LAST_RULE,
        LAST_RULE + "  - {level: clinician, when: [{question: pain, at-most: 0}]}\n", "at-most: 0", MORE_RULE, "",
        "pain: 1 calls for less than 0", "hold for 1 too"),
    Broken(Rule.ANSWER_LOWERS_TRIAGE, "triage.yaml", "{question: pain, at-least: 4}",
        "{question: pain, at-least: 4, at-most: 6}", "at-most: 6",
        rule_number("[{question: health, answer: under-20}, {question: pain, at-least: 4}"), "",
        "pain: 7 calls for less than 6", "hold for 7 too"),
    Broken(Rule.ANSWER_LOWERS_TRIAGE, "triage.yaml", LAST_RULE,
        LAST_RULE + "  - {level: urgent, when: [{question: doctor-sign, answer: none}], studies: [girft-2023]}\n", "",
        "doctor-sign",
        "options / none", "none calls for urgent, and marking one-leg instead lowers that", "the rule that asks for it"),
    Broken(Rule.DANGER_NOT_SHOWN, "triage.yaml", "    danger: true\n", "", "watch:", "", "watch",
        "0 entries have danger: true",
        "One entry must have danger: true, no when, and the levels self-care, clinician, urgent."),
    Broken(Rule.DANGER_NOT_SHOWN, "triage.yaml", "    levels: [urgent]\n    studies: [henschke-2009]",
        "    levels: [urgent]\n    danger: true\n    studies: [henschke-2009]", "watch:", "", "watch",
        "2 entries have danger: true", "One entry"),
    Broken(Rule.DANGER_NOT_SHOWN, "triage.yaml", "    danger: true\n",
        "    danger: true\n    when: [{question: feel, answer: numb}]\n", "watch:", "", "watch", "is not shown to all",
        "One entry"),
    Broken(Rule.DANGER_NOT_SHOWN, "triage.yaml", "    levels: [self-care, clinician, urgent]\n",
        "    levels: [self-care, clinician]\n", "watch:", "", "watch", "is not shown to all", "One entry"),
    Broken(Rule.TRAINING_ADVICE_IN_DANGER, "triage.yaml", "title: See a doctor today", "title: See a doctor today and train",
        "title: See", "urgent", "title", "'train'", "training-words"),
    Broken(Rule.TRAINING_ADVICE_IN_DANGER, "triage.yaml", "There is no checklist today: someone",
        "There is no set today: someone", "action:", "urgent", "action", "read 'set' here", "training-words"),
    Broken(Rule.TRAINING_ADVICE_IN_DANGER, "triage.yaml", "There is no checklist today: someone",
        "There is no lifting today: someone", "action:", "urgent", "action", "read 'lifting' here", "training-words"),
    Broken(Rule.SAME_LABEL, "questions.yaml", "label: Stiff or tight", "label: Dull or aching", "options:", "feel", "options",
        "two answers read: Dull or aching", "Say in each what it means."),
    Broken(Rule.NONE_MISSING, "questions.yaml", 'label: "Chest pain"}', 'label: "Chest pain", alone: true}', "options:",
        "emergency-sign", "options", "chest-pain and none all stand alone", "means none of the others"),
    Broken(Rule.HIDDEN_CHARACTER, "tips.yaml", "title: Less weight", "title: Less wei\u200bght", "Less wei", "lighter-load",
        "title", "cannot be seen", "Type the text anew."),
    *(
        Broken(Rule.HIDDEN_CHARACTER, "tips.yaml", "title: Less weight", f"title: Less wei{char}ght", "Less wei",
            "lighter-load", "title", f"'Less wei{spelled}ght' holds a character that cannot be seen", "Type the text anew.")
        for char, spelled in {
            "\ufe0f": "\\ufe0f", "\u034f": "\\u034f", "\u3164": "\\u3164", "\u2800": "\\u2800", "\u115f": "\\u115f",
            "\u17b4": "\\u17b4", "\u180b": "\\u180b", "\uffa0": "\\uffa0", "\U000e0100": "\\U000e0100",
            "\u00ad": "\\xad", "\u180e": "\\u180e", "\u200f": "\\u200f", "\u2064": "\\u2064", "\ufeff": "\\ufeff",
            "\U000e0041": "\\U000e0041", "\ufffc": "\\ufffc", "\U0001d159": "\\U0001d159", "\U00016fe4": "\\U00016fe4",
        }.items()
    ),
    Broken(Rule.EMPTY_TEXT, "tips.yaml", "title: Less weight", 'title: "..."', 'title: "..."', "lighter-load", "title",
        "the text is empty", "Write it"),
    Broken(Rule.BAD_ID, "glossary.yaml", "- id: disc", '- id: "disc\\n"', "- id:", "disc\n", "id", "cannot be an id",
        "small letters"),
    Broken(Rule.LEVEL_NOT_REACHED, "triage.yaml", URGENT_RULES, URGENT_RULES.replace("level: urgent", "level: clinician"),
        "rules:", "", "rules", "no path leads to urgent", "their rules back"),
    Broken(Rule.SAFETY_SKIPPED, "tree.yaml", "ask: health, then: where}",
        "ask: health, then: where, unless: {none: last-lumbar}}", "start:",
        "", "start", "a path never asks where", "Let every path ask it"),
    Broken(Rule.EMPTY_RULE, "triage.yaml", "- when: [{question: pain, at-least: 6}]\n        title",
        "- when: []\n        title",
        "when: []", "self-care", "also / 1 / when", "for nobody or for everybody", "Name at least one answer."),
    Broken(Rule.CORE_TIP_MISSING, "about.yaml", "core-tips: [", "core-tips: []  # [", "core-tips", "", "core-tips",
        "no tip stands in every checklist", "Name the tips that must."),
    Broken(Rule.TRAINING_ADVICE_IN_DANGER, "about.yaml", "run legpress diagnose again", "press again", "mistake:", "",
        "mistake", "read 'press' here", "training-words"),
    Broken(Rule.DRAWN_AMISS, "questions.yaml", "drawn: feet-low", "drawn: seat-lowest", "drawn: seat-lowest", "feet",
        "options / low / drawn", "it draws the seat, another answer here the feet", "feet-high, feet-middle, feet-low."),
    Broken(Rule.DRAWN_AMISS, "questions.yaml", "drawn: feet-low", "drawn: seat-up", "drawn: seat-up", "feet",
        "options / low / drawn", "a pose of tips", "seat-lowest, seat-middle, seat-highest."),
    Broken(Rule.DRAWN_AMISS, "questions.yaml", "label: Solid and smooth", "label: Solid and smooth, drawn: feet-low",
        "id: high,", "feet", "options / high / drawn", "the question machine draws the feet already",
        "Let one question draw each part."),
    Broken(Rule.DRAWN_AMISS, "questions.yaml", 'label: "Chest pain"', 'label: "Chest pain", drawn: back-off', "Chest pain",
        "emergency-sign", "options / chest-pain / drawn", "several answers may be given", "Take it out."),
    Broken(Rule.DRAWN_AMISS, "tips.yaml", "drawn: [feet-middle", "drawn: [hands-off", "drawn: [hands-off", "feet-placement",
        "drawn / 1", "it draws the hands, its own answer is about the feet", "feet-high, feet-middle, feet-low."),
    Broken(Rule.DRAWN_AMISS, "tips.yaml", "drawn: [seat-up]", "drawn: [hips-down]", "drawn: [hips-down]", "seat-height",
        "settled / 13 / drawn / 1", "it draws the hips, its own answer is about the seat", "seat-up"),
    Broken(Rule.TIP_NOT_GUARDED, "tips.yaml", "      - {question: pain, at-most: 2}", "      - {question: pain, at-most: 3}",
        "only-if:", "loaded-carries", "only-if", "not quiet could get it", "as strict as quiet"),
    Broken(Rule.TIP_NOT_GUARDED, "about.yaml", "quiet-tips: [", "quiet-tips: [single-leg, ", "id: single-leg", "single-leg",
        "only-if", "not quiet could get it", "as strict as quiet"),
    Broken(Rule.UNKNOWN_ID, "about.yaml", "before-causes: [stay-active", "before-causes: [stay-actve", "stay-actve",
        "before-causes 1", "", "there is no tip stay-actve", "Did you mean stay-active?"),
    Broken(Rule.UNKNOWN_ID, "about.yaml", "symptoms: [when", "symptoms: [wen", "wen", "symptoms 1", "",
        "there is no question wen", "Did you mean when?"),
    Broken(Rule.UNKNOWN_ID, "about.yaml", "quiet-tips: [", "quiet-tips: [no-such-tip, ", "quiet-tips", "quiet-tips 1", "",
        "there is no tip no-such-tip", "Bring it back"),
    Broken(Rule.DANGER_SOFTENED, "triage.yaml", "title: Get emergency help now\n",
        NOW_ALSO + "        title: Get an ambulance now\n        text: Go at once.\n",
        "also:", "emergency", "also", "not the same for everybody", "Take also out"),
    Broken(Rule.DANGER_WITHOUT_SOURCE, "triage.yaml", "answer: lump}], studies: [nhs-back-pain]}", "answer: lump}]}",
        "answer: lump", rule_number("[{question: doctor-sign, answer: lump}"), "", "no study stands behind it",
        "under studies"),
    Broken(Rule.DANGER_NOT_TRIAGED, "triage.yaml", "[{question: doctor-sign, answer: fever}]",
        "[{question: doctor-sign, answer: fever}, {question: doctor-sign, answer: lump}]",
        "", "doctor-sign", "options / fever", "fever is a sign of danger", "calm: true"),
    Broken(Rule.DANGER_NOT_TRIAGED, "questions.yaml", "label: Only in the low back, calm: true,",
        "label: Only in the low back,",
        "id: low-back", "numb-where", "options / low-back", "no rule in triage.yaml calls for care", "calm: true"),
    Broken(Rule.CONTRADICTORY_INDICATION, "questions.yaml", 'label: "Chest pain"}', 'label: "Chest pain", calm: true}',
        "id: chest-pain", "emergency-sign", "options / chest-pain / calm", "a rule calls for care on it",
        "Take calm: true out"),
    Broken(Rule.DANGER_NOT_SAFETY, "questions.yaml", "    safety: true\n    short: Signs", "    short: Signs", "answer: fever",
        rule_number("[{question: doctor-sign, answer: fever}"), "when / 1", "doctor-sign can mean urgent care", "safety: true"),
    Broken(Rule.EMPTY_RULE, "triage.yaml", LAST_RULE,
        LAST_RULE + "  - {level: self-care, when: [{question: hips, answer: lift}]}\n",
        "level: self-care, when", MORE_RULE, "level", "everybody gets without a rule", "graver level"),
    Broken(Rule.TRAINING_ADVICE_IN_DANGER, "triage.yaml", "Chest pain. Sudden", "Chest pain after a set. Sudden", "- text: >-",
        "watch 1", "text", "read 'set' here", "training-words"),
    Broken(Rule.SHADOWED_INDICATION, "triage.yaml", LAST_RULE,
        LAST_RULE + "  - {level: clinician, when: [{question: when, answer: always}]}\n", "when, answer: always", MORE_RULE,
        "", f"{rule_number('[{question: when, answer: always}]')} always holds as well, and calls for clinician",
        "Take it out, or narrow the other."),
    Broken(Rule.SHADOWED_INDICATION, "triage.yaml", LAST_RULE,
        LAST_RULE + "  - {level: clinician, when: [{question: pain, at-least: 9}]}\n", "at-least: 9", MORE_RULE, "",
        f"{PAIN_PLACE} always holds as well", "Take it out"),
    Broken(Rule.SHADOWED_INDICATION, "triage.yaml", "  # Urgent: the same day.\n",
        "  - {level: clinician, when: [{question: doctor-sign, answer: fever}]}\n", "level: clinician", "rules 11", "",
        "rules 12 always holds as well, and calls for urgent", "Take it out"),
    Broken(Rule.SHADOWED_INDICATION, "triage.yaml", LAST_RULE,
        LAST_RULE + "  - {level: clinician, when: [{question: pain, at-least: 4}, {question: tried, answer: all}]}\n",
        "level: clinician", MORE_RULE, "", f"rules {RULES - 1} always holds as well", "Take it out"),
)
ADVICE = (
    _points(ABOUT_POINTS.replace("weak: 1", "weak: 0"), "the points do not rise"),
    Broken(Rule.BAD_POINTS, "about.yaml", "shown-from: 2", "shown-from: 101", "shown-from: 101", "", "points",
        "a number is more than 100", "Leave it at 100 or less."),
    _points(ABOUT_POINTS.replace("fair: 2", "fair: 4"), "do not rise"),
    _points(ABOUT_POINTS.replace("weak: 1", "weak: 3"), "do not"),
    _points(ABOUT_POINTS.replace("shown-from: 2", "shown-from: 0"), "the points"),
    Broken(Rule.CONTRADICTORY_INDICATION, "causes.yaml", "answer: ninety, strength: fair",
        "answer: [ninety, deep], strength: fair", "answer: deep", "too-deep", "for / 1",
        "depth: deep speaks for it and against it", "Keep one of the two."),
    Broken(Rule.CONTRADICTORY_INDICATION, "tips.yaml", "    called-by:\n",
        "    never-if:\n      - {question: health, answer: [hernia, blood-pressure]}\n    called-by:\n",
        "answer: blood-pressure", "brace-and-breathe", "called-by / 1",
        "health: blood-pressure calls for it and forbids it", "Keep one of the two."),
    Broken(Rule.SHADOWED_INDICATION, "tips.yaml", "{question: feet, answer: middle}", "{question: feet, answer: low}",
        "answer: low}", "feet-placement", "settled / 5", "an earlier one always fits first",
        "Put it before the other, or take it out."),
    Broken(Rule.SHADOWED_INDICATION, "causes.yaml", "      - {question: knees, answer: to-chest, strength: fair}\n",
        "      - {question: knees, answer: to-chest, strength: fair}\n      - {question: hips, answer: lift, strength: weak}\n",
        "answer: lift, strength: weak", "hip-roll", "for / 5", "hips: lift is counted twice", "Count each answer once."),
    Broken(Rule.SHADOWED_INDICATION, "causes.yaml", "answer: ninety, strength: fair",
        "answer: [ninety, short], strength: fair", "[ninety, short]", "too-deep", "against / 2",
        "depth: short is counted twice", "Count each answer once."),
    Broken(Rule.SHADOWED_INDICATION, "tips.yaml", "answer: blood-pressure}, {question: handles, answer: no-handles}]",
        "answer: blood-pressure}]", "answer: blood-pressure}]", "handle-pull", "variants / 2",
        "an earlier one always fits first", "Put it before the other, or take it out."),
    Broken(Rule.CAUSE_NOT_INDICATED, "causes.yaml", "answer: held, strength: fair", "answer: held, strength: weak", "for:",
        "breath-holding", "for", "only weak answers point to it", "strongly enough"),
    Broken(Rule.CAUSE_NOT_INDICATED, "causes.yaml", "answer: relaxed, strength: fair", "answer: relaxed, strength: weak",
        "for:", "slack-glutes", "for", "only weak answers point to it", "strongly enough"),
    Broken(Rule.CAUSE_NOT_INDICATED, "causes.yaml", "answer: dull, strength: fair", "answer: dull, strength: strong", "for:",
        "seat-low", "for", "no path asks enough to give it 4 points", "strongly enough", FOUR_POINTS),
    Broken(Rule.CAUSE_NOT_INDICATED, "causes.yaml",
        "    for:\n      - {question: also-hurts, answer: [other-lifts, daily-life], strength: strong}\n",
        "    for: []\n", "for: []", "not-the-press", "for", "no answer points to it", "Name an answer under for"),
    Broken(Rule.CAUSE_NOT_INDICATED, "causes.yaml",
        "{question: also-hurts, answer: [other-lifts, daily-life], strength: strong}",
        "{question: doctor-sign, answer: fever, strength: strong}", "for:", "not-the-press", "for", "no path asks enough",
        "Name an answer"),
    Broken(Rule.CAUSE_WITHOUT_TIP, "causes.yaml", "    tips: [brace-and-breathe]\n", "    tips: []\n", "tips: []",
        "breath-holding", "tips", "no tip answers it", "at least one tip"),
    Broken(Rule.TIP_NOT_REACHED, "causes.yaml", ", core-work, loaded-carries", ", loaded-carries", "", "core-work", "",
        "no cause names it and no answer calls for it", "or give it called-by"),
    Broken(Rule.TIP_NOT_REACHED, "tips.yaml", "    never-at: [clinician]\n", "    never-at: [clinician, self-care]\n",
        "- id: loaded-carries", "loaded-carries", "", "never-at names every level that has a checklist", ""),
    Broken(Rule.TIP_NOT_REACHED, "tips.yaml", "      - {question: pain, at-most: 2}\n",
        "      - {question: pain, at-most: 2}\n      - {question: pain, at-least: 3}\n", "- id: loaded-carries",
        "loaded-carries", "", "no answer to pain meets only-if and passes never-if", ""),
    Broken(Rule.TIP_NOT_REACHED, "tips.yaml", "      - {question: pain, at-most: 2}\n    never-if:\n",
        "      - {question: pain, at-most: 2}\n    never-if:\n      - {question: pain, at-most: 3}\n", "- id: loaded-carries",
        "loaded-carries", "", "no answer to pain meets only-if and passes never-if", ""),
    Broken(Rule.TIP_NOT_REACHED, "tips.yaml", "      - {question: pain, at-most: 2}\n",
        "      - {question: pain, at-most: 2}\n      - {question: doctor-sign, answer: fever}\n",
        "- id: loaded-carries", "loaded-carries", "",
        "no answer to doctor-sign meets only-if", ""),
    Broken(Rule.TIP_NOT_REACHED, "tips.yaml", "      - {question: pain, at-most: 2}\n",
        "      - {question: pain, at-most: 2}\n      - {question: health, answer: blood-pressure}\n",
        "- id: loaded-carries", "loaded-carries", "",
        "no answer to health meets only-if and passes never-if", ""),
    Broken(Rule.CORE_TIP_MISSING, "about.yaml", "lumbar-towel]", "lumbar-towel, hand-rest]", "core-tips", "core-tips 6", "",
        "there is no tip hand-rest", "must stand in every checklist"),
    Broken(Rule.CORE_TIP_MISSING, "about.yaml", ", lumbar-towel]", "]", "", "lumbar-towel", "habit",
        "it has habit and is not named in about.yaml", "Add it to core-tips there"),
    Broken(Rule.CORE_TIP_MISSING, "tips.yaml", "    habit: glutes\n", "", "- id: glute-squeeze", "glute-squeeze", "habit",
        "without habit it stands only in some checklists", "Give it habit, the question about it."),
    Broken(Rule.CORE_TIP_MISSING, "tips.yaml", "    title: Glute squeeze\n",
        "    title: Glute squeeze\n    only-if: [{question: pain, at-most: 5}]\n", "only-if", "glute-squeeze", "only-if",
        "only-if keeps it from some checklists", "Take only-if out"),
    Broken(Rule.CORE_TIP_MISSING, "tips.yaml", "    title: Glute squeeze\n",
        "    title: Glute squeeze\n    never-if: [{question: pain, at-least: 9}]\n", "never-if", "glute-squeeze", "never-if",
        "never-if keeps it from some checklists", "Take never-if out"),
    Broken(Rule.CORE_TIP_MISSING, "tips.yaml", "    title: Glute squeeze\n",
        "    title: Glute squeeze\n    never-at: [urgent, clinician]\n", "never-at", "glute-squeeze", "never-at",
        "never-at keeps it from some checklists", "Take never-at out"),
    Broken(Rule.CORE_WORDS_MISSING, "tips.yaml",
        *less("tips.yaml", '    keep:\n      action: "Keep squeezing', 'with the pad."]\n'), "- id: glute-squeeze",
        "glute-squeeze", "keep", "a core tip has no words for keep", "Write what to do"),
    Broken(Rule.CORE_WORDS_MISSING, "tips.yaml",
        *less("tips.yaml", '    check:\n      action: "Feel them', 'never at the bottom."]\n'), "- id: glute-squeeze",
        "glute-squeeze", "check", "a core tip has no words for check", "Write what to do"),
    Broken(Rule.TIP_WITHOUT_SOURCE, "tips.yaml", '    grade-note: "Forum only. Nothing was found on it."\n    backed-by: [2]\n',
        '    grade-note: "Forum only. Nothing was found on it."\n', "- id: shoulder-blades", "shoulder-blades", "",
        "no post and no study stands behind it", "Name posts under backed-by, or studies."),
    Broken(Rule.TIP_OVERGRADED, "tips.yaml", "    grade: F\n", "    grade: D\n", "grade: D", "seat-height", "grade",
        "it has grade D, and the best study for it has F", "Give it F or lower."),
    Broken(Rule.TIP_OVERGRADED, "tips.yaml", '    grade: C\n    grade-note: "Indirect. Lab work on other',
        '    grade: A\n    grade-note: "Indirect. Lab work on other', "grade: A", "handle-pull", "grade",
        "it has grade A", "Give it C or lower"),
    Broken(Rule.UNUSED_SOURCE, "causes.yaml", "bohannon-1985, ", "", "", "bohannon-1985", "", "nothing names it",
        "Use it, or take it out."),
    Broken(Rule.UNUSED_SOURCE, "conflicts.yaml", ", driving-support-study", "", "", "driving-support-study", "",
        "nothing names it", "Use it"),
    Broken(Rule.UNUSED_SOURCE, "tips.yaml", ", squat-tilt-cue-2025", "", "", "squat-tilt-cue-2025", "", "nothing names it",
        "Use it"),
    Broken(Rule.UNUSED_SOURCE, "triage.yaml", "studies: [nice-ng156, hatzaras-2007]", "studies: [hatzaras-2007]", "",
        "nice-ng156", "", "nothing names it", "Use it"),
    Broken(Rule.UNUSED_SOURCE, "triage.yaml", "studies: [menezes-costa-2012, qaseem-2017]", "studies: [qaseem-2017]", "",
        "menezes-costa-2012", "", "nothing names it", "Use it"),
    Broken(Rule.UNUSED_SOURCE, "posts.yaml", "{number: 16, poster: p16, advice: false,",
        "{number: 16, poster: p16, advice: true,", "number: 16", "16", "", "it gives advice", "Name it where"),
    Broken(Rule.UNUSED_SOURCE, "posts.yaml", "{number: 11, poster: p11, advice: false,", "{number: 11, poster: p11,",
        "number: 11", "11", "", "it gives advice, and nothing names it", "advice: false"),
)
LOGS = (
    Broken(Rule.FOLLOW_UP_INCOMPLETE, "follow-up.yaml",
        *less("follow-up.yaml", "  - doubt: easing\n", 'before the change."\n'), "", "", "doubts", "no words for easing",
        "Let easing stand there once."),
    Broken(Rule.FOLLOW_UP_INCOMPLETE, "follow-up.yaml", "  - verdict: same\n", "  - verdict: better\n", "", "", "verdicts",
        "better stands there twice", "once"),
    Broken(Rule.FOLLOW_UP_INCOMPLETE, "follow-up.yaml", "  - do: pause\n", "  - do: stop-until-seen\n", "", "", "next",
        "no words for pause", "once"),
    Broken(Rule.FOLLOW_UP_INCOMPLETE, "follow-up.yaml", "  - id: morning\n", "  - id: evening\n", "", "", "log",
        "it does not ask morning", "Bring the question morning back."),
    Broken(Rule.FOLLOW_UP_INCOMPLETE, "follow-up.yaml", "scale: {low: 0, high: 10, low-label: no pain,",
        "scale: {low: 0, high: 5, low-label: no pain,", "- id: during", "during", "", "its scale is not that of the pain",
        "Let a scale run from 0 to 10"),
    Broken(Rule.FOLLOW_UP_INCOMPLETE, "follow-up.yaml", '      - {id: other, label: "Yes, and something else was new too"}\n',
        "", "- id: set-up", "set-up", "", "it is not asked as it must be", "with, without, other"),
    Broken(Rule.FOLLOW_UP_INCOMPLETE, "follow-up.yaml", '    - {id: "no", label: "No, I was only seen"}\n', "", "pressed:",
        "", "pressed", "not asked as it must be", "yes, no"),
    Broken(Rule.LINE_MOVED, "follow-up.yaml", "  severe:\n    value: 8", "  severe:\n    value: 9", "value: 9", "",
        "thresholds / severe / value",
        "it is 9", "Write a number from 6 to 8."),
    Broken(Rule.LINE_MOVED, "follow-up.yaml", "  need-points:\n    value: 2", "  need-points:\n    value: 1", "value: 1", "",
        "thresholds / need-points / value", "it is 1", "from 2 to 5"),
    Broken(Rule.LINE_MOVED, "follow-up.yaml", "  same-sessions:\n    value: 3", "  same-sessions:\n    value: 5", "value: 5",
        "", "thresholds / same-sessions / value", "it is more than sessions-now", "be 4 or less"),
    Broken(Rule.LINE_WITHOUT_SOURCE, "follow-up.yaml",
        'mean moved less than this."\n    rule-of-thumb: true', 'mean moved less than this."', "same-points:", "",
        "thresholds / same-points",
        "nothing says where it comes from", "Name its studies"),
    Broken(Rule.LINE_WITHOUT_SOURCE, "follow-up.yaml", 'is a quiet one."\n', 'is a quiet one."\n    rule-of-thumb: true\n',
        "quiet-pain:", "", "thresholds / quiet-pain", "it names studies and is a rule of thumb", "Name its studies"),
    Broken(Rule.TIP_JUDGED_AMISS, "tips.yaml", "judged-by: {sessions: 2}", "judged-by: {sessions: 2, weeks: 4}", "judged-by",
        "seat-height", "judged-by", "either sessions or weeks", "Write one of the two."),
    Broken(Rule.TIP_JUDGED_AMISS, "tips.yaml", "    pauses: true\n", "    pauses: true\n    judged-by: {sessions: 2}\n",
        "pauses", "stay-active", "pauses", "do not go together", "Leave one of the two out."),
    Broken(Rule.TIP_JUDGED_AMISS, "tips.yaml", "    judged-by: {sessions: 2}\n    changes-load: true\n",
        "    changes-load: true\n", "changes-load", "lighter-load", "changes-load", "needs judged-by", "Add it."),
    Broken(Rule.TRAINING_ADVICE_IN_DANGER, "follow-up.yaml", "Has a doctor looked at it since? Then",
        "Has a doctor looked at it since your last session? Then", "when-seen", "", "remarks / when-seen", "'session'",
        "Say only what to do"),
    Broken(Rule.DANGER_QUESTION, "follow-up.yaml", "signs: [emergency-sign, doctor-sign]", "signs: [emergency-sign]", "signs",
        "", "signs", "does not begin with each danger sign", "emergency-sign and doctor-sign"),
    Broken(Rule.DANGER_QUESTION, "follow-up.yaml", "pain: pain\n", "pain: load\n", "pain: load", "", "pain",
        "not the question about pain", "Name pain."),
    Broken(Rule.DANGER_QUESTION, "follow-up.yaml", "ask-signs: Is any of these new", "ask-signs: Is none of these new",
        "ask-signs", "", "ask-signs", "it says 'none'", "Ask for the sign itself."),
)
TEXTS = (
    Broken(Rule.LABEL_TOO_LONG, "tips.yaml", "title: Seat height",
        "title: A seat that is high enough, and not too high at all for you and for me", "title: A seat", "seat-height",
        "title", "it takes 3 lines on a screen of 40 columns", "Say it in 2 lines of 34 letters."),
    Broken(Rule.LABEL_TOO_LONG, "questions.yaml", 'label: "Chest pain"',
        'label: "' + "It hurts in my chest and is bad. " * 4 + '"', "It hurts in my chest", "emergency-sign",
        "options / chest-pain / label", "takes 4 lines", "Say it in 3 lines of 34 letters."),
    Broken(Rule.LABEL_TOO_LONG, "tips.yaml", "title: Seat height", f"title: {'h' * 35}", "title: hhh", "seat-height", "title",
        "a word that is longer than a line", "in 2 lines of 34 letters"),
    Broken(Rule.COMMAND_TOO_LONG, "tips.yaml", 'command: "Put your feet in the middle of the plate"',
        f'command: "{"Go on " * 6}now"', "command:", "feet-placement", "command", "it has 13 words",
        "Say it in 12 words at most."),
    Broken(Rule.COMMAND_TOO_LONG, "tips.yaml", 'action: "Back rest one step more upright"',
        'action: "Back rest one step more upright, and then press"', "action:", "seat-height", "settled / 3 / action",
        "it has 9 words", "Say it in 8 words at most."),
    Broken(Rule.COMMAND_TOO_LONG, "tips.yaml", 'action: "Keep the notch you have"', f'action: "{"Keep it " * 4}now"', "action:",
        "seat-height", "keep / action", "it has 9 words", "8 words"),
    Broken(Rule.COMMAND_TOO_LONG, "tips.yaml", 'command: "Squeeze your glutes gently as you push, and breathe out"',
        'command: "Squeeze your glutes gently as you push, and breathe out as you do so"', "command:", "glute-squeeze",
        "variants / 1 / command", "it has 14 words", "12 words"),
    Broken(Rule.READING_LEVEL, "tips.yaml", 'command: "Film one light set from the side"',
        'command: "Photograph individual repetitions, considering deterioration occurring continuously underneath"',
        "command: ", "film-a-set", "command", "its reading level is grade", "for grade 8 or lower"),
    Broken(Rule.READING_LEVEL, "tips.yaml", '"Look for the point where your hips leave the pad."',
        '"Identify the individual repetition immediately preceding deterioration of lumbar positioning."',
        "Identify", "film-a-set", "steps / 3", "its reading level is grade", "for grade 8 or lower"),
    Broken(Rule.READING_LEVEL, "tips.yaml", '"you can see your hips and the pad in every rep"',
        '"observation of continuous individual repetitions necessitates no interpretation"', "right-when:", "film-a-set",
        "right-when", "its reading level is grade", "for grade 8 or lower"),
    Broken(Rule.WORD_TO_AVOID, "tips.yaml", 'action: "One light set from the side"', 'action: "One chronic set"', "chronic",
        "film-a-set", "action", "it says 'chronic'", "Say: long-term."),
    Broken(Rule.WORD_TO_AVOID, "tips.yaml", 'command: "Film one light set', 'command: "Film one chronic set', "chronic",
        "film-a-set", "command", "it says 'chronic'", "long-term"),
    Broken(Rule.WORD_TO_AVOID, "tips.yaml", '"Put your phone at hip height', '"Put your chronic phone at hip height', "chronic",
        "film-a-set", "steps / 1", "it says 'chronic'", "long-term"),
    Broken(Rule.WORD_TO_AVOID, "tips.yaml", 'right-when: "you can see', 'right-when: "you can, chronic, see', "chronic",
        "film-a-set", "right-when", "it says 'chronic'", "long-term"),
    Broken(Rule.READING_LEVEL, "tips.yaml", LIGHT_SETS,
        "cost: Considerable organisational preparation necessitates additional equipment availability everywhere.",
        "cost: Cons", "seat-height", "cost", "its reading level is grade", "for grade 8 or lower"),
    Broken(Rule.LONG_SENTENCE, "triage.yaml", "Go on with care. If", LONG_26 + " If", "action: >-", "self-care",
        "action", "a sentence has 26 words", "Split it: 25 words at most."),
    Broken(Rule.WORD_TO_AVOID, "tips.yaml", LIGHT_SETS, "cost: A Chronic wait.", "Chronic",
        "seat-height", "cost", "it says 'Chronic'", "Say: long-term."),
    Broken(Rule.WORD_TO_AVOID, "glossary.yaml", 'means: "Your body without head, arms and legs."',
        'means: "Your body, with the cauda equina."', "cauda equina", "trunk", "means", "it says 'cauda equina'",
        "the nerves at the base"),
)
# fmt: on
BROKEN = (*YAML, *SHAPE, *NAMES, *QUESTIONS, *TREE, *DANGER, *ADVICE, *LOGS, *TEXTS)


def _inserted(file: str, old: str, new: str) -> tuple[str, bytes]:
    return file, changed(file, old, new)[file]


def _rules(test: str) -> str:
    """Return 700 different rules that each test two answers."""
    others = ("hips: lift", "seat: lowest", "feet: high", "glutes: relaxed", "depth: deep", "lumbar: gap", "load: heavy-only")
    return "".join(
        f"  - {{level: clinician, when: [{{question: pain, {test}: {number % 9}}}, {{question: {name}, answer: {answer}}}]}}\n"
        for number in range(100)
        for name, answer in (other.split(": ") for other in others)
    )


@cache
def hostile_files(size: int) -> dict[str, tuple[str, bytes]]:
    """Return files of about so many bytes that are made to be slow, each with its name in the knowledge."""
    whole = {
        "brackets": b"[" * size,
        "braces": b"{a: " * (size // 4),
        "entries": b"posts:\n" + b"- a\n" * (size // 4),
        "keys": "".join(f"k{number}: 1\n" for number in range(size // 10)).encode(),
        "one key": b"a: 1\n" * (size // 5),
        "anchors": b"posts: [" + b"&a 1, " * (size // 6) + b"]",
        "aliases": b"posts: [&a a, " + b"*a, " * (size // 4) + b"]",
        "documents": b"---\n" * (size // 4),
        "a tag": b"!" + b"a" * size + b" x\n",
        "a long key": b"? " + b"a" * size + b"\n: 1\n",
        "a list as a key": b"? [" + b"1, " * (size // 3) + b"]\n: 1\n",
        "zeros": b"\0" * size,
        "no text": b"\xff" * size,
        "newlines": b"\n" * size,
        "hyphens": b"- " * (size // 2),
        "colons": b":" * size,
        "posts": b"posts:\n" + b"".join(b"- {number: %d, poster: p, says: a}\n" % number for number in range(size // 34)),
    }
    inside = {
        "a long word": _inserted("about.yaml", "pain over 5 of 10", "x" * size),
        "many words": _inserted("about.yaml", "pain over 5 of 10", " ".join(f"w{number:x}" for number in range(size // 6))),
        "a long label": _inserted("tips.yaml", "title: Seat height", "title: " + "ab " * (size // 3)),
        "a label of one word": _inserted("tips.yaml", "title: Seat height", "title: " + "a" * size),
        "a long id": _inserted("tips.yaml", "- id: seat-height", "- id: " + "a-" * (size // 2)),
        "answers": _inserted("triage.yaml", "answer: chest-pain", f"answer: [{'chest-pain, ' * (size // 13)}]"),
        "conditions": _inserted(
            "triage.yaml", LAST_RULE, LAST_RULE.replace("[{", "[" + "{question: pain, at-least: 4}, " * 900 + "{")
        ),
        "rules": _inserted("triage.yaml", LAST_RULE, LAST_RULE + _rules("at-least")),
        "falling rules": _inserted("triage.yaml", LAST_RULE, LAST_RULE + _rules("at-most")),
        "a long number": _inserted("tree.yaml", "longest-path: 20", f"longest-path: {'9' * size}"),
        "a long way": _inserted(
            "tree.yaml",
            LAST_STEP,
            LAST_STEP.replace("end", "s0")
            + "".join(f"  - {{id: s{n}, ask: feel, then: s{n + 1}, unless: {{dull: s{n + 2}}}}}\n" for n in range(900))
            + "  - {id: s900, ask: pain, then: s901}\n  - {id: s901, ask: pain, then: end}\n",
        ),
        "branches": _inserted(
            "tree.yaml",
            "{wobbles: wobbly-when}",
            "{" + ", ".join(f"x{number}: wobbly-when" for number in range(size // 26)) + "}",
        ),
        "signs": _inserted(
            "causes.yaml", "    for:\n", "    for:\n" + "      - {question: hips, answer: lift, strength: weak}\n" * 900
        ),
        "studies": _inserted(
            "studies.yaml",
            "  - id: elson-2008",
            "".join(f"  - {{id: s{n}, citation: c, type: t, grade: A, finding: f, limits: l}}\n" for n in range(900))
            + "  - id: elson-2009",
        ),
    }
    return {name: ("posts.yaml", data) for name, data in whole.items()} | inside
