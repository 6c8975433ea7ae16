"""``legpress log``: a session, kept in a minute, or that a danger sign was looked at, and what to do next."""

from pathlib import Path

import typer

from legpress_cli.cli.command import command
from legpress_cli.cli.follow_up_display import FOLLOW_UP_FORMATS, show_course
from legpress_cli.cli.options import ANSWERS, KEEPING, STORE, OutputOptions, option, with_store
from legpress_cli.diagnosis.answers import Answers
from legpress_cli.errors import Interrupted, InvalidInput, StoreUnavailable
from legpress_cli.knowledge.model import Knowledge, Question
from legpress_cli.system.streams import print_message


def _questions(knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions that have a flag here: about danger, and about a session."""
    from legpress_cli.followup.due import sign_questions

    return (*sign_questions(knowledge), *(entry.question for entry in knowledge.follow_up.log))


_ALONE = "--undo and --import each stand alone: leave out the flags of a session."
_IMPORT = (
    "Keep the sessions of this file, CSV or JSON Lines; - is standard input. It needs date, during, after, set_up. "
    "It may have morning, weight_kg, signs, seen, step, id."
)


@command(
    *FOLLOW_UP_FORMATS,
    questions=_questions,
    own=(
        option("weight", str | None, "--weight", "The weight, with its unit: 100kg or 220lb.", ANSWERS, metavar="WEIGHT"),
        option("date", str | None, "--date", "The day of the session, if not today: 2026-11-12.", ANSWERS, metavar="DAY"),
        option("seen", bool, "--seen", "You were seen for the sign that is open. Needs no session.", ANSWERS),
        option("no_input", bool, "--no-input", "Never ask.", ANSWERS),
        option("undo", bool, "--undo", "Take the last entry back.", KEEPING),
        option("import_", str | None, "--import", _IMPORT, KEEPING, metavar="FILE"),
        STORE,
    ),
    examples=("legpress log", "legpress log --undo", "legpress log --date 2026-11-12", "legpress log --import sessions.csv",
              "legpress log --seen"),
    notes=(
        "A session is kept with the result that you had kept, and legpress next goes by both.",
        "You were seen, and had no session? Then --seen is an entry of its own, and closes what was open.",
        "In a script: legpress log --no-input --emergency-sign none --doctor-sign none --seen",
        "Exit codes: as next has them. 2 also where an answer is missing or wrong.",
    ),
)  # fmt: skip
def log(
    weight: str | None, date: str | None, seen: bool, no_input: bool, undo: bool, import_: str | None, store: Path | None,
    *, options: OutputOptions, knowledge: Knowledge, by_flag: Answers, refused: str,
) -> None:  # fmt: skip
    """Log a session."""
    from legpress_cli.interview.keeping import note_danger
    from legpress_cli.interview.session_interview import Told
    from legpress_cli.interview.session_log import LogRequest, SessionLog
    from legpress_cli.interview.told_danger import emergency_course, emergency_told, with_danger
    from legpress_cli.store.database import Store

    kept_in, call = Store(store), with_store(options.call, store)
    alone = undo + (import_ is not None) + bool(by_flag.given or weight or date or seen) <= 1
    complaint, sessions = "", None
    try:
        _refuse(refused or ("" if alone else _ALONE))
        sessions = SessionLog(knowledge, kept_in, call, by_flag)
        if undo:
            course = sessions.take_back()
        elif import_ is not None:
            course = sessions.import_file(import_)
        else:
            course = sessions.add(LogRequest(date, weight, seen, no_input), options.environment)
        noted = sessions.noted
    except (InvalidInput, Interrupted, StoreUnavailable, KeyboardInterrupt) as failure:
        told = sessions.told if sessions else Told(by_flag, by_flag)
        noted = emergency_told(knowledge, told)
        if noted is None:
            raise with_danger(failure, knowledge, told, kept_in, call) from None
        course = sessions.with_sign(noted) if sessions else emergency_course(knowledge, told, noted)
        complaint = str(failure) if isinstance(failure, Interrupted) else f"Nothing was logged. {failure}"
    try:
        code = show_course(options, knowledge, kept_in, course, call)
    finally:
        if complaint:
            print_message(f"\n{complaint}")
        if noted and (said := note_danger(kept_in, noted)):
            print_message(said)
    raise typer.Exit(code)


def _refuse(complaint: str) -> None:
    if complaint:
        raise InvalidInput(complaint)
