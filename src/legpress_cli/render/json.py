"""JSON as scripts get it."""

import msgspec


def ascii_json(text: str) -> str:
    """Return JSON text with everything but printable ASCII as an escape: it means the same and cannot move a cursor."""
    if text.isascii() and "\x7f" not in text:
        return text
    escaped = []
    for char in text:
        units = char.encode("utf-16-be", "surrogatepass") if char > "~" else b""
        pairs = (units[place : place + 2].hex() for place in range(0, len(units), 2))
        escaped.append("".join(f"\\u{unit}" for unit in pairs) or char)
    return "".join(escaped)


def as_json(data: object) -> str:
    """Return data as the JSON that scripts get: ASCII, two spaces a level, a newline at the end."""
    return ascii_json(msgspec.json.format(msgspec.json.encode(data), indent=2).decode()) + "\n"
