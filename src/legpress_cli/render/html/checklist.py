"""The checklist of a web page: rows that unfold, are ticked off and remember how it went; on paper a diary."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from legpress_cli.pages.page import Checklist, ChecklistLine
from legpress_cli.pages.phrases import AFTER_THESE, CLEAR, DIARY, DONE, HOW_IT_WENT, KEPT_HERE, WENT
from legpress_cli.render.html.elements import make
from legpress_cli.render.html.fields import field_list

ONLY_ON_PAPER = {"class": "paper"}


def checklist(block: Checklist, level: int, rows: int) -> Iterator[Element]:
    """Return the list under its heading; on paper the first ``rows`` have room to write, the others share a line by name."""
    yield make(f"h{level}", {"class": "list"}, block.heading)
    columns = (make("span", {}, name) for name in DIARY)
    yield make("p", {"class": "paper diary"}, *columns)
    yield make(
        "ul",
        {"class": "items"},
        *(_item(number, line, level, fits=place < rows) for place, (number, line) in enumerate(block.numbered)),
    )
    if rest := "; ".join(line.title for line in block.lines[rows:]):
        yield make("p", ONLY_ON_PAPER, f"{AFTER_THESE}: {rest}.")


def how_it_went(name: str) -> Element:
    """Return the question how something went, with its answers, which a page remembers under this name."""
    legend = make("legend", {}, HOW_IT_WENT)
    return make("fieldset", {}, legend, *(make("label", {}, _input("radio", name, word), word) for word in WENT))


def forget_marks() -> Element:
    """Return what only a page with a script can do: forget what was marked. The script shows it."""
    button = make("button", {"type": "button", "id": "clear"}, CLEAR)
    return make("div", {"id": "marks", "hidden": ""}, make("p", {}, KEPT_HERE), button)


def _item(number: int, line: ChecklistLine, level: int, *, fits: bool) -> Element:
    look = {} if fits else {"class": "rest"}
    head = make(f"h{level + 1}", {}, f"{number} {line.title} ", make("span", {"class": f"turn {line.mark.value}"}, line.turn))
    summary = make("summary", {}, head, make("span", {"class": "action"}, line.text))
    boxes = make("span", {"class": "paper diary"})
    if not line.tick:
        return make("li", look, make("details", {}, summary, field_list(line.fields)), boxes)
    box = _input("checkbox", "done", line.tick, {"aria-label": f"{DONE}: {line.title}"})
    return make("li", look, box, make("details", {}, summary, how_it_went(line.tick), field_list(line.fields)), boxes)


def _input(kind: str, name: str, value: str, more: dict[str, str] | None = None) -> Element:
    return make("input", {"type": kind, "name": name, "value": value, **(more or {})})
