"""``legpress batch``: people in, results out, in the order of the input."""

from __future__ import annotations

import csv
import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from legpress_cli import diagnose
from support.legpress import UNMEASURED, Legpress

SAFE = {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}
TABLE = """\
name,emergency-sign,doctor-sign,health,when,hips,pain,Seat
Anna,none,none,none,bottom,lift,5,lowest
Bob,chest-pain,none,none,,,,
Cy,none,fever;one-leg,none,,,,

Di,,none,none,,,,
Ed,none,none,none,botom,lift,5,
"""


def lines_of(out: str) -> list[Any]:
    return [json.loads(line) for line in out.splitlines()]


def table_of(out: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(out)))


@pytest.fixture
def people(here: Legpress) -> Path:
    file = here.folder / "people.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.mark.smoke
def test_each_person_gets_the_result_that_diagnose_gives_in_the_order_of_the_rows(here: Legpress, people: Path) -> None:
    rows = lines_of(here("batch", people.name).out)
    assert [(row["row"], row["name"], "result" in row) for row in rows] == [
        (1, "Anna", True),
        (2, "Bob", True),
        (3, "Cy", True),
        (4, "Di", False),
        (5, "Ed", False),
    ]
    anna = diagnose(SAFE | {"when": "bottom", "hips": "lift", "pain": 5, "seat": "lowest"})
    assert rows[0]["result"]["first_change"]["id"] == anna.first_change.id  # type: ignore[union-attr]
    assert rows[2]["result"]["answers"]["doctor-sign"] == ["fever", "one-leg"]


def test_rows_that_are_refused_are_told_by_number_and_the_gravest_are_counted_first(here: Legpress, people: Path) -> None:
    done = here("batch", people.name)
    assert done.code == 2
    said = " ".join(done.err.split())
    assert "Row 4: emergency-sign must be answered" in said
    assert "Row 5: when: there is no answer 'botom'; did you mean bottom?" in said
    assert said.endswith("Emergency help, now: 1 (row 2) A doctor today: 1 (row 3) 3 people with a result, 2 rows refused.")
    assert lines_of(done.out)[4] == {"row": 5, "name": "Ed", "error": "when: there is no answer 'botom'; did you mean bottom?"}


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("emergency-sign,when\nchest-pain,botom\n", "emergency"),
        ('emergency-sign,doctor-sign\nnone,"fever, one-leg"\n', "urgent"),
        ("emergency-sign,doctor-sign\nnone,fever,one-leg\n", "urgent"),
        ("emergency-sign,doctor-sign\n,Fever;feever\n", "urgent"),
        ("emergency-sign,seat\nchest-pain,lowest;highest\n", "emergency"),
        ("emergency-sign,name\nchest-pain,Zo\udceb\n", "emergency"),
        ('{"emergency-sign": "none", "Emergency_Sign": ["chest-pain"]}', "emergency"),
        ('{"emergency-sign": "chest-pain", "result": 1}', "emergency"),
        ('{"emergency-sign": "chest-pain", "name": "Zo\udceb"}', "emergency"),
        ("emergency-sign,doctor-sign,health,when\nnone,none,spine-surgery,botom\n", ""),
        ("emergency-sign,when\nnone,botom\n", ""),
    ],
)
def test_a_refused_row_tells_the_danger_that_can_be_read_in_it(here: Legpress, text: str, level: str) -> None:
    given = text.encode(errors="surrogateescape")
    done = here("batch", "-", "--format", "csv", stdin=given)
    (row,) = table_of(done.out)
    assert (done.code, row["level"], row["first_change"]) == (2, level, "")
    said = {"emergency": "Emergency help, now: 1 (row 1) ", "urgent": "A doctor today: 1 (row 1) "}.get(level, "")
    assert " ".join(done.err.split()).endswith(f"{said}0 people with a result, 1 row refused.")
    assert ("(row 1)" in done.err) == bool(level)
    already = {"emergency": "already means: Get emergency help now.", "urgent": "already means: See a doctor today."}
    assert already.get(level, "") in row["fault"]
    (line,) = lines_of(here("batch", "-", stdin=given).out)
    assert line["error"] == row["fault"]
    assert row["fault"].count("already means") <= 1


def test_a_row_of_json_with_a_key_beside_the_table_tells_its_danger(here: Legpress) -> None:
    lines = [SAFE, {"emergency-sign": "chest-pain", "name": "Bob"}]
    done = here("batch", "-", "--format", "csv", stdin="\n".join(map(json.dumps, lines)).encode())
    assert [row["level"] for row in table_of(done.out)] == ["self-care", "emergency"]
    assert "Emergency help, now: 1 (row 2)" in done.err


def test_questions_that_are_open_are_named_and_none_is_quoted(here: Legpress) -> None:
    (row,) = lines_of(here("batch", "-", stdin=b"name,when\nAnna,bottom\n").out)
    assert row["error"] == "emergency-sign, doctor-sign, health must be answered. legpress questions lists the answers."


def test_danger_alone_is_no_failure(here: Legpress) -> None:
    done = here("batch", "-", stdin=b"emergency-sign\nchest-pain\n")
    assert (done.code, lines_of(done.out)[0]["result"]["triage"]["level"]) == (0, "emergency")


def test_lines_of_json_keep_their_own_keys_as_they_are(here: Legpress) -> None:
    lines = [
        SAFE | {"Back_Work": True, "pain": 4, "name": "Zoë", "tags": [1, {"a": None}]},
        {"emergency-sign": ["none"], "doctor-sign": None, "health": []},
        ["none"],
    ]
    done = here("batch", "-", stdin="\n\n".join(map(json.dumps, lines)).encode())
    first, second, third = lines_of(done.out)
    assert (first["name"], first["tags"], first["result"]["answers"]["back-work"]) == ("Zoë", [1, {"a": None}], "yes")
    assert "doctor-sign" in second["error"] or "health" in second["error"]
    assert "must be an object" in third["error"]
    assert done.code == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"emergency-sign": "none"', "not a line of JSON"),
        (b'{"seat": "low", "seat": "lowest"}', "stands there twice"),
        (b'{"seat": "low", "Seat": "lowest"}', "in two spellings"),
        (b'{"pain": NaN}', "is no number"),
        (b'{"result": 1}', "what the output calls its own"),
        (b"[" * 100_000, "not a line of JSON"),
        (b'{"name": "\xff"}', "not UTF-8"),
        (b'{"name": "' + b"x" * 2**21 + b'"}', "longer than 1 MB"),
        (b'{"seat": {"a": 1}}', "there is no answer"),
    ],
)
def test_a_bad_line_is_a_fault_of_its_own(here: Legpress, line: bytes, said: str) -> None:
    good = json.dumps(SAFE).encode()
    done = here("batch", "-", stdin=b"\n".join([good, line, good]))
    rows = lines_of(done.out)
    assert [row["row"] for row in rows] == [1, 2, 3]
    assert "result" in rows[0]
    assert said in rows[1]["error"]
    assert "result" in rows[2]
    assert done.code == 2


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (b"name,email\n", "names no question"),
        (b"seat,SEAT\n", "seat stands there twice"),
        (b"seat,name,name\n", "name stands there twice"),
        (b"seat,result\n", "result is what the output calls its own"),
        (b"seat,\xff\n", "not UTF-8"),
        (b"", "Standard input is empty"),
        (b"\n \n", "is empty"),
    ],
)
def test_a_header_that_cannot_be_read_is_refused(here: Legpress, header: bytes, said: str) -> None:
    done = here("batch", "-", stdin=header)
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_tables_as_spreadsheets_write_them(here: Legpress, mark: str, separator: str, newline: str) -> None:
    rows = [["Name", *SAFE, "machine"], ['"two\nlines"', '"none"', '"none"', '"cancer; hernia"', "solid"]]
    text = mark + newline.join(separator.join(row) for row in rows)
    (row,) = lines_of(here("batch", "-", stdin=text.encode()).out)
    assert row["Name"] == "two\nlines"
    assert row["result"]["answers"]["health"] == ["cancer", "hernia"]


def test_a_column_that_looks_like_a_question_is_said_to_be_taken_for_ones_own(here: Legpress) -> None:
    done = here("batch", "-", stdin=b"emergency-sign,hipss\nchest-pain,lift\n")
    assert "The column hipss is taken for your own; did you mean hips?" in done.err


def test_a_table_has_a_row_for_each_person_and_runs_nothing(here: Legpress) -> None:
    cells = ["=1+1", "+1", "-1", "@x", "\tx", "\nx", "\uff1d1", "\uff0b1", "\uff0d1", "\uff20x", "plain"]
    text = "name,emergency-sign\n" + "".join(f'"{cell}",chest-pain\n' for cell in cells) + "x,what\n"
    done = here("batch", "-", "--format", "csv", stdin=text.encode())
    rows = table_of(done.out)
    assert list(rows[0]) == ["row", "name", "level", "first_change", "causes", "fault"]
    assert [row["name"] for row in rows] == [*(f"'{cell}" for cell in cells[:-1]), "plain", "x"]
    assert rows[0]["level"] == "emergency"
    assert "there is no answer" in rows[-1]["fault"]


def test_a_table_tells_level_first_change_and_all_causes(here: Legpress) -> None:
    ann = SAFE | {"hips": "lift", "feet": "high", "handles": "squeeze", "lumbar": "gap", "when": "always"}
    text = "\n".join([",".join(ann), ",".join(ann.values()), "chest-pain", "none,fever,none"])
    rows = table_of(here("batch", "-", "--format", "csv", stdin=text.encode()).out)
    found = diagnose(ann)
    assert len(found.causes) > 1
    assert [(row["level"], row["first_change"], row["causes"]) for row in rows] == [
        ("clinician", found.checklist[0].id, ";".join(cause.id for cause in found.causes)),
        ("emergency", "", ""),
        ("urgent", "", ""),
    ]


def test_a_table_of_lines_of_json_drops_no_key(here: Legpress) -> None:
    lines = [SAFE | {"a": [1]}, SAFE | {"a": 2, "b": 3}]
    done = here("batch", "-", "--format", "csv", stdin="\n".join(map(json.dumps, lines)).encode())
    first, second = table_of(done.out)
    assert (first["a"], first["fault"]) == ("[1]", "")
    assert "no column for it" in second["fault"]


@pytest.mark.parametrize(("page", "ending", "start"), [("html", "html", "<!DOCTYPE html>"), ("markdown", "md", "> [!CAUTION]")])
def test_pages_stand_in_the_folder_under_safe_names(here: Legpress, page: str, ending: str, start: str) -> None:
    labels = ["Anna B.", "../../out", "\u202eevil\u0000", "", "x" * 60, "Zoë \U0001f600 U2", "\U0001f600"]
    lines = "\n".join(json.dumps({"emergency-sign": "chest-pain", "label": label}) for label in labels)
    done = here("batch", "-", "-o", "pages", "--page", page, stdin=lines.encode())
    assert done.code == 0, done.err
    written = sorted(file.name for file in (here.folder / "pages").iterdir())
    assert len(written) == len(labels)
    assert f"row-1-anna-b.{ending}" in written
    assert f"row-2-out.{ending}" in written
    assert f"row-3-evil.{ending}" in written
    assert f"row-4.{ending}" in written
    assert f"row-6-zoe-u2.{ending}" in written
    assert f"row-7.{ending}" in written
    assert all(start in (here.folder / "pages" / name).read_text(encoding="utf-8") for name in written)
    assert [file.name for file in here.folder.iterdir() if file.suffix == f".{ending}"] == []


def test_a_page_that_is_there_is_replaced_only_by_force_and_never_through_a_link(here: Legpress) -> None:
    pages = here.folder / "pages"
    pages.mkdir()
    (pages / "row-1.html").write_text("mine", encoding="utf-8")
    (here.folder / "kept.html").write_text("mine", encoding="utf-8")
    (pages / "row-2.html").symlink_to(here.folder / "kept.html")
    text = b"emergency-sign\nchest-pain\nchest-pain\n"
    done = here("batch", "-", "-o", "pages", stdin=text)
    assert done.code == 2
    assert len(lines_of(done.out)) == 2
    assert " ".join(done.err.split()).endswith("2 people with a result. 0 pages written, 2 not.")
    assert (pages / "row-1.html").read_text(encoding="utf-8") == "mine"
    done = here("batch", "-", "-o", "pages", "--force", stdin=text)
    assert (pages / "row-1.html").read_text(encoding="utf-8") != "mine"
    assert (here.folder / "kept.html").read_text(encoding="utf-8") == "mine"
    assert "row-2.html is a link" in " ".join(done.err.split())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("nowhere.csv", 2, "No such file"),
        (".", 2, "cannot be read"),
        ("people.csv >/dev/full", 1, "No space left"),
        ("people.csv >&-", 1, "standard output is closed"),
        ("- <&-", 2, "standard input is closed"),
        ("people.csv -o people.csv", 1, "cannot be made"),
        ("people.csv --format html", 2, "json"),
    ],
)
def test_what_cannot_be_read_or_written_is_one_sentence(
    legpress: Legpress, here: Legpress, words: str, code: int, said: str
) -> None:
    (here.folder / "people.csv").write_text("emergency-sign\nchest-pain\n", encoding="utf-8")
    done = legpress.in_shell(f"batch {words}") if {*words} & {*"<>"} else here("batch", *words.split())
    assert done.code == code
    assert said in " ".join(done.err.split())
    assert "Traceback" not in done.err


def test_a_reader_that_leaves_ends_it_quietly(legpress: Legpress) -> None:
    (legpress.folder / "people.csv").write_text("emergency-sign\n" + "chest-pain\n" * 5_000, encoding="utf-8")
    done = legpress.in_shell("batch people.csv | head -n 2 | wc -l; exit ${PIPESTATUS[0]}")
    assert (done.code, done.out.strip()) == (0, "2")
    assert "Traceback" not in done.err


def test_a_result_comes_before_the_next_row_is_there(legpress: Legpress) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "legpress_cli", "batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=legpress.folder,
        env=legpress.environment(),
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in (1, 2):
            process.stdin.write(b'{"emergency-sign": "chest-pain"}\n')
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["row"] == number
        process.stdin.close()
        assert process.wait(20) == 0


@pytest.mark.slow
def test_memory_does_not_grow_with_the_people(legpress: Legpress) -> None:
    def most(number: int) -> int:
        (legpress.folder / "people.csv").write_text("emergency-sign\n" + "chest-pain\n" * number, encoding="utf-8")
        command = [sys.executable, "-m", "legpress_cli", "batch", "people.csv"]
        out = os.open(os.devnull, os.O_WRONLY)
        process = subprocess.Popen(command, stdout=out, stderr=out, cwd=legpress.folder, env=legpress.environment(UNMEASURED))
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0  # it was waited for
        os.close(out)
        assert isinstance(usage, resource.struct_rusage)
        return usage.ru_maxrss

    assert most(50_000) < 1.2 * most(1_000)
