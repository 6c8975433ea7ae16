"""``legpress check``: every fault of the knowledge, and what is proven of it."""

from contextlib import suppress
from pathlib import Path

import typer

from legpress_cli.cli.command import command
from legpress_cli.cli.display import show
from legpress_cli.cli.formats import PAGE_FORMATS
from legpress_cli.cli.options import MORE, OutputOptions, argument, option, read_folder_argument, read_folder_name
from legpress_cli.errors import ExitCode, FaultyKnowledge

_CASES = "Also run the people in this folder's YAML files."


@command(
    *PAGE_FORMATS,
    own=(
        argument(
            "folder", str | None, "DIR", "Examine the knowledge in this folder.", default=None, callback=read_folder_argument
        ),
        option("cases", Path | None, "--cases", _CASES, MORE, metavar="DIR", parser=read_folder_name),
    ),
    examples=("legpress check", "legpress check my-knowledge", "legpress check --cases tests/knowledge/cases --json"),
    notes=(
        "It tells every fault with its place and how to mend it, and what is proven of the whole.",
        "Exit codes: 0 no fault. 2 wrong input. 4 a fault.",
    ),
)
def check(folder: Path | None, cases: Path | None, *, options: OutputOptions) -> None:
    """Examine the knowledge."""
    from legpress_cli.diagnosis.cases import run_cases_if_usable
    from legpress_cli.followup.proof import prove_if_usable
    from legpress_cli.knowledge.loader import examine_folder, load_knowledge, shipped_folder
    from legpress_cli.pages.check import check_page, report_check

    place = folder or options.folder or shipped_folder()
    examination = examine_folder(place)
    run = run_cases_if_usable(examination, cases) if cases else None
    shipped = None
    if place != shipped_folder():
        with suppress(FaultyKnowledge):  # told where it is what is examined
            shipped = load_knowledge()
    report = report_check(str(place), examination, run, prove_if_usable(examination), shipped)
    show(options, lambda: check_page(report), lambda: report)
    raise typer.Exit(ExitCode.CHECKLIST if report.ok else ExitCode.FAULTY_KNOWLEDGE)
