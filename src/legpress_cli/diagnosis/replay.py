"""The interview as a replay: which question comes next follows from the knowledge and the answers so far, and nothing else."""

import msgspec

from legpress_cli.diagnosis.answers import Answer, Answers, Source, left_open
from legpress_cli.diagnosis.index import index_of
from legpress_cli.diagnosis.triage import Finding, find_level, find_rules, gravest, may_call_for_care
from legpress_cli.knowledge.model import END, NONE, Interview, Knowledge, Question, Step


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
    return Place(tuple(walk.path), question)


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
    return Completed(walk.answers, tuple(walk.path), missing, tuple(walk.steps), walk.finding)


class _Walk:
    """One way through the tree, from its start to the first open question and on.

    An answer on the way is passed by even where danger ends the interview, unless the answers on the way alone end it.
    """

    def __init__(self, knowledge: Knowledge, answers: Answers) -> None:
        self.steps: list[str] = []
        self.path: list[str] = []
        self._given = answers
        self._passed: dict[str, Answer] = {}
        self._knowledge = knowledge
        self._index = index_of(knowledge)
        self._step = knowledge.tree.start
        self.finding = find_level(knowledge, answers)
        self._on_path = Interview.GO_ON

    @property
    def answers(self) -> Answers:
        """The given answers, and those with which open questions were passed: they are of the last source of all."""
        return Answers((*self._given.given, *self._passed.values())) if self._passed else self._given

    def go_on(self) -> Question | None:
        """Follow the answers and return the first question that is open and still to be asked, if any."""
        overall = self.finding.level.interview
        while self._step != END:
            step = self._index.steps[self._step]
            question = self._index.questions[step.ask]
            answered = step.ask in self._passed or self._given.has(step.ask)
            if overall.ends_before(question) and (not answered or self._on_path.ends_before(question)):
                return None
            if not answered:
                return question
            self.steps.append(step.id)
            self.path.append(step.ask)
            if overall is not Interview.GO_ON and may_call_for_care(
                self._knowledge, step.ask, self.answers.all_values(step.ask)
            ):
                self._on_path = gravest(find_rules(self._knowledge, self.answers.only(self.path))).interview
            self._step = self._after(step)
        return None

    def _after(self, step: Step) -> str:
        """Return the step that the winning answer leads to, or the safety question that an answer which lost would lead to."""
        if step.ask in self._passed:
            return step.after(self._passed[step.ask].values)
        target = step.after(self._given.won[step.ask])
        given = self._given.said[step.ask]
        for value in given if len(given) > 1 else ():
            other = step.after((value,))
            if other not in (target, END) and self._index.questions[self._index.steps[other].ask].safety:
                return other
        return target

    def pass_by(self) -> None:
        """Answer the open question with what it is passed with."""
        passed = _passed(self._index.questions[self._index.steps[self._step].ask])
        self._passed[passed.question] = passed
        if may_call_for_care(self._knowledge, passed.question, passed.values):
            self.finding = find_level(self._knowledge, self.answers)


def _passed(question: Question) -> Answer:
    if not question.safety:
        return left_open(question)
    ids = [option.id for option in question.options]
    return Answer(question.id, (NONE if NONE in ids else ids[0],), Source.OPEN)


class Progress(msgspec.Struct, frozen=True):
    """Where one question stands among those a person is asked: ``position`` of ``about``, both counted from 1."""

    position: int
    about: int


def measure_progress(knowledge: Knowledge, answers: Answers, question: str) -> Progress:
    """Return how far along a question is; what flags and files answer is not counted, for nobody is asked it."""
    done = complete(knowledge, answers)
    asked = [name for name in done.path if not done.answers.source(name).on_purpose or name == question]
    position = asked.index(question) + 1 if question in asked else max(len(asked), 1)
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
