"""The language of manual pages: texts in, lines of roff out, with nothing in a text taken for a command."""

from __future__ import annotations

from collections.abc import Iterable

# What roff would take for a command, or draw as another character: a copied hyphen must stay a hyphen.
_ESCAPES = str.maketrans(
    {
        "\\": r"\e",
        "-": r"\-",
        "'": r"\(aq",
        '"': r"\(dq",
        "`": r"\(ga",
        "^": r"\(ha",
        "~": r"\(ti",
    }
)


def title(name: str, section: int, date: str, source: str) -> str:
    """Return the line that begins a page, and the settings that keep ids whole and lines unstretched."""
    return f'.TH "{escape(name.upper())}" {section} "{date}" "{escape(source)}" "User Commands"\n.nh\n.ad l'


def heading(text: str) -> str:
    """Return a heading of the page."""
    return f".SH {escape(text.upper())}"


def subheading(text: str) -> str:
    """Return a heading inside a section."""
    return f".SS {escape(text)}"


def paragraphs(texts: Iterable[str]) -> str:
    """Return roff texts as the paragraphs below a heading."""
    return "\n.PP\n".join(texts)


def term(name: str, *body: str) -> str:
    """Return a named entry with what it means indented below it; all are roff texts."""
    return "\n".join([".TP", name, *body])


def nested(entries: Iterable[str]) -> str:
    """Return entries that belong to the one before them, close together and one step further in."""
    return "\n".join([".RS", ".PD 0", *entries, ".PD", ".RE"])


def example(lines: Iterable[str]) -> str:
    """Return lines that stay as they are."""
    return "\n".join([".nf", *map(escape, lines), ".fi"])


def bold(text: str) -> str:
    """Return a text to be typed as it stands."""
    return f"\\fB{escape(text)}\\fR"


def italic(text: str) -> str:
    """Return a text that stands for another."""
    return f"\\fI{escape(text)}\\fR"


def escape(text: str) -> str:
    """Return a text as roff: in ASCII, and its first character never a command."""
    safe = "".join(char if char.isascii() else f"\\[u{ord(char):04X}]" for char in text.translate(_ESCAPES))
    return f"\\&{safe}" if safe.startswith(".") else safe
