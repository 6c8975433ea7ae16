"""Breaks texts and commands into lines that fit a terminal, counted in the cells that they take there.

No library does it: textwrap counts letters, and rich neither keeps a word whole by giving up its indent, nor breaks a command
so that a shell takes it for one. rich counts the cells, and is imported for what is not ASCII alone.
"""

from __future__ import annotations

_GOES_ON = " \\"


def cells(text: str) -> int:
    """Return how many columns a text takes: two for a wide sign, none for an accent that joins the sign before it."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


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
    lines = [first]
    for word in filter(None, text.split(" ")):
        size, taken = cells(word), cells(lines[-1])
        gap = " " if lines[-1].strip() and lines[-1] != first else ""
        if taken + len(gap) + size <= width:
            lines[-1] += f"{gap}{word}"
            continue
        if not lines[-1].strip():
            lines.pop()
        parts = (
            [f"{rest[: width - size]}{word}"] if size <= width else [rest + part for part in _parts(word, width - len(rest))]
        )
        lines += parts
    return [line.rstrip() for line in lines]


def wrap_command(command: str, width: int, indent: str) -> list[str]:
    """Return a command in lines of at most ``width`` cells which a shell takes for one when they are pasted."""
    import shlex

    try:
        words = shlex.split(command)
    except ValueError:  # a quote that was spelled in ASCII: nothing to paste any more
        return wrap(command, width, first=indent, rest=indent)
    lines = [f"{indent}{shlex.quote(words[0])}"]
    for word in words[1:]:
        quoted = shlex.quote(word)
        if cells(lines[-1]) + cells(quoted) + len(_GOES_ON) < width:
            lines[-1] += f" {quoted}"
        else:
            lines[-1] += _GOES_ON
            lines += _argument(f"{indent}  ", word, width - len(_GOES_ON))
    return lines


def _argument(indent: str, word: str, room: int) -> list[str]:
    """Return the lines that an argument takes: one that is too long goes on at the very start of the next line."""
    from shlex import quote

    lines = []
    indent = indent[: max(room - cells(quote(word)), 0)]
    while len(word) > 1 and cells(quote(word)) > room:
        size = max((size for size in range(1, min(len(word), room)) if cells(quote(word[:size])) <= room), default=1)
        lines.append(quote(word[:size]) + "\\")
        word = word[size:]
    return [*lines, f"{indent}{quote(word)}"]


def _parts(word: str, room: int) -> list[str]:
    """Return a word that is too long for a line in parts that are not."""
    if word.isascii():
        return [word[start : start + room] for start in range(0, len(word), room)]
    from rich.cells import chop_cells

    return list(filter(None, chop_cells(word, room))) or [word]
