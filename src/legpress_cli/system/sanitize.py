"""Makes any text safe to show on a terminal: what came from outside may not move the cursor or change the colour."""

from unicodedata import category, combining, normalize

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SPELLED = str.maketrans(
    {"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "’": "'", "‘": "'", "‚": "'", "“": '"', "”": '"', "„": '"'}
    | {"«": '"', "»": '"', "…": "...", "\u00a0": " ", "•": "-", "·": "-", "×": "x", "→": "->", "←": "<-", "✓": "+"}
    | {"≤": "<=", "≥": ">=", "≠": "!=", "±": "+/-", "≈": "about ", "°": " degrees", "⁄": "/", "ß": "ss", "ø": "o", "æ": "ae"}
)


def escape_control_characters(text: str, *, keep: str = "") -> str:
    """Return ``text`` with every control, format and unassigned character written out as an escape, but those in ``keep``."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char if char in keep or category(char) not in _HIDDEN else char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def ascii_only(text: str, *, keep: str = "") -> str:
    """Return ``text`` in ASCII: signs spelled out, letters without their accents, and whatever is left as an escape."""
    safe = escape_control_characters(text, keep=keep)
    return safe if safe.isascii() else "".join(map(_in_ascii, safe.translate(_SPELLED)))


def _in_ascii(char: str) -> str:
    plain = "".join(part for part in normalize("NFKD", char) if not combining(part)).translate(_SPELLED)
    return plain if plain.isascii() else char.encode("unicode_escape").decode("ascii")
