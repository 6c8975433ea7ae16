"""``legpress explain``: everything that has an id, and what one's own answers say of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from legpress_cli.errors import InvalidInput
from legpress_cli.knowledge.model import Knowledge
from legpress_cli.knowledge.reading.faults import Rule
from legpress_cli.pages.explain.entries import KINDS, explainable_ids, find_entries
from support.legpress import Legpress


@pytest.fixture
def mine(tmp_path: Path) -> str:
    file = tmp_path / "me.yaml"
    file.write_text(
        "emergency-sign: none\ndoctor-sign: none\nhealth: none\n"
        "when: bottom\nhips: lift\nknees: not-sure\nhandles: pull\nfeet: high\n"
    )
    return str(file)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("handle-pull", ["tip"]),
        ("hip-roll", ["cause"]),
        ("seat", ["question"]),
        ("machine", ["cause", "question"]),
        ("seat:lowest", ["answer"]),
        ("seat=lowest", ["answer"]),
        ("lowest", ["answer"]),
        ("tried:yes", ["answer"]),
        ("squeeze", ["answer", "answer"]),
        ("pain:8", ["answer"]),
        ("8", ["post"]),
        ("post-8", ["post"]),
        ("elson-2008", ["study"]),
        ("arch-or-neutral", ["dispute"]),
        ("pelvis", ["word"]),
        ("rectus femoris", ["word"]),
        ("Rectus-Femoris", ["word"]),
        ("lumbar", ["question", "word"]),
        ("tip-not-reached", ["rule"]),
        ("follow-up", ["follow-up"]),
        ("Follow up", ["follow-up"]),
    ],
)
def test_a_name_finds_every_entry_that_bears_it(knowledge: Knowledge, name: str, kinds: list[str]) -> None:
    assert [KINDS[type(entry)] for entry in find_entries(knowledge, name)] == kinds


def test_the_rules_of_the_follow_up_name_their_lines_and_studies_and_say_that_they_are_our_own(here: Legpress) -> None:
    said = " ".join(here("explain", "follow-up").out.split())
    assert "The rules behind this are our own. No study has tested them." in said
    assert "suri-2011" in said
    [told] = here("explain", "follow-up", "--json").json
    assert {line["id"]: line["value"] for line in told["entry"]["lines"]}["gap-days"] == 28
    assert all(bool(line["studies"]) is not line["rule_of_thumb"] for line in told["entry"]["lines"])
    assert "Behind how sessions are judged" in " ".join(here("explain", "suri-2011").out.split())


def test_every_rule_of_the_check_can_be_explained(knowledge: Knowledge) -> None:
    assert set(Rule) <= set(explainable_ids(knowledge))


@pytest.mark.parametrize(
    ("wrong", "near"), [("handel-pull", "handle-pull"), ("seat:lowst", "seat:lowest"), ("pelvs", "pelvis")]
)
def test_an_unknown_name_is_told_with_the_nearest(knowledge: Knowledge, wrong: str, near: str) -> None:
    with pytest.raises(InvalidInput, match=f"There is nothing called {wrong}; did you mean .*{near}"):
        find_entries(knowledge, wrong)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("seat:lowest", ["--seat lowest", "Fair sign of seat-setting", "Change seat-height", "Next question: feet"]),
        ("chest-pain", ["Means: get emergency help now", "Ends the questions", "nhs-back-pain"]),
        ("pain:8", ["Means: see a doctor or physio about this"]),
        ("tried:all", ["Flag: --tried all", "and also that the pain is 0", "only with How strong the pain is: 4 or more"]),
        ("lumbar:full-contact", ["Then the result comes"]),
        (
            "handle-pull",
            ["Said by: 4 posters", "Studies for it", "magnusson-1993", "What calls for it", "hip-roll", "Disputed", "Careful"],
        ),
        ("loaded-carries", ["Given only if you said", "How strong the pain is: 2 or less", "Never given if"]),
        ("hip-roll", ["3 posters (posts 2, 4 and 14)", "strong, 3 points", "Disputes about its tips", "Studies behind it"]),
        ("elson-2008", ["Find it", "https://doi.org/10.1007/s11999-007-0073-7", "Behind the cause", "Grade"]),
        ("post-13", ["Advises the tip: Core work (core-work)", "One side of:"]),
        ("post-6", ["posts 10 and 12 may be by the same person"]),
        ("post-16", ["It gives none."]),
        ("arch-or-neutral", ["Sides", "Our advice", "neutral-curve", "Post 2:"]),
        ("rectus-femoris", ["front of the thigh"]),
        ("unreached-question", ["(unreached-question)", "Why", "Do"]),
    ],
)
def test_an_entry_is_explained_in_full(here: Legpress, name: str, words: list[str]) -> None:
    done = here("explain", name, "--plain")
    said = " ".join(done.out.split())
    assert (done.code, done.err) == (0, "")
    for word in words:
        assert word.lower() in said.lower(), word


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("seat:lowest", ["Change", "Keep", "Else change", "Else keep"]),
        ("seat:fixed", ["Keep", "Else check"]),
        ("press-kind:vertical", ["Change", "Change", "Keep", "Keep", "Else check"]),
    ],
)
def test_where_an_earlier_rule_of_a_tip_may_hold_instead_a_later_one_says_so(
    here: Legpress, name: str, told: list[str]
) -> None:
    lines = here("explain", name, "--plain").out.splitlines()
    assert [line[2:].partition(" seat-height")[0] for line in lines if " seat-height" in line and "words" not in line] == told


def test_words_that_a_page_uses_are_explained_below_it(here: Legpress) -> None:
    said = here("explain", "hip-flexors", "--plain").out
    assert "- rectus femoris: " in said.split("Words\n")[1]


def test_a_cause_says_what_ones_own_answers_say_of_it(here: Legpress, mine: str) -> None:
    [found] = here("explain", "hip-roll", "--answers", mine, "--json").json
    assert found["entry"]["yours"] == {
        "fit": "well",
        "points": 5,
        "for": [{"question": "hips", "answer": "lift"}, {"question": "when", "answer": "bottom"}],
        "against": [],
        "unknown": ["knees", "where"],
    }
    said = " ".join(here("explain", "hip-roll", "--answers", mine, "--plain").out.split())
    assert "With your answers ----------------- Fits well: 5 points" in said
    assert "Not known: Where the knees go; Where it hurts" in said


def test_an_answer_against_a_cause_takes_points_away(here: Legpress, mine: str) -> None:
    [found] = here("explain", "not-anchored", "--answers", mine, "--json").json
    assert found["entry"]["yours"]["fit"] is None
    assert found["entry"]["yours"]["points"] == -2
    assert found["entry"]["yours"]["against"] == [{"question": "handles", "answer": "pull"}]
    said = " ".join(here("explain", "not-anchored", "--answers", mine, "--plain").out.split())
    assert "Does not fit: -2 points" in said


def test_without_answers_nothing_is_said_of_them(here: Legpress) -> None:
    [found] = here("explain", "hip-roll", "--json").json
    assert found["entry"]["yours"] is None
    assert "With your answers" not in here("explain", "hip-roll", "--plain").out


@pytest.mark.parametrize(
    ("tip", "said"),
    [
        ("feet-placement", "On your checklist: now"),
        ("handle-pull", "On your checklist: keep"),
        ("core-work", "It is not on your checklist"),
    ],
)
def test_a_tip_says_whether_it_is_on_ones_checklist(here: Legpress, mine: str, tip: str, said: str) -> None:
    assert said in here("explain", tip, "--answers", mine, "--plain").out


@pytest.mark.parametrize("name", ["hip-roll", "seat-height"])
def test_danger_comes_before_any_explanation_of_ones_own_case(here: Legpress, name: str) -> None:
    out = here("explain", name, "--answers", "-", "--plain", stdin=b"emergency-sign: chest-pain\nhips: lift\n").out
    assert "Emergency: Get emergency help now" in out
    assert "Fits " not in out
    assert "On your checklist" not in out


@pytest.mark.parametrize("name", ["handle-pull", "hip-roll", "seat"])
def test_danger_stands_above_everything_that_is_explained(here: Legpress, name: str) -> None:
    out = here("explain", name, "--answers", "-", "--plain", stdin=b"emergency-sign: chest-pain\n").out
    assert out.index("Emergency: Get emergency help now") < out.index(
        {"handle-pull": "Tip", "hip-roll": "Cause"}.get(name, "Question")
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("fever", "Danger: See a doctor today Call a doctor or an out-of-hours line today"),
        ("one-leg", "Warning: See a doctor or physio about this Arrange a visit"),
        ("numb", "What to watch for with it"),
        ("low-back", "Numbness in the low back alone is not an emergency."),
    ],
)
def test_an_answer_that_means_care_says_what_to_do(here: Legpress, name: str, said: str) -> None:
    assert said in " ".join(here("explain", name, "--plain").out.replace("-----", "").split())


@pytest.mark.parametrize(
    ("name", "source"), [("fever", "Knowledge version"), ("not-yaml", "Knowledge version"), ("post-6", "From the forum thread")]
)
def test_only_what_comes_from_the_thread_names_it(here: Legpress, name: str, source: str) -> None:
    out = here("explain", name, "--plain").out
    assert source in out
    assert ("From the forum thread" in out) == (source == "From the forum thread")


def test_without_a_name_everything_that_can_be_explained_is_listed(here: Legpress, knowledge: Knowledge) -> None:
    done = here("explain", "--plain")
    said = " ".join(done.out.split())
    assert done.code == 0
    for name in ("handle-pull", "hip-roll", "post-20", "elson-2008", "pelvis", "arch-or-neutral", "tree-loop"):
        assert name in said
    assert here("explain", "--json").json == list(explainable_ids(knowledge))


def test_a_wrong_answers_file_is_refused(here: Legpress) -> None:
    done = here("explain", "hip-roll", "--answers", "-", stdin=b"hips: lft\n")
    assert (done.code, done.out) == (2, "")
    assert "did you mean lift" in done.err
