"""Which answers mark a path in the tree: those of the call, else those of the newest unfinished interview."""

from __future__ import annotations

from collections.abc import Sequence

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.errors import InvalidInput
from legpress_cli.interview.answer_sources import take_up
from legpress_cli.knowledge.model.knowledge import Knowledge


def answers_for_path(
    knowledge: Knowledge, by_flag: Answers, files: Sequence[str], path: Sequence[str], example: str
) -> Answers:
    """Return the answers whose path is to be marked; none where nobody gave any and ``path`` was not asked for.

    ``path`` holds the values of ``--path``, an empty text for one without a file. Raises ``InvalidInput`` with ``example``, a
    command that works, where a path is wanted and there are no answers.
    """
    answers = by_flag
    if named := [*files, *filter(None, path)]:
        from legpress_cli.interview.answers_file import read_answers_files

        answers = answers.adding(read_answers_files(knowledge, named).given)
    if path and not answers.given and not named:
        answers = _kept(knowledge, example)
    if path and not answers.given:
        raise InvalidInput(_nothing_to_mark("No answers are given.", example))
    return answers


def path_example(knowledge: Knowledge, call: str) -> str:
    """Return a command that marks a path with the first answer by which the ways part, made from the diagnose ``call``."""
    flags = (
        f"--{step.ask} {answer}"
        for step in knowledge.tree.steps
        if not knowledge.question(step.ask).safety
        for answer in step.unless
    )
    first = knowledge.questions[0]
    return f"{call.replace('legpress diagnose', 'legpress tree', 1)} {next(flags, f'--{first.id} {first.values[0]}')}"


def _kept(knowledge: Knowledge, example: str) -> Answers:
    from legpress_cli.store.drafts import kept_sessions

    for session in kept_sessions():
        return take_up(knowledge, session).answers
    raise InvalidInput(_nothing_to_mark("No answers are given, and no unfinished interview is kept.", example))


def _nothing_to_mark(reason: str, example: str) -> str:
    return f"There is no path to mark. {reason} Give some, for example:\n  {example}"
