"""The interview as a replay: which question comes next follows from the knowledge and the answers so far, and nothing else."""

from typing import TypeAlias

import msgspec

from legpress_cli.answers import Answer, Answers, Source, left_open
from legpress_cli.conditions import bits_of, number_answers
from legpress_cli.knowledge import END, NONE, Interview, Knowledge, Question, Step
from legpress_cli.triage import Finding, concerns_level, find_level, find_level_of

_CALM = Interview.GO_ON


class Place(msgspec.Struct, frozen=True, gc=False):
    """How far an interview is: the questions answered on the path, in order, and the one to ask next, if any."""

    path: tuple[str, ...]
    next: Question | None


class Completed(msgspec.Struct, frozen=True, gc=False):
    """An interview walked to its end with nobody to ask, and the level that was found.

    ``answers`` holds *not sure* for every question that was open on the path, and ``missing`` names the safety questions among
    these, which nobody may leave open. ``steps`` holds the tree's steps that asked the questions of ``path``.
    """

    answers: Answers
    path: tuple[str, ...]
    missing: tuple[str, ...]
    steps: tuple[str, ...]
    finding: Finding


def find_place(knowledge: Knowledge, answers: Answers) -> Place:
    """Return where the interview stands with these answers."""
    walk = _Walk(knowledge, answers)
    question = walk.go_on()
    return Place(walk.path, question)


def complete(knowledge: Knowledge, answers: Answers) -> Completed:
    """Walk the rest of the path without asking: a question that is open counts as *not sure*.

    An open safety question is passed with its mildest answer, only to find the others that are missing.
    """
    walk = _Walk(knowledge, answers)
    opened = []
    while question := walk.go_on():
        opened.append(question)
        walk.pass_by()
    missing = tuple(question.id for question in opened if question.safety)
    answers = walk.answers
    return Completed(answers, walk.path, missing, tuple(walk.steps), find_level(knowledge, answers))


class _Asked(msgspec.Struct, frozen=True, gc=False):
    """A question made ready: the bits of all answers to it, and the answer that passes it."""

    question: Question
    bits: int
    passed: Answer
    passed_bits: int


_Stop: TypeAlias = tuple[Step, _Asked]


def _prepare_stops(knowledge: Knowledge) -> dict[str, _Stop]:
    """Return the steps by their ids, each with its question made ready."""
    asked = {question.id: _prepare_question(knowledge, question) for question in knowledge.questions}
    return {step.id: (step, asked[step.ask]) for step in knowledge.tree.steps}


def _prepare_question(knowledge: Knowledge, question: Question) -> _Asked:
    numbers, passed = knowledge.derived(number_answers)[question.id], _passed(question)
    return _Asked(question, sum(numbers.values()), passed, sum(numbers.get(value, 0) for value in passed.values))


class _Walk:
    """One way through the tree, from its start to the first open question and on."""

    def __init__(self, knowledge: Knowledge, answers: Answers) -> None:
        self.steps: list[str] = []
        self._knowledge = knowledge
        self._stops = knowledge.derived(_prepare_stops)
        self._given = answers
        self._passed: dict[str, Answer] = {}
        self._step = knowledge.tree.start
        self._said = bits_of(knowledge, answers).said
        self._path_bits = 0
        self._overall = find_level_of(knowledge, self._said).interview

    @property
    def path(self) -> tuple[str, ...]:
        """The questions on the path, in order."""
        return tuple([self._stops[step][0].ask for step in self.steps])

    @property
    def answers(self) -> Answers:
        """The answers that were given, and those that open questions were passed with."""
        return self._given.adding(self._passed.values()) if self._passed else self._given

    def go_on(self) -> Question | None:
        """Follow the answers and return the first question that is open and still to be asked, if any."""
        given, passed = self._given.winners, self._passed
        while self._step != END:
            step, asked = self._stops[self._step]
            question = asked.question
            answered = step.ask in given or step.ask in passed
            if (
                self._overall is not _CALM
                and ends_before(self._overall, question)
                and not (answered and self._path_goes_on(question))
            ):
                return None
            if not answered:
                return question
            self.steps.append(step.id)
            self._path_bits |= asked.bits
            self._step = self._after(step) if step.unless else step.then
        return None

    def _after(self, step: Step) -> str:
        """Return the step that the winning answer leads to, or the safety question that an answer which lost would lead to."""
        if step.ask in self._passed:
            return step.after(self._passed[step.ask].values)
        target = step.after(self._given.values(step.ask))
        said = self._given.all_values(step.ask)
        for value in said if len(said) > 1 else ():
            other = step.after((value,))
            if other not in (target, END) and self._stops[other][1].question.safety:
                return other
        return target

    def pass_by(self) -> None:
        """Answer the open question with what it is passed with."""
        step, asked = self._stops[self._step]
        self._passed[step.ask] = asked.passed
        self._said |= asked.passed_bits
        if concerns_level(self._knowledge, asked.passed_bits):
            self._overall = find_level_of(self._knowledge, self._said).interview

    def _path_goes_on(self, question: Question) -> bool:
        """Say whether what the path has found so far lets it reach this question, whatever else was answered."""
        return not ends_before(find_level_of(self._knowledge, self._said & self._path_bits).interview, question)


def _passed(question: Question) -> Answer:
    if not question.safety:
        return left_open(question)
    ids = [option.id for option in question.options]
    return Answer(question.id, (NONE if NONE in ids else ids[0],), Source.OPEN)


def ends_before(effect: Interview, question: Question) -> bool:
    """Say whether a level that does this to the interview ends it before the question."""
    match effect:
        case Interview.GO_ON:
            return False
        case Interview.SAFETY_ONLY:
            return not question.safety
        case Interview.STOP:
            return True


class Progress(msgspec.Struct, frozen=True):
    """Where one question stands among those a person is asked: ``position`` of ``about``, both counted from 1."""

    position: int
    about: int


def measure_progress(knowledge: Knowledge, answers: Answers, question: str) -> Progress:
    """Return how far along a question is; what flags and files answer is not counted, for nobody is asked it."""
    done = complete(knowledge, answers)
    asked = [name for name in done.path if not done.answers.source(name).on_purpose or name == question]
    position = asked.index(question) + 1 if question in asked else len(asked)
    return Progress(position, max(position, len(asked)))


def forget_detours(knowledge: Knowledge, answers: Answers) -> Answers:
    """Return the answers without those a person gave on a path that a later change of mind has left.

    What flags and files say is kept: it was given on purpose. So is everything once a danger sign has ended the path early.
    """
    if find_level(knowledge, answers).level.interview is not Interview.GO_ON:
        return answers
    path = find_place(knowledge, answers).path
    for answer in answers.given:
        if answer.question not in path and not answer.source.on_purpose:
            answers = answers.without(answer.question)
    return answers
