"""Graphviz source. Quotes, backslashes and ampersands are escaped, and what is not ASCII becomes a character code.

Only signs beyond the largest code that Graphviz reads (emoji, say) stay as they are, in UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.pages.tree.diagram import Arrow, Box, Diagram, Shape
from legpress_cli.system.sanitize import escape_control_characters

_LARGEST_CODE = "\uffff"
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;"})
_SHAPES = {
    Shape.QUESTION: "shape=box",
    Shape.RESULT: 'shape=box, style="rounded,filled", fillcolor="#e6f4ea"',
    Shape.DANGER: 'shape=octagon, style=filled, fillcolor="#fde8e8", color="#a00000"',
}


def render_dot(diagram: Diagram) -> str:
    """Return the diagram as a Graphviz digraph."""
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: Diagram) -> Iterator[str]:
    yield "digraph legpress {"
    yield f"    graph [label={_quoted(diagram.title)}, labelloc=t, fontname=Helvetica]"
    yield "    node [fontname=Helvetica]"
    yield "    edge [fontname=Helvetica, fontsize=10]"
    yield from (f"    {_box(box)}" for box in diagram.boxes)
    yield from (f"    {_arrow(arrow)}" for arrow in diagram.arrows)
    yield "}"


def _box(box: Box) -> str:
    width = ", penwidth=3" if box.yours else ""
    return f"{box.id} [label={_quoted(box.text)}, {_SHAPES[box.shape]}{width}]"


def _arrow(arrow: Arrow) -> str:
    words = [f"label={_quoted(*arrow.lines)}"] if arrow.lines else []
    looks = [*words, *(["penwidth=3"] if arrow.yours else [])]
    return f"{arrow.source} -> {arrow.target}" + (f" [{', '.join(looks)}]" if looks else "")


def _quoted(*lines: str) -> str:
    return '"' + "\\n".join(map(_escaped, lines)) + '"'


def _escaped(text: str) -> str:
    escaped = escape_control_characters(text).translate(_ESCAPES)
    return "".join(char if char.isascii() or char > _LARGEST_CODE else f"&#{ord(char)};" for char in escaped)
