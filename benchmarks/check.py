"""How long it takes to examine knowledge, and how that grows with the knowledge: copies of the shipped one, joined into one.

Run it with the Python of the environment to be measured:  .venv/bin/python benchmarks/check.py [SIZE ...]

A size says how many copies of the shipped entries there are: 1, 10, 100 and 1000 where none is named. Each copy has ids,
questions, rules and a tree of its own; one safety question in front of all trees leads to one of them. Only the answers of the
first copy draw the picture. The whole is as faultless as the shipped knowledge, and the benchmark stops if it is not. Each size
runs in a process of its own; what is quick is run again for some seconds, and the best counts. The table gives, for knowledge
as values and for the same as bytes of YAML (up to 100 copies: a thousand are some 120 MB, and no file may be larger than 16),
the seconds, the microseconds an entry, and how many times that is what the first size takes for an entry: where the cost grows
with the knowledge and no faster, about 1. The most memory in use covers the knowledge and the examination of its values.

In seconds: benchmarks/check.py 1 10.
"""

from __future__ import annotations

import multiprocessing
import re
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any, NamedTuple

import msgspec
import yaml

from legpress_cli.knowledge.check.runner import Examination, examine, examine_knowledge
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import (
    END,
    About,
    Addition,
    Avoid,
    Cause,
    Condition,
    Conflict,
    FollowUp,
    Group,
    Kind,
    Knowledge,
    LevelAdvice,
    Option,
    Post,
    Question,
    Sign,
    Step,
    Study,
    Term,
    Threshold,
    Thresholds,
    Tip,
    Tree,
    Triage,
    TriageRule,
    Watch,
)
from legpress_cli.knowledge.reading.files import FILES, keys_of

SIZES = (1, 10, 100, 1000)
MOST_FROM_BYTES = 100
SECONDS = 4.0
"""For how many seconds an examination is run again, that the best may count; what takes longer runs once."""
GATE = "which-copy"
# The fields that name an entry, by the kind of entry that has them; every other text stays as it is.
NAMES: dict[type, frozenset[str]] = {
    Condition: frozenset({"question"}),
    Sign: frozenset({"question"}),
    About: frozenset({"symptoms", "before_causes", "quiet_tips"}),
    Question: frozenset({"id"}),
    Step: frozenset({"id", "ask", "then", "unless"}),
    Cause: frozenset({"id", "tips", "studies", "posts"}),
    Group: frozenset({"id"}),
    Tip: frozenset({"id", "group", "habit", "finds_out", "studies", "studies_against", "backed_by", "described_in"}),
    Post: frozenset({"number", "poster"}),
    Study: frozenset({"id"}),
    Conflict: frozenset({"id", "tips", "posts", "studies"}),
    TriageRule: frozenset({"studies"}),
    Watch: frozenset({"studies"}),
    FollowUp: frozenset({"pain", "signs", "studies"}),
    Threshold: frozenset({"studies"}),
    Term: frozenset({"id"}),
    Avoid: frozenset({"word"}),
}


class Copier:
    """Gives every entry of the knowledge, and every mention of one, the name that it has in one of the copies.

    No copy speaks of a leg press or has a name of the shipped knowledge: what holds for leg presses alone, such as the question
    that must come first, does not hold for copies in one tree.
    """

    def __init__(self, knowledge: Knowledge, number: int) -> None:
        self._number = number
        self._posts = number * max(post.number for post in knowledge.posts)

    def rename(self, name: Any) -> Any:
        """Return names as they are in this copy."""
        match name:
            case tuple():
                return tuple(map(self.rename, name))
            case dict():
                return {answer: self.rename(step) for answer, step in name.items()}
            case int():
                return name + self._posts
            case None:
                return None
            case _:
                return name if name == END else f"{name}-copy-{self._number}"

    def copy(self, value: Any) -> Any:
        """Return an entry of this copy, with all that stands inside it."""
        match value:
            case tuple():
                return tuple(map(self.copy, value))
            case str():
                return re.sub("(leg) (press)", r"\1-\2", value, flags=re.IGNORECASE)
            case msgspec.Struct():
                named = NAMES.get(type(value), frozenset())
                fields = {
                    field: (self.rename if field in named else self.copy)(getattr(value, field))
                    for field in value.__struct_fields__
                }
                if self._number and isinstance(value, Option):
                    fields["drawn"] = None
                return type(value)(**fields)
            case _:
                return value


def multiply(knowledge: Knowledge, size: int) -> Knowledge:
    """Return so many copies of the knowledge as one knowledge without a fault."""
    copiers = [Copier(knowledge, number) for number in range(size)]

    def copied(entries: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(copier.copy(entry) for copier in copiers for entry in entries)

    care = {question.id for question in knowledge.questions if question.safety}
    care |= {condition.question for rule in knowledge.triage.rules for condition in rule.when}
    care |= {question.only_after.question for question in knowledge.questions if question.only_after}
    questions = tuple(
        _behind_gate(copier.copy(entry), number, needed=entry.id in care)
        for number, copier in enumerate(copiers)
        for entry in knowledge.questions
    )
    core = tuple(name for copier in copiers for name in copier.rename(knowledge.about.core_tips))
    return Knowledge(
        about=msgspec.structs.replace(copiers[0].copy(knowledge.about), core_tips=core),
        questions=(_gate(size), *questions),
        tree=_joined(
            [copier.copy(knowledge.tree) for copier in copiers], [copier.rename(knowledge.tree.start) for copier in copiers]
        ),
        triage=Triage(
            tuple(_advice(entry, copiers) for entry in knowledge.triage.levels),
            copiers[0].copy(knowledge.triage.hold),
            copied(knowledge.triage.rules),
            copied(knowledge.triage.contradictions),
            copied(knowledge.triage.outside),
            tuple(
                _watch(copier.copy(entry), number) for number, copier in enumerate(copiers) for entry in knowledge.triage.watch
            ),
            knowledge.triage.emergency_numbers,
        ),
        follow_up=_follow_up(knowledge, copiers),
        **{
            name: copied(getattr(knowledge, name))
            for name in ("causes", "groups", "tips", "posts", "studies", "conflicts", "terms", "avoid")
        },
    )


def _gate(size: int) -> Question:
    options = tuple(Option(_answer(number), f"Copy {number}", calm=True) for number in range(size))
    return Question(GATE, Kind.ONE, "Copy", "Which copy do you want?", "Each has a tree of its own.", options, safety=True)


def _answer(number: int) -> str:
    return f"copy-{number}"


def _behind_gate(question: Question, number: int, *, needed: bool) -> Question:
    if question.only_after or not needed:
        return question
    return msgspec.structs.replace(question, only_after=Condition(GATE, _answer(number)))


def _joined(trees: list[Tree], starts: list[str]) -> Tree:
    gate = Step(GATE, GATE, starts[0], {_answer(number): start for number, start in enumerate(starts) if number})
    return Tree(GATE, trees[0].longest_path + 1, (gate, *(step for tree in trees for step in tree.steps)))


def _advice(advice: LevelAdvice, copiers: list[Copier]) -> LevelAdvice:
    also: tuple[Addition, ...] = tuple(copier.copy(entry) for copier in copiers for entry in advice.also)
    title, action, brief = (copiers[0].copy(text) for text in (advice.title, advice.action, advice.brief or advice.action))
    return LevelAdvice(advice.level, title, action, brief, also)


def _follow_up(knowledge: Knowledge, copiers: list[Copier]) -> FollowUp:
    def cited(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for copier in copiers for name in copier.rename(names))

    follow_up = knowledge.follow_up
    lines = {
        name: msgspec.structs.replace(line, studies=cited(line.studies))
        for name, line in msgspec.structs.asdict(follow_up.thresholds).items()
    }
    first: FollowUp = copiers[0].copy(follow_up)
    return msgspec.structs.replace(first, studies=cited(follow_up.studies), thresholds=Thresholds(**lines))


def _watch(entry: Watch, number: int) -> Watch:
    return msgspec.structs.replace(entry, danger=entry.danger and number == 0)


def as_files(knowledge: Knowledge) -> dict[str, bytes]:
    """Return the knowledge as the YAML files that hold it."""
    parts = msgspec.to_builtins(knowledge)
    named = {
        name: parts[field] if field else {key: parts[key] for key in keys_of(kind)} for name, (kind, field) in FILES.items()
    }
    return {
        name: yaml.dump(
            part, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), sort_keys=False, allow_unicode=True
        ).encode()
        for name, part in named.items()
    }


class Measured(NamedTuple):
    """What one size took: seconds for the values, the most MB in use by then, and seconds for the bytes if examined."""

    entries: int
    steps: int
    paths: int
    seconds: float
    megabytes: float
    from_bytes: float | None


def measure(size: int) -> Measured:
    """Return what it takes to examine so many copies. Raises ``ValueError`` if a fault is found."""
    knowledge = multiply(load_knowledge(), size)
    found, seconds = _best_of(lambda: examine_knowledge(knowledge))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    from_bytes = None
    if size <= MOST_FROM_BYTES:
        files = as_files(knowledge)
        _, from_bytes = _best_of(lambda: examine(files))
    paths = found.proof.tree_paths.paths if found.proof else 0
    return Measured(_count(knowledge), len(knowledge.tree.steps), paths, seconds, megabytes, from_bytes)


def _count(knowledge: Knowledge) -> int:
    lists = [getattr(knowledge, name) for name in knowledge.__struct_fields__]
    lists += [knowledge.tree.steps, knowledge.triage.rules, knowledge.triage.contradictions, knowledge.triage.watch]
    return sum(len(entries) for entries in lists if isinstance(entries, tuple))


def _best_of(run: Callable[[], Examination]) -> tuple[Examination, float]:
    taken: list[float] = []
    while sum(taken) < SECONDS:
        start = time.perf_counter()
        found = run()
        taken.append(time.perf_counter() - start)
        if found.faults:
            raise ValueError(found.faults[0].sentence)
    return found, min(taken)


def _columns(seconds: float | None, entries: int, first: float | None) -> str:
    if seconds is None:
        return f"{'':>9} {'':>9} {'':>6}"
    each = seconds / entries
    return f"{seconds:9.3f} {each * 1e6:9.1f} {each / (first or each):6.2f}"


def main() -> None:
    """Measure each size and print one line for it."""
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    titles = f"{'seconds':>9} {'us/entry':>9} {'ratio':>6}"
    print(f"{'':38} {'values':>26} {'':>10} {'from YAML bytes':>26}")
    print(f"{'size':>6} {'entries':>9} {'steps':>8} {'paths':>10}  {titles} {'peak MB':>10} {titles}", flush=True)
    first: Measured | None = None
    for size in sizes:
        with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as apart:
            found = apart.submit(measure, size).result()
        first = first or found
        values = _columns(found.seconds, found.entries, first.seconds / first.entries)
        whole = _columns(found.from_bytes, found.entries, first.from_bytes / first.entries if first.from_bytes else None)
        head = f"{size:6} {found.entries:9,} {found.steps:8,} {found.paths:10,}"
        print(f"{head}  {values} {found.megabytes:10,.0f} {whole}", flush=True)


if __name__ == "__main__":
    main()
