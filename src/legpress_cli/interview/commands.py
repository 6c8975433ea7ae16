"""Commands that are named to people: another one than theirs, what one lacks, and the one that enters again what was undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from legpress_cli.knowledge.model import NONE, Knowledge, Question, Value

if TYPE_CHECKING:
    from legpress_cli.diagnosis.answers import Answers
    from legpress_cli.followup.course import Visit
    from legpress_cli.followup.session import Session

DURING, AFTER, MORNING, WEIGHT, SET_UP = "during", "after", "morning", "weight", "set-up"
"""What the questions about a session are called."""
_CALM = "--no-input --emergency-sign none --doctor-sign none"


def other_call(call: str, name: str) -> str:
    """Return the call of another command with the options that all have, made from the diagnose ``call``."""
    return call.replace("legpress diagnose", f"legpress {name}", 1)


def seen_commands(call: str) -> tuple[str, str]:
    """Return the command of somebody who was seen: one that asks, and a whole one for scripts. ``call`` is that of log."""
    return f"{call} --seen", f"{call} {_CALM} --seen"


def once_seen(call: str) -> str:
    """Return what to do once somebody has looked at a danger sign, made from the diagnose ``call``."""
    return f"Once somebody has looked at it, say so:\n  {seen_commands(other_call(call, 'log'))[0]}"


def log_flags(knowledge: Knowledge, told: Answers, *, only_seen: bool) -> list[str]:
    """Return flags that tell of a session, or of one who was ``only_seen``: what was told, and usual answers for the rest."""
    usual: dict[str, Sequence[Value]] = dict.fromkeys(knowledge.follow_up.signs, (NONE,))
    if not only_seen:
        usual |= {DURING: (3,), AFTER: (2,), MORNING: (), SET_UP: ("with",)}
    return _flags({name: told.all_values(name) or values for name, values in usual.items()})


def say_what_is_missing(missing: Sequence[Question], flags: Sequence[str], call: str, *, only_seen: bool) -> str:
    """Return which flags a session lacks, or one who was ``only_seen``, with a whole command. ``call`` is that of diagnose."""
    lines = [
        "That you were seen needs these answers:" if only_seen else "A session needs these answers:",
        *(f"  --{question.id}   {question.ask}" for question in missing),
        "This command works. Put your own answers in it:",
        f"  {' '.join([other_call(call, 'log'), '--no-input', *flags])}",
    ]
    if only_seen:
        lines.append(f"To log a session with it, add --{DURING}, --{AFTER} and --{SET_UP}.")
    return "\n".join(lines)


def enter_again(knowledge: Knowledge, call: str, undone: tuple[Session, int | None] | Visit) -> str:
    """Return the command that enters once more what was taken back, made from the diagnose ``call``."""
    entry, flags = (undone[0], _flags_of(*undone)) if isinstance(undone, tuple) else (undone, ["--seen"])
    signs = _sign_flags(knowledge, entry.signs)
    return " ".join([other_call(call, "log"), "--no-input", *signs, *flags, f"--date {entry.date}"])


def _sign_flags(knowledge: Knowledge, signs: Sequence[str]) -> list[str]:
    values = {name: knowledge.question(name).values for name in knowledge.follow_up.signs}
    return _flags({name: [sign for sign in signs if sign in known] or (NONE,) for name, known in values.items()})


def _flags_of(session: Session, morning: int | None) -> list[str]:
    told: dict[str, Sequence[Value]] = {
        DURING: (session.during,),
        AFTER: (session.after,),
        MORNING: () if morning is None else (morning,),
        WEIGHT: () if session.weight_kg is None else (f"{session.weight_kg:g}kg",),
        SET_UP: (session.set_up.value,),
    }
    return [*_flags(told), *(["--seen"] if session.seen else [])]


def _flags(told: Mapping[str, Sequence[Value]]) -> list[str]:
    return [f"--{name} {value}" for name, values in told.items() for value in values]
