"""The picture: one geometry that keeps to the body and the machine, numbers that never overlap, and the same in words."""

from __future__ import annotations

import os
import re
from datetime import date
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.knowledge.model import STEPS, Knowledge, Option, Part, Place, Pose, Status
from legpress_cli.pages.figure.drawing import BADGE_RADIUS, Disc, Drawing, Line, Point, Role, Shape
from legpress_cli.pages.figure.numbering import Marking
from legpress_cli.pages.figure.posture import (
    ANKLE,
    CHEST,
    FOREARM,
    HANDLE,
    NECK,
    PELVIS,
    PLATE_HALF,
    PLATE_MIDDLE,
    RAIL_AXES,
    SHANK,
    THIGH,
    UPPER_ARM,
    Stance,
    assume,
    hip_bend,
)
from legpress_cli.pages.figure.scene import TITLE, picture
from legpress_cli.pages.figure.sketch import draw_sketch
from legpress_cli.pages.full_result import full_result_page, picture_page
from legpress_cli.pages.handout import result_handout
from legpress_cli.pages.page import Figure, Page, texts_of
from legpress_cli.render.svg import draw_svg, render_svg
from legpress_cli.render.text import render_text
from support.examples import most
from support.legpress import SAFE, Legpress, copy_knowledge
from support.pages import NASTY, PAGE, case, read_people
from support.places import GOLDEN
from support.strategies import COMPLETE, KNOWLEDGE

SVG = "{http://www.w3.org/2000/svg}"
MARKS = {Status.CHANGE: "→", Status.CHECK: "?", Status.KEEP: "✓"}
OF_PART = {part: [pose for pose in Pose if pose.part is part] for part in Part}
CALM: dict[str, Any] = {"emergency-sign": ["none"], "doctor-sign": ["none"], "health": ["none"]}
BUSY = CALM | {"when": "bottom", "hips": "lift", "depth": "deep", "seat": "lowest", "feet": "high", "handles": "squeeze"}
POSED = st.tuples(*(st.sampled_from([None, *poses]) for poses in OF_PART.values()))
MARKED = st.dictionaries(
    st.sampled_from(Place),
    st.integers(1, 5).map(lambda count: [Status.CHANGE, Status.CHECK, Status.KEEP, *[Status.CHECK] * 2][:count]),
)


def stance(poses: tuple[Pose | None, ...]) -> Stance:
    found = Stance()
    for pose in filter(None, poses):
        found = found.taking(pose)
    return found


def numbered(marked: dict[Place, list[Status]]) -> dict[Place, list[Marking]]:
    numbers = iter(range(1, 1000))
    return {
        place: [Marking(number, f"item {number}", status) for status, number in zip(statuses, numbers, strict=False)]
        for place, statuses in marked.items()
    }


def apart(first: Point, second: Point) -> float:
    return hypot(first.x - second.x, first.y - second.y)


def points_of(shape: Shape) -> list[Point]:
    if not isinstance(shape, Disc):
        return list(shape.points)
    x, y, radius = *shape.centre, shape.radius
    return [Point(x - radius, y), Point(x + radius, y), Point(x, y - radius), Point(x, y + radius)]


def result(knowledge: Knowledge, answers: dict[str, Any]) -> Page:
    return picture_page(knowledge, assess(knowledge, read_answers(knowledge, answers, Source.PROMPT)))


def figure(answers: dict[str, Any], knowledge: Knowledge = KNOWLEDGE) -> Figure:
    return picture(knowledge, assess(knowledge, read_answers(knowledge, answers, Source.PROMPT)))


# The geometry.


@given(POSED)
def test_limbs_keep_their_lengths_in_every_pose(poses: tuple[Pose | None, ...]) -> None:
    body = assume(stance(poses))
    limbs = [
        (body.hip, body.waist, PELVIS),
        (body.waist, body.shoulder, CHEST),
        (body.shoulder, body.elbow, UPPER_ARM),
        (body.elbow, body.hand, FOREARM),
        (body.hip, body.knee, THIGH),
        (body.knee, body.ankle, SHANK),
    ]
    for start, end, length in limbs:
        assert apart(start, end) == pytest.approx(length, abs=1e-6)
    assert apart(body.shoulder, body.head) == pytest.approx(NECK, abs=0.2)


@given(POSED)
def test_feet_lie_flat_on_a_plate_that_is_square_to_the_rail(poses: tuple[Pose | None, ...]) -> None:
    body = assume(stance(poses))
    rail, across = RAIL_AXES.along, RAIL_AXES.across
    assert rail.x == pytest.approx(rail.y)
    assert rail.x * across.x + rail.y * across.y == pytest.approx(0)
    for point in (body.heel, body.toe):
        assert point.x * rail.x + point.y * rail.y == pytest.approx(body.plate)
        assert abs(point.x * across.x + point.y * across.y - PLATE_MIDDLE) <= PLATE_HALF
    assert body.ankle.x * rail.x + body.ankle.y * rail.y == pytest.approx(body.plate - ANKLE)


@given(POSED)
def test_the_back_leans_on_the_pad_and_only_lifted_hips_leave_the_seat(poses: tuple[Pose | None, ...]) -> None:
    sits = stance(poses)
    body = assume(sits)
    behind = body.back_rest.across
    assert body.shoulder.x * behind.x + body.shoulder.y * behind.y == pytest.approx(0, abs=1e-6)
    assert (apart(body.hip, Point(0, 0)) > 5) is sits.lifted
    assert (body.hand == HANDLE) is sits.holding
    assert body.knee.y > body.hip.y
    assert body.knee.x < body.ankle.x


@given(POSED, st.sampled_from([Pose.SEAT_LOWEST, Pose.SEAT_MIDDLE]))
def test_a_more_upright_seat_bends_the_hip_more(poses: tuple[Pose | None, ...], seat: Pose) -> None:
    before = stance(poses).taking(seat)
    assert bent(before.taking(Pose.SEAT_UP)) > bent(before)


@given(POSED)
def test_higher_feet_bend_the_hip_more(poses: tuple[Pose | None, ...]) -> None:
    bends = [bent(stance(poses).taking(pose)) for pose in (Pose.FEET_LOW, Pose.FEET_MIDDLE, Pose.FEET_HIGH)]
    assert bends == sorted(set(bends))


@given(POSED)
def test_going_deeper_bends_the_hip_more(poses: tuple[Pose | None, ...]) -> None:
    bends = [bent(stance(poses).taking(pose)) for pose in (Pose.DEPTH_SHORT, Pose.DEPTH_NINETY, Pose.DEPTH_DEEP)]
    assert bends == sorted(set(bends))


@pytest.mark.parametrize("depth", [Pose.DEPTH_DEEP, Pose.DEPTH_NINETY, Pose.DEPTH_SHORT])
def test_a_hand_less_deep_bends_the_hip_less(depth: Pose) -> None:
    before = Stance().taking(depth)
    assert bent(before.taking(Pose.DEPTH_LESS)) < bent(before)


def bent(sits: Stance) -> float:
    return hip_bend(assume(sits))


@pytest.mark.parametrize("pose", Pose)
def test_every_pose_changes_its_own_part_and_no_other(pose: Pose) -> None:
    others = [stance(poses) for poses in combinations(OF_PART[pose.part], 1)]
    changed = {part for other in others for part in other.differing(other.taking(pose))}
    assert changed == {pose.part}


# The drawing.


@settings(deadline=None)
@given(POSED, POSED, MARKED)
def test_nothing_leaves_the_frame_and_no_numbers_overlap(
    before: tuple[Pose | None, ...], after: tuple[Pose | None, ...], marked: dict[Place, list[Status]]
) -> None:
    drawing = draw_sketch(stance(before), stance(after), numbered(marked))
    for shape in drawing.shapes:
        for point in points_of(shape):
            assert 0 <= point.x <= drawing.width
            assert 0 <= point.y <= drawing.height
    assert sorted(badge.number for badge in drawing.badges) == list(range(1, sum(map(len, marked.values())) + 1))
    for badge in drawing.badges:
        assert BADGE_RADIUS <= badge.at.x <= drawing.width - BADGE_RADIUS
        assert BADGE_RADIUS <= badge.at.y <= drawing.height - BADGE_RADIUS
    for first, second in combinations(drawing.badges, 2):
        assert apart(first.at, second.at) > 2 * BADGE_RADIUS


@settings(deadline=None)
@given(POSED, POSED, MARKED)
def test_every_number_has_a_line_that_touches_it(
    before: tuple[Pose | None, ...], after: tuple[Pose | None, ...], marked: dict[Place, list[Status]]
) -> None:
    drawing = draw_sketch(stance(before), stance(after), numbered(marked))
    starts = [shape.points[0] for shape in drawing.shapes if isinstance(shape, Line) and shape.role is Role.LEADER]
    assert len(starts) == len(drawing.badges)
    for badge in drawing.badges:
        assert sum(apart(badge.at, start) == pytest.approx(BADGE_RADIUS) for start in starts) == 1


def test_the_key_names_the_circles_that_occur() -> None:
    busy = [element.text for element in draw_svg(figure(BUSY)).iterfind("g[@class]/text") if not (element.text or "").isdigit()]
    calm = [element.text for element in draw_svg(figure(CALM)).iterfind("g[@class]/text") if not (element.text or "").isdigit()]
    assert busy[0] == "change"
    assert calm == ["check"]


@settings(deadline=None)
@given(POSED, POSED, MARKED)
def test_no_number_hides_the_picture(
    before: tuple[Pose | None, ...], after: tuple[Pose | None, ...], marked: dict[Place, list[Status]]
) -> None:
    drawing = draw_sketch(stance(before), stance(after), numbered(marked))
    lines = [
        (start, end)
        for shape in drawing.shapes
        if shape.role is not Role.LEADER and not isinstance(shape, Disc)
        for start, end in pairwise((*shape.points, *(() if isinstance(shape, Line) else shape.points[:1])))
    ]
    discs = [shape for shape in drawing.shapes if isinstance(shape, Disc)]
    for badge in drawing.badges:
        assert min(distance(badge.at, *line) for line in lines) > BADGE_RADIUS - 0.01
        assert all(apart(badge.at, disc.centre) > BADGE_RADIUS + disc.radius - 0.01 for disc in discs)


def distance(point: Point, start: Point, end: Point) -> float:
    length = apart(start, end)
    along = ((point.x - start.x) * (end.x - start.x) + (point.y - start.y) * (end.y - start.y)) / (length**2 or 1)
    share = min(max(along, 0), 1)
    return apart(point, Point(start.x + share * (end.x - start.x), start.y + share * (end.y - start.y)))


@settings(deadline=None)
@given(POSED, POSED)
def test_what_changes_is_outlined_as_it_is_now_and_nothing_else_is(
    before: tuple[Pose | None, ...], after: tuple[Pose | None, ...]
) -> None:
    now, then = stance(before), stance(after)
    drawing = draw_sketch(now, then, {})
    changed = now.differing(then)
    assert any(shape.changed for shape in drawing.shapes) is bool(changed)
    seen = changed - {Part.HANDS} if now.holding == then.holding else changed
    assert any(shape.role in (Role.NOW, Role.ECHO) for shape in drawing.shapes) is bool(seen)


# The scene.


def test_every_part_can_be_drawn_from_an_answer(knowledge: Knowledge) -> None:
    posed: list[Option] = [option for question in knowledge.questions for option in question.options if option.drawn]
    assert {option.drawn for option in posed} == set(Pose) - STEPS
    assert {tip.drawn for tip in knowledge.tips if tip.drawn} >= STEPS


def test_the_numbers_are_those_of_the_checklist(knowledge: Knowledge) -> None:
    found = assess(knowledge, read_answers(knowledge, BUSY, Source.PROMPT))
    items = dict(enumerate(found.items, 1))
    drawing = picture(knowledge, found).drawing
    assert {badge.number for badge in drawing.badges} == {number for number, item in items.items() if item.tip.drawn_at}
    for badge in drawing.badges:
        assert (badge.title, badge.status) == (items[badge.number].tip.title, items[badge.number].turn.status)


@settings(deadline=None, max_examples=most(50))
@given(COMPLETE)
def test_the_words_name_every_item_once_with_its_number(answers: dict[str, Any]) -> None:
    found = assess(KNOWLEDGE, read_answers(KNOWLEDGE, answers, Source.PROMPT))
    if found.items:
        words = " ".join(picture(KNOWLEDGE, found).words)
        for number, item in enumerate(found.items, 1):
            assert words.count(f" {number} {item.tip.title}, at the") == bool(item.tip.drawn_at)
            if not item.tip.drawn_at:
                assert re.search(rf"Not in the picture: .*\b{number}\b", words)


@settings(deadline=None, max_examples=most(50))
@given(COMPLETE)
def test_what_should_be_kept_is_not_drawn_as_a_change(answers: dict[str, Any]) -> None:
    found = assess(KNOWLEDGE, read_answers(KNOWLEDGE, answers, Source.PROMPT))
    kept = [item for item in found.items if item.turn.status is Status.KEEP]
    words = picture(KNOWLEDGE, found).words if kept else ()
    for item in kept:
        habit = item.tip.habit or ""
        for value in found.answers.values(habit):
            now = f': now "{KNOWLEDGE.label(habit, value)}"'
            assert not any(now in text for text in words)


def test_a_towel_that_is_there_stays_in_the_picture() -> None:
    found = figure(CALM | {"lumbar": "towel", "when": "bottom", "hips": "lift"})
    assert any(shape.role is Role.TOWEL for shape in found.drawing.shapes)
    assert any("a towel fills the curve" in text for text in found.words)


def test_what_is_now_and_what_to_change_to_stand_in_the_words() -> None:
    words = figure(BUSY).words
    assert "Broken lines: as it is now. Solid: what to change to. The arrow is the pull of the hands." in words[0]
    assert any(
        text.startswith('Feet: now "High, near the top edge"; change to: the middle of the plate (number\u00a0')
        for text in words
    )
    assert any(text.startswith('Depth: now "Deep') for text in words)
    assert "You did not say, so this is drawn as a guess: low back." in words


def test_who_said_nothing_gets_a_picture_that_calls_itself_a_guess() -> None:
    words = figure(CALM).words
    assert "Broken" not in words[0]
    assert "arrow" not in words[0]
    assert "You did not say, so this is drawn as a guess: seat, feet, depth, hips, hands and low back." in words


def test_knowledge_without_poses_still_gives_a_picture(legpress: Legpress, tmp_path: Path) -> None:
    folder = copy_knowledge(tmp_path / "older")
    for name in ("questions.yaml", "tips.yaml"):
        text = (folder / name).read_text(encoding="utf-8")
        text = re.sub(r"\n    drawn(-at)?: [a-z-]+(?=\n)", "", text)
        (folder / name).write_text(re.sub(r", drawn: [a-z-]+", "", text), encoding="utf-8")
    done = legpress("diagnose", *SAFE, "--feet", "high", "--format", "markdown", "--knowledge", str(folder))
    assert done.code == 0, done.err
    assert "Not in the picture: numbers 1, 2, 3, 4, 5 and 6." in " ".join(done.out.split())


def test_words_for_this_person_are_not_drawn_as_something_else() -> None:
    """The seat's own words are for a notch up, the handles' for a full pull: what says otherwise is told, and not drawn."""
    notch = figure(CALM | {"seat": "middle", "hips": "lift", "when": "bottom"})
    gentle = figure(CALM | {"health": ["blood-pressure"], "handles": "none", "hips": "lift", "when": "bottom"})
    strong = figure(CALM | {"handles": "none", "hips": "lift", "when": "bottom"})
    for found, part, item in ((notch, "Seat", "Seat height, at the seat"), (gentle, "Hands", "Handle pull, at the hands")):
        assert not any(text.startswith(f"{part}: ") for text in found.words)
        assert any(text.startswith("To change") and item in text for text in found.words)
    assert "Drawn as you said: your seat is in the middle." in notch.words
    assert not any(shape.role is Role.ARROW for shape in gentle.drawing.shapes)
    assert any(text.startswith('Hands: now "I do not hold on') for text in strong.words)
    assert any(shape.role is Role.ARROW for shape in strong.drawing.shapes)


@settings(deadline=None, max_examples=most(50))
@given(COMPLETE)
def test_an_item_is_drawn_only_in_the_words_that_its_pose_stands_for(answers: dict[str, Any]) -> None:
    for item in assess(KNOWLEDGE, read_answers(KNOWLEDGE, answers, Source.PROMPT)).items:
        assert item.drawn == (item.tip.drawn if item.steps == item.tip.steps else None)


@pytest.mark.parametrize("machine", ["horizontal", "vertical", "hack-squat", "other"])
def test_another_machine_gets_no_picture_and_the_svg_says_what_to_do(knowledge: Knowledge, machine: str) -> None:
    answers = BUSY | {"press-kind": machine}
    found = assess(knowledge, read_answers(knowledge, answers, Source.PROMPT))
    assert found.items
    assert found.first
    for page in (
        full_result_page(knowledge, found),
        result_handout(knowledge, found, date(2026, 9, 30)),
        picture_page(knowledge, found),
    ):
        assert not [block for block in page.blocks if isinstance(block, Figure)]
        assert TITLE not in texts_of(page.blocks)
    shown = render_svg(picture_page(knowledge, found))
    assert not re.search("polygon|polyline|circle", shown.partition("</style>")[2])
    words = " ".join(" ".join(ET.fromstring(shown).itertext()).split())  # noqa: S314  # our own
    expected = [
        "Next session, change only this",
        found.first.command,
        *found.first.steps,
        found.first.right_when,
        found.first.tip.judge_by,
    ]
    assert [text for text in (found.advice.title, *expected) if " ".join(text.split()) not in words] == []


@pytest.mark.parametrize("machine", [{}, {"press-kind": "sled-45"}, {"press-kind": "not-sure"}])
def test_the_sled_and_a_machine_that_nobody_named_get_the_picture(knowledge: Knowledge, machine: dict[str, str]) -> None:
    assert [block.title for block in result(knowledge, BUSY | machine).blocks if isinstance(block, Figure)] == [TITLE]


def test_without_a_picture_and_a_change_the_svg_says_what_holds(knowledge: Knowledge) -> None:
    machine = CALM | {"press-kind": "vertical"}
    for answers, told in (
        (machine, "We do not know yet. Next session, find out Film one light set from the side"),
        (machine | {"pain": 0}, "Keep what you do, and change nothing."),
        (machine | {"doctor-sign": ["one-leg"]}, "Do not press until you have been seen."),
        (machine | {"where": "elsewhere"}, "Change nothing for now. Go through your checks, one a session."),
    ):
        shown = render_svg(result(knowledge, answers))
        assert "polygon" not in shown
        assert told in " ".join(" ".join(ET.fromstring(shown).itertext()).split())  # noqa: S314  # our own


# SVG.


def test_the_svg_of_a_result_looks_as_reviewed(knowledge: Knowledge) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    shown = render_svg(result(knowledge, case("post-4-hips-come-off-the-seat")))
    file = GOLDEN / "picture.svg"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def test_hostile_text_stays_text_in_the_svg() -> None:
    hostile = f"{NASTY} <script>alert(1)</script> ]]> </style> \" ' javascript:alert(1) \x00"
    page = Page(hostile, (*PAGE.blocks, Figure(hostile, Drawing(9, 9, (), ()), (hostile,))))
    root = ET.fromstring(render_svg(page))  # noqa: S314  # our own
    assert {element.tag for element in root.iter()} == {
        f"{SVG}{name}" for name in ("svg", "title", "style", "rect", "text", "g", "polygon", "polyline", "circle")
    }
    assert "<script>alert(1)</script>" in "".join(root.itertext())
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or name in ("style", "id", "href")]


def test_a_drawing_inside_a_page_has_a_name_and_nothing_that_could_collide() -> None:
    drawn = draw_svg(figure(BUSY))
    assert drawn.get("role") == "img"
    assert drawn.findtext("title") == "Where to change what"
    assert not [element for element in drawn.iter() if {"id", "style"} & set(element.attrib)]


@pytest.mark.parametrize("text", ["W" * 400, "漢" * 200, "word " * 100, "i" * 300, "MW@" * 50 + " a"])
def test_no_text_of_the_svg_is_cut(text: str) -> None:
    root = ET.fromstring(render_svg(Page(text, (Figure("f", Drawing(9, 9, (), ()), (text,)),))))  # noqa: S314  # our own
    lines = list(root.iter(f"{SVG}text"))
    assert "".join(line.text or "" for line in lines).replace(" ", "") == (text * 2).replace(" ", "")
    for line in lines:
        assert "textLength" in line.attrib or len(line.text or "") * 9 <= float(root.attrib["width"])
        assert float(line.attrib["y"]) < float(root.attrib["height"])


@pytest.mark.parametrize("answers", [{"emergency-sign": ["chest-pain"]}, CALM | {"doctor-sign": ["fever"]}])
def test_who_must_see_a_doctor_gets_the_advice_and_no_lifter(knowledge: Knowledge, answers: dict[str, Any]) -> None:
    shown = render_svg(result(knowledge, answers))
    found = assess(knowledge, read_answers(knowledge, answers, Source.PROMPT))
    words = " ".join("".join(ET.fromstring(shown).itertext()).split())  # noqa: S314  # our own
    assert f"Danger: {found.advice.title}" in words
    assert "polygon" not in shown
    assert "tick" not in shown


def test_every_case_with_a_checklist_gets_a_picture_that_parses(knowledge: Knowledge) -> None:
    seen = 0
    for person in read_people():
        found = assess(knowledge, read_answers(knowledge, person["answers"], Source.PROMPT))
        shown = render_svg(picture_page(knowledge, found))
        assert ET.fromstring(shown).tag == f"{SVG}svg"  # noqa: S314  # our own
        machine = found.answers.values("press-kind")
        assert ("polygon" in shown) is (bool(found.items) and machine in ((), ("sled-45",), ("not-sure",))), person["id"]
        seen += "polygon" in shown
    assert seen > 100


@pytest.mark.smoke
def test_diagnose_writes_the_picture_and_keeps_its_exit_code(legpress: Legpress, tmp_path: Path) -> None:
    done = legpress("diagnose", *SAFE, "--feet", "high", "--format", "svg")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
    assert done.out.isascii()
    danger = legpress("diagnose", "--no-input", "--emergency-sign", "chest-pain", "--format", "svg", "-o", "danger.svg")
    assert danger.code == 3
    assert "emergency" in (tmp_path / "danger.svg").read_text(encoding="utf-8")


# The terminal.


def test_a_terminal_gets_the_picture_in_words() -> None:
    drawn = figure(BUSY)
    for unicode in (True, False):
        told = " ".join(render_text(Page("t", (drawn,)), 120, colour=False, unicode=unicode).split())
        assert all(" ".join(words.split())[:40] in told for words in drawn.words)
        assert not re.search("[\u2801-\u28ff]", told)


def test_plain_pages_hold_no_picture(legpress: Legpress) -> None:
    done = legpress("diagnose", *SAFE, "--feet", "high", "--plain")
    assert done.out.isascii()
    assert "sketch" not in done.out
