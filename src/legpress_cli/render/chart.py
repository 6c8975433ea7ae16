"""A chart in lines of text, and as a drawing for a page: bars lying on their side, with the same scale for all."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from legpress_cli.pages.page import Chart, ChartRow
from legpress_cli.system.sanitize import escape_control_characters
from legpress_cli.system.wrapping import cells, wrap

_STEP = 2
"""So many columns make one unit."""
_PRETTY, _SIMPLE = ("■", "○", "│"), ("#", "o", "|")
_ROW, _TOP, _LABELS, _UNIT, _HIGH = 22, 30, 300, 34, 12


def chart_lines(chart: Chart, width: int, *, unicode: bool) -> list[str]:
    """Return the chart in lines of at most ``width`` columns; without room beside a bar its labels stand above it."""
    signs = _PRETTY if unicode else _SIMPLE
    scale = chart.highest * _STEP + 2
    sizes = [max(map(cells, column)) for column in zip(*(row.labels for row in chart.rows), strict=True)]
    beside = sum(sizes) + 2 * len(sizes) + 2 + scale + 3 <= width
    indent = " " * (sum(sizes) + 2 * len(sizes) + 2 if beside else 2)
    lines = [indent + "".join(f"{number:<{2 * _STEP}}" for number in range(0, chart.highest + 1, 2)).rstrip()]
    for row in chart.rows:
        labels = "  ".join(label + " " * (size - cells(label)) for label, size in zip(row.labels, sizes, strict=True))
        if not beside:
            lines.append(", ".join(filter(None, row.labels))[:width])
        bar = _bar(chart, row, signs)
        lines.append(f"{f'  {labels}  ' if beside else indent}{bar}".rstrip())
    return [*wrap(chart.title, width), *lines, f"  {_key(chart, signs)}"]


def _bar(chart: Chart, row: ChartRow, signs: tuple[str, str, str]) -> str:
    full, mark, line = signs
    places = [" "] * (chart.highest * _STEP + 1)
    places[chart.limit * _STEP] = line
    places[: row.bar * _STEP] = full * (row.bar * _STEP)
    if row.mark is not None:
        places[max(row.mark * _STEP - 1, 0)] = mark
    return f"{''.join(places)} {row.bar}"


def _key(chart: Chart, signs: tuple[str, str, str]) -> str:
    bar, mark = chart.columns[-2:]
    told = [(signs[0], bar), *([(signs[1], mark)] if any(row.mark is not None for row in chart.rows) else [])]
    return "   ".join([*(f"{sign} {word.lower()}" for sign, word in told), f"{signs[2]} {chart.limit}"])


def draw_chart(chart: Chart) -> Element:
    """Return the chart as one named element for a page, in the colours of its text."""
    width, height = _LABELS + _UNIT * chart.highest + 40, _TOP + _ROW * len(chart.rows) + 10
    svg = Element("svg", {"class": "chart", "role": "img", "viewBox": f"0 0 {width} {height}", "fill": "currentColor"})
    SubElement(svg, "title").text = escape_control_characters(chart.title)
    for number in range(0, chart.highest + 1, 2):
        _text(svg, _LABELS + number * _UNIT, _TOP - 12, str(number), "middle")
    limit = str(_LABELS + chart.limit * _UNIT)
    line = {"x1": limit, "x2": limit, "y1": str(_TOP - 6), "y2": str(height - 8), "stroke": "currentColor"}
    SubElement(svg, "line", line | {"stroke-dasharray": "4 3"})
    for place, row in enumerate(chart.rows):
        y = _TOP + place * _ROW
        _text(svg, 0, y + _HIGH, ", ".join(filter(None, row.labels)), "start")
        size = {"x": str(_LABELS), "y": str(y + 2), "width": str(row.bar * _UNIT), "height": str(_HIGH)}
        SubElement(svg, "rect", size | {"fill-opacity": "0.6"})
        _text(svg, _LABELS + row.bar * _UNIT + 8, y + _HIGH, str(row.bar), "start")
        if row.mark is not None:
            at = {"cx": str(_LABELS + row.mark * _UNIT), "cy": str(y + 2 + _HIGH / 2), "r": "5"}
            SubElement(svg, "circle", at | {"fill": "none", "stroke": "currentColor", "stroke-width": "2"})
    return svg


def _text(svg: Element, x: float, y: float, text: str, anchor: str) -> None:
    at = {"x": f"{x:g}", "y": f"{y:g}", "text-anchor": anchor, "font-size": "14"}
    SubElement(svg, "text", at).text = escape_control_characters(text)
