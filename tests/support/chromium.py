"""A real browser for the tests: where it is, how it is started, and what it shows of a page that legpress wrote."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

from support.places import TESTS

HERE = TESTS / "browser"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = ("--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync")
MIXED = ("rg", "RG")
"""What sets a colour by its red, green and blue in a PDF."""
HIDDEN = ("k", "K", "sc", "SC", "scn", "SCN", "sh", "BI")
"""What sets one in other ways, which a black and white page has no need of."""

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="There is no Chromium: apt-get install chromium")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: run npm install in tests/browser")


class Opened(NamedTuple):
    """A page in the browser, the addresses that it asked for, and everything the browser complained of."""

    page: Page
    asked: list[str]
    complaints: list[str]

    def measure(self, what: str, *given: object) -> list[str]:
        """Return what one of the measures of measure.js finds wrong."""
        self.page.evaluate((HERE / "measure.js").read_text(encoding="utf-8"))
        found: list[str] = self.page.evaluate("([what, given]) => measure[what](...given)", [what, list(given)])
        return found

    def find_barriers(self) -> list[str]:
        """Return what axe-core finds, and every text whose contrast nobody can tell."""
        self.page.evaluate(AXE.read_text(encoding="utf-8") + "; null")
        found = self.page.evaluate("axe.run({ resultTypes: ['violations', 'incomplete'], preload: false })")
        unsure = [entry for entry in found["incomplete"] if entry["id"] == "color-contrast"]
        barriers = [(entry["id"], node["html"]) for entry in [*found["violations"], *unsure] for node in entry["nodes"]]
        return [f"{rule}: {html}" for rule, html in barriers if not html.startswith("<text ")] + self.measure("paleDrawings")

    def unfold(self) -> None:
        """Open every detail that the page folds away."""
        self.page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")

    def print(self, paper: str) -> Printed:
        """Return the page as it comes out of the printer on this paper, with what the browser does when nothing is chosen."""
        return Printed(list(PdfReader(io.BytesIO(self.page.pdf(format=paper))).pages))


class Letters(NamedTuple):
    """A run of letters on paper, and their size in points."""

    text: str
    size: float


class Printed:
    """Sheets of paper."""

    def __init__(self, sheets: list[PageObject]) -> None:
        self.sheets = sheets

    @property
    def colours(self) -> list[str]:
        """Everything that is painted in a colour, or in a way that might hide one."""
        return [found for sheet in self.sheets for found in _find_colours(sheet.get_contents(), sheet["/Resources"])]

    @cached_property
    def letters(self) -> list[Letters]:
        """Every run of letters with its size."""
        found: list[Letters] = []

        def note(text: str, matrix: list[float], place: list[float], _: object, size: float) -> None:
            if text.strip():
                found.append(Letters(text, abs(size * place[3] * matrix[3])))

        for sheet in self.sheets:
            sheet.extract_text(visitor_text=note)
        return found

    def lacks(self, texts: list[str]) -> list[str]:
        """Return those of the texts that do not stand on the paper; how their lines are broken does not matter."""
        there = _run_together("".join(letters.text for letters in self.letters))
        return [text for text in texts if _run_together(text) not in there]


def _run_together(text: str) -> str:
    return re.sub(r"[\s\u00ad\u2010-]", "", text).casefold()


def _find_colours(content: ContentStream | None, resources: Any) -> Iterator[str]:
    for given, operator in content.operations if content is not None else ():
        name = operator.decode()
        if name in MIXED and len({round(float(part), 3) for part in given}) > 1:
            yield f"{' '.join(map(str, given))} {name}"
        elif name in HIDDEN:
            yield name
        elif name == "Do":
            part = resources["/XObject"][given[0]].get_object()
            if part["/Subtype"] == "/Image":
                yield "an image"
            else:
                yield from _find_colours(ContentStream(part, None), part.get("/Resources", resources))


@contextmanager
def start_chromium() -> Iterator[Browser]:
    """Start the browser. Beside it nothing may use asyncio in this thread, so no fixture may keep it longer than a module."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def open_page(context: BrowserContext, file: Path) -> Opened:
    """Open a file in a new tab as one does from a folder."""
    opened = Opened(context.new_page(), [], [])
    opened.page.on("request", lambda request: opened.asked.append(request.url))
    opened.page.on("console", lambda message: opened.complaints.append(message.text))
    opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.page.on("dialog", lambda dialog: opened.complaints.append(f"a dialog: {dialog.message}"))
    opened.page.goto(file.as_uri())
    return opened
