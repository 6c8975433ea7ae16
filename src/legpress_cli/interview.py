"""The interview as a replay: which question comes next follows from the knowledge and the answers so far, and nothing else."""

from __future__ import annotations

import msgspec

from legpress_cli.answers import Answer, Answers, Source, left_open
from legpress_cli.knowledge import END, NONE, Interview, Knowledge, Question
from legpress_cli.triage import find_level


class Place(msgspec.Struct, frozen=True):
    """How far an interview is: the questions answered on the path, in order, and the one to ask next, if any."""

    path: tuple[str, ...]
    next: Question | None


class Completed(msgspec.Struct, frozen=True):
    """An interview walked to its end with nobody to ask.

    ``answers`` holds *not sure* for every question that was open on the path, ``open`` names these, and ``missing`` names the
    safety questions among the open ones, which nobody may leave open.
    """

    answers: Answers
    path: tuple[str, ...]
    open: tuple[str, ...]
    missing: tuple[str, ...]


def find_place(knowledge: Knowledge, answers: Answers) -> Place:
    """Return where the interview stands with these answers."""
    overall = _effect(knowledge, answers)
    path: list[str] = []
    step_id = knowledge.tree.start
    while step_id != END:
        step = knowledge.step(step_id)
        question = knowledge.question(step.ask)
        # What the path has found so far ends it; no part of the answers can be graver than all of them.
        if _ends(overall, question) and _ends(_effect(knowledge, answers.only(path)), question):
            break
        if not answers.has(question.id):
            return Place(tuple(path), None if _ends(overall, question) else question)
        path.append(question.id)
        step_id = step.after(answers.values(question.id))
    return Place(tuple(path), None)


def complete(knowledge: Knowledge, answers: Answers) -> Completed:
    """Walk the rest of the path without asking: a question that is open counts as *not sure*.

    An open safety question is passed with its mildest answer, only to find the others that are missing.
    """
    opened: list[Question] = []
    place = find_place(knowledge, answers)
    while place.next:
        opened.append(place.next)
        answers = answers.adding([_passed(place.next)])
        place = find_place(knowledge, answers)
    missing = tuple(question.id for question in opened if question.safety)
    return Completed(answers, place.path, tuple(question.id for question in opened), missing)


def _passed(question: Question) -> Answer:
    if not question.safety:
        return left_open(question)
    ids = [option.id for option in question.options]
    return Answer(question.id, (NONE if NONE in ids else ids[0],), Source.OPEN)


def _effect(knowledge: Knowledge, answers: Answers) -> Interview:
    return knowledge.advice_for(find_level(knowledge, answers).level).interview


def _ends(effect: Interview, question: Question) -> bool:
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
    asked = [name for name in done.path if done.answers.source(name) not in (Source.FLAG, Source.FILE) or name == question]
    position = asked.index(question) + 1 if question in asked else len(asked)
    return Progress(position, max(position, len(asked)))


def forget_detours(knowledge: Knowledge, answers: Answers) -> Answers:
    """Return the answers without those a person gave on a path that a later change of mind has left.

    What flags and files say is kept: it was given on purpose. So is everything once a danger sign has ended the path early.
    """
    if _effect(knowledge, answers) is not Interview.GO_ON:
        return answers
    path = find_place(knowledge, answers).path
    for answer in answers.given:
        if answer.question not in path and answer.source in (Source.PROMPT, Source.SESSION):
            answers = answers.without(answer.question)
    return answers
