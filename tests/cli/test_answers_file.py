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
        (b"back-work: true\n", 'did you mean "yes"?'),
        (b"tried: true\n", "it must be one of: all, some, no, not-sure."),
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


def test_closed_standard_input_is_an_empty_answers_file(legpress: Legpress) -> None:
    done = legpress("diagnose", "--answers", "-")
    assert done.code == 2
    assert "standard input is empty" in done.err


def test_a_flag_wins_over_the_file_and_the_result_says_so(legpress: Legpress) -> None:
    (legpress.folder / "me.yaml").write_text("seat: middle\nfeet: high\n")
    result = legpress("diagnose", *SAFE, "--answers", "me.yaml", "--seat", "lowest", "--json").json
    assert result["answers"]["seat"] == "lowest"
    assert result["answers"]["feet"] == "high"
    assert any("disagree" in text and "Somewhere in the middle" in text for text in result["watch"])


def test_the_name_of_a_file_cannot_draw_on_the_terminal(legpress: Legpress) -> None:
    done = legpress("diagnose", *SAFE, "--answers", "\u202egnp.yaml")
    assert r"holds a control character: \u202egnp.yaml" in done.err
