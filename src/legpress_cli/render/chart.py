"""A chart in lines of text, and as a drawing for a page: bars lying on their side, with the same scale for all."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from legpress_cli.pages.page import Chart, ChartRow
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.wrapping import cells, wrap

_STEP = 2
"""So many columns make one unit."""
_PRETTY, _SIMPLE = ("■", "○", "│"), ("#", "o", "|")
_WIDTH, _ROW, _GROUP, _TOP, _LABELS, _AFTER, _HIGH, _LETTERS = 336, 20, 22, 30, 108, 28, 12, 13
"""In units of the drawing, of which a phone shows one as a pixel."""
_LETTER = 7.5
"""So wide is a letter of the labels at most, on average."""


def chart_lines(chart: Chart, width: int, *, unicode: bool) -> list[str]:
    """Return the chart in lines of at most ``width`` columns; without room beside a bar its labels stand above it."""
    signs = _PRETTY if unicode else _SIMPLE
    scale = chart.highest * _STEP + 2
    sizes = [max(map(cells, column)) for column in zip(*(row.labels for row in chart.rows), strict=True)]
    beside = sum(sizes) + 2 * len(sizes) + 2 + scale + 3 <= width
    indent = " " * (sum(sizes) + 2 * len(sizes) + 2 if beside else max(min(2, width - scale - 2), 0))
    lines = [indent + "".join(f"{number:<{2 * _STEP}}" for number in range(0, chart.highest + 1, 2)).rstrip()]
    for row in chart.rows:
        labels = "  ".join(label + " " * (size - cells(label)) for label, size in zip(row.labels, sizes, strict=True))
        if not beside:
            lines += wrap(", ".join(filter(None, row.labels)), width)
        bar = _bar(chart, row, signs)
        lines.append(f"{f'  {labels}  ' if beside else indent}{bar}".rstrip())
    return [*wrap(chart.title, width), *lines, *_packed(_key(chart, signs), width)]


def _bar(chart: Chart, row: ChartRow, signs: tuple[str, str, str]) -> str:
    full, mark, line = signs
    places = [" "] * (chart.highest * _STEP + 1)
    places[chart.limit * _STEP] = line
    places[: row.bar * _STEP] = full * (row.bar * _STEP)
    if row.mark is not None:
        places[max(row.mark * _STEP - 1, 0)] = mark
    return f"{''.join(places)} {row.bar}"


def _key(chart: Chart, signs: tuple[str, str, str]) -> list[str]:
    """Return what each sign means."""
    bar, mark = chart.columns[-2:]
    told = [(signs[0], bar), *([(signs[1], mark)] if any(row.mark is not None for row in chart.rows) else [])]
    plus = [f"+ {chart.plus}"] if chart.plus else []
    return [*(f"{sign} {word.lower()}" for sign, word in told), f"{signs[2]} {chart.rule}", *plus]


def _packed(parts: Iterable[str], width: int) -> list[str]:
    """Return parts in as few lines as hold them whole."""
    lines: list[str] = []
    for part in parts:
        if lines and cells(lines[-1]) + 3 + cells(part) <= width:
            lines[-1] += f"   {part}"
        else:
            lines += wrap(part, width, first="  ", rest="  ")
    return lines


def legend(chart: Chart) -> str:
    """Return what the shapes of the drawing mean, in a sentence."""
    bar, mark = (column.lower() for column in chart.columns[-2:])
    marked = any(row.mark is not None for row in chart.rows)
    told = [f"Bar: {bar}", *([f"circle: {mark}"] if marked else []), f"dashed line: {chart.rule}"]
    return f"{', '.join([*told, *([f'+: {chart.plus}'] if chart.plus else [])])}."


def draw_chart(chart: Chart) -> Element:
    """Return the chart as one named element for a page, in the colours of its text."""
    lines = _places(chart)
    height = lines[-1][0] + _ROW + 8
    svg = Element("svg", {"class": "chart", "role": "img", "viewBox": f"0 0 {_WIDTH} {height}", "fill": "currentColor"})
    SubElement(svg, "title").text = escape_control_characters(chart.title)
    start = round(max(_LABELS, _LETTER * max(len(_label(row)) for row in chart.rows)))
    unit = (_WIDTH - start - _AFTER) // chart.highest
    for number in range(0, chart.highest + 1, 2):
        _text(svg, start + number * unit, _TOP - 14, str(number), "middle")
    limit = str(start + chart.limit * unit)
    line = {"x1": limit, "x2": limit, "y1": str(_TOP - 8), "y2": str(height - 4), "stroke": "currentColor"}
    SubElement(svg, "line", line | {"stroke-dasharray": "4 3"})
    for y, heading, row in lines:
        if heading:
            _text(svg, 0, y - _ROW + _HIGH + 2, heading, "start").set("font-weight", "bold")
        _draw_row(svg, row, y, start, unit)
        _text(svg, start + chart.highest * unit + 8, y + _HIGH, str(row.bar), "start")  # beside a bar it meets line and circle
    return svg


def _places(chart: Chart) -> list[tuple[int, str, ChartRow]]:
    """Return each row with its height on the drawing, and what it is with where that is new."""
    y, before, lines = _TOP, "", []
    for row in chart.rows:
        heading = row.labels[1] if row.labels[1] != before else ""
        y += _GROUP if heading else 0
        lines.append((y, heading, row))
        y, before = y + _ROW, row.labels[1]
    return lines


def _label(row: ChartRow) -> str:
    """Return what stands beside a bar; what it is with stands above it."""
    first, _, *more = row.labels
    return ", ".join(filter(None, [first, *more]))


def _draw_row(svg: Element, row: ChartRow, y: int, start: int, unit: int) -> None:
    _text(svg, 0, y + _HIGH, _label(row), "start")
    size = {"x": str(start), "y": str(y + 1), "width": str(row.bar * unit), "height": str(_HIGH)}
    SubElement(svg, "rect", size | {"fill-opacity": "0.6"})
    if row.mark is not None:
        at = {"cx": str(start + row.mark * unit), "cy": str(y + 1 + _HIGH / 2), "r": "5"}
        SubElement(svg, "circle", at | {"fill": "none", "stroke": "currentColor", "stroke-width": "2"})


def _text(svg: Element, x: float, y: float, text: str, anchor: str) -> Element:
    at = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor, "font-size": str(_LETTERS)}
    element = SubElement(svg, "text", at)
    element.text = escape_control_characters(text)
    return element
