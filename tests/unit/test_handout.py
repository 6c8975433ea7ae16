"""The pages to take away, as a web page and as Markdown: what they say, and that any text in them stays text."""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from xml.etree import ElementTree as ET

import cmarkgfm
import msgspec
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.full_result import picture_page
from legpress_cli.pages.handout import result_handout, tips_handout
from legpress_cli.pages.page import (
    Bullets,
    Callout,
    Checklist,
    ChecklistLine,
    Definitions,
    Entry,
    Field,
    Figure,
    Heading,
    Instruction,
    Mark,
    Outline,
    OutlineLine,
    Page,
    Paragraph,
    Table,
    Tone,
    Verdict,
)
from legpress_cli.pages.result import closing
from legpress_cli.pages.texts import texts_of
from legpress_cli.pages.tips import choose_tips
from legpress_cli.render.html.blocks import block_elements
from legpress_cli.render.html.document import render_html
from legpress_cli.render.markdown import render_markdown
from legpress_cli.render.svg import render_svg
from legpress_cli.system.sanitize import escape_control_characters
from support.pages import DRAWING, case, one_screen
from support.places import GOLDEN

DAY = date(2026, 11, 22)
SAFE: dict[str, object] = {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}
FEVER = SAFE | {"doctor-sign": "fever"}
CHEST_PAIN: dict[str, object] = {"emergency-sign": "chest-pain"}
LIFTS = SAFE | {"when": "bottom", "hips": "lift", "feet": "high", "pain": 4}
HOSTILE = (
    "<script>alert(1)</script>",
    "]]></style></title><img src=x onerror=alert(1)>",
    "javascript:alert(1) [x](javascript:alert(1)) ![x](http://example.com/x.png)",
    "| a | b |\n|---|---|\n- [x] c\n1. d\n# e\n    f",
    "**a** _b_ `c` ~~d~~ $e$ &amp; \\ <!-- --> -->",
    "@octocat #123 octo/cat#1 https://example.com www.example.com a@example.com :tada:",
    "naïve “quotes” ' \" \x1b[31m\x07\r\n\u202etxt \ud800",
)
WEIRD = " ".join(HOSTILE)
FIGURE = Figure(WEIRD, DRAWING, (WEIRD, ""))
FULL = Page(
    WEIRD,
    (
        Paragraph(WEIRD, Tone.NOTE),
        Verdict(WEIRD, Tone.EMERGENCY, (WEIRD, ""), (Field(WEIRD, "112", link="tel:112"),)),
        Callout(WEIRD, (WEIRD, ""), Tone.DANGER),
        Instruction(WEIRD, WEIRD, (WEIRD, ""), (Field(WEIRD, WEIRD), Field(WEIRD, WEIRD, folded=True)), FIGURE, "tick"),
        Checklist(WEIRD, (ChecklistLine(Mark.KEEP, WEIRD, WEIRD, WEIRD, (Field(WEIRD, WEIRD),), "two"),), 2),
        Bullets((WEIRD, "", *HOSTILE)),
        Heading(WEIRD),
        Paragraph(WEIRD, Tone.DANGER),
        Entry(WEIRD, (Field(WEIRD, WEIRD), Field("", ""), Field(WEIRD, WEIRD, folded=True)), "CHANGE", Mark.CHANGE, WEIRD),
        Entry(WEIRD, (), WEIRD, Mark.KEEP),
        Entry(WEIRD, (Field("doi", "see doi.org/10.1/x", link="https://doi.org/10.1/x"),), more=WEIRD),
        Heading("nothing under it"),
        Heading("nor here", folded=True),
        Heading(WEIRD, folded=True),
        Table((WEIRD, "b"), ((WEIRD, "x" * 300), ("", ""))),
        Table(("a",), ()),
        Outline(
            (OutlineLine(WEIRD, (WEIRD, ""), (OutlineLine("", (), (OutlineLine("y"),), WEIRD, Tone.DANGER),)), OutlineLine(""))
        ),
        Heading("last"),
        Bullets(()),
        Paragraph(WEIRD),
    ),
    "key",
)


class Parsed(HTMLParser):
    """A web page taken apart: its elements with their attributes, and its texts outside of scripts and styles."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.code: dict[str, str] = {}
        self._inside = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        if self._inside in ("script", "style"):
            self.code[self._inside] = data
        else:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())

    def all(self, name: str) -> list[str]:
        return [
            value for _, attributes in self.elements for own, value in attributes.items() if own == name and value is not None
        ]


def as_github_shows(markdown: str) -> Parsed:
    return Parsed(cmarkgfm.github_flavored_markdown_to_html(markdown, Options.CMARK_OPT_UNSAFE))


def in_one_line(text: str) -> str:
    return " ".join(escape_control_characters(text).split())


def handout(knowledge: Knowledge, answers: dict[str, object], day: date = DAY) -> Page:
    return result_handout(knowledge, assess(knowledge, read_answers(knowledge, answers, Source.FILE)), day)


def sheet(knowledge: Knowledge) -> Page:
    return tips_handout(knowledge, choose_tips(knowledge, None), DAY)


def pages(knowledge: Knowledge) -> Iterator[Page]:
    yield from (FULL, sheet(knowledge))
    yield from (handout(knowledge, answers) for answers in (SAFE, FEVER, CHEST_PAIN, LIFTS))


@pytest.mark.parametrize(
    "render", [lambda page: Parsed(render_html(page)), lambda page: as_github_shows(render_markdown(page))]
)
def test_every_text_stands_there_as_it_is(knowledge: Knowledge, render: object) -> None:
    assert callable(render)
    for page in pages(knowledge):
        seen = render(page).text
        for text in (page.title, *texts_of(page.blocks)):
            assert in_one_line(text) in seen


@settings(deadline=None)
@given(st.text())
@example("- a")
@example("+ a")
@example("12. a")
@example("10) a")
@example("1) a")
@example("www.www.a.b")
@example("a://b://c")
@example("[ ] a")
@example("===")
@example("\\")
@example(" ".join(HOSTILE))
def test_github_shows_any_text_as_it_is(text: str) -> None:
    blocks = (
        Paragraph(text),
        Bullets((text,)),
        Table((text,), ((text,),)),
        Heading(text),
        Entry(text, (Field(text, text),)),
        Heading(text, folded=True),
        Checklist(text, (ChecklistLine(Mark.KEEP, text, text, text, (Field(text, text),)),)),
        Verdict(text, Tone.DANGER, (text,)),
    )
    for block in blocks:
        found = as_github_shows(render_markdown(Page("t", (block,))))
        expected = [in_one_line(part) for part in texts_of([block])]
        assert all(part in found.text for part in expected)
        assert not {tag for tag, _ in found.elements} & {"a", "img", "code", "em", "del", "hr", "pre", "script", "b"}


def test_github_makes_no_mention_reference_or_picture_of_a_text() -> None:
    written = render_markdown(Page("t", (Paragraph(WEIRD), Bullets(HOSTILE))))
    assert not re.search(r"@\w|#\w|:tada:|://|www\.", written)


@pytest.mark.parametrize("answers", [LIFTS, SAFE, FEVER, CHEST_PAIN])
def test_markdown_has_a_box_for_each_item(knowledge: Knowledge, answers: dict[str, object]) -> None:
    page = handout(knowledge, answers)
    ticks = [line.tick for block in page.blocks if isinstance(block, Checklist) for line in block.lines]
    found = as_github_shows(render_markdown(page))
    assert sum(tag == "input" for tag, _ in found.elements) == len(ticks) == render_markdown(page).count("\n- [ ] ")
    assert "table" in {tag for tag, _ in found.elements} or answers is not LIFTS


@pytest.mark.smoke
def test_one_rich_page_of_markdown_looks_as_reviewed(knowledge: Knowledge) -> None:
    """Refresh with UPDATE_GOLDEN=1 and review the difference like code."""
    written = render_markdown(handout(knowledge, case("post-4-hips-come-off-the-seat")))
    file = GOLDEN / "markdown.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")


def test_the_web_page_may_load_and_run_nothing_but_its_own(knowledge: Knowledge) -> None:
    for page in pages(knowledge):
        found = Parsed(render_html(page))
        [policy] = [entry["content"] for tag, entry in found.elements if entry.get("http-equiv") == "Content-Security-Policy"]
        digests = {name: b64encode(sha256(code.encode()).digest()).decode() for name, code in found.code.items()}
        assert policy == (
            f"default-src 'none'; style-src 'sha256-{digests['style']}'; script-src 'sha256-{digests['script']}'; "
            "base-uri 'none'; form-action 'none'"
        )
        assert not {"img", "link", "iframe", "object", "embed", "base", "form"} & {tag for tag, _ in found.elements}
        names = {name for _, attributes in found.elements for name in attributes}
        assert not {name for name in names if name.startswith("on") or name in ("style", "src", "srcset")}
        assert all(re.match(r"tel:\d+$|https://doi\.org/[\w.;:()/%<>-]+$", place) for place in found.all("href"))


def test_every_control_is_labelled_and_every_name_is_there_once(knowledge: Knowledge) -> None:
    for page in pages(knowledge):
        found = Parsed(render_html(page))
        names = found.all("id")
        assert len(names) == len(set(names))
        before = pairwise(found.elements)
        controls = [(label, attributes) for (label, _), (tag, attributes) in before if tag == "input"]
        assert all(label == "label" or attributes.get("aria-label") for label, attributes in controls)
        marks = [(attributes["name"], attributes["value"]) for _, attributes in controls]
        assert len(marks) == len(set(marks))


def test_headings_come_in_order_and_landmarks_once(knowledge: Knowledge) -> None:
    for page in pages(knowledge):
        tags = [tag for tag, _ in Parsed(render_html(page)).elements]
        levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h\d", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(below <= above + 1 for above, below in pairwise(levels))
        assert [tag for tag in tags if tag in ("header", "main", "footer")] == ["header", "main", "footer"]


@pytest.mark.parametrize(
    ("rows", "rest", "named"), [(2, [2, 3], "After these: C; D."), (3, [3], "After these: D."), (4, [], "")]
)
def test_on_paper_each_item_has_a_row_or_stands_among_those_after(rows: int, rest: list[int], named: str) -> None:
    lines = tuple(ChecklistLine(Mark.CHECK, "check", title, "Look") for title in "ABCD")
    root = ET.Element("main")
    root.extend(block_elements((Checklist("List", lines, 2),), 2, rows))
    assert [place for place, item in enumerate(root.iter("li")) if item.get("class") == "rest"] == rest
    assert [line.text for line in root.findall("p[@class='paper']")] == ([named] if named else [])
    assert [heading.text for heading in root.iter("h3")] == ["2 A ", "3 B ", "4 C ", "5 D "]


def test_an_entry_is_named_after_its_mark() -> None:
    page = Page("t", (Entry("Seat", (), "now", Mark.CHANGE, aside="seat-height"),))
    assert "now Seat (seat-height)" in Parsed(render_html(page)).text


def test_a_doctor_first_leaves_nothing_to_tick(knowledge: Knowledge) -> None:
    for answers, advice in ((FEVER, "There is no checklist today"), (CHEST_PAIN, "Call your emergency number")):
        found = Parsed(render_html(handout(knowledge, answers)))
        assert "input" not in {tag for tag, _ in found.elements}
        assert found.text.index("22 November 2026") < found.text.index(advice)


def test_ticks_are_remembered_for_the_result_and_not_for_the_day(knowledge: Knowledge) -> None:
    key = handout(knowledge, LIFTS).key
    assert re.fullmatch("[0-9a-f]{16}", key)
    assert handout(knowledge, LIFTS, date(2027, 1, 1)).key == key
    assert handout(knowledge, LIFTS | {"pain": 5}).key != key
    assert Parsed(render_html(handout(knowledge, LIFTS))).all("data-key") == [key]


@pytest.mark.parametrize("pain", [4, 6])
def test_whoever_should_be_seen_soon_reads_until_when_the_checklist_holds(knowledge: Knowledge, pain: int) -> None:
    found = assess(knowledge, read_answers(knowledge, LIFTS | {"doctor-sign": "not-better", "pain": pain}, Source.FILE))
    page = result_handout(knowledge, found, DAY)
    until, in_full = (
        "Until then use the checklist if nothing gets worse.",
        "Until then you can follow the checklist, as long as it",
    )
    for render, told, said in (
        (render_html, page, until),
        (render_markdown, page, until),
        (render_svg, picture_page(knowledge, found, DAY), in_full),
    ):
        assert said in " ".join(re.sub("<[^>]*>", " ", render(told)).split())


def test_whoever_stands_at_the_machine_reads_what_to_do_before_why(knowledge: Knowledge) -> None:
    """The order is that of the terminal; what is depth is folded away."""
    page = handout(knowledge, LIFTS)
    assert [type(block) for block in page.blocks[:5]] == [Paragraph, Verdict, Instruction, Definitions, Checklist]
    headings = [(block.text, block.folded) for block in page.blocks if isinstance(block, Heading)]
    assert headings == [
        ("What your answers point to", True),
        ("When to stop or see a doctor", True),
        ("What you answered", True),
        ("Sources", True),
    ]
    assert not any("legpress explain" in text for text in texts_of(page.blocks))


@pytest.mark.parametrize(
    "raw", [LIFTS, SAFE, SAFE | {"pain": 0}, SAFE | {"where": "elsewhere"}, SAFE | {"doctor-sign": "one-leg"}]
)
def test_page_and_terminal_say_the_same_in_the_same_order(knowledge: Knowledge, raw: dict[str, object]) -> None:
    found = assess(knowledge, read_answers(knowledge, raw, Source.FILE))
    page, terminal = handout(knowledge, raw), list(texts_of(one_screen(knowledge, found).blocks))
    said = list(texts_of(page.blocks))
    order = [text for text in terminal if text in ("Right when", "Stop today", "Doctor soon", "Emergency", found.advice.title)]
    assert [text for text in said if text in order][: len(order)] == order
    assert page.title in (closing(knowledge, found).text, found.advice.title, *(line for line in terminal if line in said))
    lists = [
        block
        for blocks in (one_screen(knowledge, found).blocks, page.blocks)
        for block in blocks
        if isinstance(block, Checklist)
    ]
    assert lists[0].heading == lists[1].heading
    told, rows = ({line.title: line.text for line in block.lines} for block in lists)
    assert {title: text for title, text in told.items() if title in rows} == {
        title: rows[title] for title in told if title in rows
    }


def test_the_sheet_names_every_source_in_full(knowledge: Knowledge) -> None:
    text = " ".join(texts_of(sheet(knowledge).blocks))
    cited = {name for tip in knowledge.tips for name in (*tip.studies, *tip.studies_against)}
    for study in (study for study in knowledge.studies if study.id in cited):
        assert study.citation in text
        assert study.finding in text
    for post in (post for post in knowledge.posts for tip in knowledge.tips if post.number in tip.posts):
        assert post.says in text


def test_a_doi_cannot_lead_elsewhere(knowledge: Knowledge) -> None:
    bad = [msgspec.structs.replace(study, doi='@example.com/"><script>') for study in knowledge.studies]
    found = Parsed(render_html(sheet(msgspec.structs.replace(knowledge, studies=tuple(bad)))))
    assert {place for place in found.all("href") if place[0] != "#"} == {"https://doi.org/%40example.com/%22%3E%3Cscript%3E"}
