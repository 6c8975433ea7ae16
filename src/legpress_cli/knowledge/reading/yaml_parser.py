"""Reads a careful subset of YAML: plain data with every key once, and nothing that runs or multiplies.

Tags, anchors, aliases, duplicate keys, several documents and deep nesting are refused, each with its line. The parser is
libyaml's, the values are built here from its events, so nothing in a file can name a Python object.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import suppress
from typing import Any, NamedTuple

import yaml

from legpress_cli.knowledge.reading.faults import Path, Rule

DEEPEST = 20
MOST_DIGITS = 20
MOST_FAULTS = 100
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?\d+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\d+\.\d*|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_WORDS = {"true": True, "True": True, "false": False, "False": False, "null": None, "~": None, "": None}
_YES_NO = frozenset(word for base in ("yes", "no", "on", "off", "y", "n") for word in (base, base.title(), base.upper()))


class Unreadable:
    """Stands in a document where a value was refused."""


UNREADABLE = Unreadable()


class YamlFault(ValueError):
    """What is wrong with a file, on which line (counted from 1; 0 when no line can be named), and what would do."""

    def __init__(self, rule: Rule, line: int, found: str, instead: str = "") -> None:
        super().__init__((f"line {line}: {found}" if line else found) + (f"; {instead}" if instead else ""))
        self.rule = rule
        self.line = line
        self.found = found
        self.instead = instead


class Document:
    """One file: its value, everything that was refused on the way, and the line of each key and list entry."""

    def __init__(self) -> None:
        self.value: Any = UNREADABLE
        self.faults: list[YamlFault] = []
        self.lines: dict[int, Any] = {}
        """By the identity of each list or mapping, the lines of its entries or keys as a list or mapping of its own."""

    def line(self, path: Path) -> int:
        """Return the line of the last part of ``path`` that is in the file."""
        here, line = self.value, 1
        with suppress(LookupError, TypeError):
            for step in path:
                line, here = self.lines[id(here)][step], here[step]
        return line

    def drop(self, paths: Collection[Path]) -> None:
        """Take list entries and keys out of the value; the lines of what is left stay right."""
        for *around, last in sorted(paths, reverse=True):
            container = self.value
            for step in around:
                container = container[step]
            with suppress(KeyError):  # of a field that is missing
                del container[last], self.lines[id(container)][last]


def read_yaml(data: bytes, *, bare_words_allowed: bool = False) -> Any:
    """Return the one document in ``data`` as dicts, lists, strings, whole numbers, floats, booleans and ``None``.

    An unquoted yes, no, on or off is text where ``bare_words_allowed``, else a fault, because other YAML readers take it for
    a boolean. Raises ``YamlFault``.
    """
    document = parse_document(data, bare_words_allowed=bare_words_allowed)
    if document.faults:
        raise document.faults[0]
    return document.value


def parse_document(data: bytes, *, bare_words_allowed: bool = False) -> Document:
    """Return the one document in ``data`` with all its faults; what was refused is ``UNREADABLE`` or left out."""
    builder = _Builder(bare_words_allowed=bare_words_allowed)
    document = builder.document
    try:
        for event in yaml.parse(data.decode("utf-8"), Loader=_LOADER):
            builder.take(event)
        if document.value is UNREADABLE and not document.faults:
            document.value = None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        document.faults.append(YamlFault(Rule.NOT_UTF8, line, "is not UTF-8 text", "save the file as UTF-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        document.faults.append(
            YamlFault(Rule.NOT_YAML, mark.line + 1 if mark else 0, f"is not YAML: {error.problem or error.context}")
        )
    except yaml.reader.ReaderError as error:
        text = data.decode("utf-8")
        line = text.count("\n", 0, text.find(chr(error.character))) + 1
        found = f"is not YAML: it holds a character that no text may hold (number {error.character})"
        document.faults.append(YamlFault(Rule.NOT_YAML, line, found, "take it out"))
    except _GiveUp:
        pass
    if any(fault.rule in _HOPELESS for fault in document.faults):
        document.value = UNREADABLE
    return document


class _GiveUp(Exception):
    """The rest of the file is not worth reading."""


_HOPELESS = (Rule.NOT_UTF8, Rule.NOT_YAML, Rule.TOO_DEEP, Rule.SEVERAL_DOCUMENTS)


class _Open(NamedTuple):
    """A list or mapping that is not closed yet: its line and a key that waits for its value are ``pending``."""

    container: Any
    lines: Any
    pending: list[Any]
    plain: bool


class _Builder:
    """Puts a document together from parser events, one open list or mapping at a time."""

    def __init__(self, *, bare_words_allowed: bool) -> None:
        self.document = Document()
        self._bare_words_allowed = bare_words_allowed
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 0
        match event:
            case yaml.AliasEvent():
                self._refuse(Rule.YAML_ALIAS, line, f"uses an alias (*{event.anchor})", "write the value out")
                self._put(UNREADABLE, line)
            case yaml.ScalarEvent():
                plain = self._is_plain(event, line)
                self._put(self._scalar(event, line) if plain else UNREADABLE, line)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                plain = self._is_plain(event, line)
                if len(self._open) == DEEPEST:
                    self._refuse(Rule.TOO_DEEP, line, f"is nested more than {DEEPEST} deep")
                    raise _GiveUp
                kind = dict if isinstance(event, yaml.MappingStartEvent) else list
                opened = _Open(kind(), kind(), [line], plain=plain)
                self.document.lines[id(opened.container)] = opened.lines
                self._open.append(opened)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                closed = self._open.pop()
                self._put(closed.container if closed.plain else UNREADABLE, closed.pending[0])
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._refuse(Rule.SEVERAL_DOCUMENTS, line, "holds more than one document", "keep the first one only")
                    raise _GiveUp
            case _:
                pass

    def _refuse(self, rule: Rule, line: int, found: str, instead: str = "") -> None:
        self.document.faults.append(YamlFault(rule, line, found, instead))
        if len(self.document.faults) == MOST_FAULTS:
            raise _GiveUp

    def _is_plain(self, event: Any, line: int) -> bool:
        """Refuse a value's anchor and its tag, and say whether it has neither."""
        if event.anchor is not None:
            self._refuse(Rule.YAML_ALIAS, line, f"uses an anchor (&{event.anchor})", "write the value out where it is needed")
        if event.tag is not None:
            self._refuse(Rule.YAML_TAG, line, f"uses a tag ({event.tag})", "only plain values are read")
        return event.anchor is None and event.tag is None

    def _put(self, value: Any, line: int) -> None:
        if not self._open:
            self.document.value = value
            return
        container, lines, pending, _ = self._open[-1]
        if isinstance(container, list):
            lines.append(line)
            container.append(value)
        elif len(pending) == 1:
            pending.append(self._key(container, value, line))
            pending.append(line)
        else:
            line, key = pending.pop(), pending.pop()
            if key is not UNREADABLE:
                lines[key] = line
                container[key] = value

    def _key(self, container: dict[str, Any], key: Any, line: int) -> Any:
        """Return a key that may be used, or ``UNREADABLE`` for one that takes its value with it."""
        if not isinstance(key, str):
            if key is not UNREADABLE:
                self._refuse(Rule.KEY_NOT_TEXT, line, f"has a key that is not text: {key!r}", "put it in quotes")
            return UNREADABLE
        if key in container:
            self._refuse(Rule.DUPLICATE_KEY, line, f"has the key {key!r} twice", "keep one of them")
            return UNREADABLE
        return key

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Any:
        text = event.value
        if not event.implicit[0]:
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text in _YES_NO and not self._bare_words_allowed:
            found = f"has an unquoted {text}, which many YAML readers take for a boolean"
            self._refuse(Rule.BARE_BOOLEAN, line, found, f'write "{text}"')
        if _INTEGER.fullmatch(text):
            return int(text) if len(text) <= MOST_DIGITS else text
        return float(text) if _FLOAT.fullmatch(text) else text
