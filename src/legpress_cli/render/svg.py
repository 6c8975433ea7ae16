"""SVG: the drawing as an element for a page, and a page as a file of its own, its figures drawn and the rest in words."""

from __future__ import annotations

from importlib.resources import files
from xml.etree.ElementTree import Element, SubElement, tostring

from legpress_cli.pages.figure.drawing import Role, Shape, State, Stroke
from legpress_cli.pages.figure.labels import width_of
from legpress_cli.pages.page import Block, Callout, Figure, Heading, Page, Tone, Verdict
from legpress_cli.pages.texts import texts_of
from legpress_cli.render.plain import alarm
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.wrapping import wrap

SVG_STYLE, _FILE_STYLE = (files("legpress_cli.render").joinpath(name).read_text("utf-8") for name in ("figure.css", "file.css"))
"""The look of a drawing, in light, in dark and on paper, and of the page around one."""
_WIDTH, _EDGE, _GAP = 760.0, 20.0, 10.0
_SIZES, _BOLD = {"words": 16.0, "strong": 17.6, "heading": 24.0}, {"words": 12.8, "strong": 17.6, "heading": 24.0}
_LETTERS, _LEADING = 1.7, 1.35
_THIN, _OUTLINE = 5.0, 2.6
_OUTLINED = frozenset({Role.BODY, Role.CLOTH})
_ANCHORS = {0.0: "start", 0.5: "middle", 1.0: "end"}


def render_svg(page: Page) -> str:
    """Return the page as a file that any program shows by itself: its figures drawn, everything else as lines of text."""
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "class": "file", "width": _number(_WIDTH)})
    SubElement(svg, "title").text = escape_control_characters(page.title)
    SubElement(svg, "style").text = SVG_STYLE + _FILE_STYLE
    SubElement(svg, "rect", {"class": "ground", "width": "100%", "height": "100%", "rx": "12"})
    y = _EDGE
    for block in (Heading(page.title), *page.blocks):
        part, height = _drawn(block, y) if isinstance(block, Figure) else _written(block, y)
        svg.append(part)
        y += height + _GAP
    svg.attrib |= {"height": _number(y + _GAP), "viewBox": f"0 0 {_number(_WIDTH)} {_number(y + _GAP)}"}
    return f"{tostring(svg, encoding='us-ascii').decode('ascii')}\n"


def _drawn(figure: Figure, y: float) -> tuple[Element, float]:
    """Return a drawing that begins so far down, and how high it is."""
    svg, width = draw_svg(figure), _WIDTH - 2 * _EDGE
    height = width * figure.drawing.height / figure.drawing.width
    svg.attrib |= {"x": _number(_EDGE), "y": _number(y), "width": _number(width), "height": _number(height)}
    return svg, height


def _written(block: Block, y: float) -> tuple[Element, float]:
    """Return a block in words that begins so far down, and how high it is; what was found stands in a band of its own look."""
    tone = block.tone if isinstance(block, Callout | Verdict) and block.tone is not Tone.PLAIN else None
    group, down, edge = Element("g"), 0.0, 2 * _EDGE if tone else _EDGE
    most = _WIDTH - 2 * edge
    band = SubElement(group, "rect", {"x": _number(_EDGE), "y": _number(y), "rx": "8"}) if tone else None
    for place, text in enumerate(texts_of([block])):
        look = "heading" if isinstance(block, Heading) else "strong" if tone and not place else "words"
        told = f"{alarm(tone)}{text}" if tone and not place else text
        for line in wrap(escape_control_characters(told), int(most / _SIZES[look] * _LETTERS)):
            down += _SIZES[look] * _LEADING
            at = {"class": look, "x": _number(edge), "y": _number(y + down)}
            fit = {"textLength": _number(most), "lengthAdjust": "spacingAndGlyphs"}
            SubElement(group, "text", at | (fit if width_of(line) * _BOLD[look] > most else {})).text = line
    if band is not None and tone:
        down += _GAP
        band.attrib |= {"class": f"band {tone.value}", "width": _number(_WIDTH - 2 * _EDGE), "height": _number(down)}
        group.attrib["class"] = tone.value
    return group, down


def draw_svg(figure: Figure) -> Element:
    """Return the drawing as one named element for a page, which says in words what it shows."""
    drawing = figure.drawing
    size = f"0 0 {_number(drawing.width)} {_number(drawing.height)}"
    svg = Element("svg", {"class": "drawing", "role": "img", "viewBox": size})
    SubElement(svg, "title").text = escape_control_characters(figure.title)
    SubElement(svg, "desc").text = escape_control_characters(" ".join(figure.words))
    svg.extend([_shape(shape) for shape in drawing.shapes])  # a list: out of an iterator it makes a TypeError of Ctrl-C
    for label in drawing.labels:
        at = {"x": _number(label.at.x), "y": _number(label.at.y), "text-anchor": _ANCHORS[label.anchor]}
        SubElement(svg, "text", {"class": label.state.value} | at).text = escape_control_characters(label.text)
    return svg


def _shape(shape: Shape) -> Element:
    """Return a group: what is thick has an outline where it is skin or dashed, which the core leaves free."""
    group = Element("g", {"class": f"{shape.role.value} {shape.state.value}"})
    outlined = shape.role in _OUTLINED or shape.state is State.NOW
    thick = [stroke for stroke in shape.strokes if outlined and stroke.width > _THIN and len(stroke.points) > 1]
    for stroke in thick:
        SubElement(group, "path", {"class": "edge", "d": _path(stroke), "stroke-width": _number(stroke.width)})
    for stroke in shape.strokes:
        if len(stroke.points) == 1:
            x, y, radius = map(_number, (*stroke.points[0], stroke.width / 2))
            SubElement(group, "circle", {"cx": x, "cy": y, "r": radius})
        else:
            look, width = ("core", stroke.width - _OUTLINE) if stroke in thick else ("line", stroke.width)
            named = {"class": "solid" if stroke.closed else look}
            SubElement(group, "path", named | {"d": _path(stroke), "stroke-width": _number(width)})
    return group


def _path(stroke: Stroke) -> str:
    return f"M{'L'.join(f'{_number(x)} {_number(y)}' for x, y in stroke.points)}{'Z' if stroke.closed else ''}"


def _number(value: float) -> str:
    return f"{round(value, 1):g}"
