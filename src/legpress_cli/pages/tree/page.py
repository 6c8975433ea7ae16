"""The decision tree as a page: questions in rows, branches under the answers that lead apart, one person's path marked."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from legpress_cli.diagnosis.phrases import count
from legpress_cli.diagnosis.result import disagreements
from legpress_cli.diagnosis.triage import advise, find_level
from legpress_cli.knowledge.model import END, Knowledge, Level
from legpress_cli.pages.page import Block, Bullets, Callout, Heading, Outline, OutlineLine, Page, Paragraph, Table, Tone
from legpress_cli.pages.phrases import level_callout, listed
from legpress_cli.pages.tree.chart import (
    OPEN,
    THE_RESULT,
    YOURS,
    Branch,
    Chart,
    End,
    Node,
    Route,
    end_at,
    how_it_ends,
    names_of,
)
from legpress_cli.pages.tree.unfolding import Fork, Stretch, referred_to, unfold

_FEW = 2
"""How many answers a line names before they get lines of their own."""
_BELOW = "go on below"


def tree_page(knowledge: Knowledge, chart: Chart, example: str) -> Page:
    """Return the page of the tree; ``example`` is a command that marks a path."""
    return Page("The decision tree", tuple(_blocks(knowledge, chart, example)))


def _blocks(knowledge: Knowledge, chart: Chart, example: str) -> Iterator[Block]:
    if chart.route and chart.route.level is not Level.SELF_CARE:
        finding = find_level(knowledge, chart.route.answers)
        yield level_callout(chart.route.level, advise(knowledge, finding, chart.route.answers))
    asked = len({node.question.id for node in chart.nodes})
    yield Paragraph(
        f"{count(asked, 'question')} at {count(len(chart.nodes), 'place')}. No path asks more than {chart.longest}. "
        "The questions come in this order. Where answers part the ways, each way stands under its answer."
    )
    if chart.route:
        yield Paragraph(" ".join(_summary(knowledge, chart.route)))
    yield Outline(tuple(_Drawing(knowledge, chart).lines()))
    if chart.route:
        yield from _after(knowledge, chart.route)
    else:
        yield Paragraph(f"To mark your own path: {example}", Tone.NOTE)
    yield Paragraph(
        "A picture: legpress tree --format mermaid, or --format dot. A question in full: legpress questions", Tone.NOTE
    )


def _summary(knowledge: Knowledge, route: Route) -> Iterator[str]:
    if not route.path:
        yield "With your answers nothing is asked."
        return
    yield f"Your path is marked with the word {YOURS}. It asks {count(len(route.path), 'question')}."
    yield f"It ends with: {how_it_ends(knowledge, route.end)}."
    if route.next:
        yield f"Asked next: {route.next.short} (--{route.next.id})."
    if route.missing:
        short = listed(knowledge.question(name).short for name in route.missing)
        yield f"As long as the safety questions are not answered ({short}), this is the path of a person without such a sign."


def _after(knowledge: Knowledge, route: Route) -> Iterator[Block]:
    if route.path:
        yield Heading("Your answers on this path")
        questions = map(knowledge.question, route.path)
        yield Table(("Question", "Your answer"), tuple((asked.short, "; ".join(route.said(asked))) for asked in questions))
    if route.beside:
        yield Heading("Given, though this path does not ask it")
        yield Paragraph("It counts all the same.")
        questions = map(knowledge.question, route.beside)
        yield Bullets(tuple(f"{asked.short}: {'; '.join(route.said(asked))}" for asked in questions))
    if contradicting := disagreements(knowledge, route.answers):
        yield Callout("Your answers disagree", contradicting, Tone.WARNING)


class _Drawing:
    """Turns stretches into lines of an outline."""

    def __init__(self, knowledge: Knowledge, chart: Chart) -> None:
        self._knowledge = knowledge
        self._chart = chart
        self._stretches = unfold(chart)
        self._named = set(referred_to(self._stretches))

    def lines(self) -> Iterator[OutlineLine]:
        """Return the lines of the whole tree."""
        yield from (self._line(stretch) for stretch in self._stretches)

    def _line(self, stretch: Stretch, label: str = "") -> OutlineLine:
        """Return the line of a stretch with all that stands under it."""
        names = tuple(self._name(node) for node in stretch.nodes)
        under, onward = tuple(self._under(stretch)), self._onward(stretch.to)
        badge = YOURS if any(node.id in self._chart.marked for node in stretch.nodes) else ""
        if not under:
            return OutlineLine(label, (*names, *onward), badge=badge)
        otherwise = (OutlineLine("otherwise", onward, badge=self._badge_beyond(stretch)),) if onward else ()
        return OutlineLine(label, names, (*under, *otherwise), badge)

    def _name(self, node: Node) -> str:
        return f"{node.question.short} ({node.id})" if node.id in self._named else node.question.short

    def _onward(self, to: str) -> tuple[str, ...]:
        if to in ("", END):
            return (THE_RESULT,) if to else ()
        return (f"go on at {self._name(self._chart.node(to))}",)

    def _taken(self, node: Node) -> Branch | None:
        return self._chart.route.leaves(node) if self._chart.route else None

    def _badge_beyond(self, stretch: Stretch) -> str:
        """Return the mark of what follows a stretch whose last step also has alarms."""
        taken = self._taken(stretch.nodes[-1])
        return YOURS if taken and taken.goal == stretch.to and not taken.level.doctor_first else ""

    def _under(self, stretch: Stretch) -> Iterator[OutlineLine]:
        for fork in stretch.forks:
            yield self._fork(stretch.nodes[-1], fork)
        route = self._chart.route
        if route and stretch.nodes and route.breaks_off_at(stretch.nodes[-1]):
            yield OutlineLine("", (self._end(route.end),), badge=YOURS, tone=Tone.DANGER)

    def _fork(self, node: Node, fork: Fork) -> OutlineLine:
        taken = self._taken(node) == fork.branch
        badge = YOURS if taken else ""
        label, answers = self._label(node, fork.branch, taken=taken)
        if not fork.stretches:
            tone = Tone.DANGER if fork.branch.level.doctor_first else Tone.PLAIN
            straight_on = self._end(fork.branch.end) if fork.branch.end else _BELOW
            return OutlineLine(label, (self._alarm(fork.branch) or straight_on,), answers, badge, tone)
        label = ": ".join(filter(None, (label, self._alarm(fork.branch))))
        first, *later = self._rows(fork.stretches)
        if fork.stretches[0].nodes and first.badge != badge:
            return OutlineLine(label, (), (*answers, first, *later), badge)
        return OutlineLine(label, first.steps, (*answers, *first.children, *later), badge)

    def _rows(self, stretches: tuple[Stretch, ...]) -> Iterator[OutlineLine]:
        """Return the lines of stretches that follow each other under one answer."""
        label, before = "", ""
        for stretch in stretches:
            line = self._line(stretch, label)
            yield line if stretch.nodes or stretch.to not in self._chart.marked else replace(line, badge=before)
            only_alarms = stretch.forks and len(stretch.nodes[-1].targets) == 1
            label, before = "otherwise" if only_alarms else "after that", line.badge

    def _label(self, node: Node, branch: Branch, *, taken: bool) -> tuple[str, tuple[OutlineLine, ...]]:
        """Return the words for the answers of a branch, and a line for each where they are too many for one."""
        route = self._chart.route
        marked = names_of(node.question, route.given(node.question.id)) if taken and route else ()
        names = names_of(node.question, branch.answers)
        if branch.phrase:
            words = _quoted(marked) or OPEN
            return f"{branch.phrase} ({words})" if taken and branch.answers else branch.phrase, ()
        if len(names) <= _FEW:
            return _quoted(names), ()
        return "any of these", tuple(OutlineLine(_quoted((name,)), badge=YOURS if name in marked else "") for name in names)

    def _alarm(self, branch: Branch) -> str:
        """Return what an alarming branch means; nothing for any other."""
        if not branch.level.doctor_first:
            return ""
        level = end_at(branch.level)
        return self._end(level) if branch.end else f"{how_it_ends(self._knowledge, level)}; only safety questions follow"

    def _end(self, end: End) -> str:
        words = how_it_ends(self._knowledge, end)
        return words if end is End.RESULT else f"{words}; the questions end"


def _quoted(names: tuple[str, ...]) -> str:
    return " or ".join(f'"{name}"' for name in names)
