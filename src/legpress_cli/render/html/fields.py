"""Labelled lines of a web page, and what is folded away under one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from legpress_cli.pages.page import Field, Tone
from legpress_cli.render.html.elements import make


def fields(labelled: Iterable[Field], more: str) -> Iterator[Element]:
    """Return labelled lines, those that may be folded away under the line ``more``."""
    all_of_them = tuple(labelled)
    here = [field for field in all_of_them if not field.folded]
    away = [field for field in all_of_them if field.folded]
    yield from [field_list(here, "lines")] if here else []
    yield from [folded(more, field_list(away))] if away else []


def field_list(labelled: Iterable[Field], look: str = "") -> Element:
    """Return labelled texts as a list; with a ``look`` each is one thing with its label."""
    if not look:
        return make("dl", {}, *(part for field in labelled for part in _label_and_text(field)))
    return make("dl", {"class": look}, *(make("div", tone_class(field.tone), *_label_and_text(field)) for field in labelled))


def folded(summary: str, *content: Element) -> Element:
    """Return what is shown only once its summary is opened."""
    return make("details", {}, make("summary", {}, summary), *content)


def tone_class(tone: Tone) -> dict[str, str]:
    """Return the class that a tone has; none for a plain one."""
    return {"class": tone.value} if tone is not Tone.PLAIN else {}


def _label_and_text(field: Field) -> tuple[Element, Element]:
    lead = [make("a", {"href": field.link}, field.end)] if field.link else []
    return make("dt", {}, field.label), make("dd", {}, field.text.removesuffix(field.end), *lead)
