"""Turns a name that nobody knows into the names that may have been meant."""

from collections.abc import Iterable

MOST_NAMES = 40
MOST_COMPARED = 500


def did_you_mean(name: str, accepted: Iterable[str], *, among: int = MOST_NAMES) -> str:
    """Return the end of a sentence: the nearest accepted names, or all of them where none is near and they are few."""
    import difflib

    names = list(accepted)
    near = [other for other in names if name and name.lower() in other]
    near = near or difflib.get_close_matches(name.lower(), names[:MOST_COMPARED], n=3, cutoff=0.6)
    if near:
        return f"; did you mean {_either(near[:3])}?"
    return f"; it must be one of: {', '.join(names)}." if 0 < len(names) <= among else "."


def name_one_of(name: str, accepted: Iterable[str], otherwise: str, *, among: int = MOST_NAMES) -> str:
    """Return the same as a sentence of its own; ``otherwise`` where nothing is near and they are many."""
    words = did_you_mean(name, accepted, among=among).removeprefix("; ")
    return words[:1].upper() + words[1:] if words != "." else otherwise


def _either(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
