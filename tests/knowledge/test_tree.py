"""The decision tree, walked whole: every path there is, not a sample."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from legpress_cli.knowledge.model import END, Knowledge, Step

NOT_TRIED_NOT_NUMB = 12


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
    assert knowledge.tree.longest_path == 18
    assert max(len(path) for path in paths) <= knowledge.tree.longest_path


def test_common_paths_ask_at_most_twelve(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    common = [path for path in paths if not {"yes", "numb"} & {answer for _, answer in path}]
    assert common
    assert max(len(path) for path in common) <= NOT_TRIED_NOT_NUMB


def test_no_path_asks_a_question_twice(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    for path in paths:
        asked = [step.ask for step, _ in path]
        assert len(asked) == len(set(asked))


def test_every_question_and_every_step_is_reached(knowledge: Knowledge, paths: list[tuple[tuple[Step, str], ...]]) -> None:
    assert {step.ask for path in paths for step, _ in path} == {question.id for question in knowledge.questions}
    assert {step.id for path in paths for step, _ in path} == {step.id for step in knowledge.tree.steps}


def test_danger_signs_come_first_on_every_path(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    assert {tuple(step.ask for step, _ in path[:2]) for path in paths} == {("emergency-sign", "doctor-sign")}


def test_set_up_comes_last_on_every_path(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    set_up = {"seat", "feet", "handles", "glutes", "lumbar"}
    for path in paths:
        asked = [step.ask in set_up for step, _ in path]
        assert asked == sorted(asked)


def test_numbness_is_located_before_anything_else_is_asked(paths: list[tuple[tuple[Step, str], ...]]) -> None:
    for path in paths:
        asked = [step.ask for step, _ in path]
        answers = {step.ask: answer for step, answer in path}
        assert ("numb-where" in asked) == (answers["feel"] == "numb")
        if "numb-where" in asked:
            assert asked.index("numb-where") == asked.index("feel") + 1
