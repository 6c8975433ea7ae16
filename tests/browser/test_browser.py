"""The pages that people take along, in a real browser: on a phone and on a desk, dark and light, on paper, and under attack."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import Assessment, assess
from legpress_cli.followup.outcome import follow_up
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.handout import result_handout, tips_handout
from legpress_cli.pages.next import next_handout
from legpress_cli.pages.tips import choose_tips
from legpress_cli.render.html.document import render_html
from legpress_cli.render.html.sheet import LEAST_ROWS
from support.chromium import Opened, Printed, needs_axe, needs_chromium, open_page, start_chromium
from support.courses import course_of
from support.hostile import with_hostile_texts
from support.pages import by_chance, read_people

pytestmark = [needs_chromium, pytest.mark.browser, pytest.mark.no_cover]  # others cover the same, and quicker

CASES = {person["id"]: person["answers"] for person in read_people()}
SHIPPED = load_knowledge()
TODAY = date(2026, 3, 14)
ATTACK = (
    '</style></script></title></textarea><script>window.hacked = 1; alert(1)</script><img src="https://example.com/a.png" '
    "onerror=\"window.hacked=1\"><a href='javascript:alert(1)'>x</a> javascript:alert(1) ]]> --> \" ' ` &amp; &lt;b&gt; "
    "https://example.com \x1b[31m\x00\u202e"
)
HOSTILE = with_hostile_texts(SHIPPED, ATTACK)
RESULT = "post-4-hips-come-off-the-seat"
OTHER_RESULT = "post-1-pain-on-standing-up"
FULLEST = {
    "emergency-sign": "none",
    "doctor-sign": "none",
    "health": "none",
    "pain": 4,
    "when": "bottom",
    "knees": "to-chest",
    "load": "heavy-only",
} | {"breath": "held", "one-side": "yes", "machine": "wobbles", "glutes": "relaxed", "lumbar": "gap"}
"""Nearly everything is amiss: more than in any case."""
EVERYBODY = CASES | {f"by chance {number}": by_chance(SHIPPED, number) for number in range(40)}
PAPERS = ("A4", "Letter")
PAPER_SIZES = {"A4": (190, 277), "Letter": (195.9, 259.4)}
"""What the margins leave of each, in millimetres."""
PIXELS_PER_MILLIMETRE = 96 / 25.4
LEAST_POINTS = 9
MOST_BLANK = 0.25
ROUNDING = 0.02
A_MOMENT = 200
SCREEN = ViewportSize(width=360, height=740)
MOST_SCREENS = 4
FIRST_SCREEN = """() => ({
    danger: document.querySelector("header .verdict, main .verdict").getBoundingClientRect().top,
    title: document.querySelector("h1").getBoundingClientRect().bottom,
    figure: document.querySelector("article figure")?.getBoundingClientRect().bottom ?? 0,
    steps: document.querySelector("article ol")?.getBoundingClientRect().bottom ?? 0,
    next: 20 + (document.querySelector(".how > dl > :nth-child(2)")?.getBoundingClientRect().top ?? 0),
})"""
"""Where on the page these begin or end; the line with what to be careful about has begun with its first line."""
LEAST_PIXELS, LEAST_DRAWN = 14, 11
PHONE = 360
WIDTHS = (320, PHONE, 720, 1280)
"""320 is a window of 1280 at four times its size, 720 one of 1440 at twice its size, for people who see little."""
HAS_ROBOTO = """() => {
    const pen = document.createElement("canvas").getContext("2d");
    const widthIn = (font) => { pen.font = `40px ${font}`; return pen.measureText("mmmiiil").width; };
    return widthIn("Roboto, monospace") !== widthIn("monospace");
}"""
DANGER = ("fever-and-blood-pressure", "three-signs-at-once")


def found_in(knowledge: Knowledge, answers: Mapping[str, object]) -> Assessment:
    return assess(knowledge, read_answers(knowledge, answers, Source.PROMPT))


def found_for(name: str, knowledge: Knowledge) -> Assessment:
    return found_in(knowledge, CASES[name])


def write_answers(answers: Mapping[str, object]) -> str:
    return render_html(result_handout(SHIPPED, found_in(SHIPPED, answers), TODAY))


def not_in_a_head(text: str) -> bool:
    """Say whether a text stands elsewhere than in the head of a table, which narrow pages say in each row."""
    heads = {"Cause", "Fits", "Because", "Against it", "Day", "With", "Weight", "Worst pain", "Next morning"}
    return text not in heads


def write_result(name: str, knowledge: Knowledge = SHIPPED, today: date = TODAY) -> str:
    return render_html(result_handout(knowledge, found_for(name, knowledge), today))


def write_next() -> str:
    return render_html(
        next_handout(SHIPPED, follow_up(SHIPPED, course_of(["0 without 4 80kg morning-2", "3 without 4 80kg"])), TODAY)
    )


def write_tips(name: str | None, knowledge: Knowledge = SHIPPED) -> str:
    return render_html(tips_handout(knowledge, choose_tips(knowledge, name), TODAY))


PAGES: dict[str, Callable[[], str]] = {
    "self-care": lambda: write_result(RESULT),
    "nothing-known": lambda: write_result("nothing-known"),
    "other": lambda: write_result(OTHER_RESULT),
    "clinician": lambda: write_result("six-weeks-no-better-with-every-fault-in-the-book"),
    "urgent": lambda: write_result(DANGER[0]),
    "emergency": lambda: write_result(DANGER[1]),
    "tips": lambda: write_tips(None),
    "topic": lambda: write_tips("core"),
    "next": write_next,
    "full": lambda: render_html(result_handout(SHIPPED, found_for(RESULT, SHIPPED), TODAY, full=True)),
    "full-topic": lambda: render_html(tips_handout(SHIPPED, choose_tips(SHIPPED, "core"), TODAY, full=True)),
    "hostile-result": lambda: write_result(RESULT, HOSTILE),
    "hostile-emergency": lambda: write_result(DANGER[1], HOSTILE),
    "hostile-topic": lambda: write_tips("load", HOSTILE),
}
every_page = pytest.mark.parametrize("name", PAGES)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with start_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def file_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Write the page of this name once, and return where it lies."""
    folder = tmp_path_factory.mktemp("pages")

    def file_of(name: str) -> Path:
        file = folder / f"{name}.html"
        if not file.exists():
            file.write_text(PAGES[name](), encoding="utf-8")
        return file

    return file_of


NewBrowser: TypeAlias = Callable[..., BrowserContext]
ShowHtml: TypeAlias = Callable[[str], Opened]
FileOf: TypeAlias = Callable[[str], Path]


@pytest.fixture
def new_browser(browser: Browser) -> Iterator[NewBrowser]:
    """Return a browser that knows nothing yet, with a window of this width."""
    opened = []

    def new_browser(width: int = 1280, **options: Any) -> BrowserContext:
        opened.append(browser.new_context(viewport=ViewportSize(width=width, height=800), **options))
        return opened[-1]

    yield new_browser
    for context in opened:
        context.close()


# What is ticked stays ticked.


def reopen(page: Page) -> None:
    """Open the page again as a person does, never in the same moment: Chromium stores a tick a little after the click."""
    page.wait_for_timeout(A_MOMENT)
    page.reload()


def test_a_tick_is_still_there_when_the_page_is_opened_again(new_browser: NewBrowser, file_of: FileOf) -> None:
    phone = new_browser(PHONE)
    first = open_page(phone, file_of("self-care")).page
    boxes = first.locator("input[type=checkbox]")
    boxes.nth(1).check()
    boxes.nth(2).check()
    boxes.nth(2).uncheck()
    reopen(first)
    assert ticked(boxes) == {1}
    first.close()
    assert ticked(open_page(phone, file_of("self-care")).page.locator("input[type=checkbox]")) == {1}


def test_a_tick_does_not_show_on_another_result(new_browser: NewBrowser, file_of: FileOf) -> None:
    phone = new_browser(PHONE)
    for box in open_page(phone, file_of("self-care")).page.locator("input[type=checkbox]").all():
        box.check()
    other = open_page(phone, file_of("other")).page.locator("input[type=checkbox]")
    assert other.count() > 0
    assert ticked(other) == set()


def test_a_tick_outlives_the_day(new_browser: NewBrowser, tmp_path: Path) -> None:
    phone = new_browser(PHONE)
    for day, before in ((1, set()), (2, {0})):
        (tmp_path / f"{day}.html").write_text(write_result(RESULT, today=TODAY.replace(day=day)), encoding="utf-8")
        boxes = open_page(phone, tmp_path / f"{day}.html").page.locator("input[type=checkbox]")
        assert ticked(boxes) == before
        boxes.first.check()
        boxes.page.wait_for_timeout(A_MOMENT)


def test_all_ticks_can_be_taken_away_at_once(new_browser: NewBrowser, file_of: FileOf) -> None:
    page = open_page(new_browser(), file_of("self-care")).page
    boxes = page.locator("input[type=checkbox]")
    for box in boxes.all():
        box.check()
    page.get_by_role("button", name="clear").click()
    assert ticked(boxes) == set()
    reopen(page)
    assert ticked(boxes) == set()


def test_every_box_can_be_ticked_with_the_keys_alone(new_browser: NewBrowser, file_of: FileOf) -> None:
    page = open_page(new_browser(), file_of("self-care")).page
    boxes = page.locator("input[type=checkbox]")
    for _ in range(100):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('input:not(:checked)')"):
            page.keyboard.press("Space")
    assert ticked(boxes) == set(range(boxes.count()))


@pytest.mark.parametrize("kept", ["no json", "{}", "[1, null]", '["no-such-tip"]', "7", "null", '"tick"'])
def test_what_cannot_be_read_counts_as_no_tick(new_browser: NewBrowser, file_of: FileOf, kept: str) -> None:
    shown = open_page(new_browser(), file_of("self-care"))
    shown.page.evaluate("kept => localStorage.setItem(`legpress:${document.documentElement.dataset.key}`, kept)", kept)
    shown.page.reload()
    boxes = shown.page.locator("input[type=checkbox]")
    assert ticked(boxes) == set()
    boxes.first.check()
    reopen(shown.page)
    assert ticked(boxes) == {0}
    assert shown.complaints == []


def test_a_browser_that_keeps_nothing_lets_one_tick_all_the_same(new_browser: NewBrowser, file_of: FileOf) -> None:
    strict = new_browser()
    strict.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })")
    shown = open_page(strict, file_of("self-care"))
    box = shown.page.locator("input[type=checkbox]").first
    box.check()
    assert box.is_checked()
    assert shown.complaints == []


@pytest.mark.parametrize("name", ["self-care", "emergency", "tips"])
def test_without_scripts_everything_is_there(new_browser: NewBrowser, file_of: FileOf, name: str) -> None:
    plain = open_page(new_browser(java_script_enabled=False), file_of(name))
    rich = open_page(new_browser(), file_of(name))
    scripted = rich.page.locator("#marks").all_inner_texts()
    assert plain.page.get_by_role("button").count() == 0
    assert [text for text in rich.measure("texts") if text not in "".join(scripted)] == plain.measure("texts")
    boxes = plain.page.locator("input[type=checkbox]")
    for box in boxes.all():
        box.check()
    assert ticked(boxes) == set(range(boxes.count()))


def ticked(boxes: Locator) -> set[int]:
    """Return the numbers of the boxes that are ticked."""
    return {number for number, box in enumerate(boxes.all()) if box.is_checked()}


def test_how_it_went_is_remembered_too(new_browser: NewBrowser, file_of: FileOf) -> None:
    page = open_page(new_browser(PHONE), file_of("self-care")).page
    first = page.get_by_role("article").get_by_role("group", name="How did it go?")
    first.get_by_role("radio", name="helped").check()
    row = page.get_by_role("listitem").filter(has_text="Handle pull")
    row.locator("summary").click()
    row.get_by_role("radio", name="worse").check()
    reopen(page)
    assert page.locator(":checked").evaluate_all("boxes => boxes.map((box) => `${box.name} ${box.value}`)") == [
        "shorter-range helped",
        "handle-pull worse",
    ]


def test_a_row_that_is_ticked_folds_keeps_the_focus_and_says_what_it_is(new_browser: NewBrowser, file_of: FileOf) -> None:
    page = open_page(new_browser(PHONE), file_of("self-care")).page
    row = page.get_by_role("listitem").filter(has_text="Handle pull")
    box = row.get_by_role("checkbox", name="Done: Handle pull")
    row.locator("summary").click()
    before = row.bounding_box()
    box.focus()
    page.keyboard.press("Space")
    after = row.bounding_box()
    assert before
    assert after
    assert after["height"] < before["height"] / 3
    assert page.evaluate("document.activeElement.value") == "handle-pull"
    assert row.locator("h3").is_visible()
    assert not row.get_by_text("Pull your hips down into the seat").is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('li').textContent.includes('Handle pull')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    assert row.bounding_box() == before


def test_a_narrow_table_names_no_column_where_nothing_stands(new_browser: NewBrowser, file_of: FileOf) -> None:
    page = open_page(new_browser(PHONE), file_of("next")).page
    page.get_by_text("The sessions as a table").click()
    assert page.locator("td[data-label='Next morning']:visible").all_inner_texts() == ["2"]


@pytest.mark.parametrize(("name", "edge"), [("self-care", "6px"), ("next", "1px")])
def test_the_edge_that_means_danger_is_on_no_other_box(new_browser: NewBrowser, file_of: FileOf, name: str, edge: str) -> None:
    box = open_page(new_browser(PHONE), file_of(name)).page.locator(".box").last
    assert box.evaluate("box => getComputedStyle(box).borderLeftWidth") == edge


# One screen of a phone.


@pytest.fixture(scope="module", params=["the default font", "Roboto"])
def phone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[ShowHtml]:
    """Return what shows a page on one phone, in the browser's own font and in that of many phones."""
    context = browser.new_context(viewport=SCREEN, bypass_csp=True)  # else no page lets the font be set
    page = context.new_page()
    if request.param == "Roboto" and not page.evaluate(HAS_ROBOTO):
        pytest.skip("Roboto is not installed: apt-get install fonts-roboto-unhinted")

    def show(html: str) -> Opened:
        page.set_content(html)
        if request.param == "Roboto":
            page.add_style_tag(content="body { font-family: Roboto !important }")
        return Opened(page, [], [])

    yield show
    context.close()


def test_everybody_sees_danger_and_the_one_change_first(phone: ShowHtml) -> None:
    """Its picture and its steps stand on the first screen in full, and what to feel and to be careful about begins there."""
    beyond = {}
    for name, answers in EVERYBODY.items():
        ends = phone(write_answers(answers)).page.evaluate(FIRST_SCREEN)
        assert ends["danger"] < ends["title"], name
        if max(ends.values()) > SCREEN["height"]:
            beyond[name] = ends
    assert beyond == {}


def test_nobodys_page_is_longer_than_four_screens(phone: ShowHtml) -> None:
    tall = {}
    for name, answers in (EVERYBODY | {"fullest": FULLEST}).items():
        height = phone(write_answers(answers)).page.evaluate("document.documentElement.scrollHeight")
        if height > MOST_SCREENS * SCREEN["height"]:
            tall[name] = height
    assert tall == {}


# Every screen.


@every_page
def test_nothing_overlaps_or_leaves_the_screen(new_browser: NewBrowser, file_of: FileOf, name: str) -> None:
    shown = open_page(new_browser(), file_of(name))
    found, texts = {}, {}
    for unfolded in (False, True):
        if unfolded:
            shown.unfold()
        texts[unfolded] = [*filter(not_in_a_head, shown.measure("texts"))]
        for width in WIDTHS:
            shown.page.set_viewport_size(ViewportSize(width=width, height=800))
            faults = [fault for what in ("overlaps", "sideways", "smallTargets") for fault in shown.measure(what)]
            faults += [] if [*filter(not_in_a_head, shown.measure("texts"))] == texts[unfolded] else ["a text is not there"]
            found[width, unfolded] = faults + (shown.measure("smallTexts", LEAST_PIXELS, LEAST_DRAWN) if width >= PHONE else [])
    assert {place: faults for place, faults in found.items() if faults} == {}


@needs_axe
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["self-care", "clinician", "urgent", "emergency", "tips", "hostile-result"])
def test_nothing_keeps_anybody_from_using_it(new_browser: NewBrowser, file_of: FileOf, name: str, scheme: str) -> None:
    shown = open_page(new_browser(PHONE, color_scheme=scheme), file_of(name))
    shown.unfold()
    assert shown.find_barriers() == []
    assert shown.measure("paleEdges") == []
    shown.page.evaluate("for (const box of document.querySelectorAll('input')) box.checked = true")
    assert shown.measure("paleEdges") == []


@every_page
def test_the_page_has_one_title_and_headings_in_order(new_browser: NewBrowser, file_of: FileOf, name: str) -> None:
    page = open_page(new_browser(), file_of(name)).page
    levels = page.evaluate("[...document.querySelectorAll('h1, h2, h3, h4')].map((title) => Number(title.localName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for landmark in ("banner", "main", "contentinfo"):
        assert page.get_by_role(landmark).count() == 1


# Nothing comes in, nothing goes out.


@every_page
def test_the_page_asks_for_nothing_and_the_browser_finds_no_fault(new_browser: NewBrowser, file_of: FileOf, name: str) -> None:
    shown = open_page(new_browser(), file_of(name))
    for box in shown.page.locator("input[type=checkbox]").all():
        box.check()
    shown.unfold()
    assert shown.asked == [file_of(name).as_uri()]
    assert shown.complaints == []


def test_what_is_not_ours_may_not_run_or_load(new_browser: NewBrowser, file_of: FileOf, tmp_path: Path) -> None:
    """The rules in the page hold even where a text had come in as code."""
    html = file_of("self-care").read_text(encoding="utf-8")
    code = '<script>window.hacked = 1</script><img src="https://example.com/a.png"><p onclick="x()" style="color: red">x</p>'
    (tmp_path / "changed.html").write_text(html.replace("</h1>", f"</h1>{code}"), encoding="utf-8")
    shown = open_page(new_browser(), tmp_path / "changed.html")
    assert shown.page.evaluate("typeof window.hacked") == "undefined"
    assert len([complaint for complaint in shown.complaints if "Content Security Policy" in complaint]) >= 4


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("hostile")])
def test_hostile_texts_stay_texts(new_browser: NewBrowser, file_of: FileOf, name: str) -> None:
    shown = open_page(new_browser(), file_of(name))
    shown.unfold()
    assert shown.page.evaluate("typeof window.hacked") == "undefined"
    assert shown.page.locator("img, iframe, object, embed, form, base, link, [style], [onerror], [onload]").count() == 0
    assert shown.page.locator("a:not([href^='https://doi.org/']):not([href^='tel:'])").count() == 0
    text = " ".join(shown.measure("texts"))
    assert "<script>window.hacked = 1; alert(1)</script>" in text
    assert "javascript:alert(1) ]]> --> \" ' ` &amp; &lt;b&gt;" in text
    assert not {"\x1b", "\x00", "\u202e", "\ufffd"} & set(text)


# On paper.


@pytest.fixture(scope="module")
def printer(browser: Browser) -> Opened:
    """Return one tab for all pages that are only printed: a new one for each takes longer than the printing."""
    return Opened(browser.new_context(bypass_csp=True).new_page(), [], [])  # the policy of a page would outlive it in its tab


@pytest.mark.parametrize("name", EVERYBODY)
def test_every_result_fits_one_sheet_of_either_paper(printer: Opened, name: str) -> None:
    check_sheets(printer, write_answers(EVERYBODY[name]))


def test_a_result_fuller_than_any_case_fits_one_sheet_too(printer: Opened) -> None:
    check_sheets(printer, write_answers(FULLEST))


def check_sheets(printer: Opened, html: str) -> None:
    """One sheet, nothing on it too small to read, with room to write for the next three changes, and not half empty."""
    printer.page.emulate_media(media="null")  # as the browser prints it by itself
    printer.page.set_content(html)
    for paper, size in PAPER_SIZES.items():
        printed = printer.print(paper)
        assert len(printed.sheets) == 1
        assert min(letters.size for letters in printed.letters) > LEAST_POINTS - ROUNDING
        printer.page.emulate_media(media="print")
        wide, high = (int(length * PIXELS_PER_MILLIMETRE) for length in size)
        printer.page.set_viewport_size(ViewportSize(width=wide, height=high))
        assert printer.measure("blanks", MOST_BLANK) == []
        rows = printer.page.locator(".items > li")
        shown = sum(row.is_visible() for row in rows.all())
        assert shown >= min(LEAST_ROWS, rows.count())
        printer.page.emulate_media(media="null")


@pytest.mark.parametrize("name", ["full", "full-topic"])
def test_what_is_full_is_printed_with_its_reasons_and_begins_on_the_first_sheet(printer: Opened, name: str) -> None:
    printer.page.set_content(PAGES[name]())
    printed = printer.print("A4")
    reasons = printer.page.locator("details dd").all_text_contents()
    assert reasons
    assert printed.lacks(reasons) == []
    assert Printed(printed.sheets[:1]).lacks([printer.page.locator("article :is(h1, h3)").first.inner_text()]) == []


def test_the_tips_are_a_poster_of_the_main_five_with_the_rest_behind(printer: Opened) -> None:
    printer.page.set_content(write_tips(None))
    for paper in PAPERS:
        front, back = printer.print(paper).sheets
        for tip in SHIPPED.tips:
            assert Printed([front if tip.core else back]).lacks([tip.title, tip.command]) == []
    for topic in SHIPPED.groups:
        printer.page.set_content(write_tips(topic.id))
        assert [len(printer.print(paper).sheets) for paper in PAPERS] == [1, 1]


@every_page
def test_no_box_touches_the_edge_of_the_paper_or_what_stands_below(printer: Opened, name: str) -> None:
    printer.page.set_content(PAGES[name]())
    printer.page.emulate_media(media="print")
    gaps = """boxes => boxes.filter((box) => parseFloat(getComputedStyle(box).borderRightWidth)).flatMap((box) => [
        innerWidth - box.getBoundingClientRect().right,
        document.querySelector("footer").getBoundingClientRect().top - box.getBoundingClientRect().bottom,
    ])"""
    assert all(gap >= 1 for gap in printer.page.locator(".box, .verdict").evaluate_all(gaps))
    printer.page.emulate_media(media="null")


@pytest.mark.parametrize(("name", "paper"), [*((name, "A4") for name in PAGES), ("self-care", "Letter"), ("tips", "Letter")])
def test_paper_shows_all_of_it_in_black_and_white(new_browser: NewBrowser, file_of: FileOf, name: str, paper: str) -> None:
    shown = open_page(new_browser(color_scheme="dark"), file_of(name))
    shown.page.emulate_media(media="print")
    printed = shown.print(paper)
    assert min(letters.size for letters in printed.letters) > LEAST_POINTS - ROUNDING
    assert printed.lacks(shown.measure("texts")) == []
    assert printed.colours == []


# What looks for faults finds them.


@pytest.mark.parametrize(
    ("html", "measure", "given", "found"),
    [
        ("<p style='line-height: 0.3'>one<br>two", "overlaps", [], '"one" lies over "two"'),
        ("<p>one</p><button style='position: absolute; top: 0'>two</button>", "overlaps", [], '<button> "two" lies over "one"'),
        ("<p style='width: 900px'>" + "far " * 60, "sideways", [], "scrolls sideways"),
        ("<p style='width: 40px; overflow: hidden'>Schneeglöckchen", "sideways", [], "scrolls sideways"),
        ("<p style='margin-left: -20px'>cut", "sideways", [], '"cut" reaches from'),
        ("<p>big <small style='font-size: 13px'>small", "smallTexts", [14], '"small" is written in 13.0 pixels'),
        ("<svg viewBox='0 0 100 9' width=50><text y=9>svg", "smallTexts", [14], '"svg" is written in 8.0 pixels'),
        ("<label>x<input type=checkbox></label>", "smallTargets", [], "<input>"),
        ("<p style='border: 1px solid #999'>pale", "paleEdges", [], 'an edge of <p> "pale" has a contrast of 2.85'),
        ("<p style='margin-top: 300px'>low", "blanks", [0.25], "% of the sheet is blank above 3"),
        ("<p>high", "blanks", [0.25], "% of the sheet is blank above 800"),
    ],
)
def test_a_measure_finds_the_fault(
    new_browser: NewBrowser, tmp_path: Path, html: str, measure: str, given: list[int], found: str
) -> None:
    (tmp_path / "page.html").write_text(f"<!doctype html><body>{html}", encoding="utf-8")
    shown = open_page(new_browser(PHONE), tmp_path / "page.html")
    assert found in " ".join(shown.measure(measure, *given))


@needs_axe
def test_a_barrier_is_found(new_browser: NewBrowser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p style='color: #aaa'>pale</p><input type=checkbox>", encoding="utf-8")
    barriers = " ".join(open_page(new_browser(), tmp_path / "page.html").find_barriers())
    assert all(rule in barriers for rule in ("color-contrast", "label", "html-has-lang", "document-title"))


def test_what_is_wrong_on_paper_is_found(new_browser: NewBrowser, tmp_path: Path) -> None:
    red, blue = "<p style='color: #a00'>red</p>", "<svg opacity=.5><rect width=9 height=9 fill='#00a' /></svg>"
    html = f"{red}{blue}<p style='margin-left: -200px'>off the paper"
    (tmp_path / "page.html").write_text(html, encoding="utf-8")
    printed = open_page(new_browser(), tmp_path / "page.html").print("A4")
    assert {colour.split()[-1] for colour in printed.colours} == {"rg", "RG"}
    assert {"0.6667 0 0 rg", "0 0 0.6667 rg"} <= set(printed.colours)
    assert printed.lacks(["red", "off the paper"]) == ["off the paper"]
    assert min(letters.size for letters in printed.letters) == pytest.approx(12)
