"""Reads a careful subset of YAML: plain data with every key once, and nothing that runs or multiplies.

Tags, anchors, aliases, duplicate keys, several documents and deep nesting are refused, each with its line. The parser is
libyaml's, the values are built here from its events, so nothing in a file can name a Python object.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

DEEPEST = 20
MOST_DIGITS = 20
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?\d+")
_FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?")
_WORDS: dict[str, bool | None] = {
    "true": True,
    "True": True,
    "false": False,
    "False": False,
    "null": None,
    "~": None,
    "": None,
}
_YES_NO = frozenset(word for base in ("yes", "no", "on", "off", "y", "n") for word in (base, base.title(), base.upper()))


class YamlFault(ValueError):
    """What is wrong with a file, and on which line (counted from 1; 0 when no line can be named)."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.line = line


def read_yaml(data: bytes, *, bare_words_allowed: bool = False) -> Any:
    """Return the one document in ``data`` as dicts, lists, strings, whole numbers, floats, booleans and ``None``.

    An unquoted yes, no, on or off is text where ``bare_words_allowed``, else a fault, because other YAML readers take it for
    a boolean. Raises ``YamlFault``.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise YamlFault(data.count(b"\n", 0, error.start) + 1, "is not UTF-8 text") from None
    builder = _Builder(bare_words_allowed=bare_words_allowed)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFault(mark.line + 1 if mark else 0, f"is not YAML: {error.problem or error.context}") from None
    except yaml.YAMLError as error:
        raise YamlFault(0, f"is not YAML: {error}") from None
    return builder.document


class _Builder:
    """Puts a document together from parser events, one open list or mapping at a time."""

    def __init__(self, *, bare_words_allowed: bool) -> None:
        self.document: Any = None
        self._bare_words_allowed = bare_words_allowed
        self._open: list[tuple[Any, list[Any]]] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case yaml.AliasEvent():
                raise YamlFault(line, f"uses an alias (*{event.anchor}); write the value out")
            case yaml.ScalarEvent():
                self._refuse_extras(event, line)
                self._put(self._scalar(event, line), line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._refuse_extras(event, line)
                if len(self._open) == DEEPEST:
                    raise YamlFault(line, f"is nested more than {DEEPEST} deep")
                self._open.append(({} if isinstance(event, yaml.MappingStartEvent) else [], []))
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._put(self._open.pop()[0], line)
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise YamlFault(line, "holds more than one document")
            case _:
                pass

    @staticmethod
    def _refuse_extras(event: Any, line: int) -> None:
        if event.anchor is not None:
            raise YamlFault(line, f"uses an anchor (&{event.anchor}); write the value out where it is needed")
        if event.tag is not None:
            raise YamlFault(line, f"uses a tag ({event.tag}); only plain values are read")

    def _put(self, value: Any, line: int) -> None:
        if not self._open:
            self.document = value
            return
        container, pending_key = self._open[-1]
        if isinstance(container, list):
            container.append(value)
        elif pending_key:
            container[pending_key.pop()] = value
        elif not isinstance(value, str):
            raise YamlFault(line, f"has a key that is not text: {value!r}; put it in quotes")
        elif value in container:
            raise YamlFault(line, f"has the key {value!r} twice")
        else:
            pending_key.append(value)

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Any:
        text = event.value
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text in _YES_NO and not self._bare_words_allowed:
            raise YamlFault(line, f'has an unquoted {text}, which many YAML readers take for a boolean; write "{text}"')
        if _INTEGER.fullmatch(text):
            return int(text) if len(text) <= MOST_DIGITS else text
        return float(text) if _FLOAT.fullmatch(text) else text
