"""SVG: the drawing as elements for a page, and as a file of its own with the words below it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from legpress_cli.knowledge.model import Status
from legpress_cli.pages.figure.drawing import BADGE_RADIUS, Area, Badge, Disc, Drawing, Line, Point, Shape
from legpress_cli.pages.page import Block, Callout, Figure, Heading, Page, Tone, texts_of
from legpress_cli.render.plain import alarm
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.wrapping import wrap

SVG_STYLE = """\
.drawing{--line:#3d4a57;--paper:#fff;--pad:#5d6b7a;--skin:#e8b796;--shirt:#7fa3c7;--weight:#4a5560;--strong:#9a3412;--ink:#1b232b}
.drawing *{vector-effect:none}
.drawing .floor{stroke:var(--line);stroke-width:1.2}
.drawing .frame{stroke:var(--line);stroke-width:1.6;fill:var(--paper)}
.drawing .pad{fill:var(--pad);stroke:var(--line)}
.drawing .plate{fill:var(--pad);stroke:var(--line)}
.drawing .weight{fill:var(--weight);stroke:var(--line);stroke-width:2}
.drawing .handle{stroke:var(--line);stroke-width:3}
.drawing .towel{fill:#fff;stroke:var(--ink);stroke-width:1.2}
.drawing .body{fill:var(--skin);stroke:var(--ink)}
.drawing .clothes{fill:var(--shirt);stroke:var(--ink)}
.drawing .now,.drawing .echo{fill:none;stroke:var(--ink);stroke-width:1;stroke-dasharray:3 2.5}
.drawing .echo{stroke-width:.8;stroke-opacity:.7}
.drawing .arrow{fill:none;stroke:var(--strong);stroke-width:3.2}
.drawing .leader{stroke:var(--ink);stroke-width:.8}
.drawing circle.leader{fill:var(--ink)}
.drawing .changed{stroke:var(--strong);stroke-width:2.2}
.drawing text{font:bold 11.4px system-ui,sans-serif;letter-spacing:-.3px;text-anchor:middle}
.drawing .key text{font-weight:normal;text-anchor:start;letter-spacing:0;fill:var(--ink)}
.drawing .badge.change circle{fill:var(--strong);stroke:var(--strong);stroke-width:1.5}
.drawing .badge.change:not(.key) text{fill:var(--paper)}
.drawing .badge.check circle,.drawing .badge.keep circle{fill:var(--paper);stroke:var(--ink);stroke-width:1.5}
.drawing .badge.keep circle{stroke-width:.7}
.drawing .badge.check text,.drawing .badge.keep text{fill:var(--ink)}
@media (prefers-color-scheme:dark){
.drawing{--line:#aab6c2;--paper:#12181e;--pad:#6b7988;--skin:#b98767;--shirt:#4f759b;--weight:#2c353e;--strong:#ffb27a;--ink:#f2f5f8}
}
@media print{
.drawing{--line:#000;--paper:#fff;--pad:#ccc;--skin:#fff;--shirt:#e4e4e4;--weight:#999;--strong:#000;--ink:#000}
.drawing .changed{stroke-width:1.3}
}
"""
"""The look of a drawing, in light, in dark and on paper."""

_FILE_STYLE = """\
.file{color-scheme:light dark;--paper:#fff;--ink:#1b232b;--strong:#9a3412}
.file .ground{fill:var(--paper)}
.file .words{font:16px system-ui,sans-serif;fill:var(--ink)}
.file .heading{font-weight:bold;font-size:20px}
.file .alarm{font-weight:bold;fill:var(--strong)}
@media (prefers-color-scheme:dark){.file{--paper:#12181e;--ink:#f2f5f8;--strong:#ffb27a}}
@media print{.file{--paper:#fff;--ink:#000;--strong:#000}}
"""
_WIDTH, _EDGE, _LINE, _GAP = 760.0, 20.0, 22.0, 10.0
_COLUMNS = 70
_LETTER = 16.0
_WIDE = "MW@%m"
_DECIMALS = 1
_LOWER = 4.1  # from the middle of a letter to the line it stands on
_KEY, _KEY_PITCH, _SAMPLE = 18.0, 70.0, 5.0


def render_svg(page: Page) -> str:
    """Return the page as a file that any program shows by itself: its figures drawn, everything else as lines of text."""
    sheet = _Sheet()
    sheet.write(page.title, "words heading")
    for block in page.blocks:
        sheet.add(block)
    return f"{tostring(sheet.finished(page.title), encoding='us-ascii').decode('ascii')}\n"


class _Sheet:
    """Puts one block under the other."""

    def __init__(self) -> None:
        self._parts: list[Element] = []
        self._y = _EDGE

    def add(self, block: Block) -> None:
        """Put a block under what is there."""
        self._y += _GAP
        if isinstance(block, Figure):
            self._draw(block)
        look, sign = "words", ""
        if isinstance(block, Heading):
            look = "words heading"
        elif isinstance(block, Callout):
            look, sign = f"words {'alarm' if block.tone in (Tone.WARNING, Tone.DANGER) else ''}".strip(), alarm(block.tone)
        for place, text in enumerate(texts_of([block])):
            self.write(text if place else f"{sign}{text}", look)

    def write(self, text: str, look: str) -> None:
        """Put a text under what is there, in as many lines as it takes."""
        bold = "heading" in look or "alarm" in look
        columns = _COLUMNS * 4 // 5 if bold else _COLUMNS
        for line in wrap(escape_control_characters(text), columns):
            self._y += _LINE * (1.25 if "heading" in look else 1.0)
            at = {"class": look, "x": _number(_EDGE), "y": _number(self._y)}
            if _wide(line, bold=bold):
                at |= {"textLength": _number(_WIDTH - 2 * _EDGE), "lengthAdjust": "spacingAndGlyphs"}
            made = Element("text", at)
            made.text = line
            self._parts.append(made)
        self._y += _GAP / 3

    def finished(self, title: str) -> Element:
        """Return the sheet, as high as what stands on it."""
        height = self._y + _EDGE
        size = {"viewBox": f"0 0 {_number(_WIDTH)} {_number(height)}", "width": _number(_WIDTH), "height": _number(height)}
        svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "file"} | size)
        SubElement(svg, "title").text = escape_control_characters(title)
        SubElement(svg, "style").text = SVG_STYLE + _FILE_STYLE
        SubElement(svg, "rect", {"class": "ground", "width": "100%", "height": "100%", "rx": "12"})
        svg.extend(self._parts)
        return svg

    def _draw(self, figure: Figure) -> None:
        drawing = figure.drawing
        width = _WIDTH - 2 * _EDGE
        height = width * drawing_height(drawing) / drawing.width
        svg = draw_svg(figure)
        svg.attrib |= {"x": _number(_EDGE), "y": _number(self._y), "width": _number(width), "height": _number(height)}
        self._parts.append(svg)
        self._y += height


def _wide(line: str, *, bold: bool) -> bool:
    """Say whether a line may be wider than the sheet, for its letters are wider than those of most texts."""
    sizes = (
        1.0 if char in _WIDE or not char.isascii() else 0.72 if char.isupper() else 0.5 for char in line.replace("\u00a0", " ")
    )
    return sum(sizes) * _LETTER * (1.25 if bold else 1.0) > _WIDTH - 2 * _EDGE


def draw_svg(figure: Figure) -> Element:
    """Return the drawing as one named element for a page, which also holds the words of the figure, as text."""
    drawing = figure.drawing
    size = f"0 0 {_number(drawing.width)} {_number(drawing_height(drawing))}"
    svg = Element("svg", {"class": "drawing", "role": "img", "viewBox": size})
    SubElement(svg, "title").text = escape_control_characters(figure.title)
    svg.extend(map(_shape, drawing.shapes))
    svg.extend(map(_badge, drawing.badges))
    svg.extend(_key(drawing))
    return svg


def drawing_height(drawing: Drawing) -> float:
    """Return how high a drawing is with the key to its numbers below it."""
    return drawing.height + (_KEY if drawing.badges else 0)


def _key(drawing: Drawing) -> Iterator[Element]:
    """Return what the circles around the numbers mean, as far as they occur."""
    statuses = [status for status in Status if any(badge.status is status for badge in drawing.badges)]
    y = drawing.height + _KEY / 2 - 2
    for place, status in enumerate(statuses):
        group = Element("g", {"class": f"key badge {status.value}"})
        x = 2 * _SAMPLE + place * _KEY_PITCH
        SubElement(group, "circle", _centre(Point(x, y)) | {"r": _number(_SAMPLE)})
        SubElement(group, "text", {"x": _number(x + 2 * _SAMPLE), "y": _number(y + _LOWER)}).text = status.value
        yield group


def _shape(shape: Shape) -> Element:
    look = {"class": f"{shape.role.value} changed" if shape.changed else shape.role.value}
    match shape:
        case Area(points):
            return Element("polygon", look | {"points": _points(points)})
        case Line(points):
            return Element("polyline", look | {"points": _points(points)})
        case Disc(centre, radius):
            return Element("circle", look | _centre(centre) | {"r": _number(radius)})


def _badge(badge: Badge) -> Element:
    group = Element("g", {"class": f"badge {badge.status.value}"})
    SubElement(group, "title").text = escape_control_characters(f"{badge.number}. {badge.title}")
    SubElement(group, "circle", _centre(badge.at) | {"r": _number(BADGE_RADIUS)})
    text = SubElement(group, "text", {"x": _number(badge.at.x), "y": _number(badge.at.y + _LOWER)})
    text.text = str(badge.number)
    return group


def _centre(point: Point) -> dict[str, str]:
    return {"cx": _number(point.x), "cy": _number(point.y)}


def _points(points: tuple[Point, ...]) -> str:
    return " ".join(f"{_number(point.x)},{_number(point.y)}" for point in points)


def _number(value: float) -> str:
    return f"{round(value, _DECIMALS):g}"
