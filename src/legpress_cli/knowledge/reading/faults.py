"""A fault in the knowledge: which rule, where, what was found and what would do."""

from collections.abc import Iterable, Iterator

import msgspec

from legpress_cli.knowledge.reading.rules import Rule

MOST_FAULTS = 200
"""The most faults of one kind that are listed; beyond that, a list helps nobody."""


class Finding(msgspec.Struct, frozen=True):
    """A fault at a place inside a file, given by keys and by numbers of list entries counted from 0."""

    rule: Rule
    file: str
    path: tuple[str | int, ...]
    found: str
    instead: str


class Fault(msgspec.Struct, frozen=True):
    """A fault as a reader gets it; ``line`` counts from 1 and is 0 where no line can be named."""

    rule: Rule
    file: str
    line: int
    entry: str
    key: str
    found: str
    instead: str

    @property
    def place(self) -> str:
        """Return where the fault is: ``tips.yaml, line 41, seat-height, grade``."""
        line = f"line {self.line}" if self.line else ""
        return ", ".join(filter(None, (self.file, line, self.entry, self.key)))

    @property
    def sentence(self) -> str:
        """Return the whole fault in one line."""
        return f"{self.place}: {self.found}. {self.instead} [{self.rule}]"


def the_first(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings as far as a list of them helps, and say so where there are more."""
    for number, finding in enumerate(findings):
        if number == MOST_FAULTS:
            instead = "Mend those that are listed, then run the check again."
            yield Finding(finding.rule, finding.file, (), "there are more faults like these", instead)
            return
        yield finding
