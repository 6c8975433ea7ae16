"""``--open``: a page is written where only its owner can read it, shown in a browser, and can be forgotten."""

from __future__ import annotations

import resource
import stat
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from legpress_cli.system.browser import open_page
from support.examples import sweep
from support.legpress import SAFE, UNMEASURED, Legpress

FEVER = ("--no-input", "--emergency-sign", "none", "--doctor-sign", "fever", "--health", "none")


def browser(folder: Path, *, works: bool = True) -> dict[str, str]:
    """Return an environment with a browser that only notes the address that it is given."""
    program = folder / "browser"
    program.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{folder}/seen"\nexit {0 if works else 1}\n', encoding="utf-8")
    program.chmod(0o700)
    return {"BROWSER": str(program), "PATH": "", "COLUMNS": "200"}


def seen(folder: Path) -> Path:
    address = urlsplit((folder / "seen").read_text(encoding="utf-8"))
    assert address.scheme == "file"
    return Path(unquote(address.path))


def left_pages(legpress: Legpress) -> list[Path]:
    return sorted(legpress.folder.glob("legpress-page-*"))


@pytest.mark.parametrize("command", sweep([("diagnose", *SAFE), ("diagnose", *FEVER), ("tips", "core")], ("diagnose", *FEVER)))
def test_the_browser_gets_a_page_that_only_its_owner_can_read(legpress: Legpress, command: tuple[str, ...]) -> None:
    done = legpress(*command, "--open", env=browser(legpress.folder))
    assert (done.code, done.out) == (3 if "fever" in command else 0, "")
    [page] = left_pages(legpress)
    assert seen(legpress.folder) == page
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert done.err == f"Your page is in {page}\n"


def test_a_page_with_a_place_of_its_own_is_opened_there(legpress: Legpress) -> None:
    done = legpress("diagnose", *SAFE, "--open", "-o", "my page.html", env=browser(legpress.folder))
    assert seen(legpress.folder) == legpress.folder / "my page.html"
    assert left_pages(legpress) == []
    assert "my page.html" in done.err


@pytest.mark.parametrize("works", [False, None])
def test_without_a_browser_it_says_where_the_page_is(legpress: Legpress, *, works: bool | None) -> None:
    environment = (
        {"BROWSER": "/nowhere/browser", "PATH": "", "COLUMNS": "200"}
        if works is None
        else browser(legpress.folder, works=works)
    )
    done = legpress("diagnose", *FEVER, "--open", env=environment)
    [page] = left_pages(legpress)
    assert done.code == 3
    assert done.err == f"Your page is in {page}\nNo browser could be started. Open that file in one yourself.\n"


def test_whatever_shows_a_page_is_told_its_address(tmp_path: Path) -> None:
    told: list[str] = []

    def note(address: str) -> bool:
        told.append(address)
        return True

    open_page(tmp_path / "a b.html", note)
    assert told == [f"file://{tmp_path}/a%20b.html"]


@pytest.mark.parametrize(
    ("flags", "says"),
    [
        (("--format", "json"), "A browser shows no json. With --open, give --format html or svg, or none."),
        (("--json",), "A browser shows no json."),
        (("--format", "text"), "A browser shows no text."),
        (("--format", "plain"), "A browser shows no plain."),
        (("--format", "markdown"), "A browser shows no markdown."),
        (("-o", "-"), "A browser needs a file to show, and - is none. Name a file, or leave --output out."),
        (("-o", "/dev/null"), "A browser needs a file to show, and /dev/null is none."),
        (("--pager",), "--open and --pager contradict each other; give one of them."),
    ],
)
def test_what_a_browser_cannot_show_is_refused(here: Legpress, flags: tuple[str, ...], says: str) -> None:
    done = here("diagnose", *SAFE, "--open", *flags, env=browser(here.folder))
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(says)
    assert not (here.folder / "seen").exists()


def test_a_full_disk_is_told_and_leaves_no_half_page(legpress: Legpress) -> None:
    def allow_small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = legpress("diagnose", *SAFE, "--open", env=browser(legpress.folder) | UNMEASURED, preexec_fn=allow_small_files)
    assert done.code == 1
    assert "could not be written: File too large." in done.err
    assert [file.name for file in legpress.folder.iterdir()] == ["browser"]


def test_forget_deletes_the_pages_that_were_left_and_nothing_else(legpress: Legpress) -> None:
    elsewhere = legpress.folder / "elsewhere.html"
    elsewhere.write_text("mine", encoding="utf-8")
    (legpress.folder / "legpress-page-link.html").symlink_to(elsewhere)
    (legpress.folder / "legpress-page-folder").mkdir()
    legpress("tips", "core", "--open", env=browser(legpress.folder))
    assert "Deleted 1 page that --open had left in the temporary folder." in legpress("forget", "--plain").out
    assert [page.name for page in left_pages(legpress)] == ["legpress-page-folder", "legpress-page-link.html"]
    assert elsewhere.read_text(encoding="utf-8") == "mine"
    assert "Nothing was kept" in legpress("forget", "--plain").out


@pytest.mark.parametrize("command", ["questions", "tree", "check", "explain"])
def test_only_what_can_be_a_web_page_can_be_opened(here: Legpress, command: str) -> None:
    done = here(command, "--open")
    assert done.code == 2
    assert "There is no option --open" in done.err


def test_what_a_browser_says_is_no_result(legpress: Legpress) -> None:
    program = legpress.folder / "loud"
    program.write_text("#!/bin/sh\necho loud\n", encoding="utf-8")
    program.chmod(0o700)
    done = legpress("diagnose", *SAFE, "--open", env={"BROWSER": str(program), "PATH": ""})
    assert (done.code, done.out) == (0, "")
    assert "loud" in done.err
