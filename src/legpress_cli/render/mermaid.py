"""Mermaid flowchart source. Every sign in a label that Mermaid could take for its own is written as a character code."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.pages.tree.diagram import Arrow, Box, Diagram, Shape
from legpress_cli.system.sanitize import escape_control_characters

_ASIDE = " ,.()'?!+-/"
"""Signs beside letters and digits that mean nothing between quotation marks."""
_BRACKETS = {Shape.QUESTION: ("[", "]"), Shape.RESULT: ("([", "])"), Shape.DANGER: ("{{", "}}")}
_CLASSES = {
    "result": "stroke-width:2px,fill:#e6f4ea,color:#000",
    "danger": "stroke:#a00000,stroke-width:2px,fill:#fde8e8,color:#000",
    "yours": "stroke-width:4px",
}


def render_mermaid(diagram: Diagram) -> str:
    """Return the diagram as a Mermaid flowchart, in ASCII."""
    return "\n".join(_lines(diagram)) + "\n"


def _lines(diagram: Diagram) -> Iterator[str]:
    yield "flowchart TD"
    yield f"    accTitle: {_escaped(diagram.title)}"
    yield from (f"    {_box(box)}" for box in diagram.boxes)
    yield from (f"    {_arrow(arrow)}" for arrow in diagram.arrows)
    for name, style in _CLASSES.items():
        if ids := ",".join(box.id for box in diagram.boxes if (box.yours and name == "yours") or box.shape.value == name):
            yield f"    classDef {name} {style}"
            yield f"    class {ids} {name}"


def _box(box: Box) -> str:
    left, right = _BRACKETS[box.shape]
    return f'{box.id}{left}"{_escaped(box.text)}"{right}'


def _arrow(arrow: Arrow) -> str:
    line = "==>" if arrow.yours else "-->"
    words = "<br/>".join(map(_escaped, arrow.lines))
    return f'{arrow.source} {line}|"{words}"| {arrow.target}' if words else f"{arrow.source} {line} {arrow.target}"


def _escaped(text: str) -> str:
    """Return a text as Mermaid shows it: what is neither a letter, a digit nor harmless becomes ``#code;``."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in _ASIDE) else f"#{ord(char)};"
        for char in escape_control_characters(text)
    )
