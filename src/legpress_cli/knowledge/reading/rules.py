"""What each rule says, in words for a coach, as ``rules.yaml`` has it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from legpress_cli.knowledge.reading.faults import Rule

_FILE = Path(__file__).with_name("rules.yaml")


class RuleText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule in words: what it demands, why, and how to mend what breaks it."""

    title: str
    why: str
    mend: str


@cache
def read_rule_texts() -> dict[Rule, RuleText]:
    """Return the words of every rule, in the order of the file, which is read when they are first asked for."""
    from legpress_cli.knowledge.reading.yaml_parser import read_yaml

    return msgspec.convert(read_yaml(_FILE.read_bytes()), dict[Rule, RuleText])
