"""JSON Schemas, made from the types that the program itself reads and writes."""

from __future__ import annotations

from typing import Any

import msgspec

from legpress_cli.diagnosis.result import Result
from legpress_cli.errors import InvalidInput, did_you_mean
from legpress_cli.knowledge.reading.files import FILES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def result_schema() -> dict[str, Any]:
    """Return the JSON Schema of the result of a diagnosis."""
    return _schema((Result,), "legpress: the result of a diagnosis", lambda refs: refs[0])


def knowledge_schema(file: str | None = None) -> dict[str, Any]:
    """Return the JSON Schema of one knowledge file, or of any of them. Raises ``InvalidInput`` for an unknown name."""
    kinds = {name: kind for name, (kind, _) in FILES.items()}
    if file is None:
        return _schema(tuple(kinds.values()), "legpress: a knowledge file", lambda refs: {"anyOf": refs})
    name = file if file.endswith(".yaml") else f"{file}.yaml"
    if name not in kinds:
        raise InvalidInput(f"There is no knowledge file {name}{did_you_mean(name, kinds)}")
    return _schema((kinds[name],), f"legpress: {name}", lambda refs: refs[0])


def _schema(kinds: tuple[type, ...], title: str, body: Any) -> dict[str, Any]:
    refs, definitions = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    schema = {"$schema": DIALECT, "title": title, **body(list(refs)), "$defs": definitions}
    return msgspec.json.decode(msgspec.json.encode(schema), type=dict[str, Any])
