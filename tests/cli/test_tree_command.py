"""The tree as text, as data and as pictures; one's own path in it; and whether the real tools take the pictures."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Answers, Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.knowledge.model import END, Condition, Knowledge, Level, Option, Question, Step, Tree, TriageRule
from legpress_cli.knowledge.tree.graph import immediate_post_dominators
from legpress_cli.pages.page import Outline, OutlineLine, Page
from legpress_cli.pages.tree.chart import Branch, Chart, End, draw_chart, names_of
from legpress_cli.pages.tree.diagram import Diagram, draw_diagram
from legpress_cli.pages.tree.page import tree_page
from legpress_cli.pages.tree.sheet import tree_sheet
from legpress_cli.pages.tree.unfolding import Stretch, unfold
from legpress_cli.render.dot import render_dot
from legpress_cli.render.mermaid import render_mermaid
from legpress_cli.render.plain import render_plain
from legpress_cli.render.text import render_text
from support.examples import one_in
from support.legpress import SAFE, Legpress, copy_knowledge
from support.pages import read_people
from support.places import GOLDEN, TESTS
from support.store import SAFE_ANSWERS, keep_draft, run_sql
from support.strategies import KNOWLEDGE

FORMS = ["text", "plain", "json", "mermaid", "dot"]
ANSWERS = (*SAFE[1:], "--when", "bottom", "--hips", "lift", "--seat", "lowest")
HOSTILE = '"q" ]]> | } [red]m[/] <script>alert(1)</script> `x` \\N \\ ; # % {{ end -- naïve 😀 \n\x1b[31m &amp; style: #; \''


def chart_of(knowledge: Knowledge, answers: dict[str, Any] | None = None) -> Chart:
    return draw_chart(knowledge, read_answers(knowledge, answers or {}, Source.PROMPT))


def outline_of(knowledge: Knowledge, chart: Chart) -> tuple[OutlineLine, ...]:
    [outline] = [block for block in tree_page(knowledge, chart, "example").blocks if isinstance(block, Outline)]
    return outline.lines


def lines_of(lines: tuple[OutlineLine, ...]) -> Iterator[OutlineLine]:
    for branch in lines:
        yield branch
        yield from lines_of(branch.children)


def words_of(lines: tuple[OutlineLine, ...]) -> list[str]:
    return [": ".join(filter(None, (line.badge, line.label, " > ".join(line.steps)))) for line in lines_of(lines)]


@pytest.mark.parametrize("form", ["text-80", "text-40", "plain-80", "json", "mermaid", "dot"])
@pytest.mark.parametrize("args", [(), ANSWERS], ids=["whole", "path"])
def test_the_tree_looks_as_reviewed(here: Legpress, form: str, args: tuple[str, ...]) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    name, _, width = form.partition("-")
    done = here("tree", *args, "--format", name, env={"COLUMNS": width})
    assert (done.code, done.err) == (0, "")
    file = GOLDEN / f"tree{'-path' if args else ''}-{form}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(done.out, encoding="utf-8")
    assert done.out == file.read_text(encoding="utf-8")


def steps_in(stretches: tuple[Stretch, ...]) -> Iterator[str]:
    for stretch in stretches:
        yield from (node.id for node in stretch.nodes)
        for fork in stretch.forks:
            yield from steps_in(fork.stretches)


def ways_in(stretches: tuple[Stretch, ...], afterwards: str) -> Iterator[tuple[str, Branch]]:
    """Read stretches as a person does: return every step with each way on, where it leads as the goal."""
    for stretch, following in zip(stretches, (*stretches, None)[1:], strict=True):
        onward = stretch.to or (beginning(following) if following else afterwards)
        for node, after in zip(stretch.nodes, stretch.nodes[1:], strict=False):
            yield node.id, msgspec.structs.replace(node.branches[0], step=after.id)
        if not stretch.nodes:
            continue
        last, shown = stretch.nodes[-1], {fork.branch for fork in stretch.forks}
        for fork in stretch.forks:
            goal = beginning(fork.stretches[0]) if fork.stretches else onward
            yield last.id, fork.branch if fork.branch.end else msgspec.structs.replace(fork.branch, step=goal)
            yield from ways_in(fork.stretches, onward)
        for branch in last.branches:
            if branch not in shown:
                yield last.id, msgspec.structs.replace(branch, step=None if onward == END else onward)


def beginning(stretch: Stretch) -> str:
    return stretch.nodes[0].id if stretch.nodes else stretch.to


def assert_reads_right(chart: Chart) -> None:
    """Hold that the unfolded tree shows each step once and that each way on is read as it is in the tree."""
    stretches = unfold(chart)
    assert sorted(steps_in(stretches)) == sorted(node.id for node in chart.nodes)
    read = sorted(ways_in(stretches, END), key=repr)
    assert read == sorted(((node.id, branch) for node in chart.nodes for branch in node.branches), key=repr)


def test_every_way_is_read_as_it_is(knowledge: Knowledge) -> None:
    chart = chart_of(knowledge)
    assert {node.id for node in chart.nodes} == {step.id for step in knowledge.tree.steps}
    assert_reads_right(chart)


@pytest.mark.parametrize("case", one_in(5, read_people()), ids=lambda case: str(case["id"]))
def test_the_marked_path_is_the_one_of_the_result(knowledge: Knowledge, case: dict[str, Any]) -> None:
    chart = chart_of(knowledge, case["answers"])
    found = assess(knowledge, read_answers(knowledge, case["answers"], Source.PROMPT))
    assert chart.route
    assert chart.route.path == found.path
    assert chart.route.level is found.finding.level
    assert_reads_right(chart)
    walked = []
    step = knowledge.tree.start if found.path else None
    while step:
        walked.append(step)
        branch = chart.route.leaves(chart.node(step))
        step = branch.step if branch else None
    assert tuple(walked) == chart.route.steps
    sheet = tree_sheet(knowledge, chart)
    assert {step.id for step in sheet.steps if step.on_path} == set(chart.route.steps)
    marked = [node for line in lines_of(outline_of(knowledge, chart)) if line.badge for node in line.steps]
    names = [chart.node(step).question.short for step in walked]
    shown = [node.partition(" (")[0] for node in marked if not node.startswith("go on ")]
    assert sorted(node for node in shown if node in names) == sorted(names)
    referred = [step for step in walked if f"go on at {chart.node(step).question.short} ({step})" in marked]
    for before, after in pairwise(walked):
        first, second = (shown.index(chart.node(step).question.short) for step in (before, after))
        assert first < second or after in referred


def test_every_step_and_every_answer_stands_in_every_form(knowledge: Knowledge) -> None:
    chart = chart_of(knowledge)
    outline = outline_of(knowledge, chart)
    diagram = draw_diagram(knowledge, chart)
    sheet = tree_sheet(knowledge, chart)
    nodes = [node.partition(" (")[0] for line in lines_of(outline) for node in line.steps]
    for question in knowledge.questions:
        places = sum(step.ask == question.id for step in knowledge.tree.steps)
        assert nodes.count(question.short) == places
        assert sum(box.text == question.short for box in diagram.boxes) == places
        assert sum(step.question == question.id for step in sheet.steps) == places
    texts = " ".join(words_of(outline))
    arrows = " ".join(line for arrow in diagram.arrows for line in arrow.lines)
    for step in knowledge.tree.steps:
        asked = knowledge.question(step.ask)
        for target in set(step.unless.values()):
            for name in names_of(asked, tuple(value for value in asked.values if step.unless.get(str(value)) == target)):
                assert f'"{name}"' in texts
                assert name in arrows
        [written] = [entry for entry in sheet.steps if entry.id == step.id]
        assert [entry.answer for entry in written.answers] == list(knowledge.question(step.ask).values)
        for entry in written.answers:
            assert entry.end or entry.next == step.after((entry.answer,))


def test_danger_is_told_where_it_ends_the_questions(knowledge: Knowledge) -> None:
    words = words_of(outline_of(knowledge, chart_of(knowledge)))
    assert words[:2] == ["Emergency signs", "any sign: get emergency help now; the questions end"]
    assert words[3:5] == ["any of these: see a doctor today; only safety questions follow", '"Fever, chills, or feeling ill"']
    health = words.index("Your health")
    assert words[health + 1 : health + 3] == [
        "any of these: see a doctor today; the questions end",
        '"Cancer, ever, and no doctor has looked at this back pain"',
    ]
    saddle = '"Genitals, back passage, buttocks, inner thighs, or both legs": get emergency help now; the questions end'
    assert words.count(saddle) == sum(step.ask == "numb-where" for step in knowledge.tree.steps)


def one(name: str, *options: str, safety: bool = False) -> Question:
    from legpress_cli.knowledge.model import Kind

    entries = tuple(Option(option, f"{name} {option}") for option in options)
    return Question(name, Kind.ONE, f"Short {name}", "Ask?", "Why.", entries, safety)


def with_tree(knowledge: Knowledge, *steps: Step, questions: tuple[Question, ...] = ()) -> Knowledge:
    changed = {question.id: question for question in questions}
    kept = [changed.pop(question.id, question) for question in knowledge.questions]
    tree = Tree(steps[0].id, 18, steps)
    return msgspec.structs.replace(knowledge, tree=tree, questions=(*kept, *changed.values()))


def test_a_fork_of_three_ways_within_another(knowledge: Knowledge) -> None:
    three = one("three", "a", "b", "c", "d")
    steps = (
        Step("top", "hips", "low", {"lift": "fork"}),
        Step("fork", "three", "c-only", {"a": "a-only", "b": "b-only"}),
        Step("a-only", "seat", "shared"),
        Step("b-only", "feet", "shared"),
        Step("c-only", "breath", "shared"),
        Step("shared", "handles", "last"),
        Step("low", "load", "last"),
        Step("last", "lumbar", END),
    )
    chart = chart_of(with_tree(knowledge, *steps, questions=(three,)))
    assert_reads_right(chart)
    assert words_of(outline_of(knowledge, chart)) == [
        "Hips at the bottom",
        '"They lift or curl off the seat": Short three',
        '"three a": Seat setting',
        '"three b": Feet on the plate',
        "any other answer: Breath on the push",
        "after that: Hands",
        "any other answer: Which weights hurt",
        "Low back on the pad > the result",
    ]


def test_ways_that_cross_are_drawn_once_and_referred_to(knowledge: Knowledge) -> None:
    steps = (
        Step("top", "hips", "left", {"lift": "right"}),
        Step("left", "depth", "shared", {"deep": "last"}),
        Step("right", "load", "shared", {"heavy-only": "own"}),
        Step("own", "seat", "last"),
        Step("shared", "feet", "last"),
        Step("last", "lumbar", END),
    )
    known = with_tree(knowledge, *steps)
    chart = chart_of(known)
    assert_reads_right(chart)
    assert words_of(outline_of(known, chart)) == [
        "Hips at the bottom",
        '"They lift or curl off the seat": Which weights hurt',
        '"Only when it is heavy": Seat setting',
        "any other answer: go on at Feet on the plate (shared)",
        "any other answer: How deep you go",
        '"Deep, knees bent well past a right angle": go on below',
        "any other answer: Feet on the plate (shared)",
        "Low back on the pad > the result",
    ]
    route = chart_of(known, {"hips": "lift", "load": "any-weight"})
    assert_reads_right(route)
    assert [line for line in words_of(outline_of(known, route)) if line.startswith("yours")] == [
        "yours: Hips at the bottom",
        'yours: "They lift or curl off the seat": Which weights hurt',
        'yours: any other answer ("With any weight, warm-ups too"): go on at Feet on the plate (shared)',
        "yours: Feet on the plate (shared)",
        "yours: Low back on the pad > the result",
    ]


def test_a_row_that_ends_at_a_step_drawn_elsewhere(knowledge: Knowledge) -> None:
    steps = (
        Step("top", "hips", "third", {"lift": "first", "stay-down": "second"}),
        Step("first", "depth", "shared", {"deep": END}),
        Step("second", "load", "more"),
        Step("more", "seat", "shared"),
        Step("third", "one-side", END),
        Step("shared", "feet", END),
    )
    chart = chart_of(with_tree(knowledge, *steps))
    assert_reads_right(chart)
    assert words_of(outline_of(knowledge, chart)) == [
        "Hips at the bottom",
        '"They stay down": Which weights hurt > Seat setting > Feet on the plate (shared) > the result',
        '"They lift or curl off the seat": How deep you go',
        '"Deep, knees bent well past a right angle": the result',
        "any other answer: go on at Feet on the plate (shared)",
        '"Not sure": One leg works more > the result',
    ]


def test_safety_questions_that_follow_an_urgent_sign(knowledge: Knowledge) -> None:
    steps = (
        Step("first", "doctor-sign", "second"),
        Step("second", "emergency-sign", "third"),
        Step("third", "seat", END),
    )
    known = with_tree(knowledge, *steps)
    chart = chart_of(known, {"doctor-sign": "fever", "emergency-sign": "none"})
    words = words_of(outline_of(known, chart))
    assert "yours: any of these: see a doctor today; only safety questions follow" in words
    assert 'yours: "Fever, chills, or feeling ill"' in words
    assert "yours: otherwise: " not in " ".join(words)
    diagram = draw_diagram(known, chart)
    assert any("(only safety questions follow)" in arrow.lines for arrow in diagram.arrows)
    assert chart.node("second").branches[-1].phrase == "together with earlier answers"
    assert "yours: together with earlier answers: see a doctor today; the questions end" in words
    assert tree_sheet(known, chart).steps[1].also_ends == (End.URGENT,)


@pytest.mark.parametrize(
    ("answer", "marked"),
    [
        ("none", ["yours: Short last", "yours: otherwise: the result"]),
        ("fever", ["yours: Short last", "yours: any of these: see a doctor today; the questions end", 'yours: "Fever']),
    ],
)
def test_a_last_question_about_danger_marks_how_it_ends(knowledge: Knowledge, answer: str, marked: list[str]) -> None:
    last = msgspec.structs.replace(knowledge.question("doctor-sign"), short="Short last")
    known = with_tree(knowledge, Step("only", "doctor-sign", END), questions=(last,))
    chart = chart_of(known, {"doctor-sign": answer})
    assert_reads_right(chart)
    yours = [line for line in words_of(outline_of(known, chart)) if line.startswith("yours")]
    assert len(yours) == len(marked)
    assert all(line.startswith(start) for line, start in zip(yours, marked, strict=True))


def test_two_answers_that_only_together_are_urgent(knowledge: Knowledge) -> None:
    rule = TriageRule(Level.URGENT, (Condition("tried", "all"), Condition("pain", at_least=9)))
    triage = msgspec.structs.replace(knowledge.triage, rules=(*knowledge.triage.rules, rule))
    known = msgspec.structs.replace(knowledge, triage=triage)
    words = words_of(outline_of(known, chart_of(known)))
    assert "together with earlier answers: see a doctor today; the questions end" in words


def test_numbers_in_a_row_are_one_range(knowledge: Knowledge) -> None:
    rule = TriageRule(Level.URGENT, (Condition("pain", at_least=9),))
    triage = msgspec.structs.replace(knowledge.triage, rules=(*knowledge.triage.rules, rule))
    known = msgspec.structs.replace(knowledge, triage=triage)
    words = words_of(outline_of(known, chart_of(known)))
    assert '"9 to 10 out of 10": see a doctor today; the questions end' in words


def test_an_answer_beside_the_path_that_ends_the_questions_is_told(knowledge: Knowledge) -> None:
    said = {"emergency-sign": "none", "numb-where": "saddle-or-both-legs", "seat": "lowest"}
    chart = chart_of(knowledge, said)
    assert chart.route
    assert chart.route.path == ("emergency-sign",)
    shown = render_plain(tree_page(knowledge, chart, "example"), 200)
    assert "Emergency: Get emergency help now" in shown
    assert "- yours: get emergency help now; the questions end" in shown
    assert "- yours: any sign" not in shown
    assert "Where it is numb: Genitals, back passage, buttocks, inner thighs, or both legs" in shown
    assert "Seat setting: Lowest, the flattest notch" in shown
    assert "Warning: Your answers disagree" in shown
    [yours] = [arrow for arrow in draw_diagram(knowledge, chart).arrows if arrow.yours]
    assert yours.lines == ("yours: together with your other answers",)


def test_a_path_that_ends_within_a_row_is_marked_up_to_there(knowledge: Knowledge) -> None:
    said = dict.fromkeys(("emergency-sign", "doctor-sign", "health"), "none")
    said |= {"where": "middle", "feel": "dull", "onset": "gradual", "also-hurts": "only-press"}
    said |= {"pain": "3", "numb-where": "saddle-or-both-legs"}
    chart = chart_of(knowledge, said)
    assert_reads_right(chart)
    words = words_of(outline_of(knowledge, chart))
    place = words.index("yours: otherwise: What else hurts it")
    ends, onward = "yours: get emergency help now; the questions end", "after that: Set-up tips already tried"
    assert words[place + 1 : place + 3] == [ends, onward]


@st.composite
def trees(draw: st.DrawFn) -> tuple[Step, ...]:
    """Return steps of any tree without loops: each leads to later ones, in up to three ways."""
    size = draw(st.integers(1, 12))
    later = {place: st.sampled_from([*(f"s{other}" for other in range(place + 1, size)), END]) for place in range(size)}
    return tuple(
        Step(f"s{place}", f"q{place}", draw(later[place]), draw(st.dictionaries(st.sampled_from("abc"), later[place])))
        for place in range(size)
    )


@given(steps=trees(), picks=st.lists(st.sampled_from("abc"), min_size=12, max_size=12))
def test_any_tree_is_read_as_it_is_with_any_path(steps: tuple[Step, ...], picks: list[str]) -> None:
    questions = tuple(one(f"q{place}", "a", "b", "c") for place in range(12))
    known = with_tree(KNOWLEDGE, *steps, questions=questions)
    assert_reads_right(chart_of(known))
    chart = chart_of(known, {f"q{place}": pick for place, pick in enumerate(picks)})
    assert_reads_right(chart)
    assert chart.route
    marked = [node for line in lines_of(outline_of(known, chart)) if line.badge for node in line.steps]
    assert sorted(node.split()[1] for node in marked if node.startswith("Short q")) == sorted(chart.route.path)


def test_danger_before_the_first_question_is_told(knowledge: Knowledge) -> None:
    chart = chart_of(knowledge, {"numb-where": "saddle-or-both-legs"})
    shown = render_plain(tree_page(knowledge, chart, "example"), 200)
    assert "With your answers nothing is asked." in shown
    assert "yours:" not in shown
    assert [box.id for box in draw_diagram(knowledge, chart).boxes if box.yours] == ["emergencyEnd"]


def test_joins_are_where_all_ways_meet_again() -> None:
    following = {"a": ["b", "c"], "b": ["d"], "c": ["d", "e"], "d": ["e"], "e": [END], "f": []}
    joins = immediate_post_dominators(["f", "a", "c", "b", "d", "e"], following)
    assert joins == dict(zip("abcdef", ["e", "d", "e", "e", END, END], strict=True))


@pytest.fixture(scope="module")
def hostile(knowledge: Knowledge) -> Knowledge:
    """The shipped knowledge with a label that every format could trip over in place of each short name and answer."""
    replace = msgspec.structs.replace
    questions = tuple(
        replace(
            question,
            short=f"{HOSTILE} {question.id}",
            options=tuple(replace(option, label=f"{HOSTILE} {option.id}") for option in question.options),
        )
        for question in knowledge.questions
    )
    about = replace(knowledge.about, version=HOSTILE)
    levels = tuple(replace(advice, title=f"{HOSTILE} {advice.level.value}") for advice in knowledge.triage.levels)
    return replace(knowledge, questions=questions, about=about, triage=replace(knowledge.triage, levels=levels))


@pytest.mark.slow
@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("width", [1, 24, 40, 80, 200])
def test_hostile_labels_stay_text(hostile: Knowledge, width: int, *, unicode: bool) -> None:
    page = tree_page(hostile, chart_of(hostile, {"when": "bottom"}), "example")
    for shown in (render_plain(page, width), render_text(page, width, colour=False, unicode=unicode)):
        assert "\x1b" not in shown
        if width >= 80:
            assert "[red]m[/]" in shown
            assert max(map(len, shown.splitlines())) <= width
        if not unicode:
            assert render_text(page, width, colour=False, unicode=False).isascii()


def test_pictures_hold_no_control_characters_and_need_no_locale(hostile: Knowledge) -> None:
    diagram = draw_diagram(hostile, chart_of(hostile, {"when": "bottom"}))
    for source in (render_mermaid(diagram), render_dot(diagram)):
        assert source.replace("\n", "").isprintable()
        assert source.replace("😀", "").isascii()
    assert render_mermaid(diagram).isascii()
    assert "<script>" not in render_mermaid(diagram)


def test_colour_never_carries_the_path_alone() -> None:
    page = Page("t", (Outline((OutlineLine("lead", ("one", "two"), (OutlineLine("under"),), "yours"),)),))
    assert render_text(page, 80, colour=False, unicode=True) == "t\n\nyours: lead: one > two\n└── under\n"
    assert render_text(page, 80, colour=False, unicode=False) == "t\n\nyours: lead: one > two\n`-- under\n"
    assert render_plain(page, 80) == "t\n=\n\n- yours: lead: one, then two\n  - under\n"
    assert "\x1b[1;32myours: " in render_text(page, 80, colour=True, unicode=True)


def pictures(knowledge: Knowledge, hostile: Knowledge) -> Iterator[Diagram]:
    for known in (knowledge, hostile):
        for answers in ({}, {"when": "bottom", "hips": "lift"}, {"emergency-sign": "none", "doctor-sign": ["fever", "lump"]}):
            yield draw_diagram(known, chart_of(known, answers))


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz (dot) is not installed")
def test_graphviz_takes_the_dot_picture(knowledge: Knowledge, hostile: Knowledge) -> None:
    from html import unescape

    from legpress_cli.system.sanitize import escape_control_characters

    for diagram in pictures(knowledge, hostile):
        done = subprocess.run(["dot", "-Tsvg"], input=render_dot(diagram).encode(), capture_output=True, check=False)  # noqa: S607
        assert (done.returncode, done.stderr.decode()) == (0, "")
        svg = done.stdout.decode()
        assert svg.count('class="node"') == len(diagram.boxes)
        assert svg.count('class="edge"') == len(diagram.arrows)
        texts = [unescape(text).replace("\u00a0", " ") for text in re.findall(r"<text [^>]*>([^<]*)</text>", svg)]
        for box in diagram.boxes:
            assert escape_control_characters(box.text) in texts
        for line in {line for arrow in diagram.arrows for line in arrow.lines}:
            assert escape_control_characters(line) in texts


PARSER = TESTS / "mermaid"


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
@pytest.mark.skipif(
    not (PARSER / "node_modules" / "mermaid").is_dir(), reason="Mermaid is not installed: run npm install in tests/mermaid"
)
def test_mermaid_takes_the_mermaid_picture(knowledge: Knowledge, hostile: Knowledge) -> None:
    from legpress_cli.system.sanitize import escape_control_characters

    diagrams = [*pictures(knowledge, hostile)]
    sources = json.dumps([render_mermaid(diagram) for diagram in diagrams]).encode()
    done = subprocess.run(["node", "parse.mjs"], input=sources, capture_output=True, check=False, cwd=PARSER)  # noqa: S607
    assert done.returncode == 0, done.stderr.decode()
    for diagram, understood in zip(diagrams, json.loads(done.stdout), strict=True):
        assert understood["boxes"] == {box.id: escape_control_characters(box.text) for box in diagram.boxes}
        assert understood["arrows"] == [
            [
                *(arrow.source, arrow.target),
                "\n".join(escape_control_characters(line) for line in arrow.lines),
                "thick" if arrow.yours else "normal",
            ]
            for arrow in diagram.arrows
        ]


@pytest.mark.smoke
@pytest.mark.parametrize("form", FORMS)
def test_every_format_can_be_asked_for(here: Legpress, form: str) -> None:
    done = here("tree", "--format", form)
    assert (done.code, done.err) == (0, "")
    assert "Emergency signs" in done.out


@pytest.mark.parametrize("width", [24, 40, 80, 200])
@pytest.mark.parametrize("form", ["text", "plain"])
def test_no_line_is_wider_than_the_terminal(here: Legpress, width: int, form: str) -> None:
    for args in ((), ANSWERS):
        done = here("tree", *args, "--format", form, env={"COLUMNS": str(width)})
        assert max(map(len, done.out.splitlines())) <= width


def test_a_c_locale_gets_ascii_guides(legpress: Legpress) -> None:
    done = legpress("tree", env={"COLUMNS": "100", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"})
    assert done.out.isascii()
    assert "|   `-- " in done.out


@pytest.mark.parametrize(
    "args",
    [
        ("--seat", "lowest"),
        ("--path", "--seat", "lowest"),
        ("--seat", "lowest", "--path"),
        ("--path", "me.yaml"),
        ("--path=me.yaml",),
        ("--answers", "me.yaml", "--path"),
        ("--answers", "me.yaml"),
        ("--path", "-"),
        ("--path", "--answers", "-"),
    ],
)
def test_any_answers_mark_a_path(here: Legpress, args: tuple[str, ...]) -> None:
    (here.folder / "me.yaml").write_text("seat: lowest\n")
    done = here("tree", *args, "--json", stdin=b"seat: lowest\n")
    assert done.code == 0, done.err
    assert done.json["yours"]["next"] == "emergency-sign"
    assert "seat" not in done.json["yours"]["open"]
    assert done.json["yours"]["path"] == here("diagnose", *SAFE, "--json").json["path"]


def test_a_flag_wins_over_a_file_and_both_are_told(here: Legpress) -> None:
    (here.folder / "me.yaml").write_text("seat: lowest\n")
    done = here("tree", "--path", "me.yaml", "--seat", "highest", "--plain", env={"COLUMNS": "200"})
    assert "Seat setting: Highest, the most upright notch" in done.out
    assert 'Your answers file says "Seat setting: Lowest, the flattest notch"' in done.out


@pytest.mark.parametrize("args", [("--path", "a.yaml", "--path", "b.yaml"), ("--path", "b.yaml", "--answers", "a.yaml")])
def test_of_two_files_the_last_path_wins_and_both_are_told(here: Legpress, args: tuple[str, ...]) -> None:
    (here.folder / "a.yaml").write_text("seat: lowest\n")
    (here.folder / "b.yaml").write_text("seat: highest\n")
    out = " ".join(here("tree", *args, "--plain").out.split())
    assert 'You gave "Seat setting: Highest, the most upright notch" and also "Seat setting: Lowest' in out


def test_without_answers_no_path_is_marked(here: Legpress) -> None:
    assert here("tree", "--json").json["yours"] is None
    assert "yours" not in here("tree", "--format", "mermaid").out


def test_a_path_with_nothing_to_mark_is_refused_with_an_example_that_works(here: Legpress) -> None:
    (here.folder / "none.yaml").write_text("{}\n")
    for args in (("--path",), ("--path", "none.yaml"), ("--path", "--plain"), ("--path", "--", "--path")):
        done = here("tree", *args)
        assert (done.code, done.out) == (2, "")
    done = here("tree", "--path")
    [example] = [line.split() for line in done.err.splitlines() if line.startswith("  legpress tree")]
    assert here(*example[1:], "--json").json["yours"]["path"]


def test_a_bare_path_takes_the_unfinished_interview(here: Legpress) -> None:
    keep_draft(here.store, SAFE_ANSWERS | {"where": ("middle",), "feel": ("numb",)})
    before = here.store.read_bytes()
    done = here("tree", "--path", "--json")
    assert done.json["yours"]["next"] == "numb-where"
    assert "feel" in done.json["yours"]["path"]
    elsewhere = here.store.rename(here.folder / "moved")
    named = here("tree", "--path", "--seat", "lowest", "--json", env={"LEGPRESS_STORE": str(elsewhere)})
    assert named.json["yours"]["next"] == "emergency-sign"
    assert elsewhere.read_bytes() == before


def test_an_unfinished_interview_of_which_nothing_is_left_is_told(here: Legpress) -> None:
    keep_draft(here.store, {"pain": (4,)})
    run_sql(here.store, "UPDATE answers SET question = 'gone'")
    done = here("tree", "--path")
    assert done.code == 2
    assert "gone" in done.err
    assert "There is no path to mark" in done.err


def test_other_knowledge_has_its_own_flags_and_example(here: Legpress) -> None:
    other = copy_knowledge(here.folder / "other")
    for file in other.glob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("also-hurts", "hurts-too"), encoding="utf-8")
    done = here("tree", "--knowledge", "other", "--hurts-too", "other-lifts", "--json")
    assert done.code == 0, done.err
    assert "legpress tree --knowledge other --where one-side" in here("tree", "--knowledge", "other", "--path").err


def test_a_tree_without_a_fork_still_has_an_example(knowledge: Knowledge) -> None:
    from legpress_cli.interview.answer_sources import path_example

    known = with_tree(knowledge, Step("only", "emergency-sign", END))
    assert path_example(known, "legpress diagnose") == "legpress tree --emergency-sign none"
    assert_reads_right(draw_chart(known, Answers()))


def test_pictures_can_be_written_to_a_file(here: Legpress) -> None:
    done = here("tree", "--format", "dot", "-o", "tree.dot")
    assert (done.code, done.out) == (0, "")
    assert (here.folder / "tree.dot").read_text().startswith("digraph legpress {")


def test_json_and_a_picture_contradict_each_other(here: Legpress) -> None:
    assert "contradict each other" in here("tree", "--json", "--format", "dot").err
