"""One walk over the knowledge: finds what is declared on its types, in the order of the files, with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import starmap
from typing import Any, NamedTuple, TypeAlias, TypeVar

from msgspec import inspect

from legpress_cli.knowledge.model import Knowledge
from legpress_cli.knowledge.reading.faults import Path
from legpress_cli.knowledge.reading.files import FILES
from legpress_cli.knowledge.reading.shape import describe_type

Selection: TypeAlias = str | tuple[type, ...]
_Entry = TypeVar("_Entry")


class Placed(NamedTuple):
    """A value with its path, its file first; ``mark`` is what its type says under the selected mark, and empty for an entry."""

    path: Path
    value: Any
    mark: str


_Collected: TypeAlias = list[tuple[Path, Any, str]]
_Search: TypeAlias = Callable[[Any, Path, _Collected], None]


def each(knowledge: Knowledge, kind: type[_Entry]) -> Iterator[tuple[Path, _Entry]]:
    """Return every entry of a type with its path, its file first."""
    return ((path, entry) for path, entry, _ in walk(knowledge, (kind,)))


def walk(knowledge: Knowledge, selection: Selection) -> Iterator[Placed]:
    """Return every value whose type carries a mark (``refers``, ``unique``, ``wording``), or every entry of some types."""
    for file, (kind, field) in FILES.items():
        collected: _Collected = []
        part = getattr(knowledge, field) if field else knowledge
        if part and (search := _entry_search(kind, selection)):
            search(part, (file,), collected)
        yield from starmap(Placed, collected)


@cache
def _entry_search(kind: type, selection: Selection) -> _Search | None:
    """Return what collects the selected values in an entry of this type, or nothing where it can hold none."""
    itself = not isinstance(selection, str) and issubclass(kind, selection)
    fields = [
        (field.name, field.encode_name, search)
        for field in describe_type(kind).fields  # type: ignore[attr-defined]  # a struct's description has fields
        if (search := _value_search(field.type, selection))
    ]

    def search_entry(entry: Any, path: Path, collected: _Collected) -> None:
        if itself:
            collected.append((path, entry, ""))
        for name, key, search in fields:
            value = getattr(entry, name)
            if value is not None and value != ():
                search(value, (*path, key), collected)

    return search_entry if itself or fields else None


def _value_search(kind: inspect.Type, selection: Selection) -> _Search | None:
    match kind:
        case inspect.Metadata(extra=dict(extra)) if selection in extra:
            mark = str(extra[selection])
            return lambda value, path, collected: collected.append((path, value, mark))
        case inspect.StructType():
            return _entry_search(kind.cls, selection)
        case inspect.VarTupleType() if search := _value_search(kind.item_type, selection):
            return _search_each(search, enumerate)
        case inspect.DictType() if search := _value_search(kind.value_type, selection):
            return _search_each(search, dict.items)
        case inspect.UnionType():  # one member at most can hold any: what else may stand there is nothing
            return next(filter(None, (_value_search(member, selection) for member in kind.types)), None)
        case _:
            return None


def _search_each(search: _Search, items: Callable[[Any], Iterable[tuple[str | int, Any]]]) -> _Search:
    def search_values(values: Any, path: Path, collected: _Collected) -> None:
        for key, value in items(values):
            search(value, (*path, key), collected)

    return search_values
