"""How many diagnoses a second Python gets out of legpress, beside zen-engine evaluating the same decision logic.

Run it with the Python of the environment to be measured, in a checkout:

    .venv/bin/pip install zen-engine
    .venv/bin/python benchmarks/engine.py [ROUNDS]
    .venv/bin/python benchmarks/engine.py --memory [CALLS]

zen-engine runs a decision graph that decision_graph.py makes from the knowledge, loaded once and compiled. Before anything is
timed, both answer for every person, and the benchmark stops where they differ in the level, the hold, a cause or how well it
fits, an item of the checklist or its turn, the order of these, or the first change. Then each round lets every way diagnose all
people of a group once, in turn, and each ratio is taken within its round, so that a machine that slows down slows both sides.
On a busy machine go by the processor's time.

With --memory it needs no zen-engine: it diagnoses a million random people and prints the memory in use along the way.

In seconds: benchmarks/engine.py 1, and benchmarks/engine.py --memory 1000.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from decision_graph import as_context, make_graph
from people import SEED, Group, Person, gather, random_people

from legpress_cli import diagnose
from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.causes import find_causes
from legpress_cli.diagnosis.checklist import Item, build_checklist, choose_first_change
from legpress_cli.diagnosis.result import Result
from legpress_cli.diagnosis.triage import find_level
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Knowledge

ROUNDS = 21
KEY = "legpress"
CALLS = 1_000_000
MARKS = (10_000, 100_000, 500_000)
NOTES = """
A ratio over 1 is slower than legpress diagnose(answers), one under 1 is faster.
Both: the level, the hold, the causes with how well each fits, the checklist's ids with their turn, all in order, and the first
change.
legpress also: refuses answers it does not know, walks the interview, and gives the answers behind all it found, the path, what
to watch for, where answers disagree, and every text. zen-engine also: reports how long it took. It checks no answer. Its
answers were made ready beforehand: dicts with names that suit its expressions, or the same as JSON text.
"Decisions alone": level, causes, checklist and first change, with their words and reasons, from answers read beforehand.
"""

Way: TypeAlias = Callable[[], None]


def decided(result: Result) -> dict[str, Any]:
    """Return what both sides decide, as zen-engine gives it: it leaves out what is null."""
    first = {"first_change": result.first_change.id} if result.first_change else {}
    return {
        "level": result.triage.level.value,
        "hold": result.triage.hold,
        "causes": [{"id": cause.id, "fit": cause.fit.value} for cause in result.causes],
        "checklist": [{"id": item.id, "turn": item.turn.value} for item in result.checklist],
    } | first


class Rival(NamedTuple):
    """zen-engine with the graph loaded, as its two ways to evaluate need it."""

    engine: Any
    decision: Any

    def by_key(self, context: object) -> Any:
        """Return what the engine gives for a person's answers when it finds the graph by its key."""
        return self.engine.evaluate(KEY, context)


def load_rival(knowledge: Knowledge) -> Rival:
    """Return zen-engine with the graph made from the knowledge; says so and leaves with 0 where it is not installed."""
    graph = make_graph(knowledge)
    try:
        import zen
    except ImportError:
        print("zen-engine is not installed, so nothing was compared. To install it: pip install zen-engine")
        sys.exit()
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {KEY: graph}}})
    return Rival(engine, zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps(graph))))


def find_difference(knowledge: Knowledge, rival: Rival, people: Sequence[Person]) -> str:
    """Return in a sentence how the two sides differ over the first person of whom they do, or nothing."""
    for person in people:
        ours, context = decided(diagnose(person)), as_context(knowledge, person)
        for theirs in (rival.by_key(context), rival.decision.evaluate(context)):
            if ours != theirs["result"]:
                return f"They differ over {person}.\nlegpress: {ours}\nzen-engine: {theirs['result']}"
    return ""


def decide(knowledge: Knowledge, answers: Answers) -> Item | None:
    """Return the first change, and find on the way all that zen-engine finds."""
    finding = find_level(knowledge, answers)
    causes = () if finding.level.doctor_first else find_causes(knowledge, answers)
    return choose_first_change(build_checklist(knowledge, finding, causes, answers))


def ways(rival: Rival, people: Sequence[Person]) -> dict[str, Way]:
    """Return what is measured over the same people, the one that the others are compared with first."""
    knowledge = load_knowledge()
    given = [read_answers(knowledge, person, Source.PROMPT).given for person in people]
    contexts = [as_context(knowledge, person) for person in people]
    texts = [json.dumps(context) for context in contexts]
    return {
        "legpress diagnose(answers)": lambda: _call(diagnose, people),
        "legpress, decisions alone": lambda: _call(lambda answers: decide(knowledge, Answers(answers)), given),
        "ZenDecision.evaluate(dict)": lambda: _call(rival.decision.evaluate, contexts),
        "ZenEngine.evaluate(key, dict)": lambda: _call(rival.by_key, contexts),
        "ZenEngine.evaluate(key, JSON)": lambda: _call(rival.by_key, texts),
    }


def _call(function: Callable[[Any], object], values: Sequence[object]) -> None:
    for value in values:
        function(value)


class Taken(NamedTuple):
    """The seconds that one diagnosis took: by the clock, and of the processor's time."""

    clock: float
    processor: float


def measure(way: Way, people: int) -> Taken:
    """Return what one diagnosis took when all people were diagnosed once."""
    clock, processor = time.perf_counter(), time.process_time()
    way()
    return Taken((time.perf_counter() - clock) / people, (time.process_time() - processor) / people)


def compare(group: Group, rival: Rival, rounds: int) -> None:
    """Measure one group and print a line for each way."""
    todo = ways(rival, group.people)
    times: dict[str, list[Taken]] = {title: [] for title in todo}
    for _ in range(rounds):
        for title, way in todo.items():
            times[title].append(measure(way, len(group.people)))
    ours = times[next(iter(todo))]
    print(f"\n{group.title} ({len(group.people)})")
    for title, taken in times.items():
        clock = [entry.clock for entry in taken], [entry.clock for entry in ours]
        processor = [entry.processor for entry in taken], [entry.processor for entry in ours]
        print(f"  {title:29} {1 / statistics.median(clock[0]):10,.0f} {_columns(*clock)} {_columns(*processor)}", flush=True)


def _columns(taken: list[float], ours: list[float]) -> str:
    ratios = [own / base for own, base in zip(taken, ours, strict=True)]
    low, middle, high = statistics.quantiles(ratios if len(ratios) > 1 else ratios * 2, n=4)
    return f"{statistics.median(taken) * 1e6:9.1f} {middle:6.2f}  {low:5.2f} - {high:4.2f}"


def compare_all(rounds: int) -> None:
    """Prove that both sides decide alike, then measure them."""
    knowledge = load_knowledge()
    rival = load_rival(knowledge)
    groups = gather(knowledge)
    people = [person for group in groups for person in group.people]
    if difference := find_difference(knowledge, rival, people):
        sys.exit(f"{difference}\nNothing was timed.")
    print(f"Both decide alike for all {len(people)} people. {rounds} rounds; ratio: how many times as long as legpress takes.")
    columns = f"{'us each':>9} {'ratio':>6}  {'middle half':12}"
    print(f"  {'':40} {'by the clock':29}   {'of the processor'}\n  {'':29} {'a second':>10} {columns} {columns}", end="")
    for group in groups:
        compare(group, rival, rounds)
    print(NOTES, end="")


def memory() -> float:
    """Return the MB of memory that the process has in use."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024**2


def watch_memory(calls: int) -> None:
    """Diagnose random people, one after the other, and print the memory in use along the way."""
    people = random_people(load_knowledge(), SEED)
    start = time.perf_counter()
    print(f"{'calls':>10} {'MB':>8} {'seconds':>9}")
    for call, person in zip(range(1, calls + 1), people, strict=False):
        diagnose(person)
        if call in MARKS or call == calls:
            print(f"{call:10,} {memory():8.1f} {time.perf_counter() - start:9.1f}", flush=True)


def main() -> None:
    """Compare, or with ``--memory`` watch the memory."""
    words = sys.argv[1:]
    numbers = [int(word) for word in words if word != "--memory"]
    if "--memory" in words:
        watch_memory(*numbers or [CALLS])
    else:
        compare_all(*numbers or [ROUNDS])


if __name__ == "__main__":
    main()
