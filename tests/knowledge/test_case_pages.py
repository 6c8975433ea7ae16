"""The page of every person in the cases, and of any other, is light enough for a phone on a slow line."""

from __future__ import annotations

from datetime import date

import pytest

from legpress_cli.diagnosis.answer_parser import read_answers
from legpress_cli.diagnosis.answers import Source
from legpress_cli.diagnosis.result import assess
from legpress_cli.knowledge.loader import load_knowledge
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.handout import result_handout
from legpress_cli.render.html.document import render_html
from support.examples import one_in
from support.pages import by_chance, read_people

HEAVIEST_PAGE = 60_000
KNOWLEDGE = load_knowledge()
PEOPLE = {person["id"]: person["answers"] for person in read_people()} | {
    f"by chance {number}": by_chance(KNOWLEDGE, number) for number in range(200)
}


@pytest.mark.parametrize("name", one_in(5, PEOPLE))
def test_the_page_of_every_case_is_light(knowledge: Knowledge, name: str) -> None:
    found = assess(knowledge, read_answers(knowledge, PEOPLE[name], Source.PROMPT))
    page = render_html(result_handout(knowledge, found, date(2026, 9, 30)))
    assert len(page.encode()) < HEAVIEST_PAGE
