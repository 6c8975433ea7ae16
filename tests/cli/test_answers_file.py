"""An answers file is somebody else's data: read what it says, refuse the rest with file and place, run nothing."""

from __future__ import annotations

import os

import pytest

from support.legpress import SAFE, Legpress

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"# nothing\n", "is empty"),
        (b"- seat\n", "not a list"),
        (b"lowest\n", "not a single value"),
        (b"seat: lowest\nseat: middle\n", "line 2: has the key 'seat' twice"),
        (b"feet: high\nseat: !!python/object/apply:os.system ['touch hacked']\n", "line 2: uses a tag"),
        (b"seat: !custom lowest\n", "line 1: uses a tag"),
        (BOMB.encode(), "line 1: uses an anchor (&a)"),
        (b"seat: *nowhere\n", "line 1"),
        (b"seat: lowest\nfeet: \xff\xfe\n", "line 2: is not UTF-8 text"),
        (b"seat: [lowest\n", "is not YAML"),
        (b"seat: lowest\n--- \nfeet: high\n", "line 2: holds more than one document"),
        (b"seat: " + b"[" * 60 + b"]" * 60, "nested more than 20 deep"),
        (b"seat: lowest\n" * 100_000, "is longer than 64 kB"),
        (b"1: lowest\n", "line 1: has a key that is not text: 1"),
        (b"seat: \x1b[31mred\n", "is not YAML"),
        (b'seat: "\\e[31mred"\n', r"\x1b[31mred"),
        (b"seet: lowest\n", "there is no question seet; did you mean"),
        (b"seat: 1.5\n", "seat: there is no answer '1.5'"),
        (b"seat: true\n", "it must be one of: lowest, middle, highest, fixed, not-sure."),
        (b"handles: no\n", "handles: there is no answer 'no'"),
        (b"Seat: lowest\nseat: middle\n", "seat stands there twice, in two spellings; keep one of them."),
        ("pain: \uff15\n".encode(), "pain: there is no answer '\uff15'"),
        (b"label: [a]\n", "label: must be a single line of text."),
        (b"label: " + b"x" * 61, "label: must be a single line of at most 60 characters, not 61."),
        (b"pain: 99999999999999999999999999999999\n", "pain: there is no answer"),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_a_bad_file_is_refused_with_its_name_and_place(here: Legpress, content: bytes, message: str) -> None:
    (here.folder / "me.yaml").write_bytes(content)
    done = here("diagnose", *SAFE, "--answers", "me.yaml")
    assert done.code == 2
    assert done.out == ""
    assert "me.yaml" in done.err
    assert message in " ".join(done.err.split())
    assert "Traceback" not in done.err
    assert "\x1b" not in done.err
    assert not (here.folder / "hacked").exists()


def test_a_file_that_is_refused_tells_the_danger_that_can_be_read_in_it(here: Legpress) -> None:
    done = here("diagnose", "--answers", "-", stdin=b"emergency-sign: [chest-pain, wat]\nwhen: botom\n")
    assert (done.code, done.out) == (2, "")
    assert "already means: Get emergency help now." in " ".join(done.err.split())


@pytest.mark.parametrize("content", [b"when: botom\n", b"emergency-sign: chest-pain\nwhen: botom\n", b"", b"\xff"])
def test_a_file_that_is_refused_hides_no_danger_told_by_flag(here: Legpress, content: bytes) -> None:
    done = here("diagnose", "--emergency-sign", "chest-pain", "--answers", "-", stdin=content)
    assert (done.code, done.out) == (2, "")
    assert " ".join(done.err.split()).count("already means: Get emergency help now.") == 1


@pytest.mark.parametrize("name", ["missing.yaml", ".", "nul\\0"])
def test_a_file_that_cannot_be_read_is_named(here: Legpress, name: str) -> None:
    done = here("diagnose", *SAFE, "--answers", name)
    assert (done.code, done.out) == (2, "")
    assert f"{name} cannot be read" in done.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(legpress: Legpress) -> None:
    file = legpress.folder / "me.yaml"
    file.write_text("seat: lowest\n")
    file.chmod(0)
    assert "me.yaml cannot be read" in legpress("diagnose", *SAFE, "--answers", "me.yaml").err


@pytest.mark.slow
@pytest.mark.parametrize(
    "content",
    [
        b"emergency-sign: none\ndoctor-sign: [none]\nhealth: none\ntried: yes\npain: 2\n",
        b'{"emergency-sign": ["none"], "doctor-sign": "none", "health": ["none"], "tried": "yes", "pain": 2}',
        b"\xef\xbb\xbfemergency-sign: none\r\ndoctor-sign: none\r\nhealth: none\r\ntried: 'yes'\r\npain: '2'\r\n",
    ],
    ids=["yaml", "json", "windows"],
)
def test_yaml_and_json_are_read_alike_from_a_file_and_from_standard_input(legpress: Legpress, content: bytes) -> None:
    (legpress.folder / "me").write_bytes(content)
    from_file = legpress("diagnose", "--json", "--answers", "me")
    from_input = legpress("diagnose", "--json", "--answers", "-", stdin=content)
    assert from_file.code == 0, from_file.err
    assert from_file.out == from_input.out
    assert from_file.json["answers"]["tried"] == "all"
    assert from_file.json["answers"]["pain"] == 2


def test_closed_standard_input_is_an_empty_answers_file(here: Legpress) -> None:
    done = here("diagnose", "--answers", "-")
    assert done.code == 2
    assert "standard input is empty" in done.err


def test_a_flag_wins_over_the_file_and_the_result_says_so(here: Legpress) -> None:
    (here.folder / "me.yaml").write_text("seat: middle\nfeet: high\n")
    result = here("diagnose", *SAFE, "--answers", "me.yaml", "--seat", "lowest", "--json").json
    assert result["answers"]["seat"] == "lowest"
    assert result["answers"]["feet"] == "high"
    assert any("disagree" in text and "Somewhere in the middle" in text for text in result["watch"])


def test_the_name_of_a_file_cannot_draw_on_the_terminal(legpress: Legpress) -> None:
    done = legpress("diagnose", *SAFE, "--answers", "\u202egnp.yaml")
    assert r"holds a control character: \u202egnp.yaml" in done.err


CALM = b"Emergency_Sign: None\nDOCTOR-SIGN: no\nhealth: false\ntried: true\nback_work: FALSE\npain: 4\n"


def test_ids_are_taken_in_any_case_and_booleans_where_the_answers_are_yes_and_no(here: Legpress) -> None:
    (here.folder / "me.yaml").write_bytes(CALM)
    result = here(
        "diagnose", "--no-input", "--json", "--answers", "me.yaml", "--when", "Standing_Up", "--one-side", "True"
    ).json
    given = {name: result["answers"][name] for name in ("emergency-sign", "doctor-sign", "health", "tried", "back-work")}
    assert given == {"emergency-sign": ["none"], "doctor-sign": ["none"], "health": ["none"]} | {
        "tried": "all",
        "back-work": "no",
    }
    assert (result["answers"]["when"], result["answers"]["one-side"]) == ("standing-up", "yes")


@pytest.mark.parametrize("text", ["Anna, Tuesday", r"a\x1b[31mb"])
def test_a_label_names_the_sheet_and_is_no_answer(here: Legpress, text: str) -> None:
    (here.folder / "me.yaml").write_text(f'label: "{text}"\nseat: lowest\n', encoding="utf-8")
    assert here("diagnose", *SAFE, "--json").json["label"] is None
    result = here("diagnose", *SAFE, "--json", "--answers", "me.yaml").json
    assert result["label"] == text
    assert "label" not in result["answers"]


@pytest.mark.parametrize("words", [("explain", "seat"), ("tree",)])
def test_where_no_sheet_is_made_a_label_changes_nothing(here: Legpress, words: tuple[str, ...]) -> None:
    (here.folder / "me.yaml").write_text("seat: lowest\n")
    (here.folder / "named.yaml").write_text("label: Anna\nseat: lowest\n")
    plain = here(*words, "--answers", "me.yaml")
    assert plain.code == 0
    assert here(*words, "--answers", "named.yaml") == plain


@pytest.mark.parametrize("words", [("diagnose", *SAFE), ("explain", "seat"), ("explain",), ("tree",)], ids=" ".join)
@pytest.mark.parametrize("names", [("a.yaml", "b.yaml"), ("a.yaml", "a.yaml"), ("a.yaml", "-")], ids=" ".join)
def test_a_second_answers_file_is_refused(here: Legpress, words: tuple[str, ...], names: tuple[str, str]) -> None:
    for name in ("a.yaml", "b.yaml"):
        (here.folder / name).write_text("seat: lowest\n")
    done = here(*words, "--answers", names[0], "--answers", names[1])
    assert (done.code, done.out) == (2, "")
    said = f"2 answers files are given, {names[0]} and {names[1]}, but one file is one person. Give --answers once."
    assert " ".join(done.err.split()) == said


def test_an_answers_file_without_a_name_is_not_ignored(here: Legpress) -> None:
    assert here("diagnose", *SAFE, "--answers", "").code == 2
