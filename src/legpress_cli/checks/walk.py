"""One walk over the knowledge: finds what is declared on its types, in the order of the files, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from msgspec import inspect

from legpress_cli.knowledge import Knowledge
from legpress_cli.knowledge_files import FILES
from legpress_cli.yaml_reader import Path

Wanted: TypeAlias = str | tuple[type, ...]
_Find: TypeAlias = Callable[[Any, Path], Iterable[tuple[Path, Any, str]]]


class Placed(NamedTuple):
    """A value with its place; ``mark`` is what its type says under the mark that was wanted, and empty for an entry."""

    file: str
    path: Path
    value: Any
    mark: str


def walk(knowledge: Knowledge, wanted: Wanted) -> Iterator[Placed]:
    """Return every value whose type carries a mark (``refers``, ``unique``, ``wording``), or every entry of some types."""
    for file, (kind, field) in FILES.items():
        if find := _in_entry(kind, wanted):
            for path, value, mark in find(getattr(knowledge, field) if field else knowledge, ()):
                yield Placed(file, path, value, mark)


@cache
def _in_entry(kind: type, wanted: Wanted) -> _Find | None:
    """Return what finds the wanted values in an entry of this type, or nothing where it can hold none."""
    itself = not isinstance(wanted, str) and issubclass(kind, wanted)
    fields = [
        (field.name, field.encode_name, find)
        for field in inspect.type_info(kind).fields  # type: ignore[attr-defined]  # a struct's description has fields
        if (find := _in_value(field.type, wanted))
    ]

    def find_in(entry: Any, path: Path) -> Iterator[tuple[Path, Any, str]]:
        if entry is None:
            return
        if itself:
            yield path, entry, ""
        for name, key, find in fields:
            yield from find(getattr(entry, name), (*path, key))

    return find_in if itself or fields else None


def _in_value(kind: inspect.Type, wanted: Wanted) -> _Find | None:
    match kind:
        case inspect.Metadata(extra=dict(extra)) if wanted in extra:
            mark = str(extra[wanted])
            return lambda value, path: () if value is None else ((path, value, mark),)
        case inspect.StructType():
            return _in_entry(kind.cls, wanted)
        case inspect.VarTupleType() if find := _in_value(kind.item_type, wanted):
            return _in_each(find, enumerate)
        case inspect.DictType() if find := _in_value(kind.value_type, wanted):
            return _in_each(find, dict.items)
        case inspect.UnionType():  # one member at most can hold any: what else may stand there is nothing
            return next(filter(None, (_in_value(member, wanted) for member in kind.types)), None)
        case _:
            return None


def _in_each(find: _Find, items: Callable[[Any], Iterable[tuple[str | int, Any]]]) -> _Find:
    return lambda values, path: (found for key, value in items(values) for found in find(value, (*path, key)))
