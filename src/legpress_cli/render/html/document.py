"""A web page in one file that loads nothing: readable on a phone, on a desktop and on paper, with boxes to tick."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from itertools import pairwise, takewhile
from xml.etree.ElementTree import Element, tostring

from msgspec.structs import replace

from legpress_cli.pages.page import Block, Entry, Figure, Heading, Instruction, Page, Paragraph, Table, Verdict, texts_of
from legpress_cli.render.html.blocks import block_elements
from legpress_cli.render.html.elements import make
from legpress_cli.render.svg import SVG_STYLE

_SPARE = re.compile(r" ?([{};,]) ?|(?<=[\w-])(:) ")
"""What stands beside a space that a style sheet does not need: our own sheets have none of these within quotes."""
_SPARE_END = re.compile(r"</d[dt]>(?=<d[dt]>|</d)|</li>(?=<li[ >]|</ul>)")
"""The end of an element where HTML takes it for granted."""
_EMPTY_SHAPE = re.compile(r"></(?:polygon|polyline|circle|rect)>")
_WORTH_A_LIST = 4
"""From so many sections on, a page begins with links to them."""
_EACH_TEXT = 30
"""How many characters of room a text takes beside its own, for the end of its last line and the gap after it."""
_MORE_ROOM: dict[type, int] = {Figure: 1_000, Instruction: 250, Verdict: 150}
"""How many characters would fill the room of a drawing, and what stands around the texts of a box."""
_MOST_ROOM = {1: 2_320, 2: 4_000, 3: 5_500, 4: 6_480, 5: 6_950, 6: 7_400, 7: 8_450, 8: 9_550, 9: 10_750, 10: 12_600, 11: 14_200}
"""For each size in the style sheet, how much room fits one sheet with a little to spare. Measured in a browser."""
_SEVERAL_SHEETS = "paper-many"


def render_html(page: Page) -> str:
    """Return the page as a whole HTML document."""
    key = {"data-key": page.key} if page.key else {}
    root = make("html", {"lang": "en", **key}, *_head_and_body(page))
    html = _EMPTY_SHAPE.sub("/>", tostring(root, encoding="unicode", method="html"))
    return f"<!DOCTYPE html>\n{_SPARE_END.sub('', html)}\n"


def _head_and_body(page: Page) -> Iterator[Element]:
    style, script = _minify(_read("page.css") + SVG_STYLE), _read("page.js")
    policy = (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; base-uri 'none'; form-action 'none'"
    )
    yield make(
        "head",
        {},
        make("meta", {"charset": "utf-8"}),
        make("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        make("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        make("meta", {"name": "color-scheme", "content": "light dark"}),
        make("meta", {"name": "format-detection", "content": "telephone=no"}),
        make("meta", {"name": "referrer", "content": "no-referrer"}),
        make("title", {}, page.title),
        _verbatim("style", style),
    )
    yield make("body", {"class": _paper_class(page)}, *_landmarks(page), _verbatim("script", script))


def _landmarks(page: Page) -> Iterator[Element]:
    """Return header, main and footer: paragraphs right under the title go with it, those at the very end stand apart."""
    top = len(_leading_paragraphs(page.blocks))
    end = len(page.blocks) - len(_leading_paragraphs(page.blocks[:top:-1]))
    yield make("header", {}, make("h1", {}, page.title), *block_elements(page.blocks[:top], 2))
    yield make("main", {}, *_sections(page.blocks[top:end]))
    yield make("footer", {}, *block_elements(page.blocks[end:], 2))


def _leading_paragraphs(blocks: tuple[Block, ...]) -> list[Block]:
    return list(takewhile(lambda block: isinstance(block, Paragraph), blocks))


def _sections(blocks: tuple[Block, ...]) -> Iterator[Element]:
    """Return a section for each heading, after what stands before the first.

    Links to them stand before the first that is a list of entries: whoever stands at the machine reads the one box above first.
    """
    places = [place for place, block in enumerate(blocks) if isinstance(block, Heading)]
    yield from block_elements(blocks[: min(places, default=len(blocks))], 2)
    sections = [_section(number, blocks[start:end]) for number, (start, end) in enumerate(pairwise([*places, len(blocks)]), 1)]
    lead = 0 if any(isinstance(block, Entry) for block in blocks[: (*places[1:], len(blocks))[0]]) else 1
    yield from sections[:lead]
    if len(places) >= _WORTH_A_LIST:
        titles = [block.text for block in blocks if isinstance(block, Heading)]
        yield _contents(list(enumerate(titles, 1))[lead:])
    yield from sections[lead:]


def _section(number: int, blocks: tuple[Block, ...]) -> Element:
    """Return a heading with what stands under it."""
    title = make("h2", {"id": f"part-{number}"}, *texts_of(blocks[:1]))
    return make("section", {"aria-labelledby": f"part-{number}"}, title, *block_elements(blocks[1:], 3))


def _contents(titles: list[tuple[int, str]]) -> Element:
    """Return links to the sections with these numbers and titles."""
    links = (make("li", {}, make("a", {"href": f"#part-{number}"}, title)) for number, title in titles)
    return make("nav", {"aria-label": "On this page"}, make("ul", {}, *links))


def _verbatim(tag: str, source: str) -> Element:
    """Return our own style or script, byte for byte: the policy names its digest."""
    element = Element(tag)
    element.text = source
    return element


def _read(name: str) -> str:
    return files("legpress_cli.render.html").joinpath(name).read_text(encoding="utf-8")


def _minify(style: str) -> str:
    """Return a style sheet, each line of which ends where a space means nothing, in one line, without spare spaces."""
    line = "".join(line.strip() for line in style.splitlines())
    return _SPARE.sub(r"\1\2", line).replace(";}", "}")


def _digest(source: str) -> str:
    return f"sha256-{b64encode(sha256(source.encode()).digest()).decode()}"


def _paper_class(page: Page) -> str:
    """Return the class for the size in which a page fits one sheet, or for one that reads well where it fits none."""
    texts = sum(_EACH_TEXT + len(text) for text in texts_of(map(_printed, page.blocks)))
    room = texts + sum(_MORE_ROOM.get(type(block), 0) for block in page.blocks)
    return next((f"paper-{size}" for size, most in _MOST_ROOM.items() if room <= most), _SEVERAL_SHEETS)


def _printed(block: Block) -> Block:
    """Return a block as paper shows it: with nothing that is folded."""
    match block:
        case Entry(fields=fields):
            return replace(block, fields=tuple(field for field in fields if not field.folded))
        case Table(rows=rows, least=least):
            return replace(block, rows=tuple(row[: least or None] for row in rows))
        case Figure(words=words):
            return replace(block, words=words[:1])
    return block
