"""Everything that the answers lead to, settled once: the assessment for our own pages, and the result that scripts get."""

from collections.abc import Mapping

import msgspec

from legpress_cli.diagnosis.answer_parser import read_labelled_answers
from legpress_cli.diagnosis.answers import Answer, Answers, AnswersByQuestion, Source
from legpress_cli.diagnosis.causes import Fit, WeighedCause, find_causes
from legpress_cli.diagnosis.checklist import Item, Turn, build_checklist, choose_first_change
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.index import index_of
from legpress_cli.diagnosis.replay import Completed, complete
from legpress_cli.diagnosis.triage import (
    NO_FLOOR,
    Advice,
    Finding,
    advise,
    already_means,
    choose_watch,
    find_contradictions,
    find_outside,
)
from legpress_cli.errors import ExitCode, MissingAnswers
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Grade, Kind, Knowledge, Level, Value, Watch

SCHEMA_VERSION = 2


class Assessment(msgspec.Struct, frozen=True, gc=False):
    """What was found, with the entries of the knowledge that it rests on; ``label`` names the sheet, and may be empty."""

    finding: Finding
    advice: Advice
    outside: tuple[str, ...]
    causes: tuple[WeighedCause, ...]
    items: tuple[Item, ...]
    first: Item | None
    disagreements: tuple[str, ...]
    watch: tuple[Watch, ...]
    answers: Answers
    path: tuple[str, ...]
    label: str = ""


class TriageResult(msgspec.Struct, frozen=True, gc=False):
    """How soon to be seen, what to do, whether nobody may press before that, and the answers behind it."""

    level: Level
    action: str
    hold: bool
    because: tuple[GivenAnswer, ...]


class CauseResult(msgspec.Struct, frozen=True, gc=False):
    """One cause, strongest first in the result, with the answers for and against it."""

    id: str
    title: str
    fit: Fit
    because: tuple[GivenAnswer, ...]
    against: tuple[GivenAnswer, ...]


class FirstChange(msgspec.Struct, frozen=True, gc=False):
    """The one thing to change now: what to do, step by step, what it is like when right, and how to judge it next time."""

    id: str
    title: str
    steps: tuple[str, ...]
    right_when: str
    judge_by: str
    caution: str
    because: tuple[GivenAnswer, ...]


class ItemResult(msgspec.Struct, frozen=True, gc=False):
    """One item of the checklist; ``posters`` counts independent people, ``studies`` are ids for ``legpress explain``."""

    id: str
    title: str
    action: str
    core: bool
    turn: Turn
    do: str
    why: str
    caution: str
    cost: str
    grade: Grade
    posts: tuple[int, ...]
    posters: int
    studies: tuple[str, ...]
    because: tuple[GivenAnswer, ...]


class Result(msgspec.Struct, frozen=True, gc=False):
    """The result of a diagnosis: the JSON that ``legpress diagnose --json`` prints, as one frozen value."""

    schema_version: int
    knowledge_version: str
    label: str | None
    triage: TriageResult
    causes: tuple[CauseResult, ...]
    first_change: FirstChange | None
    checklist: tuple[ItemResult, ...]
    watch: tuple[str, ...]
    answers: Mapping[str, Value | tuple[Value, ...]]
    path: tuple[str, ...]

    @property
    def exit_code(self) -> ExitCode:
        """The exit code that goes with the result: 3 when a doctor must come first, else 0."""
        return exit_code_of(self.triage.level)


def diagnose(answers: Mapping[str, object], knowledge: Knowledge | None = None) -> Result:
    """Return the result for a mapping of question id to answer, the same one that ``legpress diagnose --json`` prints.

    A value is an option id, a whole number (``pain``), or a list of option ids for a question that takes many. Ids may be
    written in any case, with ``-`` or ``_``; ``True`` and ``False`` are yes and no. A question left out counts as *not sure*.
    ``label`` beside the questions names the sheet, in one line. Raises ``InvalidInput`` for an unknown id or value, and
    ``MissingAnswers`` when a safety question on the path is open.
    """
    if knowledge is None:
        knowledge = load_knowledge()
    read = read_labelled_answers(knowledge, answers, Source.PROMPT)
    return to_result(knowledge, assess(knowledge, read.answers, label=read.label))


def assess(
    knowledge: Knowledge,
    answers: Answers,
    call: str = "legpress diagnose",
    label: str = "",
    *,
    floor: Finding = NO_FLOOR,
) -> Assessment:
    """Return what the answers lead to; ``label`` names the sheet, and ``floor`` is the least that is found.

    Raises ``MissingAnswers`` when a safety question on the path is open; its example begins with ``call``.
    """
    done = complete(knowledge, answers)
    if done.missing and not floor.level.doctor_first:
        raise MissingAnswers(done.missing, _say_what_is_missing(knowledge, answers, done, call))
    finding, given = done.finding.at_least(floor), done.answers
    causes = () if finding.level.doctor_first else find_causes(knowledge, given)
    items = build_checklist(knowledge, finding, causes, given)
    return Assessment(
        finding=finding,
        advice=advise(knowledge, finding, given),
        outside=() if finding.level.doctor_first else find_outside(knowledge, given),
        causes=causes,
        items=items,
        first=choose_first_change(items),
        disagreements=disagreements(knowledge, given),
        watch=choose_watch(knowledge, finding.level, given),
        answers=given,
        path=done.path,
        label=label,
    )


def to_result(knowledge: Knowledge, assessment: Assessment) -> Result:
    """Return the assessment in the form that scripts rely on."""
    finding, posters = assessment.finding, index_of(knowledge).posters
    return Result(
        schema_version=SCHEMA_VERSION,
        knowledge_version=knowledge.about.version,
        label=assessment.label or None,
        triage=TriageResult(finding.level, assessment.advice.action, finding.hold, finding.because),
        causes=tuple([_cause_result(weighed) for weighed in assessment.causes]),
        first_change=_first_change(assessment.first) if assessment.first else None,
        checklist=tuple([_item_result(item, posters[item.tip.id]) for item in assessment.items]),
        watch=(
            *assessment.outside,
            *[f"Your answers disagree. {text}" for text in assessment.disagreements],
            *[entry.text for entry in assessment.watch],
        ),
        answers=_plain_answers(knowledge, assessment.answers),
        path=assessment.path,
    )


def exit_code_of(level: Level) -> ExitCode:
    """Return 3 where a doctor must come first, else 0."""
    return ExitCode.SEE_A_DOCTOR if level.doctor_first else ExitCode.CHECKLIST


def flags_for(knowledge: Knowledge, answers: Answers) -> str:
    """Return answers as flags that a shell takes as they stand; answers that lost come first, so that they lose again."""
    words = []
    for question in knowledge.questions:
        values = answers.all_values(question.id)[::-1]
        kept = [value for value in values if value not in question.alone] if question.kind is Kind.MANY else []
        words += [f"--{question.id} {value}" for value in kept or values]
    return " ".join(words)


def _cause_result(weighed: WeighedCause) -> CauseResult:
    cause = weighed.cause
    return CauseResult(cause.id, cause.title, weighed.fit or Fit.PARTLY, weighed.because, weighed.against)


def _first_change(item: Item) -> FirstChange:
    return FirstChange(item.tip.id, item.command, item.steps, item.right_when, item.tip.judge_by, item.caution, item.because)


def _item_result(item: Item, posters: int) -> ItemResult:
    tip = item.tip
    return ItemResult(
        id=tip.id,
        title=tip.title,
        action=item.action,
        core=tip.core,
        turn=item.turn,
        do=item.do,
        why=tip.why,
        caution=item.caution,
        cost=tip.cost,
        grade=tip.grade,
        posts=tip.posts,
        posters=posters,
        studies=(*tip.studies, *tip.studies_against),
        because=item.because,
    )


def _plain_answers(knowledge: Knowledge, answers: Answers) -> AnswersByQuestion:
    """Return the winning answers by question, in the order of the questions."""
    won = answers.won
    return AnswersByQuestion(
        {
            question.id: won[question.id] if question.kind is Kind.MANY else won[question.id][0]
            for question in knowledge.questions
            if question.id in won
        }
    )


def disagreements(knowledge: Knowledge, answers: Answers) -> tuple[str, ...]:
    """Return a sentence for each pair of answers that cannot both be true, whoever gave them."""
    within = [entry.says for entry in find_contradictions(knowledge, answers)]
    between = [f"{_both_told(knowledge, won, lost)} {_which_counts(knowledge, won)}" for lost, won in answers.overruled()]
    return (*within, *between)


def _which_counts(knowledge: Knowledge, won: Answer) -> str:
    if knowledge.question(won.question).safety:
        return "Here danger is asked about, so both count."
    return "The first one counts. Where it means danger, both count."


def _both_told(knowledge: Knowledge, won: Answer, lost: Answer) -> str:
    first, second = _told(knowledge, won), _told(knowledge, lost)
    if won.source is lost.source:
        return f'You gave "{first}" and also "{second}".'
    return f'{won.source.value.capitalize()} says "{first}". {lost.source.value.capitalize()} says "{second}".'


def _told(knowledge: Knowledge, answer: Answer) -> str:
    return "; ".join(knowledge.label(answer.question, value) for value in answer.values)


def _say_what_is_missing(knowledge: Knowledge, answers: Answers, done: Completed, call: str) -> str:
    mildest = [Answer(name, done.answers.values(name), Source.PROMPT) for name in done.missing]
    lines = [
        "These safety questions must be answered before any advice:",
        *(f"  --{name}   {knowledge.question(name).ask}" for name in done.missing),
        "To see what you can answer, run: legpress questions. This command works. Put your own answers in it:",
        f"  {call} --no-input {flags_for(knowledge, answers.adding(mildest))}",
        already_means(knowledge, answers),
    ]
    return "\n".join(filter(None, lines))
