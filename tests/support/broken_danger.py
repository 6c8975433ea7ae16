"""Copies of the shipped knowledge in which somebody in danger fares worse: each is one change, and one rule must refuse it."""

from __future__ import annotations

from typing import NamedTuple

from legpress_cli.knowledge.reading.faults import Rule
from support.broken import SHIPPED, block

RULES = "triage.yaml"
ASKED = "questions.yaml"


class Edit(NamedTuple):
    """In ``file`` the first text ``old`` became ``new``."""

    file: str
    old: str
    new: str


class Weakened(NamedTuple):
    """One change, of one or several edits. The first fault is of ``rule`` and stands on a line that holds ``on``."""

    kind: str
    rule: Rule
    edits: tuple[Edit, ...]
    file: str
    on: str
    entry: str
    key: str
    found: str

    @property
    def name(self) -> str:
        return f"{self.rule}: {self.kind}"

    @property
    def files(self) -> dict[str, bytes]:
        """Return the knowledge with this change."""
        files = dict(SHIPPED)
        for file, old, new in self.edits:
            text = files[file].decode()
            assert old in text, f"{file} has no {old!r}"
            files[file] = text.replace(old, new, 1).encode()
        return files


def swapped(file: str, one: str, other: str) -> tuple[Edit, ...]:
    """Return the edits that put two texts of a file in each other's place."""
    return Edit(file, one, "\0"), Edit(file, other, one), Edit(file, "\0", other)


def renamed(old: str, new: str) -> tuple[Edit, ...]:
    """Return the edits that give an id another name wherever it stands."""
    return tuple(Edit(file, old, new) for file, data in SHIPPED.items() for _ in range(data.decode().count(old)))


def rule_of(condition: str) -> str:
    """Return the line of the rule with this ``when``."""
    lines = SHIPPED[RULES].decode().splitlines(keepends=True)
    return next(line for line in lines if line.startswith("  - {level: ") and f"when: [{condition}]" in line)


def without_rule(condition: str) -> Edit:
    return Edit(RULES, rule_of(condition), "")


def option(start: str) -> str:
    """Return the line of the answer that begins so."""
    return next(line for line in SHIPPED[ASKED].decode().splitlines(keepends=True) if line.strip().startswith(f"- {start}"))


CHEST = "{question: emergency-sign, answer: chest-pain}"
FEVER = "{question: doctor-sign, answer: fever}"
HERNIA = "{question: health, answer: hernia}"
ONE_LEG = "{question: doctor-sign, answer: one-leg}"
LEG_NUMB = "{question: numb-where, answer: one-leg}"
ALWAYS = "{question: when, answer: always}"
SEVERE = "{question: pain, at-least: 8}"
ALL_TRIED = "{question: tried, answer: all}, {question: pain, at-least: 4}"
NOT_SURE_TRIED = "{question: tried, answer: all}, {question: pain, answer: not-sure}"
SEVERE_ALWAYS = f"{SEVERE}, {ALWAYS}"
SUDDEN_BRITTLE = "{question: health, answer: brittle-bones}, {question: onset, answer: [sudden-days, sudden-before]}"
YOUNG_FELT = "{question: health, answer: under-20}, {question: pain, at-least: 4}"
URGENT_TITLE = "title: See a doctor today\n"
NOW_TITLE = "title: Get emergency help now\n"
URGENT_ACTION = block(RULES, "Call a doctor or an out-of-hours line today", "look at you first.")
NOW_ACTION = block(RULES, "Call your emergency number or go to", "what you marked here.")
DANGER_TEXT = block(RULES, "Get emergency help at once for any one of these.", "accident.")
DANGER_LINE = block(RULES, "    brief:\n      - ", 'bad fall"\n')
STOP_RULE = block("about.yaml", "pain over 5 of 10;", "or weak")
POINTS = "{strong: 3, fair: 2, weak: 1, shown-from: 2}"
NO_SIGN = "      - {id: none, label: None of these, alone: true}\n"
FAINT = "      - {id: faint, label: You fainted, calm: true}\n"


# One copy in two or three lines; the formatter would give every word a line of its own.
# fmt: off
def _below(kind: str, old: str, new: str, on: str, entry: str, key: str, found: str) -> Weakened:
    return Weakened(kind, Rule.DANGER_BELOW_FLOOR, (Edit(RULES, old, new),), RULES, on, entry, key, found)


def _labelled(kind: str, old: str, new: str, entry: str, key: str, found: str, *, rule: Rule = Rule.SIGN_WORDS) -> Weakened:
    return Weakened(kind, rule, (Edit(ASKED, old, new),), ASKED, "", entry, key, found)


def _worded(kind: str, old: str, new: str, entry: str, key: str, found: str) -> Weakened:
    return Weakened(kind, Rule.LEVEL_WORDS, (Edit(RULES, old, new),), RULES, "", entry, key, found)


def _about(kind: str, rule: Rule, old: str, new: str, key: str, found: str) -> Weakened:
    return Weakened(kind, rule, (Edit("about.yaml", old, new),), "about.yaml", key, "", key, found)


def _asked(kind: str, old: str, new: str, entry: str, key: str, found: str) -> Weakened:
    return Weakened(kind, Rule.DANGER_QUESTION, (Edit(ASKED, old, new),), ASKED, "", entry, key, found)


MISSING = (
    Weakened("an answer and its rule are taken out together", Rule.DANGER_SIGN_MISSING,
        (Edit(ASKED, option("{id: chest-pain"), ""), without_rule(CHEST)), ASKED, "options:", "emergency-sign", "options",
        "nobody can answer chest-pain"),
    Weakened("an answer gets another id", Rule.DANGER_SIGN_MISSING,
        (Edit(ASKED, "{id: chest-pain", "{id: chest-ache"), Edit(RULES, "answer: chest-pain", "answer: chest-ache")), ASKED,
        "options:", "emergency-sign", "options", "nobody can answer chest-pain"),
    Weakened("a danger question gets another id", Rule.DANGER_SIGN_MISSING, renamed("emergency-sign", "warning-sign"), ASKED,
        "questions:", "", "questions", "there is no question emergency-sign"),
)
LEVELS = (
    _below("an emergency is only urgent", f"level: emergency, when: [{CHEST}", f"level: urgent, when: [{CHEST}",
        "answer: chest-pain", "rules 7", "", "emergency-sign: chest-pain calls for urgent"),
    _below("an urgent sign can wait for days", f"level: urgent, when: [{FEVER}", f"level: clinician, when: [{FEVER}",
        "answer: fever", "rules 11", "", "doctor-sign: fever calls for clinician"),
    Weakened("a sign that stands alone has no rule", Rule.DANGER_BELOW_FLOOR, (without_rule(LEG_NUMB),
        Edit(ASKED, "label: Down one leg,", "label: Down one leg, alone: true,")), RULES, "rules:", "", "rules",
        "numb-where: one-leg calls for self-care"),
    _below("the rule for pain all the time is lost", rule_of(ALWAYS), "", "rules:", "", "rules",
        "when: always calls for self-care"),
    _below("the rule for pain all the time is turned round", f"clinician, when: [{ALWAYS}]",
        "clinician, when: [{question: when, answer: later}]", "rules:", "", "rules", "when: always calls for self-care"),
    _below("the rule for severe pain is lost", rule_of(SEVERE), "", "rules:", "", "rules", "pain: 8 calls for self-care"),
    _below("pain counts from nine on", f"hold: true, when: [{SEVERE}]", "hold: true, when: [{question: pain, at-least: 9}]",
        "rules:", "", "rules", "pain: 8 calls for self-care"),
    _below("all was tried and nobody looks", rule_of(ALL_TRIED), "", "rules:", "", "rules",
        "tried: all with pain: 4 calls for self-care"),
    _below("all was tried, how strong it is is not known", rule_of(NOT_SURE_TRIED), "", "rules:", "", "rules",
        "tried: all with pain: not-sure calls for self-care"),
    _below("the rule for what was tried is turned round", f"[{ALL_TRIED}]", f'[{ALL_TRIED.replace("all", "some")}]', "rules:",
        "", "rules", "tried: all with pain: 4 calls for self-care"),
    _below("severe pain all the time is not urgent", rule_of(SEVERE_ALWAYS), "", "hold: true", "rules 29", "",
        "pain: 8 with when: always calls for clinician"),
    _below("brittle bones and a sudden start are not urgent", rule_of(SUDDEN_BRITTLE),
        rule_of(SUDDEN_BRITTLE).replace(", sudden-before", ""), "answer: brittle-bones", "rules 40", "",
        "health: brittle-bones with onset: sudden-before calls for clinician"),
    _below("a leg that hurts may press", f"hold: true, when: [{ONE_LEG}]", f"when: [{ONE_LEG}]", "answer: one-leg", "rules 28",
        "", "free to press"),
    _below("severe pain may press", f"hold: true, when: [{SEVERE}]", f"when: [{SEVERE}]", "at-least: 8", "rules 30", "",
        "free to press"),
    _below("the young may press with pain", rule_of(YOUNG_FELT), "", "answer: under-20", "rules 35", "", "free to press"),
)
CALM = (
    Weakened("an emergency sign is called calm", Rule.CALM_DANGER,
        (Edit(ASKED, 'label: "Chest pain"}', 'label: "Chest pain", calm: true}'), without_rule(CHEST)), ASKED, "id: chest-pain",
        "emergency-sign", "options / chest-pain / calm", "calls for emergency at least"),
    Weakened("a mild sign is called calm", Rule.CALM_DANGER,
        (Edit(ASKED, 'belly or groin"', 'belly or groin", calm: true'), without_rule(HERNIA)), ASKED, "id: hernia", "health",
        "options / hernia / calm", "calls for clinician at least"),
    Weakened("a new emergency sign is calm from the start", Rule.CALM_DANGER,
        (Edit(ASKED, option("{id: dark-urine"), option("{id: dark-urine") + FAINT),), ASKED,
        "id: faint", "emergency-sign", "options / faint / calm", "calls for emergency at least"),
)
ORDER = (
    Weakened("the signs for a doctor come first", Rule.DANGER_ORDER, (
        Edit("tree.yaml", "start: emergency-sign", "start: doctor-sign"),
        Edit("tree.yaml", "ask: emergency-sign, then: doctor-sign}", "ask: emergency-sign, then: health}"),
        Edit("tree.yaml", "ask: doctor-sign, then: health}", "ask: doctor-sign, then: emergency-sign}"),
    ), "tree.yaml", "id: doctor-sign", "doctor-sign", "ask", "doctor-sign is asked where emergency-sign must be"),
    Weakened("health comes before the signs for a doctor", Rule.DANGER_ORDER, (
        Edit("tree.yaml", "ask: emergency-sign, then: doctor-sign}", "ask: emergency-sign, then: health}"),
        Edit("tree.yaml", "ask: doctor-sign, then: health}", "ask: doctor-sign, then: where}"),
        Edit("tree.yaml", "ask: health, then: where}", "ask: health, then: doctor-sign}"),
    ), "tree.yaml", "id: health", "health", "ask", "health is asked where doctor-sign must be"),
)
FORM = (
    _asked("one answer only", "kind: many\n    safety: true\n    short: Emergency",
        "kind: one\n    safety: true\n    short: Emergency", "emergency-sign", "kind", "can mark only one"),
    _asked("only some are asked", "    short: Signs for a doctor",
        "    only-after: {question: emergency-sign, answer: none}\n    short: Signs for a doctor", "doctor-sign", "only-after",
        "only some people are asked"),
    _asked("the emergency question is turned round", "Have you noticed any of these", "Which of these have you not noticed",
        "emergency-sign", "ask", "it says 'not'"),
    _asked("the question for a doctor is turned round", "Are any of these true for you", "Which of these are you free of",
        "doctor-sign", "ask", "it says 'free of'"),
    _asked("the question about numbness is turned round", "Where is it numb or tingling?",
        "Where is it neither numb nor tingling?", "numb-where", "ask", "it says 'neither'"),
    Weakened("none comes first", Rule.DANGER_QUESTION, (Edit(ASKED, NO_SIGN, ""),
        Edit(ASKED, option("{id: saddle-numbness"), NO_SIGN + option("{id: saddle-numbness"))), ASKED, "options:",
        "emergency-sign", "options", "none does not come last"),
    _asked("the pain is asked for at its mildest", "was the pain at its worst?", "was the pain at its mildest?", "pain", "ask",
        "the pain at its worst"),
)
LABELS = (
    Weakened("two labels are swapped", Rule.SIGN_WORDS, swapped(ASKED, '"Chest pain"',
        '"A recent serious accident or fall"'), ASKED,
        "id: serious-accident", "emergency-sign", "options / serious-accident / label", "serious-accident does not say it"),
    Weakened("a sign and none are swapped", Rule.SIGN_WORDS, swapped(ASKED, '"Chest pain"', "None of these"), ASKED,
        "id: chest-pain", "emergency-sign", "options / chest-pain / label", "reads as if there were none"),
    Weakened("two labels for a doctor are swapped", Rule.SIGN_WORDS,
        swapped(ASKED, '"Fever, chills, or feeling ill"', '"Not clearly better after 6 weeks"'), ASKED, "id: fever",
        "doctor-sign", "options / fever / label", "fever does not say it"),
    _labelled("a sign denies itself", 'label: "Chest pain"', 'label: "No trouble and no chest pain"', "emergency-sign",
        "options / chest-pain / label", "reads as if there were none"),
    _labelled("a sign is denied in its middle", 'label: "Pregnant now"', 'label: "You are not pregnant now"', "health",
        "options / pregnant / label", "pregnant does not say it"),
    _labelled("none is a sign", "label: None of these", "label: I feel a little odd", "emergency-sign",
        "options / none / label", "none of the signs fits"),
    _labelled("none holds a sign too", "label: None of these", 'label: "None of these, or a little chest pain"',
        "emergency-sign", "options / none / label", "none of the signs fits"),
    _labelled("a calm answer takes a grave sign in", "label: Only in the low back, calm",
        "label: The low back or both legs, calm", "numb-where", "options / low-back / label", "says saddle-or-both-legs too"),
    _labelled("a sign is read as none", "{id: none, label: None of these,",
        '{id: none, aliases: ["yes"], label: None of these,',
        "emergency-sign", "options / none / aliases", "yes is read as none"),
    _labelled("the ends of the scale are swapped", "low-label: no pain, high-label: the worst you can think of",
        "low-label: the worst you can think of, high-label: no pain", "pain", "scale / low-label", "does not say no pain"),
    _labelled("the high end is mild", "high-label: the worst you can think of", "high-label: a little", "pain",
        "scale / high-label",
        "does not say worst"),
    *(
        _labelled(f"two labels read alike {how}", 'label: "Chest pain"', f'label: "{label}"', "emergency-sign", "options",
            "two answers read", rule=Rule.SAME_LABEL)
        for how, label in {
            "but for a full stop": "None of these.", "but for case": "NONE of These", "but for spaces": " None  of these ",
            "but for a Cyrillic letter": "N\u043ene of these", "but for a Greek letter": "\u039done of these",
            "but for wide letters": "\uff2eone of these", "but for an accent": "Non\u00e9 of these",
        }.items()
    ),
    *(
        _labelled(f"a sign reads as none but for {what}", 'label: "Chest pain"', f'label: "{label}"', "emergency-sign",
            "options / chest-pain / label", "a character that cannot be seen", rule=Rule.HIDDEN_CHARACTER)
        for what, label in {
            "a variation selector": "None\ufe0f of these", "a joiner": "None of\u034f these",
            "a filler": "None of these\u3164", "an empty pattern": "None of\u2800these",
        }.items()
    ),
)
WORDS = (
    Weakened("the levels of two texts are swapped", Rule.LEVEL_WORDS,
        swapped(RULES, "  - level: urgent\n", "  - level: emergency\n"), RULES, URGENT_TITLE.strip(), "emergency", "title",
        "it does not say emergency or ambulance"),
    Weakened("two titles are swapped", Rule.LEVEL_WORDS, swapped(RULES, URGENT_TITLE, NOW_TITLE), RULES, "title: Get emergency",
        "urgent", "title", "it does not say today"),
    Weakened("two actions are swapped", Rule.LEVEL_WORDS, swapped(RULES, URGENT_ACTION, NOW_ACTION), RULES, "action:", "urgent",
        "action", "it does not say doctor"),
    _worded("an emergency title says that all is well", "Get emergency help now", "No emergency help now, all is well",
        "emergency", "title", "it does not say emergency or ambulance"),
    _worded("an emergency title calms", "Get emergency help now", "Emergency help is there now, but this can wait", "emergency",
        "title", "it says 'can wait'"),
    _worded("an emergency may be today", "Get emergency help now", "Get emergency help now, or today", "emergency", "title",
        "it says 'today'"),
    _worded("an emergency title holds only for some", "Get emergency help now", "Get emergency help now if it gets worse",
        "emergency", "title", "it says 'if'"),
    _worded("something comes before the emergency call", "Call your emergency number or go",
        "Eat well. Call your emergency number or go", "emergency", "action", "it does not say emergency"),
    _worded("the emergency call comes after something", "an emergency department now.",
        "an emergency department now, after a rest.",
        "emergency", "action", "it says 'after'"),
    _worded("a visit is only an offer", "title: See a doctor or physio about this", "title: You could see a doctor or physio",
        "clinician", "title", "it says 'could'"),
    _worded("a visit may be weeks away", "Arrange a visit within the next few days, and tell them what you marked here. Until",
        "Arrange a visit within days or weeks, and tell them what you marked here. Until", "clinician", "action",
        "it says 'weeks'"),
    _worded("letters of another alphabet calm", "Get emergency help now",
        "Get emergency help now, or it c\u0430n w\u0430it", "emergency", "title", "it says 'can wait'"),
    _worded("an urgent action says that it can wait", "There is no checklist today:",
        "It can wait. There is no checklist today:", "urgent", "action", "it says 'can wait'"),
    _worded("an urgent title has no time", URGENT_TITLE, "title: See a doctor\n", "urgent", "title", "it does not say today"),
    _worded("an addition calms", "Ask your midwife or doctor first.",
        "Ask your midwife or doctor first. There is nothing to worry about.",
        "clinician", "also / 3 / text", "it says 'nothing to worry'"),
    _worded("two levels say the same", "title: No danger sign in your answers\n", "title: See a doctor or physio about this!\n",
        "clinician", "title", "the same as another level"),
    _worded("hold lets people press", "Do not press before that.", "Press lightly before that.", "", "hold / action",
        "to leave the press alone"),
    _worded("hold has a title that lets people press", "title: See a doctor or physio, and do not press before that",
        "title: Go easy on the leg press", "", "hold / title", "to leave the press alone"),
)
SENTENCES = (
    Weakened("the danger text is emptied", Rule.SAFETY_WORDS, (Edit(RULES, DANGER_TEXT, "Look after yourself."),),
        RULES, "text", "watch 1", "text", "it does not say emergency help"),
    Weakened("the danger line leaves a sign out", Rule.SAFETY_WORDS, (Edit(RULES, '      - "dark pee"\n', ""),),
        RULES, "brief", "watch 1", "brief", "it does not say dark or cola"),
    Weakened("the danger line is emptied", Rule.SAFETY_WORDS, (Edit(RULES, DANGER_LINE, ""),),
        RULES, "text", "watch 1", "brief", "it does not say genital"),
    Weakened("the danger text leaves a sign out", Rule.SAFETY_WORDS, (Edit(RULES, "Chest pain. Sudden", "Sudden"),),
        RULES, "text", "watch 1", "text", "it does not say chest"),
    _about("the stop rule is emptied", Rule.SAFETY_WORDS, STOP_RULE, "Listen to your back.", "stop-rule",
        "it does not say pain"),
    _about("the stop rule is turned round", Rule.SAFETY_WORDS, "pain over 5 of 10; a leg", "no pain over 5 of 10; a leg",
        "stop-rule", "it does not say pain"),
    _about("the stop rule leaves the leg out", Rule.SAFETY_WORDS, "; a leg hurts, goes numb or weak", "", "stop-rule",
        "it does not say leg"),
    _about("the stop rule lets people go on", Rule.SAFETY_WORDS, "pain over 5 of 10", "pain over 9 of 10", "stop-rule",
        "go on with pain of 9"),
    _about("nobody says that legpress is no doctor", Rule.SAFETY_WORDS, "legpress is not a doctor",
        "legpress knows what it does.", "not-a-doctor", "who is no doctor"),
    Weakened("a contradiction calms", Rule.SAFETY_WORDS, (Edit(RULES, "The more serious one counts.",
        "So there is nothing to worry about."),), RULES, "says", "contradictions 1", "says", "it says 'nothing to worry'"),
    Weakened("the reason of a danger question calms", Rule.SAFETY_WORDS,
        (Edit(ASKED, "If you have even one, stop here and get help.", "Even with one you can carry on."),), ASKED, "why",
        "emergency-sign", "why", "it says 'carry on'"),
    Weakened("what to watch for after an urgent sign calms", Rule.SAFETY_WORDS,
        (Edit(RULES, "It still takes a doctor to tell.", "So it can wait."),), RULES, "text", "watch 17", "text",
        "it says 'can wait'"),
    Weakened("nobody is told that it is no low back", Rule.SAFETY_WORDS,
        (Edit(RULES, block(RULES, "A sudden headache", "number now."), "Rest a little."),), RULES, "says", "outside 2", "says",
        "it does not say emergency"),
)
LIMITS = (
    _about("the limit of a quiet back is raised", Rule.QUIET_LIMIT, "quiet: {question: pain, at-most: 2}",
        "quiet: {question: pain, at-most: 6}", "quiet", "people who are in pain"),
    _about("a heavy tip is no longer for a quiet back", Rule.QUIET_LIMIT, "quiet-tips: [loaded-carries, olympic-lifts]",
        "quiet-tips: [loaded-carries]", "quiet-tips", "olympic-lifts is not among them"),
    _about("some pain counts as none", Rule.QUIET_LIMIT, "painless: {question: pain, at-most: 0}",
        "painless: {question: pain, at-most: 3}", "painless", "people who are in pain"),
    _about("a weak sign is enough", Rule.BAD_POINTS, POINTS, POINTS.replace("shown-from: 2", "shown-from: 1"), "points",
        "counts for too much"),
    _about("a weak sign is as good as a fair one", Rule.BAD_POINTS, POINTS, POINTS.replace("weak: 1", "weak: 2"), "points",
        "counts for too much"),
    Weakened("paths may be endless", Rule.PATH_TOO_LONG, (Edit("tree.yaml", "longest-path: 20", "longest-path: 100"),),
        "tree.yaml", "longest-path: 100", "", "longest-path", "longest-path is 100"),
    Weakened("the scale of pain is stretched", Rule.BAD_SCALE, (Edit(ASKED, "low: 0, high: 10,", "low: 0, high: 100,"),), ASKED,
        "high: 100", "pain", "scale", "it runs from 0 to 100"),
)
TRAINING = (
    Weakened("the list of training words is empty, and an emergency is told to train", Rule.TRAINING_ADVICE_IN_DANGER,
        (Edit(RULES, "Do not drive yourself, and", "Do some deadlifts, and"),), RULES,
        "action:", "emergency", "action", "read 'deadlifts' here"),
    _about("a list of other training words changes nothing", Rule.TRAINING_ADVICE_IN_DANGER, "run legpress diagnose again",
        "train on", "mistake", "read 'train' here"),
)
# fmt: on
WEAKENED = (*MISSING, *LEVELS, *CALM, *ORDER, *FORM, *LABELS, *WORDS, *SENTENCES, *LIMITS, *TRAINING)
