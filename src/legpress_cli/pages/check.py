"""What an examination of the knowledge found: the faults, what was looked at, what is proven, and how people come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import msgspec

from legpress_cli.diagnosis.cases import CaseRun, Score
from legpress_cli.diagnosis.phrases import count
from legpress_cli.followup.proof import LogProof
from legpress_cli.knowledge.check.proof import Proof
from legpress_cli.knowledge.check.runner import Examination
from legpress_cli.knowledge.check.wording import HIGHEST_GRADE, all_wording, own_words_about_danger
from legpress_cli.knowledge.model import Knowledge, Level
from legpress_cli.knowledge.reading.faults import Fault, Rule
from legpress_cli.knowledge.reading.rules import read_rule_texts
from legpress_cli.pages.page import Block, Bullets, Callout, Entry, Field, Heading, Page, Paragraph, Table, Tone
from legpress_cli.system.sanitize import escape_control_characters

_MOST_SHOWN = 40
"""So many texts are shown to be read."""


class Examined(msgspec.Struct, frozen=True):
    """How much was looked at.

    ``paths`` counts those through the tree, ``outcomes`` the places where they end, by the level found there, ``alarms`` the
    answers that call for more than self-care by themselves. What hangs on the tree is null where the tree is broken.
    """

    questions: int
    options: int
    steps: int
    paths: int | None
    longest_path: int | None
    outcomes: dict[str, int] | None
    alarms: int | None
    causes: int
    tips: int
    conflicts: int
    posts: int
    studies: int
    texts: int


class CheckReport(msgspec.Struct, frozen=True):
    """The report of ``legpress check`` as scripts get it; ``cases`` is null where none were run.

    ``own_words`` are texts about danger that legpress does not ship, each after its file, and those of its own that are gone.
    """

    ok: bool
    folder: str
    knowledge_version: str | None
    examined: Examined
    proven: tuple[str, ...]
    cases: tuple[Score, ...] | None
    faults: tuple[Fault, ...]
    own_words: tuple[str, ...] = ()


def report_check(
    folder: str,
    examination: Examination,
    run: CaseRun | None,
    logs: LogProof | None = None,
    shipped: Knowledge | None = None,
) -> CheckReport:
    """Return what an examination, what was proven by logs, and a run of cases if there was one, come to.

    With the ``shipped`` knowledge the texts about danger are held against those of it.
    """
    faults = (*examination.faults, *(logs.faults if logs else ()), *(run.faults if run else ()))
    return CheckReport(
        ok=not faults,
        folder=escape_control_characters(folder),
        knowledge_version=examination.knowledge.about.version if examination.knowledge.about else None,
        examined=_examined(examination.knowledge, examination.proof),
        proven=(*_proven(examination), *_proven_by_logs(logs)),
        cases=run.scores if run else None,
        faults=faults,
        own_words=own_words_about_danger(examination.knowledge, shipped) if shipped and examination.complete else (),
    )


def check_page(report: CheckReport) -> Page:
    """Return the page of a report."""
    title = "The knowledge holds" if report.ok else f"{count(len(report.faults), 'fault')} found"
    return Page(title, tuple(_blocks(report)))


def _examined(knowledge: Knowledge, proof: Proof | None) -> Examined:
    lists = ("questions", "causes", "tips", "conflicts", "posts", "studies")
    return Examined(
        **{name: len(getattr(knowledge, name)) for name in lists},
        options=sum(len(question.values) for question in knowledge.questions),
        steps=len(knowledge.tree.steps),
        paths=proof.tree_paths.paths if proof else None,
        longest_path=len(proof.tree_paths.longest) if proof else None,
        outcomes=_count_outcomes(proof) if proof else None,
        alarms=_alarms(knowledge, proof) if proof else None,
        texts=sum(1 for _ in all_wording(knowledge)),
    )


def _count_outcomes(proof: Proof) -> dict[str, int]:
    counts = Counter(outcome.level for outcome in proof.tree_paths.outcomes)
    return {level.value: counts[level] for level in reversed(Level)}


def _alarms(knowledge: Knowledge, proof: Proof) -> int:
    return sum(
        proof.levels.alone(question.id, value) is not Level.SELF_CARE
        for question in knowledge.questions
        for value in question.values
    )


def _proven(examination: Examination) -> Iterator[str]:
    """Say what holds, each sentence only where every check was run and no fault speaks against it."""
    if examination.proof is None or not examination.complete:
        return
    broken = {fault.rule for fault in examination.faults}
    paths, known = examination.proof.tree_paths, examination.knowledge
    alarms, core = _alarms(known, examination.proof), len(known.about.core_tips)
    sentences: dict[str, set[Rule]] = {
        f"Every path ends. The longest asks {count(len(paths.longest), 'question')}; {known.tree.longest_path} are allowed.": {
            Rule.TREE_LOOP,
            Rule.PATH_TOO_LONG,
        },
        "Every question, step and branch is reached.": {Rule.UNREACHED_QUESTION, Rule.UNREACHED_STEP, Rule.SHADOWED_INDICATION},
        "Every path asks about danger first and leaves no safety question out.": {Rule.SAFETY_NOT_FIRST, Rule.SAFETY_SKIPPED},
        f"No answers lower the level that another one calls for: {alarms} alarming answers were held against all others.": {
            Rule.ANSWER_LOWERS_TRIAGE,
            Rule.EMPTY_RULE,
            Rule.LEVEL_COUNT,
            Rule.DANGER_NOT_TRIAGED,
            Rule.DANGER_SOFTENED,
        },
        f"The {core} core tips stand in every checklist.": {Rule.CORE_TIP_MISSING, Rule.CORE_WORDS_MISSING},
        "Tips for a quiet back go only to people whose back is quiet.": {Rule.TIP_NOT_GUARDED},
        "Nobody who must see a doctor today or at once gets advice for training.": {Rule.TRAINING_ADVICE_IN_DANGER},
        "Every cause can be found, and every tip can be given.": {
            Rule.CAUSE_NOT_INDICATED,
            Rule.CAUSE_WITHOUT_TIP,
            Rule.TIP_NOT_REACHED,
        },
        "Every tip has a source and no better grade than its best study. Every source is used.": {
            Rule.TIP_WITHOUT_SOURCE,
            Rule.TIP_OVERGRADED,
            Rule.UNUSED_SOURCE,
        },
        f"Every text is at US school grade {HIGHEST_GRADE:g} or lower.": {
            Rule.READING_LEVEL,
            Rule.LONG_SENTENCE,
            Rule.WORD_TO_AVOID,
        },
    }
    yield from (sentence for sentence, rules in sentences.items() if not rules & broken)


def _proven_by_logs(logs: LogProof | None) -> Iterator[str]:
    """Say what holds of each log, where any was followed and none spoke against it."""
    if logs and logs.logs and not logs.faults:
        yield (
            f"Each of {logs.logs} small logs has one verdict and one thing to do next. More pain is never kinder, a bad "
            "session never leads on, and a danger sign stops all training."
        )


def _blocks(report: CheckReport) -> Iterator[Block]:
    yield Paragraph(f"Examined: {report.folder}, version {report.knowledge_version or 'unknown'}.")
    for fault in report.faults:
        yield _fault(fault)
    if report.faults:
        yield Paragraph("More about a rule: legpress explain RULE", Tone.NOTE)
    if report.cases is None:
        yield Paragraph("No people were run through it. To do that: legpress check --cases DIR", Tone.NOTE)
    else:
        yield from _cases(report.cases)
    if report.own_words:
        yield Heading("Your own words about danger")
        yield Paragraph("Let somebody who knows medicine read them: the check knows words and not what they mean.")
        more = (f"And {len(report.own_words) - _MOST_SHOWN} more.",) if len(report.own_words) > _MOST_SHOWN else ()
        yield Bullets((*report.own_words[:_MOST_SHOWN], *more))
    yield Heading("What was examined")
    yield Table(("What", "How many"), tuple(_rows(report.examined)))
    if report.proven:
        yield Heading("What holds for all of it")
        yield Bullets(report.proven)


def _fault(fault: Fault) -> Entry:
    fields = (
        Field("Found", f"{fault.found[:1].upper()}{fault.found[1:]}."),
        Field("Do", fault.instead),
        Field("Rule", f"{read_rule_texts()[fault.rule].title} ({fault.rule})"),
    )
    return Entry(fault.place, fields)


def _cases(scores: tuple[Score, ...]) -> Iterator[Block]:
    yield Heading("How the people in the cases come out")
    rows = tuple((score.level.value, *map(str, (score.cases, score.right, score.over, score.under))) for score in scores)
    yield Table(("Level", "Cases", "Right", "Over-triaged", "Under-triaged"), rows)
    yield Paragraph("These people are made up. This measures the rules, not safety.", Tone.NOTE)
    missed = sum(score.under for score in scores if score.level is Level.EMERGENCY)
    if missed:
        yield Callout("An emergency was missed", (f"{count(missed, 'case')} of an emergency came out milder.",), Tone.DANGER)


def _rows(examined: Examined) -> Iterator[tuple[str, str]]:
    names = {"longest_path": "questions on the longest path", "alarms": "alarming answers", "options": "answers"}
    for field in msgspec.structs.fields(examined):
        value = getattr(examined, field.name)
        if isinstance(value, dict):
            by_level = ", ".join(f"{number} {level}" for level, number in value.items())
            yield field.name, f"{sum(value.values())} ({by_level})"
        else:
            yield names.get(field.name, field.name), "not known" if value is None else str(value)
