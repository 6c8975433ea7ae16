"""Breaks texts and commands into lines that fit a terminal, counted in the cells that they take there."""

from __future__ import annotations

from functools import lru_cache

_JOINING = ("Mn", "Me")
_WIDE_PICTURE = "\ufe0f"  # asks for the wide picture of the sign before it, so it brings a column of its own
_BREAKS = "/|,"
_GOES_ON = "\\"


def cells(text: str) -> int:
    """Return how many columns a text takes: two for a wide sign, none for an accent that joins the sign before it."""
    return len(text) if text.isascii() else sum(map(_cells_of, text))


def longest_word(text: str) -> int:
    """Return the cells of the longest word in a text."""
    return max(map(cells, text.split(" ")))


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Return text in lines of at most ``width`` cells: one after ``first`` and the others after ``rest``, which is blank.

    No word that fits a line is broken: where it must, the indent gives way.
    """
    width = max(width, 1)
    first, rest = (indent if indent.strip() else indent[: max(2 * width // 3 - 1, 0)] for indent in (first, rest))
    text = text.replace("\n", " ")
    if cells(first) + cells(text) <= width:
        return [f"{first}{text}".rstrip()]
    lines: list[str] = []
    line, taken, bare = first, 0, True
    for word in filter(None, text.split(" ")):
        size = cells(word)
        if not bare and taken + 1 + size <= width:
            line += f" {word}"
            taken += 1 + size
            continue
        if not bare:
            lines.append(line)
            line = rest
        *whole, line = _begin(line, word, width, rest)
        lines += whole
        taken, bare = cells(line), False
    return [line.rstrip() for line in (*lines, line)]


def wrap_command(command: str, width: int, indent: str) -> list[str]:
    """Return a command in lines of at most ``width`` cells which a shell takes for one when they are pasted."""
    import shlex

    try:
        words = shlex.split(command)
    except ValueError:  # a quote that was spelled in ASCII: nothing to paste any more
        return wrap(command, width, first=indent, rest=indent)
    lines: list[str] = []
    line = indent
    for word in words:
        quoted = shlex.quote(word)
        if line.strip() and cells(line) + cells(quoted) + 3 <= width:
            line += f" {quoted}"
            continue
        if line.strip():
            lines.append(f"{line} {_GOES_ON}")
            line = f"{indent}  "
        *whole, line = _begin_argument(line, word, width)
        lines += whole
    return [*lines, line]


def _begin(prefix: str, word: str, width: int, rest: str) -> list[str]:
    """Return the lines that a word takes after a prefix: the last one may go on."""
    size = cells(word)
    if size <= width - cells(prefix):
        return [prefix + word]
    if prefix.strip() and (size <= width or cells(prefix) >= width - 1):
        return [prefix, *_begin(rest, word, width, rest)]
    if size <= width:
        return [prefix[: width - size] + word]
    start = _end_of_part(word, 0, width - cells(prefix))
    lines = [prefix + word[:start]]
    while start < len(word):
        end = _end_of_part(word, start, width - len(rest))
        lines.append(rest + word[start:end])
        start = end
    return lines


def _begin_argument(indent: str, word: str, width: int) -> list[str]:
    """Return the lines that an argument takes: one that is too long goes on at the very start of the next line."""
    from shlex import quote

    indent = indent[: max(width - 2 - cells(quote(word)), 0)]
    lines = []
    while len(word) > 1 and cells(quote(word)) > width - 2:
        size = max((size for size in range(1, min(len(word), width)) if cells(quote(word[:size])) < width), default=1)
        lines.append(quote(word[:size]) + _GOES_ON)
        word = word[size:]
        indent = ""
    return [*lines, indent + quote(word)]


def _end_of_part(word: str, start: int, room: int) -> int:
    """Return where the part of a word ends that fits ``room``: after a slash or the like where it has one."""
    used = 0
    for place in range(start, len(word)):
        used += cells(word[place])
        if used > room and place > start and not _joins(word[place]):
            return max(word.rfind(sign, start, place) for sign in _BREAKS) + 1 or place
    return len(word)


def _joins(char: str) -> bool:
    from unicodedata import category

    return category(char) in _JOINING


@lru_cache(maxsize=1024)
def _cells_of(char: str) -> int:
    from unicodedata import east_asian_width

    if _joins(char):
        return int(char == _WIDE_PICTURE)
    return 1 + (east_asian_width(char) in ("W", "F"))


def count(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 poster``, ``3 posters``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
