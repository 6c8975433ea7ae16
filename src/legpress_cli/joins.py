"""Where ways that parted come together again: the first place that every way from a step passes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from legpress_cli.knowledge import END


def find_joins(order: Sequence[str], following: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return, for each step, the first place that all ways from it to the end pass (its immediate post-dominator).

    In ``order`` each step comes after all that lead to it. A step that leads nowhere joins at the end.
    """
    joins: dict[str, str] = {}
    height = {END: 0}
    for step in reversed(order):
        targets = list(following[step]) or [END]
        join = targets[0]
        for target in targets[1:]:
            join = _common(join, target, joins, height)
        joins[step] = join
        height[step] = height[join] + 1
    return joins


def _common(one: str, other: str, joins: Mapping[str, str], height: Mapping[str, int]) -> str:
    """Return the first place that the ways from both pass."""
    while one != other:
        if height[one] >= height[other]:
            one = joins[one]
        else:
            other = joins[other]
    return one
