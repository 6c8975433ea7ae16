"""What the knowledge prints as sourced stands in the evidence, and what was only recalled is not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
import pytest

from legpress_cli.knowledge.model import Knowledge, Study
from support import evidence as written
from support.evidence import YEAR, Evidence, ForumTip, Row, dois, numbers, read_evidence, sources, weakest_grade, words

# The same measure in inches or pounds, which test_knowledge.py reckons after.
CONVERTED = re.compile(r" \((about )?[\d.]+ (in|lb)\)")
NOT_SHOWN = re.compile(r"[^;().]*\bnot shown\b")
LINKING = "a an and as copied in of on with"
OWN_NAME = "legpress calculation"

# Figures that no row gives, each with the reason why it may stand.
FIGURES_OF_OURS = {"pain-scale-pages": {"10": "the end of the scale on which the pages' 3 and 5 lie"}}

# C/F is for arching as hard as you can; the tip gives the other half of the line, keeping a curve, which is the C.
GRADES_READ_BY_HAND = {("neutral-curve", "C/F"): "C"}
# One poster arches as hard as he can, three keep a curve, and that is the tip.
POSTERS_READ_BY_HAND = {("neutral-curve", "1; 3 for keeping it"): 3}


class Ban(NamedTuple):
    """A claim that was only recalled: the evidence's words for it, what gives it away, and a sentence that makes it."""

    recalled_as: str
    pattern: str
    example: str


BANS = (
    Ban("*mean* flexion", r"\belson\b.*\b(mean|average)\b", "Elson saw a mean of 120 degrees."),
    Ban("true hip flexion", "true hip flexion", "They measured true hip flexion."),
    Ban(
        "Thomee 1997 bands",
        r"\b0 ?(-|to) ?2\b[^.]*\bsafe|\b2 ?(-|to) ?5\b[^.]*\bacceptable|\b5 ?(-|to) ?10\b[^.]*\bhigh risk",
        "Pain of 0 to 2 is safe.",
    ),
    Ban("AHA absolute", r"180/110|unstable angina|aortic stenosis|dissection", "Never lift above 180/110."),
    Ban(
        "Eye/hernia/pregnancy",
        r"^(?!.*our own).*\b(brac|breath|strain)\w*\b.*\b(eyes?|hernia|pregnan\w+)\b",
        "Do not brace with a hernia.",
    ),
    Ban("MacDougall author list", "macdougall", "As MacDougall measured."),
    Ban("NG156 wording", r"(artery|aort|aneurysm).*\b60\b|known (AAA|aneurysm)", "A burst artery is likelier over 60."),
    Ban("on a horizontal machine", r"horizontal (leg )?(press|machine|sled)", "That was on a horizontal press."),
    Ban('the "15" seen', r"\b15 points\b", "Exercise takes off 15 points."),
    Ban("2015 over/under-triage", r"\b2\.8 ?(:|to) ?1\b|schmieding.*\blay\b", "The odds were about 2.8 to 1."),
    Ban("Semigran's exclusion", r"semigran.*exclu|\bbest\b[^.]*\b78\b|\b78\b[^.]*\bbest\b", "The best one got 78 percent."),
    Ban("45-degree sled geometry", r"\b60 ?(-|to) ?90 cm|\b3 ?(-|to) ?6 [\w -]*notches", "Most plates are 60 to 90 cm high."),
)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return read_evidence()


def faults(study: Study, evidence: Evidence) -> list[str]:
    """Return everything in a study that the evidence does not bear out."""
    rows = rows_of(study, evidence)
    if len(rows) != 1:
        found = " and ".join(f"row {row.number}" for row in rows) or "no row"
        return [f"{study.id}: {found} of the evidence could carry this citation"]
    [row] = rows
    said = [*citation_faults(study, row), *doi_faults(study, row), *grade_faults(study, row), *figure_faults(study, row)]
    return [f"{study.id}: {fault}" for fault in (*said, *recalled_in(printed(study), evidence))]


def rows_of(study: Study, evidence: Evidence) -> list[Row]:
    """Return the row with the study's doi, else the rows that show most of its citation and at least half of it."""
    if by_doi := [row for row in evidence.rows if study.doi in row.dois]:
        return by_doi
    lacking = {row: len(unshown(study, row)) for row in evidence.rows}
    least = min(lacking.values())
    return [row for row in evidence.rows if lacking[row] == least and least * 2 <= len(words(study.citation))]


def cited(study: Study) -> list[str]:
    return sources(NOT_SHOWN.sub("", study.citation))


def unshown(study: Study, row: Row) -> frozenset[str]:
    own = OWN_NAME if row.number == written.OWN_WORK else ""
    return row.lacks(cited(study)) - words(f"{LINKING} {own}")


def citation_faults(study: Study, row: Row) -> Iterator[str]:
    if lacking := unshown(study, row):
        yield f"row {row.number} does not show {', '.join(sorted(lacking))}"
    if years := {*YEAR.findall(study.id)} - {*YEAR.findall(study.citation)}:
        yield f"the citation does not say {', '.join(sorted(years))}, as the id does"


def doi_faults(study: Study, row: Row) -> Iterator[str]:
    given = dois(" ".join(row.source_of(source) for source in cited(study)))
    if given != ({study.doi} if study.doi else set()):
        yield f"its doi is {study.doi}, that of row {row.number} is {', '.join(sorted(given)) or 'not shown'}"


def grade_faults(study: Study, row: Row) -> Iterator[str]:
    if study.grade.value != weakest_grade(row.grade):
        yield f"its grade is {study.grade.value}, that of row {row.number} is {row.grade}"


def figure_faults(study: Study, row: Row) -> Iterator[str]:
    allowed = row.figures | FIGURES_OF_OURS.get(study.id, {}).keys()
    if strange := numbers(CONVERTED.sub("", f"{study.finding} {study.limits}")) - allowed:
        yield f"row {row.number} does not give the figure {', '.join(sorted(strange))}"


def recalled_in(text: str, evidence: Evidence) -> Iterator[str]:
    """Say what a text prints that the evidence only recalls."""
    for name in evidence.names_found_nowhere & {*re.findall(r"\w+", text)}:
        yield f"{name} is only recalled"
    for thing in evidence.recalled:
        if any(name in text for name in thing.names) and any(year in text for year in thing.years):
            yield f"only recalled: {thing.what}"
    for ban in BANS:
        if re.search(ban.pattern, text, flags=re.IGNORECASE | re.DOTALL):
            yield f"only recalled: {ban.recalled_as}"


def printed(study: Study) -> str:
    return f"{study.id}\n{study.citation}\n{study.type}\n{study.finding}\n{study.limits}"


def recalled_outside_studies(knowledge: Knowledge, evidence: Evidence) -> list[str]:
    elsewhere = ("studies", "terms", "avoid")  # looked at by themselves, and what a word means claims nothing
    parts = {part: value for part, value in msgspec.to_builtins(knowledge).items() if part not in elsewhere}
    return [f"{where}: {fault}" for where, text in claims(parts) for fault in recalled_in(text, evidence)]


def claims(value: Any, *where: str) -> Iterator[tuple[str, str]]:
    """Yield every text below a part of the knowledge with its place; the answers on offer claim nothing."""
    if isinstance(value, str):
        yield " / ".join(where), value
    elif isinstance(value, tuple):
        for place, entry in enumerate(value, start=1):
            yield from claims(entry, *where, entry.get("id", str(place)) if isinstance(entry, dict) else str(place))
    elif isinstance(value, dict):
        for key in value.keys() - {"options"}:
            yield from claims(value[key], *where, key)


def test_every_study_is_what_the_evidence_shows(knowledge: Knowledge, evidence: Evidence) -> None:
    assert [fault for study in knowledge.studies for fault in faults(study, evidence)] == []


def test_no_figure_is_excused_without_need(knowledge: Knowledge, evidence: Evidence) -> None:
    for name, figures in FIGURES_OF_OURS.items():
        study = knowledge.study(name)
        [row] = rows_of(study, evidence)
        assert figures.keys() <= numbers(f"{study.finding} {study.limits}") - row.figures


def test_nothing_that_was_only_recalled_is_printed(knowledge: Knowledge, evidence: Evidence) -> None:
    assert recalled_outside_studies(knowledge, evidence) == []


def test_a_tip_that_prints_something_recalled_is_refused(knowledge: Knowledge, evidence: Evidence) -> None:
    told = dict(zip((tip.id for tip in knowledge.tips), BANS, strict=False))
    tips = tuple(msgspec.structs.replace(tip, why=told[tip.id].example) if tip.id in told else tip for tip in knowledge.tips)
    assert len(told) == len(BANS)
    assert recalled_outside_studies(msgspec.structs.replace(knowledge, tips=tips), evidence) == [
        f"tips / {name} / why: only recalled: {ban.recalled_as}" for name, ban in told.items()
    ]


def test_everything_that_was_only_recalled_is_looked_for(evidence: Evidence) -> None:
    for thing in evidence.recalled:
        by_name = thing.names & evidence.names_found_nowhere or (thing.names and thing.years)
        assert by_name or any(ban.recalled_as in thing.what for ban in BANS), thing.what


def test_every_ban_is_for_one_recalled_thing(evidence: Evidence) -> None:
    for ban in BANS:
        assert sum(ban.recalled_as in thing.what for thing in evidence.recalled) == 1, ban.recalled_as


class Fake(NamedTuple):
    """A change to a true study that must be refused, and what is said about it."""

    study: str
    change: dict[str, str | None]
    said: str


FAKES = {
    "wrong year, found by doi": Fake(
        "elson-2008", {"citation": "Elson RA, Aspinall GR. Clin Orthop Relat Res 2009."}, "row 1.1 does not show 2009"
    ),
    "wrong year, found by words": Fake(
        "wilke-1999", {"citation": "Wilke et al. Spine 2001;24(8):755-762."}, "row 1.15 does not show 2001"
    ),
    "wrong year in the id": Fake("wilke-1999", {"id": "wilke-2001"}, "the citation does not say 2001, as the id does"),
    "year of the neighbour": Fake("schoenfeld-2020", {"citation": "Schoenfeld, Grgic 2021."}, "row 8.4 does not show 2021"),
    "year that no page showed": Fake(
        "adams-hutton-posture",
        {"citation": "Adams MA, Hutton WC. The effect of posture on the lumbar spine. JBJS 1985."},
        "row 5.7 does not show 1985",
    ),
    "unknown author": Fake(
        "saraceni-2020", {"citation": "Saraceni, Nobody et al. JOSPT 2020;50(3):121-130."}, "row 1.13 does not show nobody"
    ),
    "authors that no page showed": Fake(
        "leg-press-pressure-1985",
        {"citation": "MacDougall et al. J Appl Physiol 1985;58(3):785-790."},
        "row 5.8 does not show al, et, macdougall",
    ),
    "paper that is nowhere": Fake(
        "kell-2009", {"citation": "Vance, Orlov. Gym Science Letters 2018;3(1):1-9."}, "no row of the evidence could carry"
    ),
    "words of two papers": Fake(
        "callaghan-2001", {"citation": "Clin Biomech."}, "row 1.5 and row 1.14 and row 5.5 and row 6.2"
    ),
    "doi of nothing": Fake(
        "elson-2008", {"doi": "10.1007/s11999-007-0073-8"}, "its doi is 10.1007/s11999-007-0073-8, that of row 1.1 is 10.1007/"
    ),
    "doi of the neighbour": Fake("pallares-2021", {"doi": "10.1177/2050312120901559"}, "that of row 8.4 is 10.1111/sms.14006"),
    "doi of another row": Fake("elson-2008", {"doi": "10.1589/jpts.29.2039"}, "row 1.2 does not show 2, 2008"),
    "doi that no page showed": Fake("nery-2010", {"doi": "10.1590/clin.2010"}, "that of row 5.11 is not shown"),
    "doi left out": Fake("elson-2008", {"doi": None}, "its doi is None, that of row 1.1 is 10.1007/s11999-007-0073-7"),
    "grade too good": Fake("elson-2008", {"grade": "B"}, "its grade is B, that of row 1.1 is C"),
    "better of two grades": Fake("lamontagne-2009", {"grade": "B"}, "its grade is B, that of row 1.8 is B/C"),
    "wrong figure in the finding": Fake(
        "wilke-1999", {"finding": "Sitting put 0.64 MPa on a disc."}, "row 1.15 does not give the figure 0.64"
    ),
    "wrong number of people": Fake("belcher-2019", {"limits": "Fifteen men."}, "row 6.5 does not give the figure 15"),
    "recalled year": Fake(
        "linsenbardt-breathing",
        {"citation": "Linsenbardt, Thomas, Madsen. Br J Sports Med 1992;26(2):97."},
        "only recalled: Linsenbardt 1992",
    ),
    "recalled study": Fake("kell-2009", {"limits": "Welch found the same in 2015."}, "Welch is only recalled"),
}


@pytest.mark.parametrize("fake", FAKES.values(), ids=FAKES)
def test_a_study_that_the_evidence_does_not_bear_out_is_refused(fake: Fake, knowledge: Knowledge, evidence: Evidence) -> None:
    changed = msgspec.to_builtins(knowledge.study(fake.study)) | fake.change
    said = faults(msgspec.convert(changed, Study), evidence)
    assert any(fault.startswith(f"{changed['id']}: ") and fake.said in fault for fault in said), said


EVIDENCE = read_evidence()
ANSWERED = sorted({line.tip for line in EVIDENCE.forum_tips.values() if line.tip})


def lines_of(tip: str) -> list[ForumTip]:
    """Return the lines of the forum's table that a tip answers."""
    return [line for line in EVIDENCE.forum_tips.values() if line.tip == tip]


def own_grade(tip: str, cell: str) -> str:
    """Return the lower grade of a line: the tip as given, for a leg press that hurts the low back."""
    return GRADES_READ_BY_HAND.get((tip, cell)) or weakest_grade(cell)


def people(tip: str, cell: str) -> int:
    """Return how many posters a line counts: ``1 (+2)`` is three, a dash nobody."""
    counted = re.match(r"(\d+)(?: \(\+(\d+)\))?", cell)
    return POSTERS_READ_BY_HAND.get((tip, cell)) or sum(int(count or 0) for count in (counted.groups() if counted else ()))


def test_every_tip_that_rests_on_posts_has_a_line_of_the_forum(knowledge: Knowledge) -> None:
    """A tip of our own needs none; who adds one that posts advise adds its line under ``forum`` in ``evidence.yaml``."""
    assert {tip.id for tip in knowledge.tips if tip.backed_by} <= set(ANSWERED)
    assert set(ANSWERED) <= {tip.id for tip in knowledge.tips}


@pytest.mark.parametrize("tip", ANSWERED)
def test_a_tip_has_its_own_grade_and_not_that_of_its_best_paper(tip: str, knowledge: Knowledge) -> None:
    [shown] = [entry for entry in knowledge.tips if entry.id == tip]
    assert {own_grade(tip, line.grade) for line in lines_of(tip)} == {shown.grade.value}


@pytest.mark.parametrize("tip", ANSWERED)
def test_a_tip_has_the_posters_that_the_evidence_counts(tip: str, knowledge: Knowledge) -> None:
    [shown] = [entry for entry in knowledge.tips if entry.id == tip]
    assert sum(people(tip, line.posters) for line in lines_of(tip)) == knowledge.posters(shown.backed_by)
