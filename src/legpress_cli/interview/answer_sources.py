"""Where the answers of one call come from: flags, an answers file, kept answers, and whatever a person still has to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from legpress_cli.diagnosis.answer_parser import LabelledAnswers
from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.expiry import without_old_danger
from legpress_cli.diagnosis.replay import find_place
from legpress_cli.diagnosis.result import flags_for
from legpress_cli.diagnosis.triage import with_meaning
from legpress_cli.errors import CannotWrite, InvalidInput
from legpress_cli.interview.answers_file import STANDARD_INPUT, read_answers_file
from legpress_cli.interview.commands import other_call, seen_commands
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.store.database import Store
from legpress_cli.system.environment import Environment, read_time
from legpress_cli.system.files import as_word
from legpress_cli.system.streams import print_message

if TYPE_CHECKING:
    from legpress_cli.store.drafts import Draft
    from legpress_cli.store.kept_answers import KeptAnswers

LONGEST_SHOWN = 64
"""So many letters a command may have to be told whole on a page of one screen."""


class AnswerRequest(msgspec.Struct, frozen=True):
    """What a call says about its answers, beside the flags: a file to read, an interview to go on with, whether to ask.

    ``keep`` says whether the result is to be kept, ``None`` where nobody said; with ``sure`` also in place of a course that has
    sessions. ``store`` is where things are kept.
    """

    answers_file: str | None
    resume: bool
    no_input: bool
    keep: bool | None
    sure: bool
    store: Store


class SettledAnswers(msgspec.Struct, frozen=True):
    """All answers of a call, the name for its sheet, and the draft that still keeps the answers, if any.

    Delete the draft once the result has been written. It does not keep the label. ``keep`` says whether the person wants the
    result kept.
    """

    answers: Answers
    label: str
    draft: Draft | None
    keep: bool


def settle_answers(
    knowledge: Knowledge, by_flag: Answers, request: AnswerRequest, environment: Environment, call: str
) -> SettledAnswers:
    """Return all answers of a call, asking for what is open where somebody can be asked.

    Raises ``InvalidInput`` for a bad file, a resume with nothing kept, or a course that nobody said may end, and
    ``Interrupted``, which tells how to go on with ``call``, when the person leaves.
    """
    file = request.answers_file
    read = LabelledAnswers(Answers(), "") if file is None else _read_beside(knowledge, file, by_flag)
    answers, asking = by_flag.adding(read.answers.given).given_at(read_time()), ""
    may_ask = environment.can_ask and not request.no_input and file != STANDARD_INPUT
    draft, keep = None, request.keep or False
    if request.resume:
        draft = _take_newest(request.store)
        kept = take_up(knowledge, draft)
        answers, asking = answers.adding(kept.answers.given), kept.asking
    if may_ask and (request.resume or find_place(knowledge, answers).next is not None):
        from legpress_cli.interview.phrases import TO_CHOOSE, WayOn
        from legpress_cli.interview.wizard import converse
        from legpress_cli.store.drafts import Draft
        from legpress_cli.store.kept_answers import KeptAnswers

        draft = draft or Draft(request.store)
        ways = TO_CHOOSE if request.keep is None else (WayOn.SHOW,)
        done = converse(knowledge, KeptAnswers(answers, asking), draft, environment, call, ways=ways)
        answers, keep = done.answers, keep or done.way is WayOn.KEEP
    if keep and not request.sure:
        from legpress_cli.interview.keeping import may_replace

        keep = may_replace(request.store, environment if may_ask else None)
    return SettledAnswers(answers, read.label, draft, keep)


def _read_beside(knowledge: Knowledge, file: str, by_flag: Answers) -> LabelledAnswers:
    """Return what stands in a file. Raises ``InvalidInput``, also with what the flags beside it already mean."""
    try:
        return read_answers_file(knowledge, file)
    except InvalidInput as error:
        raise InvalidInput(with_meaning(str(error), knowledge, by_flag)) from None


class RepeatCommand(msgspec.Struct, frozen=True):
    """The commands for more of a result that is not kept.

    That is the command that comes to the same result again, whether it would ask anything, and the one that explains a name.
    """

    command: str
    asks: bool
    explain: str


class KeptCommands(msgspec.Struct, frozen=True):
    """The commands for more of a result that is kept: to show it again, to log a session, and to tell that one was seen."""

    show: str
    log: str
    seen: str


def repeat_command(
    knowledge: Knowledge, request: AnswerRequest, by_flag: Answers, settled: SettledAnswers, call: str
) -> RepeatCommand:
    """Return the whole command that gives this result once more; where it is too long to show, words that stand for it."""
    file = request.answers_file
    named = [f"--answers {as_word(file)}"] if file else []
    silent = ["--no-input"] if request.no_input else []
    command = " ".join(filter(None, (call, *silent, *named, flags_for(knowledge, by_flag))))
    shown = file != STANDARD_INPUT and len(command) <= LONGEST_SHOWN
    return RepeatCommand(command if shown else "the same command with", settled.draft is not None, other_call(call, "explain"))


def kept_commands(call: str) -> KeptCommands:
    """Return the commands for a result that is kept, made from the diagnose ``call``."""
    log = other_call(call, "log")
    return KeptCommands(other_call(call, "show"), log, seen_commands(log)[0])


@contextmanager
def kept_until_written(draft: Draft | None, call: str) -> Iterator[None]:
    """Delete the kept answers once the result is out. Where it could not be written, ``CannotWrite`` says how to go on."""
    try:
        yield
    except CannotWrite as error:
        kept = draft is not None and draft.is_kept and not draft.problem
        rest = f" Your answers are kept. Go on with:\n  {call} --resume" if kept else ""
        raise CannotWrite(f"{error}{rest}") from None
    if draft and draft.is_kept and (problem := draft.delete()):
        print_message(f"Your unfinished answers could not be deleted: {problem}")


def take_up(knowledge: Knowledge, draft: Draft) -> KeptAnswers:
    """Return the kept answers that still hold, and say which do not."""
    kept = draft.read(knowledge)
    if kept.lost:
        now = knowledge.about.version
        versions = f" from {kept.version} to {now}" if kept.version != now else ""
        print_message(f"The knowledge has changed{versions} since you left. Asked again: {', '.join(kept.lost)}.")
    answers = without_old_danger(knowledge, kept.answers, read_time())
    if answers != kept.answers:
        from legpress_cli.interview.phrases import ASKED_AGAIN

        print_message(ASKED_AGAIN)
    return msgspec.structs.replace(kept, answers=answers)


def _take_newest(store: Store) -> Draft:
    from legpress_cli.store.drafts import newest_draft

    draft = newest_draft(store)
    if draft is None:
        raise InvalidInput("There are no kept answers to go on from. Start with: legpress diagnose")
    draft.take()
    return draft


def answers_for_path(knowledge: Knowledge, by_flag: Answers, file: str | None, path: Sequence[str], example: str) -> Answers:
    """Return the answers whose path is to be marked; none where nobody gave any and ``path`` was not asked for.

    ``path`` holds the values of ``--path``, an empty text for one without a file. Raises ``InvalidInput`` with ``example``, a
    command that works, where a path is wanted and there are no answers.
    """
    named = [*([] if file is None else [file]), *filter(None, path)]
    answers = by_flag
    for name in reversed(named):  # the last one wins, as the last flag does; none is dropped
        answers = answers.adding(read_answers_file(knowledge, name).answers.given)
    reason = "No answers are given."
    if path and not answers.given and not named:
        from legpress_cli.store.drafts import newest_draft

        if draft := newest_draft(Store()):
            answers = take_up(knowledge, draft).answers
        else:
            reason = "No answers are given, and no unfinished interview is kept."
    if path and not answers.given:
        raise InvalidInput(f"There is no path to mark. {reason} Give some, for example:\n  {example}")
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
    calm = next((option.id for option in first.options if option.alone), first.values[0])
    return f"{other_call(call, 'tree')} {next(flags, f'--{first.id} {calm}')}"
