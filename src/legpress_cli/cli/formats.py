"""The formats that results are written in, and which of them the ending of a file's name stands for."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from legpress_cli.errors import InvalidInput
from legpress_cli.system.files import is_no_plain_file
from legpress_cli.system.sanitize import escape_control_characters

STANDARD_OUTPUT = Path("-")


class Format(StrEnum):
    """How a result is written. Each command says which of them it takes, its usual one first."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"
    MERMAID = "mermaid"
    DOT = "dot"


PAGE_FORMATS = (Format.TEXT, Format.PLAIN, Format.JSON)
"""What every page can be written as."""
IN_A_BROWSER = (Format.HTML, Format.SVG)
READ_AS_A_PAGE = (Format.TEXT, Format.PLAIN)
"""What a person reads in a terminal, and in a pager where it is long."""
ENDINGS = {
    ".txt": Format.TEXT,
    ".json": Format.JSON,
    ".csv": Format.CSV,
    ".md": Format.MARKDOWN,
    ".html": Format.HTML,
    ".svg": Format.SVG,
    ".mmd": Format.MERMAID,
    ".dot": Format.DOT,
}


def format_by_ending(formats: Sequence[Format], output: Path | None) -> Format | None:
    """Return the format that the ending of a file's name stands for; ``None`` where it has none, or is no file's name.

    What stands there and is no plain file, a device or a pipe, is not judged by its name. Raises ``InvalidInput`` for an
    ending that stands for none of ``formats``.
    """
    ending = output.suffix.lower() if output and output != STANDARD_OUTPUT else ""
    if output is None or ending in ("", ".") or is_no_plain_file(output):
        return None
    if ENDINGS.get(ending) in formats:
        return ENDINGS[ending]
    *others, last = [name for name, format_ in ENDINGS.items() if format_ in formats]
    listed = f"{', '.join(others)} or {last}" if others else last
    raise InvalidInput(
        f"{escape_control_characters(str(output))} ends in {escape_control_characters(ending)}, which cannot be written here. "
        f"Name a file that ends in {listed}, one without an ending, or the --format."
    )


def format_to_open(formats: Sequence[Format], named: Format | None, output: Path | None) -> Format:
    """Return the format in which a browser is to show the result. Raises ``InvalidInput`` where it cannot."""
    showable = [entry for entry in formats if entry in IN_A_BROWSER]
    if named is not None and named not in showable:
        raise InvalidInput(f"A browser shows no {named.value}. With --open, give --format {' or '.join(showable)}, or none.")
    if output is not None and (output == STANDARD_OUTPUT or is_no_plain_file(output)):
        raise InvalidInput(
            f"A browser needs a file to show, and {escape_control_characters(str(output))} is none. "
            "Name a file, or leave --output out."
        )
    return named or format_by_ending(showable, output) or showable[0]
