"""The figure in a real browser: words that stand clear, colour on what changes alone, and the file that shows it by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from xml.etree.ElementTree import tostring

import pytest
from playwright.sync_api import Browser, ViewportSize

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import Assessment, assess
from legpress_cli.knowledge.model import Kind, Knowledge
from legpress_cli.pages.full_result import picture_blocks, picture_page
from legpress_cli.pages.handout import result_handout
from legpress_cli.pages.page import Figure
from legpress_cli.render.html.document import render_html
from legpress_cli.render.svg import SVG_STYLE, draw_svg, render_svg
from support.chromium import Opened, needs_chromium, open_page, start_chromium
from support.hostile import with_hostile_texts
from support.pages import case, read_people
from support.strategies import KNOWLEDGE

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.no_cover]  # others cover the same, and quicker

TODAY = date(2026, 3, 14)
ON_A_PHONE = 328
"""So many pixels a drawing has on a phone."""
HOSTILE = with_hostile_texts(
    KNOWLEDGE, "</style></script><script>window.hacked = 1</script><img onerror=alert(1)> ]]> --> \x1b[31m\u202e"
)
CUT_TEXTS = """() => {
    const sheet = document.documentElement.getBoundingClientRect();
    return [...document.querySelectorAll("text")].filter((text) => {
        const box = text.getBoundingClientRect();
        return box.left < sheet.left || box.right > sheet.right || box.top < sheet.top || box.bottom > sheet.bottom;
    }).map((text) => text.textContent);
}"""
RANDOM_PEOPLE = 300
RESULT = "post-4-hips-come-off-the-seat"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_chromium() as browser:
        yield browser


def found_in(answers: Mapping[str, object], knowledge: Knowledge = KNOWLEDGE) -> Assessment:
    return assess(knowledge, read_answers(knowledge, answers, Source.PROMPT))


def someone(chance: Random) -> dict[str, Any]:
    """Return the answers of somebody who has no danger sign, and was not asked everything."""
    answers: dict[str, Any] = {
        question.id: ["none"] if question.kind is Kind.MANY else chance.choice(question.values)
        for question in KNOWLEDGE.questions
        if question.kind is Kind.MANY or (not question.safety and chance.random() < 0.7)
    }
    return answers | {"press-kind": "sled-45", "numb-where": "low-back", "pain": chance.randrange(8)}


@cache
def figures() -> tuple[Figure, ...]:
    """Return every picture that somebody of our cases or of many more people gets, each once."""
    chance = Random(15)  # noqa: S311  # the same people each time
    people = [*(person["answers"] for person in read_people()), *(someone(chance) for _ in range(RANDOM_PEOPLE))]
    drawn = [block for answers in people for block in picture_blocks(KNOWLEDGE, found_in(answers))]
    return tuple({figure.drawing: figure for figure in drawn}.values())


def gallery(browser: Browser, folder: Path, scheme: str = "light", media: str = "screen") -> Opened:
    """Return a page with every picture, as wide as on a phone."""
    drawn = "".join(f"<div>{tostring(draw_svg(figure), encoding='unicode')}</div>" for figure in figures())
    style = f":root{{color-scheme:light dark}}div{{width:{ON_A_PHONE}px}}svg{{display:block}}{SVG_STYLE}"
    file = folder / "gallery.html"
    file.write_text(f"<!doctype html><html lang=en><title>t</title><style>{style}</style>{drawn}", encoding="utf-8")
    context = browser.new_context(viewport=ViewportSize(width=360, height=740), color_scheme=scheme)  # type: ignore[arg-type]
    shown = open_page(context, file)
    shown.page.emulate_media(media=media, color_scheme=scheme)  # type: ignore[arg-type]
    return shown


def test_words_touch_nothing_and_can_be_read_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    shown = gallery(browser, tmp_path)
    assert len(figures()) > 40
    assert shown.measure("crossedLabels") == []
    assert shown.measure("smallTexts", 11) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_changes_stands_out_and_nothing_else_has_a_colour(browser: Browser, tmp_path: Path, scheme: str) -> None:
    shown = gallery(browser, tmp_path, scheme)
    assert shown.measure("paleDrawings") == []
    assert shown.measure("colouredParts", ".same > *") == []
    assert len(shown.measure("colouredParts", ".now > *")) > len(figures()) / 2
    assert len(shown.measure("colouredParts", ".change > *")) > len(figures()) / 2


def test_on_paper_nothing_has_a_colour_and_dashes_tell_now_from_the_change(browser: Browser, tmp_path: Path) -> None:
    shown = gallery(browser, tmp_path, media="print")
    assert shown.measure("colouredParts", "*") == []
    assert shown.measure("paleDrawings") == []
    dashed = """(state) => [...document.querySelectorAll(`g.${state}:not(.sign) > :not(.core)`)]
        .map((part) => getComputedStyle(part).strokeDasharray !== "none")"""
    assert all(shown.page.evaluate(dashed, "now"))
    assert not any(shown.page.evaluate(dashed, "change"))


@pytest.mark.parametrize(
    ("html", "measure", "given", "found"),
    [
        ("<text x=10 y=20>one</text><text x=12 y=24>two</text>", "crossedLabels", [], '"one" lies over "two"'),
        ("<text x=90 y=20>over</text>", "crossedLabels", [], '"over" leaves its drawing'),
        (
            "<g class='pad same'><path stroke-width=2 d='M0 16L90 16' /></g><text x=9 y=20>on</text>",
            "crossedLabels",
            [],
            "pad same",
        ),
        ("<text x=9 y=20 style='font-size:6px'>small</text>", "smallTexts", [14], '"small" is written in'),
        ("<text x=9 y=20 style='fill:#999'>pale</text>", "paleDrawings", [], "a contrast of 2.8"),
        ("<g class=now><path fill=none stroke=#ccc d='M0 0L9 9' /></g>", "paleDrawings", [], "a contrast of 1.6"),
        (
            "<g class='body same'><path stroke=#a00 d='M0 0L9 9' /></g>",
            "colouredParts",
            [".same > *"],
            "body same has the colour",
        ),
    ],
)
def test_a_measure_finds_the_fault(
    browser: Browser, tmp_path: Path, html: str, measure: str, given: list[object], found: str
) -> None:
    style = "<style>svg{--paper:#fff;width:100px}text{font:12px sans-serif}</style>"
    (tmp_path / "page.html").write_text(
        f"<!doctype html>{style}<svg class=drawing viewBox='0 0 100 60'>{html}", encoding="utf-8"
    )
    assert found in " ".join(open_page(browser.new_context(), tmp_path / "page.html").measure(measure, *given))


def test_in_the_page_of_a_result_its_words_can_be_read_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(render_html(result_handout(KNOWLEDGE, found_in(case(RESULT)), TODAY)), encoding="utf-8")
    page = open_page(browser.new_context(viewport=ViewportSize(width=360, height=740)), file).page
    sizes = page.evaluate("""[...document.querySelectorAll("svg.drawing text")]
        .map((text) => text.getScreenCTM().a * parseFloat(getComputedStyle(text).fontSize))""")
    assert min(sizes) >= 11


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("known", [KNOWLEDGE, HOSTILE], ids=["shipped", "hostile"])
@pytest.mark.parametrize("name", [RESULT, "fever-and-blood-pressure", "three-signs-at-once"])
def test_the_file_shows_by_itself_and_in_a_page(
    browser: Browser, tmp_path: Path, name: str, known: Knowledge, scheme: Any
) -> None:
    drawn, holder = tmp_path / "picture.svg", tmp_path / "page.html"
    drawn.write_text(render_svg(picture_page(known, found_in(case(name), known), TODAY)), encoding="utf-8")
    holder.write_text("<!doctype html><img src=picture.svg>", encoding="utf-8")
    context = browser.new_context(color_scheme=scheme)
    shown = open_page(context, drawn)
    assert shown.page.evaluate("typeof window.hacked") == "undefined"
    assert (shown.asked, shown.complaints) == ([drawn.as_uri()], [])
    assert shown.page.evaluate(CUT_TEXTS) == []
    image = open_page(context, holder).page.locator("img")
    assert image.evaluate("image => image.naturalWidth > 300 && image.naturalHeight > 100")
