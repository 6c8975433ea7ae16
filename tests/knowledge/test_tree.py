"""The decision tree, walked whole: every path there is, not a sample."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from legpress_cli.knowledge.model import END, Knowledge, Step

ASKED_OF_ALL = {"emergency-sign", "doctor-sign", "health", "where", "feel", "numb-where", "pain", "when", "onset", "tried"}


@pytest.fixture(scope="module")
def paths(knowledge: Knowledge) -> list[tuple[tuple[Step, str], ...]]:
    """Return every path as (step, answer) pairs; danger signs, which end a path early, are left out."""

    def walk(step_id: str, so_far: tuple[tuple[Step, str], ...]) -> Iterator[tuple[tuple[Step, str], ...]]:
        if step_id == END:
            yield so_far
            return
        step = knowledge.step(step_id)
        for answer in ["any other", *step.unless]:
            yield from walk(step.unless.get(answer, step.then), (*so_far, (step, answer)))

    return list(walk(knowledge.tree.start, ()))


def test_no_path_asks_more_than_the_limit(knowledge: Knowledge, paths: list[tuple[tuple[Step, str], ...]]) -> None:
    assert knowledge.tree.longest_path == 20
    assert max(len(path) for path in paths) <= knowledge.tree.longest_path


def test_no_path_asks_a_question_twice(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    for path in paths:
        asked = [step.ask for step, _ in path]
        assert len(asked) == len(set(asked))


def test_every_question_and_every_step_is_reached(knowledge: Knowledge, paths: list[tuple[tuple[Step, str], ...]]) -> None:
    assert {step.ask for path in paths for step, _ in path} == {question.id for question in knowledge.questions}
    assert {step.id for path in paths for step, _ in path} == {step.id for step in knowledge.tree.steps}


def test_danger_signs_come_first_on_every_path(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    assert {tuple(step.ask for step, _ in path[:3]) for path in paths} == {("emergency-sign", "doctor-sign", "health")}


def test_set_up_comes_last_on_every_path(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    set_up = {"press-kind", "seat", "distance", "feet", "handles", "glutes", "lumbar"}
    for path in paths:
        asked = [step.ask in set_up for step, _ in path]
        assert asked == sorted(asked)


def test_how_it_began_is_asked_on_every_path(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    assert all("onset" in [step.ask for step, _ in path] for path in paths)


def test_the_kind_of_press_is_asked_right_before_the_seat_or_the_feet(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    for path in paths:
        asked = [step.ask for step, _ in path]
        if "press-kind" in asked:
            assert asked[asked.index("press-kind") + 1] in {"seat", "distance", "feet"}
        assert not {"seat", "distance", "feet"} & set(asked) or "press-kind" in asked


def test_the_distance_is_asked_of_horizontal_machines_alone(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    for path in paths:
        answers = {step.ask: answer for step, answer in path}
        assert ("distance" in answers) == (answers.get("press-kind") == "horizontal")
        assert not {"seat", "distance"} <= set(answers)


def test_at_a_place_that_is_not_the_low_back_only_what_care_needs_is_asked(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    for path in paths:
        asked = {step.ask for step, _ in path}
        outside = {answer for step, answer in path if step.ask == "where"} & {"hip-or-groin", "elsewhere"}
        if outside:
            assert asked <= ASKED_OF_ALL


def test_numbness_is_located_before_anything_else_is_asked(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    for path in paths:
        asked = [step.ask for step, _ in path]
        answers = {step.ask: answer for step, answer in path}
        assert ("numb-where" in asked) == (answers["feel"] == "numb")
        if "numb-where" in asked:
            assert asked.index("numb-where") == asked.index("feel") + 1
