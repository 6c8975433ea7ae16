"""How a command shows what it has made: as a page, as data, or in another of its forms, in the place that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from legpress_cli.cli.formats import READ_AS_A_PAGE, Format
from legpress_cli.cli.options import OutputOptions
from legpress_cli.render.json import as_json
from legpress_cli.system.environment import ColorChoice, StreamCapabilities, read_day
from legpress_cli.system.streams import print_message, write_result

if TYPE_CHECKING:
    from datetime import date

    from legpress_cli.pages.page import Page


def show(
    options: OutputOptions,
    page: Callable[[], Page],
    data: Callable[[], Any],
    handout: Callable[[date], Page] | None = None,
    others: Mapping[Format, Callable[[], str]] = MappingProxyType({}),
) -> None:
    """Write the page, the data behind it, or one of the other forms that a command has, in the format that was asked for.

    The handout is the page that leaves the program; it bears the day of the call.
    """
    look = options.environment.result
    if options.output is not None:
        look = StreamCapabilities(look.width, options.color is ColorChoice.ALWAYS, unicode=True)
    match options.format:
        case Format.PLAIN:
            from legpress_cli.render.plain import render_plain

            text = render_plain(page(), look.width)
        case Format.TEXT:
            from legpress_cli.render.text import render_text

            text = render_text(page(), look.width, colour=look.colour, unicode=look.unicode)
        case Format.JSON:
            text = as_json(data())
        case Format.MARKDOWN | Format.HTML if handout:
            text = render_handout(options.format, handout(read_day()))
        case _:
            text = others[options.format]()
    write(options, text)


def render_handout(format_: Format, page: Page) -> str:
    """Return a page that leaves the program, as Markdown or as a web page."""
    if format_ is Format.MARKDOWN:
        from legpress_cli.render.markdown import render_markdown

        return render_markdown(page)
    from legpress_cli.render.html.document import render_html

    return render_html(page)


def write(options: OutputOptions, text: str) -> None:
    """Write a result where this call wants it. Raises ``CannotWrite``."""
    if options.open:
        from legpress_cli.system.browser import open_page, start_browser, write_page

        if options.output:
            write_result(text, options.output)
        open_page(options.output or write_page(text, options.format.value), start_browser)
    elif _wants_pager(options, text):
        from legpress_cli.system.pager import show_in_pager

        show_in_pager(text)
    else:
        write_result(text, options.output)


def _wants_pager(options: OutputOptions, text: str) -> bool:
    """Say whether a pager is asked for, or nothing is said of it and a full page is longer than the terminal."""
    if options.pager is not None or not options.full or options.format not in READ_AS_A_PAGE:
        return bool(options.pager)
    rows = options.environment.rows
    return rows is not None and text.count("\n") > rows


def name_file(options: OutputOptions) -> None:
    """Tell a person in which file the result stands, unless it is being shown to them."""
    if options.output and not options.open:
        print_message(f"Your result is in {options.output}")
