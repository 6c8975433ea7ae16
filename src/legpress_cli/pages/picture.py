"""The page of the picture alone: where a result has a checklist, the picture; where a doctor comes first, what to do."""

from __future__ import annotations

from collections.abc import Iterator

from legpress_cli.diagnosis.result import Assessment
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.pages.figure.scene import TITLE, picture
from legpress_cli.pages.page import Block, Page, Paragraph
from legpress_cli.pages.result import danger_blocks, result_title


def picture_page(knowledge: Knowledge, assessment: Assessment) -> Page:
    """Return what stands on the picture of a finished assessment."""
    return Page(TITLE if assessment.items else result_title(assessment), tuple(_blocks(knowledge, assessment)))


def _blocks(knowledge: Knowledge, assessment: Assessment) -> Iterator[Block]:
    yield from danger_blocks(knowledge, assessment)
    if assessment.items:
        yield picture(knowledge, assessment)
    else:
        yield Paragraph(knowledge.about.mistake)
    yield Paragraph(knowledge.about.not_a_doctor)
