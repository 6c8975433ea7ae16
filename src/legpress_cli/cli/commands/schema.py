"""``legpress schema``: JSON Schemas, made from the types that the program itself reads and writes."""

from enum import StrEnum
from inspect import cleandoc
from typing import Any, assert_never

import msgspec

from legpress_cli.cli.command import command
from legpress_cli.cli.completion import offer_knowledge_files
from legpress_cli.cli.display import write
from legpress_cli.cli.formats import Format
from legpress_cli.cli.options import OutputOptions, argument
from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.render.json import as_json

_FILE = "Of the knowledge, this file only, such as tips.yaml."
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Subject(StrEnum):
    """What there is a schema of."""

    RESULT = "result"
    KNOWLEDGE = "knowledge"
    NEXT = "next"


@command(
    Format.JSON,
    own=(
        argument("subject", Subject, "result|knowledge|next", "A result, the knowledge files, or what next says."),
        argument("file", str | None, "FILE", _FILE, default=None, autocompletion=offer_knowledge_files),
    ),
    examples=(
        "legpress schema result",
        "legpress schema knowledge",
        "legpress schema knowledge tips.yaml",
        "legpress schema next",
    ),
    notes=("Scripts that read the result, or what next says, go by it; editors of the knowledge files too.",),
)
def schema(subject: Subject, file: str | None, *, options: OutputOptions) -> None:
    """Print a JSON Schema."""
    if subject is not Subject.KNOWLEDGE and file:
        raise InvalidInput(f"There is only one {subject.value}. Leave the file name out.")
    write(options, as_json(_schema_of(subject, file)))


def _schema_of(subject: Subject, file: str | None) -> dict[str, Any]:
    match subject:
        case Subject.RESULT:
            return result_schema()
        case Subject.KNOWLEDGE:
            return knowledge_schema(file)
        case Subject.NEXT:
            return next_schema()
        case _:
            assert_never(subject)


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema of the result of a diagnosis."""
    from legpress_cli.diagnosis.result import Result

    return _schema("legpress: the result of a diagnosis", Result)


def next_schema() -> dict[str, Any]:
    """Return the JSON Schema of what to do next."""
    from legpress_cli.followup.outcome import FollowUpResult

    return _schema("legpress: what to do next", FollowUpResult)


def knowledge_schema(file: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of one knowledge file, or of any of them. Raises ``InvalidInput`` for an unknown name."""
    from legpress_cli.knowledge.reading.files import FILES

    kinds = {name: kind for name, (kind, _) in FILES.items()}
    if file is None:
        return _schema("legpress: a knowledge file", *kinds.values())
    name = file if file.endswith(".yaml") else f"{file}.yaml"
    if name not in kinds:
        raise InvalidInput(f"There is no knowledge file {name}{did_you_mean(name, kinds)}")
    return _schema(f"legpress: {name}", kinds[name])


def _schema(title: str, *kinds: type) -> dict[str, Any]:
    refs, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for definition in definitions.values():
        if "description" in definition:  # a docstring, which Python itself unindents from 3.13 on
            definition["description"] = cleandoc(definition["description"])
    body = {"anyOf": list(refs)} if len(kinds) > 1 else refs[0]
    schema = {"$schema": DIALECT, "title": title, **body, "$defs": definitions}
    return msgspec.json.decode(msgspec.json.encode(schema), type=dict[str, Any])
