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
EMERGENCY_ASKED = block(ASKED, "Have you noticed any of these since", "counts as numb.")
STOP_RULE = block("about.yaml", "pain over 5 of 10;", "or weak")
PAIN_ENDS = "low-label: no pain, high-label: the worst you can think of"
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


def _followed(kind: str, rule: Rule, old: str, new: str, entry: str, key: str, found: str) -> Weakened:
    return Weakened(kind, rule, (Edit("follow-up.yaml", old, new),), "follow-up.yaml", "", entry, key, found)


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
    *(
        _asked(f"the emergency question asks otherwise: {asked}", EMERGENCY_ASKED, asked, "emergency-sign", "ask", found)
        for asked, found in {
            "Which of these can you rule out?": "it says 'rule out'",
            "Which of these haven't you noticed?": "it says 'haven't'",
            "Which of these have gone away?": "it says 'have gone'", "Did you have any of these as a child?": "as a child",
            "Which of these is a doctor for?": "whether a sign is there", "Would you like any of these?": "would you",
            "Which is the odd one out?": "odd one out", "Mark all that you don't have.": "it says 'don't'",
        }.items()
    ),
    _asked("what to do with a sign is left out", "If you have even one, stop here and get help.", "Some have one.",
        "emergency-sign", "why", "not told to get help"),
    _asked("an old sign may be left out", "If you have even one, stop here and get help.",
        "If it is new, get help. Leave out what has been there for long.", "emergency-sign", "why", "not told to get help"),
    Weakened("none comes first", Rule.DANGER_QUESTION, (Edit(ASKED, NO_SIGN, ""),
        Edit(ASKED, option("{id: saddle-numbness"), NO_SIGN + option("{id: saddle-numbness"))), ASKED, "options:",
        "emergency-sign", "options", "none does not come last"),
    _asked("the pain at its worst is not asked for", "was the pain at its worst?", "was the pain?", "pain", "ask",
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
    *(
        _labelled(f"a sign is none: {label}", 'label: "Chest pain"', f'label: "{label}"', "emergency-sign",
            "options / chest-pain / label", found)
        for label, found in {
            "Free of chest pain": "says 'free of'", "A chest that is fine": "does not say it",
            "A strong chest": "does not say it",
            "Zero chest pain": "says 'zero'", "There isn't any chest pain": "says 'isn't'",
            "Chest pain, but as a child": "says 'as a child'", "The lack of chest pain": "says 'lack'",
        }.items()
    ),
    _labelled("a sign is something else", "Under 20 years old", "Under 20 pounds", "health", "options / under-20 / label",
        "does not say it"),
    _labelled("none means only what is new", "label: None of these", "label: Nothing new", "emergency-sign",
        "options / none / label", "none of the signs fits"),
    _labelled("what is told of a sign is something else", 'clause: "pain or numbness runs down one leg"',
        'clause: "all is well with your legs"', "doctor-sign", "options / one-leg / clause", "does not say it"),
    _labelled("what is told of a sign denies it", 'clause: "you are pregnant"', 'clause: "you are not pregnant"', "health",
        "options / pregnant / clause", "does not say it"),
    _labelled("a grave sign is read as a mild one", "{id: not-better, label", '{id: not-better, aliases: ["feverish"], label',
        "doctor-sign", "options / not-better / aliases", "feverish is read as not-better"),
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
        "it does not say emergency help"),
    Weakened("two titles are swapped", Rule.LEVEL_WORDS, swapped(RULES, URGENT_TITLE, NOW_TITLE), RULES, "title: Get emergency",
        "urgent", "title", "it does not say today"),
    Weakened("two actions are swapped", Rule.LEVEL_WORDS, swapped(RULES, URGENT_ACTION, NOW_ACTION), RULES, "action:", "urgent",
        "action", "it does not say doctor"),
    _worded("an emergency title says that all is well", "Get emergency help now", "No emergency help now, all is well",
        "emergency", "title", "it does not say emergency help"),
    _worded("an emergency title calms", "Get emergency help now", "Emergency help is there now, but this can wait", "emergency",
        "title", "it says 'can wait'"),
    _worded("an emergency may be today", "Get emergency help now", "Get emergency help now, or today", "emergency", "title",
        "it says 'today'"),
    _worded("an emergency title holds only for some", "Get emergency help now", "Get emergency help now if it gets worse",
        "emergency", "title", "it says 'if'"),
    _worded("something comes before the emergency call", "Call your emergency number or go",
        "Eat well. Call your emergency number or go", "emergency", "action", "it does not say emergency help"),
    _worded("the emergency call comes after something", "an emergency department now.",
        "an emergency department now, after a rest.",
        "emergency", "action", "it says 'after'"),
    *(
        _worded(f"the emergency title orders nothing: {title}", "Get emergency help now", title, "emergency", "title", found)
        for title, found in {
            "Get an emergency kit now": "it does not say emergency help",
            "Avoid emergency help now": "'Avoid' begins no order", "Hardly get emergency help now": "it says 'hardly'",
            "You now have time, emergency help is near": "'You' begins no order",
            "Get emergency help now and then": "it says 'now and then'", "Get emergency help now? Rest": "it asks",
        }.items()
    ),
    *(
        _worded(f"the emergency action adds: {added}", "Tell them what you marked here.\n\nhold", f"{added}\n\nhold",
            "emergency", "action", found)
        for added, found in {
            "You can drive.": "'You' begins no order", "Most people find that it passes.": "'Most' begins no order",
            "Run a little.": "'Run' begins no order", "If nobody answers, lie down.": "names no help",
            "Tell them in a month.": "it says 'month'",
        }.items()
    ),
    _worded("the emergency call is for fun", "an emergency department now.", "an emergency department now, only for fun.",
        "emergency", "action", "it says 'only'"),
    _worded("an urgent visit can be next month", "Call a doctor or an out-of-hours line today,",
        "Call a doctor today or next month,", "urgent", "action", "it says 'month'"),
    _worded("a mild level never needs anybody", "If it is not clearly better within 6 weeks, see a doctor or physio.",
        "A doctor or physio is never needed.", "self-care", "action", "6 weeks or six weeks"),
    _worded("people who must be seen press as hard as they can", "as long as it makes nothing worse.", "as hard as you can.",
        "clinician", "action", "it does not say worse"),
    _worded("hold forbids only to press hard", "Do not press before that.", "Do not press too hard.", "", "hold / action",
        "it says 'hard'"),
    _worded("hold has a title that finds no reason to stop", "title: See a doctor or physio, and do not press before that",
        "title: See a doctor or physio, it is no reason to stop the leg press", "", "hold / title", "to leave the press alone"),
    _worded("hold frees people in its short form", "Keep the checklist for the day they say you may\n    press again.",
        "Use the checklist from today on.", "", "hold / brief", "it does not say may press again"),
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
    *(
        Weakened(f"the danger text begins otherwise: {start}", Rule.SAFETY_WORDS,
            (Edit(RULES, "Get emergency help at once for any one of these.", start),), RULES, "text", "watch 1", "text", found)
        for start, found in {
            "Emergency help is too much for any one of these now.": "it says 'too much'",
            "Get emergency help at once for all of these.": "it does not say any one",
            "Get emergency help next week for any one of these.": "it does not say at once",
            "Skip emergency help now for any one of these.": "'Skip' begins no order",
        }.items()
    ),
    *(
        Weakened(f"nobody is told: {what}", Rule.SAFETY_WORDS, (Edit(RULES, old, new),), RULES, "watch:", "", "watch", found)
        for what, old, new, found in (
            ("the signs for a doctor", "See a doctor today if you have fever", "See a doctor next year if you have fever",
                "fever"),
            ("a leg that hurts", "See a doctor or physio within days if pain, tingling or numbness runs down a leg. Leave",
                "If pain runs down an arm, leave", "leg"),
            ("pain over 5", "Over 5, stop, and stop", "Over 8, slow down, and stop", "over 5"),
            ("pregnant", "call your midwife or doctor at once if you bleed", "rest a while if you bleed", "health: pregnant"),
            ("thinners", "call a doctor today. It can be a bleed.", "that is to be expected.", "health: blood-thinners"),
            ("numb low back", "It becomes one if it spreads to the genitals", "Nor is it one if it spreads to the toes",
                "numb-where: low-back"),
            ("pain of 6", "Your pain was over 5, so stop for today.", "Your pain was over 5, so go on.", "pain: 6"),
            ("aorta", "lift nothing heavy until your doctor allows it.", "lift what you like.", "health: blood-pressure"),
        )
    ),
    Weakened("nobody is told which answer counts", Rule.SAFETY_WORDS,
        (Edit(RULES, "The more serious one counts.", "Think again."),), RULES, "contradictions:", "", "contradictions",
        "contradict each other"),
    Weakened("nobody can be called", Rule.SAFETY_WORDS, (Edit(RULES, block(RULES, "emergency-numbers:\n", '"911"}\n'),
        "emergency-numbers: []\n"),), RULES, "emergency-numbers:", "", "emergency-numbers", "nobody a number to call"),
    Weakened("the numbers to call are swapped", Rule.SAFETY_WORDS, swapped(RULES, '"112"', '"999"'), RULES, '"999"',
        "emergency-numbers 1", "number", "999 is not the number of Europe"),
    Weakened("the short name of the danger question calms", Rule.SAFETY_WORDS,
        (Edit(ASKED, "short: Emergency signs", "short: Nothing to worry about"),), ASKED, "short", "emergency-sign", "short",
        "it says 'nothing to worry'"),
    _about("the stop rule holds for mild pain alone", Rule.SAFETY_WORDS, "pain over 5 of 10", "pain under 5 of 10", "stop-rule",
        "from which pain on"),
    _about("the stop rule has no number", Rule.SAFETY_WORDS, "pain over 5 of 10", "pain you cannot bear", "stop-rule",
        "from which pain on"),
    _about("legpress is asked itself", Rule.SAFETY_WORDS, "legpress is not a doctor: in doubt, ask one.",
        "legpress is not a doctor, but better: ask it.", "not-a-doctor", "it does not say ask one"),
    _about("every sign was a mistake", Rule.SAFETY_WORDS, "If you marked a sign by mistake, run legpress diagnose again.",
        "You marked a sign by mistake, so run legpress diagnose again.", "mistake", "it does not say if"),
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
        "The more serious one counts. There is nothing to worry about."),), RULES, "says", "contradictions 1", "says",
        "it says 'nothing to worry'"),
    Weakened("the reason of a danger question calms", Rule.SAFETY_WORDS,
        (Edit(ASKED, "If you have even one, stop here and get help.", "With one get help, or carry on."),), ASKED, "why",
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
        (Edit(RULES, "Do not drive yourself, and", "Take a rest from deadlifts, and"),), RULES,
        "action:", "emergency", "action", "read 'deadlifts' here"),
    _about("a list of other training words changes nothing", Rule.TRAINING_ADVICE_IN_DANGER, "run legpress diagnose again",
        "train again", "mistake", "read 'train' here"),
)
FOLLOWED = (
    _followed("the signs are asked in another order", Rule.DANGER_QUESTION, "signs: [emergency-sign, doctor-sign]",
        "signs: [doctor-sign, emergency-sign]", "", "signs", "does not begin with each danger sign"),
    _followed("the signs are asked for otherwise", Rule.DANGER_QUESTION,
        "Is any of these new since the last time, or new today?", "Which of these is gone?", "", "ask-signs",
        "whether a sign is there"),
    _followed("the signs are asked for the wrong way round", Rule.DANGER_QUESTION, "Is any of these new since the last time",
        "Isn't any of these new since the last time", "", "ask-signs", "it says 'isn't'"),
    _followed("the pain is asked for at its best", Rule.DANGER_QUESTION, "while you pressed, at its worst?",
        "while you pressed, at its best?", "during", "ask", "it says 'at its best'"),
    _followed("the pain in the hour after is asked for somehow", Rule.DANGER_QUESTION, "how strong was the pain at its worst?",
        "how strong was the pain?", "after", "ask", "the pain at its worst"),
    _followed("the ends of a scale are swapped", Rule.SIGN_WORDS, PAIN_ENDS,
        "low-label: the worst you can think of, high-label: no pain", "during", "scale / low-label", "does not say no pain"),
    _followed("a pause is none", Rule.SAFETY_WORDS, "title: Leave the leg press until", "title: Go on with the leg press until",
        "next 1", "title", "it does not say leave the leg press"),
    _followed("a pause ends in pain", Rule.SAFETY_WORDS, "daily life is at 2 of 10", "daily life is at 8 of 10", "next 1",
        "steps", "go on with pain of 8"),
    _followed("nobody is seen after a pause", Rule.SAFETY_WORDS, "If that takes two weeks, have it looked at.",
        "If that takes two weeks, so it is.", "next 1", "steps", "it does not say looked at"),
    _followed("a bad day makes it heavier", Rule.SAFETY_WORDS, 'title: "The same again, about a tenth lighter"',
        'title: "The same again, about a tenth heavier"', "next 4", "title", "it does not say lighter"),
    _followed("nobody is seen where two changes did not help", Rule.SAFETY_WORDS,
        '"Have your back looked at by a doctor or physio."', '"Try something else."', "next 7", "steps",
        "it does not say doctor"),
    _followed("nobody is seen after six weeks", Rule.SAFETY_WORDS, "Have it looked at by a doctor or physio.", "Go on.", "",
        "remarks / be-seen", "it does not say doctor"),
    _followed("an open sign calms", Rule.SAFETY_WORDS, "and nobody has looked at it yet.",
        "and nobody has looked, but it can wait.", "", "remarks / open-sign", "it says 'can wait'"),
    _followed("an open sign is only told", Rule.SAFETY_WORDS, "You told of this, and nobody has looked at it yet.",
        "You told of this some time ago.", "", "remarks / open-sign", "it does not say nobody"),
    _followed("whoever wants to go on says so", Rule.SAFETY_WORDS, "Has a doctor looked at it since? Then say so",
        "To go on, say so", "", "remarks / when-seen", "it does not say doctor"),
    _followed("a hernia builds up unasked", Rule.SAFETY_WORDS, "[blood-pressure, hernia, pregnant,",
        "[blood-pressure, pregnant,", "", "ask-first-if", "hernia is not among them"),
)
# fmt: on
WEAKENED = (*MISSING, *LEVELS, *CALM, *ORDER, *FORM, *LABELS, *WORDS, *SENTENCES, *LIMITS, *TRAINING, *FOLLOWED)

REWORDED = (
    Edit(ASKED, '"Chest pain"', '"Pain, pressure or tightness in the chest"'),
    Edit(ASKED, '"Fever, chills, or feeling ill"', '"A fever, or chills"'),
    Edit(ASKED, "Both legs hurt, tingle or are weak or numb,", "Pain, weakness or numbness in both legs,"),
    Edit(ASKED, "Trouble starting, stopping or feeling pee, or leaking pee or poo", "Not able to hold or pass pee or poo"),
    Edit(
        ASKED,
        "Pain so bad at night or lying down that no position lets you settle",
        "Pain at night that gives you no rest in bed",
    ),
    Edit(ASKED, NO_SIGN.strip(), NO_SIGN.strip().replace("None of these", '"No, none of these"')),
    Edit(ASKED, NO_SIGN.strip(), NO_SIGN.strip().replace("None of these", "None of these fit me")),
    Edit(ASKED, '"Losing weight without trying"', '"You lose weight and do not know why"'),
    Edit(ASKED, "Have you noticed any of these since your back began to hurt?", "Since it began, have you had any of these?"),
    Edit(ASKED, "Are any of these true for you right now?", "Do you have any of these right now?"),
    Edit(ASKED, "Do any of these fit you, now or in the past?", "Have you ever had any of these?"),
    Edit(ASKED, "If you have even one, stop here and get help.", "Even one is a reason to stop and get help at once."),
    Edit(
        ASKED, "low-label: no pain, high-label: the worst you can think of", "low-label: none, high-label: the worst there is"
    ),
    Edit(RULES, "title: Get emergency help now", "title: Call for emergency help at once"),
    Edit(RULES, NOW_ACTION, "Ring your emergency number at once. Let somebody drive you. Tell them what you marked here."),
    Edit(RULES, URGENT_TITLE, "title: You need a doctor today\n"),
    Edit(
        RULES, URGENT_ACTION, "Phone a doctor today and say what you marked. If nobody answers, go to an emergency department."
    ),
    Edit(RULES, "title: See a doctor or physio about this", "title: Have a doctor or physio look at this"),
    Edit(RULES, "title: See a doctor or physio, and do not press", "title: Leave the leg press, and see a doctor or physio"),
    Edit(RULES, "Do not press before that. Keep the", "Stay off the leg press until then. Keep the"),
    Edit(
        RULES,
        "Get emergency help at once for any one of these.",
        "Call your emergency number now if you have any one of these.",
    ),
    Edit(RULES, "call your midwife or doctor at once if you bleed", "ring your midwife at once if you bleed"),
    Edit("about.yaml", "pain over 5 of 10;", "pain over 4 out of 10;"),
    Edit("about.yaml", "legpress is not a doctor: in doubt, ask one.", "legpress is no doctor. If in doubt, ask your doctor."),
    Edit(
        "follow-up.yaml",
        "Is any of these new since the last time, or new today?",
        "Since your last session, is one of these new?",
    ),
    Edit(
        "follow-up.yaml",
        "How strong was the pain while you pressed, at its worst?",
        "At its worst, how bad was it as you pressed?",
    ),
    Edit("follow-up.yaml", "Leave the leg press until daily life hardly hurts", "Do not press until daily life hardly hurts"),
    Edit(
        "follow-up.yaml",
        "You told of this, and nobody has looked at it yet.",
        "You told of this, and it has not been looked at.",
    ),
)
"""What a coach may well write in other words: none of it is a fault."""
