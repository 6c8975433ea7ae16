"""The schemas: made from the types, kept beside the YAML for editors, and what the program writes holds to them."""

from __future__ import annotations

import json
import os
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
import yaml
from hypothesis import given

from legpress_cli import diagnose
from legpress_cli.cli.commands.schema import knowledge_schema, next_schema, result_schema
from legpress_cli.errors import InvalidInput
from legpress_cli.followup.course import Course
from legpress_cli.followup.outcome import follow_up
from legpress_cli.knowledge.loader import shipped_folder
from legpress_cli.knowledge.reading.files import FILES
from support.courses import KNOWLEDGE, courses
from support.legpress import Legpress
from support.pages import read_people

PEOPLE = [person["answers"] for person in read_people()]


def checker(schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@cache
def knowledge_checker(*name: str) -> jsonschema.Draft202012Validator:
    return checker(knowledge_schema(*name))


@cache
def shipped(name: str) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((shipped_folder() / name).read_text(encoding="utf-8"), loader)  # noqa: S506  # a safe one, and quick


@pytest.mark.smoke
def test_every_result_holds_to_the_result_schema() -> None:
    holds = checker(result_schema())
    for answers in PEOPLE:
        holds.validate(json.loads(msgspec.json.encode(diagnose(answers))))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("triage", {"level": "mild"}),
        ("checklist", [{"id": "x"}]),
        ("path", [1]),
        ("first_change", "seat-height"),
        ("watch", None),
    ],
)
def test_the_result_schema_refuses_another_shape(key: str, value: object) -> None:
    result = json.loads(msgspec.json.encode(diagnose(PEOPLE[0])))
    assert not checker(result_schema()).is_valid(result | {key: value})
    del result[key]
    assert not checker(result_schema()).is_valid(result)


@given(courses())
def test_what_next_says_holds_to_its_schema(course: Course) -> None:
    said = json.loads(msgspec.json.encode(follow_up(KNOWLEDGE, course).result))
    checker(next_schema()).validate(said)
    assert list(said) == [
        *("schema_version", "knowledge_version", "triage", "next", "verdict", "step", "tried", "left", "sessions", "watch"),
    ]
    assert list(said["verdict"]) == ["is", "trust", "doubts", "before", "now", "needed", "says"]
    assert list(said["next"]) == ["do", "title", "steps", "tip", "sessions_needed", "why"]
    assert list(said["triage"]) == ["level", "action", "hold", "because", "open_since"]
    assert all(list(entry) == ["tip", "verdict", "trust", "from", "to", "kept"] for entry in said["tried"])


@pytest.mark.parametrize("name", FILES)
def test_every_knowledge_file_holds_to_its_schema(name: str) -> None:
    knowledge_checker(name).validate(shipped(name))
    knowledge_checker().validate(shipped(name))


@pytest.mark.parametrize("name", FILES)
def test_a_knowledge_schema_refuses_an_unknown_and_a_missing_key(name: str) -> None:
    whole = shipped(name)
    assert not knowledge_checker(name).is_valid(whole | {"unknown": 1})
    assert not knowledge_checker(name).is_valid(dict(list(whole.items())[1:]))
    assert not knowledge_checker().is_valid(whole | {"unknown": 1})


def test_no_schema_is_indented_as_a_docstring_is() -> None:
    texts = [
        definition["description"]
        for schema in (result_schema(), next_schema(), knowledge_schema())
        for definition in schema["$defs"].values()
        if "description" in definition
    ]
    assert any("\n" in text for text in texts)
    assert [text for text in texts if text != cleandoc(text)] == []


@pytest.mark.parametrize("name", FILES)
def test_the_editor_finds_the_schema_that_the_types_give(name: str) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    first = (shipped_folder() / name).read_text(encoding="utf-8").splitlines()[0]
    file = shipped_folder() / first.removeprefix("# yaml-language-server: $schema=")
    text = json.dumps(knowledge_schema(name), indent=2) + "\n"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(text, encoding="utf-8")
    assert file.name == f"{Path(name).stem}.json"
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.smoke
@pytest.mark.parametrize("args", [("result",), ("next",), ("knowledge",), ("knowledge", "tips"), ("knowledge", "tips.yaml")])
def test_the_command_prints_the_schema_alone(here: Legpress, args: tuple[str, ...]) -> None:
    done = here("schema", *args)
    assert (done.code, done.err) == (0, "")
    made = {"result": result_schema, "next": next_schema}
    assert done.json == (made[args[0]]() if args[0] in made else knowledge_schema(*args[1:]))


def test_an_unknown_file_is_told_with_the_nearest() -> None:
    with pytest.raises(InvalidInput, match=r"There is no knowledge file tip\.yaml; did you mean tips\.yaml"):
        knowledge_schema("tip")


def test_the_result_has_one_schema(here: Legpress) -> None:
    done = here("schema", "result", "tips.yaml")
    assert (done.code, done.out) == (2, "")
    assert "There is only one result." in done.err
