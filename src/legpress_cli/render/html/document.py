"""A web page in one file that loads nothing: readable on a phone, on a desktop and on paper, with boxes to tick."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from itertools import chain, takewhile
from xml.etree.ElementTree import Element, tostring

from legpress_cli.pages.page import Block, Checklist, Heading, Instruction, Page, Paragraph
from legpress_cli.render.html.blocks import block_elements
from legpress_cli.render.html.checklist import forget_marks
from legpress_cli.render.html.elements import make
from legpress_cli.render.html.sheet import diary_rows, paper_class, paper_of
from legpress_cli.render.svg import SVG_STYLE

_SPARE = re.compile(r" ?([{};,]) ?|(?<=[\w-])(:) ")
"""What stands beside a space that a style sheet does not need: our own sheets have none of these within quotes."""
_SPARE_END = re.compile(r"</d[dt]>(?=<d[dt]>|</d)|</li>(?=<li[ >]|</ul>)")
"""The end of an element where HTML takes it for granted."""
_EMPTY_SHAPE = re.compile(r"></(?:polygon|polyline|circle|rect|path|line)>")


def render_html(page: Page) -> str:
    """Return the page as a whole HTML document."""
    key = {"data-key": page.key} if page.key else {}
    root = make("html", {"lang": "en", **key}, *_head_and_body(page))
    for details in root.iter("details") if page.full else ():
        details.set("open", "")
    html = _EMPTY_SHAPE.sub("/>", tostring(root, encoding="unicode", method="html"))
    return f"<!DOCTYPE html>\n{_SPARE_END.sub('', html)}\n"


def _head_and_body(page: Page) -> Iterator[Element]:
    style = _minify(_read("page.css") + _read(f"{paper_of(page).value}.css") + SVG_STYLE)
    script = "\n".join(map(str.strip, _read("page.js").splitlines()))
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
    yield make("body", {"class": paper_class(page)}, *_landmarks(page), _verbatim("script", script))


def _landmarks(page: Page) -> Iterator[Element]:
    """Return header, main and footer. The block that has the page's title begins the main part; else the title is on top."""
    (_, top), *sections, (_, end) = page.sections
    lead = page.lead
    if lead is None:
        own = len(list(takewhile(lambda block: isinstance(block, Paragraph), top)))
        yield make("header", {}, make("h1", {}, page.title), *block_elements(top[:own], 2))
        first = block_elements(top[own:], 2)
    else:
        yield make("header", {}, *block_elements(top[:lead], 2))
        first = chain(block_elements(top[lead : lead + 1], 1), block_elements(top[lead + 1 :], 2, diary_rows(top)))
    marks = [forget_marks()] if page.key and any(_is_marked(block) for block in top) else []
    yield make("main", {}, *first, *marks, *(_section(heading, blocks) for heading, blocks in sections if heading))
    yield make("footer", {}, *block_elements(end, 2))


def _section(heading: Heading, blocks: tuple[Block, ...]) -> Element:
    """Return a heading with what stands under it, folded away if it may be."""
    title = make("h2", {}, heading.text)
    if heading.folded:
        return make("details", {"class": "section"}, make("summary", {}, title), *block_elements(blocks, 3))
    return make("section", {}, title, *block_elements(blocks, 3))


def _is_marked(block: Block) -> bool:
    """Say whether a page remembers anything that is marked in a block."""
    match block:
        case Instruction(tick=tick):
            return bool(tick)
        case Checklist(lines=lines):
            return any(line.tick for line in lines)
    return False


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
