"""Wording that is the same wherever it stands."""


def count(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 poster``, ``3 posters``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
