"""``legpress batch``: many people's answers in, their results out as a stream in the same order."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from legpress_cli.cli.command import command
from legpress_cli.cli.formats import Format
from legpress_cli.cli.options import RESULT, OutputOptions, argument, option, read_folder_name
from legpress_cli.errors import ExitCode, InvalidInput
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.system.streams import print_message, write_lines

if TYPE_CHECKING:
    from legpress_cli.cli.page_folder import PageFolder
    from legpress_cli.diagnosis.people_file import People, Row
    from legpress_cli.diagnosis.result import Assessment
    from legpress_cli.pages.batch import Tally
    from legpress_cli.render.rows import WriteRow


class PageFormat(StrEnum):
    """What a page for each person is written as."""

    HTML = "html"
    MARKDOWN = "markdown"


@command(
    Format.JSON,
    Format.CSV,
    own=(
        argument("file", str, "FILE", "A table (CSV) with a header, or a line of JSON for each person; - is standard input."),
        option("folder", Path | None, "-o --output", "Also write a page for each person into this folder.", RESULT,
               metavar="DIR", parser=read_folder_name),
        option("page", PageFormat, "--page", "What these pages are: html or markdown.", RESULT,
               metavar="FORMAT", default=PageFormat.HTML),
        option("force", bool, "--force", "Write over pages that are there already.", RESULT),
    ),
    takes_output=False,
    examples=("legpress batch people.csv", "legpress batch people.csv --format csv", "legpress batch people.jsonl -o pages"),
    notes=(
        "A column is called by the id of its question. Others are yours, and come out again. Several answers in a cell: a;b.",
        "Exit codes: 0 every row has a result. 1 it could not be written. 2 some rows were refused, or pages not written.",
    ),
)  # fmt: skip
def batch(
    file: str, folder: Path | None, page: PageFormat, force: bool, *, options: OutputOptions, knowledge: Knowledge
) -> None:
    """Take many people's answers."""
    from legpress_cli.cli.page_folder import PageFolder
    from legpress_cli.diagnosis.people_file import misspelled, open_people, read_people
    from legpress_cli.pages.batch import Tally
    from legpress_cli.system.progress import shown_progress

    gc.enable()  # a long run makes garbage
    tally = Tally()
    pages = PageFolder(knowledge, folder, Format(page.value), replace=force) if folder else None
    with open_people(file) as stream, shown_progress(stream) as watched:
        people = read_people(knowledge, file, watched)
        for sentence in misspelled(knowledge, people.columns or ()):
            print_message(sentence)
        write_lines(_lines(knowledge, people, options.format, tally, pages))
    print_message("\n".join(tally.lines()))
    raise typer.Exit(ExitCode.WRONG_INPUT if tally.refused or tally.unwritten else ExitCode.CHECKLIST)


def _lines(knowledge: Knowledge, people: People, format_: Format, tally: Tally, pages: PageFolder | None) -> Iterator[str]:
    """Return the line of each person, in their order; what was refused is told on standard error as well.

    A row that is refused counts among those who must be seen, where its answers so far put a doctor first.
    """
    from legpress_cli.diagnosis.answer_parser import readable_answers
    from legpress_cli.diagnosis.answers import Source
    from legpress_cli.diagnosis.people_file import own_columns
    from legpress_cli.diagnosis.result import to_result
    from legpress_cli.diagnosis.triage import find_level
    from legpress_cli.pages.batch import row_fault
    from legpress_cli.render.rows import Refused, csv_header, csv_rows, json_row

    rows = people.rows
    write_row: WriteRow = json_row
    if format_ is Format.CSV:
        columns, rows = own_columns(people)
        write_row = csv_rows(columns)
        yield csv_header(columns)
    for row in rows:
        try:
            assessment = _assess(knowledge, row)
        except InvalidInput as error:
            readable = readable_answers(knowledge, row.answers, Source.FILE)
            level = find_level(knowledge, readable).level
            refused = Refused(row_fault(knowledge, error, readable), level if level.doctor_first else None)
            print_message(f"Row {row.number}: {refused.fault}")
            tally.refused += 1
            if refused.level:
                tally.add(refused.level, row.number)
            yield write_row(row.number, row.own, refused)
            continue
        tally.given += 1
        tally.add(assessment.finding.level, row.number)
        if pages and (problem := pages.write(assessment, row.number)):
            print_message(f"Row {row.number}: {problem}")
            tally.unwritten += 1
        yield write_row(row.number, row.own, to_result(knowledge, assessment))


def _assess(knowledge: Knowledge, row: Row) -> Assessment:
    from legpress_cli.diagnosis.answer_parser import read_labelled_answers
    from legpress_cli.diagnosis.answers import Source
    from legpress_cli.diagnosis.result import assess

    if row.fault:
        raise InvalidInput(row.fault)
    read = read_labelled_answers(knowledge, row.answers, Source.FILE)
    return assess(knowledge, read.answers, label=read.label)
