"""What is said of many people's answers: what was wrong with a row, and how many must be seen, gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from legpress_cli.diagnosis.answers import Answers
from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.triage import with_meaning
from legpress_cli.errors import LegpressError, MissingAnswers
from legpress_cli.knowledge.model import Knowledge, Level

_TO_BE_SEEN = {
    Level.EMERGENCY: "Emergency help, now",
    Level.URGENT: "A doctor today",
    Level.CLINICIAN: "A doctor or physio within days",
}
_FIRST_ROWS = 10


class Tally:
    """Counts people as they come: by level with the first rows of each, the rows refused, and the pages not written."""

    def __init__(self) -> None:
        self._people: Counter[Level] = Counter()
        self._rows: dict[Level, list[int]] = {level: [] for level in Level}
        self.given = self.refused = self.unwritten = 0

    def add(self, level: Level, row: int) -> None:
        """Count a person at a level."""
        self._people[level] += 1
        if len(self._rows[level]) < _FIRST_ROWS:
            self._rows[level].append(row)

    def lines(self) -> Iterator[str]:
        """Return how many must be seen, gravest first, with the first rows, and how many there were."""
        for level, words in _TO_BE_SEEN.items():
            if number := self._people[level]:
                rows = ", ".join(map(str, self._rows[level]))
                yield f"{words}: {number} (row {rows}{', ...' if number > _FIRST_ROWS else ''})"
        refused = f", {count(self.refused, 'row')} refused" if self.refused else ""
        yield f"{self.given} {'person' if self.given == 1 else 'people'} with a result{refused}."
        if self.unwritten:
            yield f"{count(self.given - self.unwritten, 'page')} written, {self.unwritten} not."


def row_fault(knowledge: Knowledge, error: LegpressError, readable: Answers) -> str:
    """Return in one line why a row was refused, and what those of its answers that can be read already mean."""
    fault = str(error)
    if isinstance(error, MissingAnswers):
        fault = f"{', '.join(error.questions)} must be answered. legpress questions lists the answers."
    return " ".join(with_meaning(fault, knowledge, readable).split())
