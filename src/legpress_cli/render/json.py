"""JSON as scripts get it."""

import re

import msgspec


def ascii_json(text: str) -> str:
    """Return JSON text with everything but printable ASCII as an escape: it means the same and cannot move a cursor."""
    if text.isascii() and "\x7f" not in text:
        return text
    return re.sub(
        "[^\n-~]", lambda sign: "\\u" + sign[0].encode("utf-16-be", "surrogatepass").hex("_", 2).replace("_", "\\u"), text
    )


def as_json(data: object) -> str:
    """Return data as the JSON that scripts get: ASCII, two spaces a level, a newline at the end."""
    return ascii_json(msgspec.json.format(msgspec.json.encode(data), indent=2).decode()) + "\n"
