"""What each rule says, in words for a coach."""

from __future__ import annotations

import msgspec

from legpress_cli.rules import Rule


class RuleText(msgspec.Struct, frozen=True):
    """One rule in words: what it demands, why, and how to mend what breaks it."""

    title: str
    why: str
    mend: str


RULEBOOK: dict[Rule, RuleText] = {}
