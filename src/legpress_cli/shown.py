"""Makes any text safe to show on a terminal: what came from outside may not move the cursor or change the colour."""

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def shown(text: str, *, keep: str = "\n") -> str:
    """Return ``text`` with every control, format and unassigned character written out as an escape, but those in ``keep``."""
    if text.isascii() and text.isprintable():
        return text
    from unicodedata import category

    return "".join(
        char if char in keep or category(char) not in _HIDDEN else char.encode("unicode_escape").decode("ascii")
        for char in text
    )
