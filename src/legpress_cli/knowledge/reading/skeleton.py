"""What is left of a text once all is gone that a reader may not see: two texts with one skeleton read alike."""

from __future__ import annotations

import re
from unicodedata import category, normalize

# Letters of other alphabets, and signs, that look like a Latin letter; small ones after the case is folded.
_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕЅІЈКМНОРСТУХҮԌԚԜӀ", "abezhikmnoptyxabesijkmhopctyxygqwi")
_SMALL = str.maketrans("αεγικνορστυχωаесԁһіјкӏмнорԛгѕтуѵԝхүвıɑɡǀ", "aeyikvopotuxwaecdhijklmhopqrstyvwxyblagl")
# What no eye tells apart in many a typeface: I, l and 1, O and 0.
_TWINS = str.maketrans("i1|0", "lllo")
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc"
    "\U0001107f\U00016fe4\U0001d159\U000e0100-\U000e01ef]"
)
"""What has no shape, though by its category it is a letter, an accent or a sign."""


def skeleton(text: str) -> str:
    """Return a text without case, spaces, punctuation, accents and what cannot be seen, look-alike letters as Latin ones."""
    return "".join(char for char in plain_letters(text).translate(_TWINS) if category(char)[0] not in "ZPC")


def plain_letters(text: str) -> str:
    """Return a text in small letters, look-alike ones as Latin ones, without accents and what has no shape."""
    if text.isascii():
        return text.casefold()
    folded = normalize("NFKC", text).translate(_CAPITALS).casefold()
    bare = normalize("NFD", normalize("NFKC", folded)).translate(_SMALL)
    seen = _UNSEEN.sub("", bare)
    return "".join(char for char in seen if category(char)[0] != "M" and category(char) != "Cf")


def spell_unseen(text: str) -> str:
    """Return a text with an escape for each character that has no shape and is no control character either."""
    return _UNSEEN.sub(lambda char: char[0].encode("unicode_escape").decode("ascii"), text)
