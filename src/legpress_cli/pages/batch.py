"""What is said of many people's answers: what was wrong with a row, and how many must be seen, gravest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from legpress_cli.diagnosis.phrases import count
from legpress_cli.errors import LegpressError, MissingAnswers
from legpress_cli.knowledge.model import Knowledge, Level

_TO_BE_SEEN = {
    Level.EMERGENCY: "Emergency help, now",
    Level.URGENT: "A doctor today",
    Level.CLINICIAN: "A doctor or physio within days",
}
_FIRST_ROWS = 10


class Tally:
    """Counts people as they come: by level with the first rows of each, and the rows that were refused."""

    def __init__(self) -> None:
        self._people: Counter[Level] = Counter()
        self._rows: dict[Level, list[int]] = {level: [] for level in Level}
        self.refused = 0

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
        given = self._people.total()
        refused = f", {count(self.refused, 'row')} refused" if self.refused else ""
        yield f"{given} {'person' if given == 1 else 'people'} with a result{refused}."


def row_fault(knowledge: Knowledge, error: LegpressError) -> str:
    """Return in one line why the answers of a row were refused."""
    if isinstance(error, MissingAnswers):
        return f"{', '.join(error.questions)} must be answered: {knowledge.question(error.questions[0]).ask}"
    return " ".join(str(error).split())
