"""The page of next: one screen, the one thing first and last, numbers and words, and nothing about training in danger."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from msgspec.structs import replace

from legpress_cli.followup.outcome import follow_up
from legpress_cli.knowledge.check.danger import training_pattern
from legpress_cli.knowledge.model import Do
from legpress_cli.pages.next import next_handout, next_page
from legpress_cli.pages.page import Chart, Commands, Instruction, Page, Verdict
from legpress_cli.pages.sessions import sessions_chart
from legpress_cli.pages.texts import texts_of
from legpress_cli.render.chart import draw_chart
from legpress_cli.render.html.document import render_html
from legpress_cli.render.markdown import render_markdown
from legpress_cli.render.plain import render_plain
from legpress_cli.render.text import render_text
from support.courses import FIRST, KNOWLEDGE, TODAY, course_of, courses, day

HELPED = ["0 without 5 morning-2", "3 without 6 morning-3", "7 with 3 morning-1", "10 with 2"]
LONG = [f"{3 * number} {'without' if number < 2 else 'with'} {3 + number % 3} morning-2" for number in range(12)]
DRAWN = ["0 without 5 morning-2", "3 without 6", "7 with 4", "10 with 0 morning-0", "14 without 10 morning-10", "17 without 3"]
TRAINING = training_pattern(KNOWLEDGE)


def page_of(sessions: list[str], on: int = 100) -> Page:
    return next_page(KNOWLEDGE, follow_up(KNOWLEDGE, course_of(sessions)), day(on))


def text_of(sessions: list[str], width: int = 80) -> str:
    return render_text(page_of(sessions), width, colour=False, unicode=True)


def test_the_one_thing_stands_first_and_last() -> None:
    blocks = page_of(HELPED).blocks
    first, last = blocks[0], blocks[-1]
    assert isinstance(first, Instruction)
    assert isinstance(last, Verdict)
    assert last.text == f"{first.title}."
    assert first.title == "Keep the last change, and add this: move your feet down to the middle of the plate"
    assert [field.label for field in first.fields] == ["Weight", "For", "Because"]
    assert first.fields[0].text == "no more than last time, 100 kg (220 lb)"


def test_the_change_is_told_in_numbers_and_words() -> None:
    said = " ".join(text_of(HELPED).split())
    assert "Shorter range: better, and fairly sure" in said
    assert "Worst pain was 5 and 6 before, and 3 and 2 with it: 3 points less, where 2 count." in said
    assert "so this is likely, not shown" in said


def test_a_pain_that_was_told_in_the_interview_is_named_as_such() -> None:
    said = " ".join(text_of(["0 with 4", "3 with 4"]).split())
    assert "Worst pain was 5 before, as you told it, and 4 and 4 with it: 1 point less." in said


def test_each_session_has_a_line_with_its_bar_its_morning_and_the_line_at_five() -> None:
    lines = text_of(HELPED).splitlines()
    assert "  1 Sep   as usual       100 kg  ■■■○■■■■■■│           5" in lines
    assert "  4 Sep   as usual       100 kg  ■■■■■○■■■■■■          6" in lines
    assert "  11 Sep  shorter range  100 kg  ■■■■      │           2" in lines
    assert "  ■ worst pain   ○ next morning   │ stop above 5" in lines
    assert not any("■" in line for line in render_text(page_of(HELPED), 80, colour=False, unicode=False).splitlines())


NEW_YEAR = ["110 without 5 102.5kg morning-2", "113 other 6 102.5kg", "130 with 10 1000.5kg morning-10", "131 seen"]
"""The last is in the next year."""


def test_days_have_their_years_where_these_are_not_one() -> None:
    assert "  20 Dec 2026  as usual         102.5 kg   ■■■○■■■■■■│           5" in text_of(NEW_YEAR).splitlines()
    said = " ".join(render_plain(page_of(NEW_YEAR), 80).split())
    assert "- 9 Jan 2027, shorter range, 1000.5 kg (2206 lb): worst pain 10, next morning 10." in said
    page = next_handout(KNOWLEDGE, follow_up(KNOWLEDGE, course_of(NEW_YEAR)), TODAY)
    assert "| 20 Dec 2026 | as usual | 102.5 kg | 5 | 2 |" in render_markdown(page)
    html = render_html(page)
    assert (html.count("20 Dec 2026, 102.5 kg"), html.count("20 Dec 2026")) == (1, 2)
    older = [f"{number} without 4" for number in range(100, 109)]
    assert "2026" not in text_of([*older, "110 without 5"])
    assert "2026" not in text_of(["100 without 4", *(f"{number} without 4" for number in range(122, 134))])


@pytest.mark.parametrize("width", [24, 40, 80])
def test_days_with_their_years_fit_any_width(width: int) -> None:
    told = [f"{110 + 2 * number} {'other' if number else 'without'} {number % 5} 1002.5kg morning-2" for number in range(12)]
    lines = text_of([*told, "140 with 10 1000.5kg", "141 seen"], width).rstrip().splitlines()
    assert max(map(len, lines)) <= width
    assert len(lines) <= {24: 130, 40: 90, 80: 44}[width]


def test_the_picture_of_a_chart_is_as_wide_with_years_and_has_room_for_them() -> None:
    charts = [block for told in (HELPED, NEW_YEAR) for block in page_of(told).blocks if isinstance(block, Chart)]
    usual, with_years = map(draw_chart, charts)
    assert usual.attrib["viewBox"].split()[2] == with_years.attrib["viewBox"].split()[2] == "336"
    starts = [float(drawn.findall("rect")[0].attrib["x"]) for drawn in (usual, with_years)]
    assert starts == [108, 158]
    ends = [float(bar.attrib["x"]) + float(bar.attrib["width"]) for bar in with_years.findall("rect")]
    assert max(ends) <= 336 - 28


def test_plain_text_tells_the_trend_and_each_session_in_a_sentence() -> None:
    said = render_plain(page_of(HELPED), 80)
    assert "Worst pain in 4 sessions: 5 in the first, 2 in the last." in said
    assert "- 8 Sep, shorter range, 100 kg (220 lb): worst pain 3, next morning 1." in said
    assert "#" not in said


@pytest.mark.parametrize(("sessions", "width", "most"), [(HELPED, 80, 44), (LONG, 80, 44), (LONG, 40, 90), ([], 80, 44)])
def test_it_fits_one_screen(sessions: list[str], width: int, most: int) -> None:
    lines = text_of(sessions, width).rstrip("\n").splitlines()
    assert len(lines) <= most
    assert max(map(len, lines)) <= width


@given(courses(most=14))
def test_whatever_was_told_fits_one_screen(course: object) -> None:
    page = next_page(KNOWLEDGE, follow_up(KNOWLEDGE, course), TODAY)  # type: ignore[arg-type]  # a course, says its strategy
    lines = render_text(page, 80, colour=False, unicode=True).rstrip("\n").splitlines()
    assert len(lines) <= 44
    assert max(map(len, lines)) <= 80
    assert max(map(len, render_text(page, 40, colour=False, unicode=True).splitlines())) <= 40


def test_older_sessions_are_counted_in_a_line() -> None:
    many = [f"{3 * number} without {3 + number % 3}" for number in range(8)]
    many += [f"{3 * number} without {number % 3}" for number in range(8, 20)]
    [chart] = [block for block in page_of(many).blocks if isinstance(block, Chart)]
    assert [row.bar for row in chart.rows] == [number % 3 for number in range(8, 20)]
    assert chart.title == "Your last 12 sessions. Older ones: 8, worst pain 3 to 5."


@pytest.mark.parametrize(("on", "said"), [(22, "your last session is 12 days ago"), (11, "1 day ago"), (10, ""), (5, "")])
def test_today_counts_for_one_line_alone(on: int, said: str) -> None:
    texts = list(texts_of(page_of(HELPED, on).blocks))
    assert [text for text in texts if "ago" in text] == ([text for text in texts if said in text] if said else [])
    without = [text for text in texts if "ago" not in text and text != "Last"]
    assert without == [text for text in texts_of(page_of(HELPED).blocks) if "ago" not in text and text != "Last"]


@pytest.mark.parametrize("sign", ["chest-pain", "fever"])
def test_while_a_doctor_must_come_first_nothing_about_training_is_read(sign: str) -> None:
    page = page_of([*HELPED, f"14 with 2 {sign}"])
    assert not TRAINING.search(" ".join(texts_of(page.blocks)))
    assert not [block for block in page.blocks if isinstance(block, Chart | Instruction)]
    label = next(option.label for question in KNOWLEDGE.questions for option in question.options if option.id == sign)
    assert f"{label} (15 Sep)" in list(texts_of(page.blocks))


def test_an_emergency_begins_and_ends_with_what_to_do_now() -> None:
    blocks = page_of(["0 without 5 chest-pain"]).blocks
    first, last = blocks[0], blocks[-1]
    assert isinstance(first, Verdict)
    assert isinstance(last, Verdict)
    assert first.text == last.text == "Get emergency help now."
    assert [call.text for call in first.calls] == ["112", "999", "911"]


def test_a_hold_ends_on_what_holds() -> None:
    said = text_of([*HELPED, "14 with 2 one-leg"])
    assert said.rstrip().endswith("Do not press until you have been seen.")
    assert "legpress log --seen" in said
    assert "legpress log --undo" in said


@pytest.mark.parametrize("sign", ["chest-pain", "fever", "one-leg"])
def test_what_to_tell_once_it_was_seen_is_a_whole_command(sign: str) -> None:
    outcome = follow_up(KNOWLEDGE, course_of([f"0 without 5 {sign}"]))
    page = next_page(KNOWLEDGE, outcome, TODAY, "legpress log --store mine")
    [commands] = [block for block in page.blocks if isinstance(block, Commands)]
    assert (commands.note, [field.text for field in commands.fields]) == (
        "Has a doctor looked at it since? Then say so:",
        [
            "legpress log --store mine --seen",
            "legpress log --store mine --no-input --emergency-sign none --doctor-sign none --seen",
        ],
    )


def test_when_it_is_quiet_it_says_stop() -> None:
    page = page_of([*HELPED, "14 with 1", "17 with 0", "21 with 1", "24 with 1"])
    assert isinstance(page.blocks[-1], Verdict)
    assert page.blocks[-1].text == "Your back is quiet: stop logging."
    assert KNOWLEDGE.follow_up.remarks.no_diary in list(texts_of(page.blocks))


def test_the_page_for_a_browser_has_the_chart_as_a_picture_and_a_table() -> None:
    page = next_handout(KNOWLEDGE, follow_up(KNOWLEDGE, course_of(HELPED)), TODAY)
    html = render_html(page)
    assert "<td" in html[html.index('<svg class="chart"') :]
    assert "Bar: worst pain, circle: next morning, dashed line: stop above 5." in html
    assert "<script src" not in html


def test_the_drawing_keeps_to_its_scale() -> None:
    steps = [*["usual"] * 3, *[FIRST] * 2, "usual"]
    sessions = [replace(one, step=step) for one, step in zip(course_of(DRAWN).sessions, steps, strict=True)]
    drawn = draw_chart(sessions_chart(KNOWLEDGE, sessions))
    ticks = {int(tick.text or ""): float(tick.attrib["x"]) for tick in drawn.findall("text[@text-anchor='middle']")}
    unit = ticks[2] / 2 - ticks[0] / 2
    assert ticks == {number: ticks[0] + number * unit for number in range(0, 11, 2)}
    bars = [(float(bar.attrib["x"]), float(bar.attrib["width"])) for bar in drawn.findall("rect")]
    assert bars == [(ticks[0], pain * unit) for pain in (5, 6, 4, 0, 10, 3)]
    assert [float(mark.attrib["cx"]) for mark in drawn.findall("circle")] == [ticks[0] + pain * unit for pain in (2, 0, 10)]
    [line] = drawn.findall("line")
    assert {line.attrib["x1"], line.attrib["x2"]} == {f"{ticks[0] + 5 * unit:g}"}
    values = [text.attrib["x"] for text in drawn.findall("text[@text-anchor='start']") if (text.text or "").isdigit()]
    assert values == [f"{ticks[10] + 8:g}"] * 6  # right of the scale, where neither the line nor a circle is
    rows = [float(bar.attrib["y"]) for bar in drawn.findall("rect")]
    marks = [float(mark.attrib["cy"]) for mark in drawn.findall("circle")]
    middle = float(drawn.findall("rect")[0].attrib["height"]) / 2
    assert marks == [rows[place] + middle for place in (0, 3, 4)]
    assert [heading.text for heading in drawn.findall("text[@font-weight='bold']")] == ["as usual", "shorter range", "as usual"]


def test_a_morning_without_pain_is_marked_at_the_beginning() -> None:
    assert "  1 Sep  as usual  100 kg  ○■■■■■■■■■│           5" in text_of(["0 without 5 morning-0"]).splitlines()


def test_markdown_has_the_sessions_as_a_table() -> None:
    text = render_markdown(next_handout(KNOWLEDGE, follow_up(KNOWLEDGE, course_of(HELPED)), TODAY))
    assert "| 8 Sep | shorter range | 100 kg | 3 | 1 |" in text


@pytest.mark.parametrize(
    ("kilos", "said"),
    [
        (100, "about a tenth less than last time, 90 kg (198 lb)"),
        (102.06, "about a tenth less than last time, 90 kg (198 lb)"),
        (12.5, "about a tenth less than last time, 10 kg (22 lb)"),
        (10, "a little lighter than last time"),
        (5, "a little lighter than last time"),
        (2.7, "a little lighter than last time"),
        (0.5, "a little lighter than last time"),
    ],
)
def test_lighter_names_a_weight_that_is_about_a_tenth_less(kilos: float, said: str) -> None:
    page = page_of([f"{told} {kilos}kg" for told in ("0 without 5", "3 without 5", "7 with 2", "10 with 6")])
    [first] = [block for block in page.blocks if isinstance(block, Instruction)]
    assert first.fields[0].text == said


RISING = ["0 without 5 90kg", "3 without 5 95kg", "7 with 2 100kg"]


@pytest.mark.parametrize(
    ("sessions", "told"),
    [
        (RISING, "the same as last time, 100 kg (220 lb)"),
        ([*RISING, "10 with 3 102kg"], "no more than last time, 102 kg (225 lb)"),
        (
            ["0 without 5 90kg", "3 without 5", "7 with 2 80kg", "10 with 2 80kg"],
            "the same as before the change, 100 kg (220 lb)",
        ),
        (["0 without 5 no-kg", "3 without 5 no-kg", "7 with 2 no-kg"], "the same as last time"),
    ],
)
def test_the_weight_to_take_is_named(sessions: list[str], told: str) -> None:
    [first] = [block for block in page_of(sessions).blocks if isinstance(block, Instruction)]
    assert [field.text for field in first.fields if field.label == "Weight"] == [told]


def test_a_tip_that_is_gone_is_told_by_its_id() -> None:
    course = course_of(HELPED)
    lost = tuple(replace(one, step="gone") if one.step != "usual" else one for one in course.sessions)
    found = follow_up(KNOWLEDGE, replace(course, sessions=lost))
    assert found.result.next.do is Do.KEEP_AND_NEXT
    assert any(text.startswith("gone: better") for text in texts_of(next_page(KNOWLEDGE, found, TODAY).blocks))


def test_without_sessions_it_says_what_to_change_first() -> None:
    said = text_of([])
    assert "Change only this: stop a hand's width before your hips curl up" in said
    assert "■" not in said


OF_THE_USUAL = ["0 without 5 morning-1", "3 without 5 morning-1"]


@pytest.mark.parametrize(
    ("sessions", "do", "said", "unsaid"),
    [
        (["0 without 3", "3 without 3", "7 with 5", "10 with 5"], Do.UNDO_CHANGE, "Backs have bad weeks", "Backs ease"),
        (
            ["0 without 3", "3 without 3", "7 with 5", "10 with 5"],
            Do.UNDO_CHANGE,
            "Leave this out: shorter range.",
            "Put the last",
        ),
        ([*OF_THE_USUAL, "7 with 5 morning-5", "10 with 5 morning-5"], Do.UNDO_CHANGE, "Two mornings after it", "It hurt more"),
        (
            [*OF_THE_USUAL, *(f"{day} other 5" for day in (7, 10, 13, 16))],
            Do.DROP_AND_NEXT,
            "what nobody can judge",
            "no difference",
        ),
        ([*OF_THE_USUAL, *(f"{day} with 5" for day in (7, 10, 13))], Do.DROP_AND_NEXT, "no difference", "Backs"),
        ([*OF_THE_USUAL, "7 with 4", "60 with 3"], Do.RESTART_LIGHTER, "not tried since the break", "you kept"),
        ([*OF_THE_USUAL, "7 with 4"], Do.SAME_AGAIN, "Stop 10 cm (4 in) above it", "for whoever"),
        (["0 without 5"], Do.START_CHANGE, "It comes first on your list.", "It is next"),
        ([*OF_THE_USUAL, "20 with 5", "46 with 5"], Do.SAME_AGAIN, "this: not clearly better after 6 weeks", "for whoever"),
        (["0 without 5", "46 without 3"], Do.RESTART_LIGHTER, "your usual set-up", "not clearly"),
        (
            [*OF_THE_USUAL, "7 with 3", "45 other 3", "48 other 3", "51 with 3", "54 with 3"],
            Do.REPEAT_CLEAN,
            "There is nothing to compare it with yet.",
            "Something else was different",
        ),
        ([*OF_THE_USUAL, "7 with 3", "10 with 2 no-kg"], Do.KEEP_AND_NEXT, "no more than last time For", "100 kg (220 lb) For"),
    ],
)
def test_the_words_fit_what_was_seen(sessions: list[str], do: Do, said: str, unsaid: str) -> None:
    outcome = follow_up(KNOWLEDGE, course_of(sessions))
    assert outcome.result.next.do is do
    texts = " ".join(texts_of(next_page(KNOWLEDGE, outcome, TODAY).blocks))
    assert said in texts
    assert unsaid not in texts


@pytest.mark.parametrize(
    ("sessions", "undo"),
    [
        (["0 without 4", "3 with 2 one-leg"], True),
        (["0 without 4 one-leg", "3 with 2"], False),
        (["0 without 4 fever", "3 seen one-leg"], True),
        (["0 without 4", "3 seen one-leg", "4 with 2"], False),
        (["0 without 4 one-leg", "0 seen one-leg"], True),
    ],
)
def test_only_a_sign_of_the_last_entry_is_taken_back_by_undo(sessions: list[str], *, undo: bool) -> None:
    assert (KNOWLEDGE.follow_up.remarks.mistake in texts_of(page_of(sessions).blocks)) is undo


def test_a_sign_of_the_kept_result_is_taken_back_by_a_new_one() -> None:
    page = next_page(KNOWLEDGE, follow_up(KNOWLEDGE, course_of([], {"doctor-sign": ["one-leg"]})), TODAY)
    assert KNOWLEDGE.follow_up.remarks.mistake_kept in texts_of(page.blocks)


def test_a_change_of_the_weight_has_no_other_weight_beside_it() -> None:
    outcome = follow_up(KNOWLEDGE, course_of(["0 without 5"], {"onset": "sudden-days"}))
    tips = [replace(tip, changes_load=True) for tip in KNOWLEDGE.tips]
    changed = replace(KNOWLEDGE, tips=tuple(tips))
    [first] = [block for block in next_page(changed, outcome, TODAY).blocks if isinstance(block, Instruction)]
    assert "Weight" not in [field.label for field in first.fields]


def test_whoever_puts_another_weight_back_is_told_no_weight_of_last_time() -> None:
    tips = tuple(replace(tip, changes_load=True) if tip.id == FIRST else tip for tip in KNOWLEDGE.tips)
    lighter = replace(KNOWLEDGE, tips=tips)
    outcome = follow_up(lighter, course_of(["0 without 3", "3 without 3", "7 with 5 80kg", "10 with 5 80kg"]))
    assert outcome.result.next.do is Do.UNDO_CHANGE
    [first] = [block for block in next_page(lighter, outcome, TODAY).blocks if isinstance(block, Instruction)]
    assert "Weight" not in [field.label for field in first.fields]


def test_while_a_sign_is_open_nothing_to_take_away_speaks_of_training() -> None:
    page = next_handout(KNOWLEDGE, follow_up(KNOWLEDGE, course_of(["0 without 5 chest-pain"])), TODAY)
    assert not TRAINING.search(" ".join(texts_of(page.blocks)))


def test_a_chart_without_room_keeps_its_numbers_whole_and_explains_its_plus() -> None:
    said = text_of(["0 without 5 90kg", "3 without 5 90kg", "7 other 3 90kg morning-2"], 24)
    assert said.count("90 kg\n") == 3
    assert "+ something else new" in said


@pytest.mark.parametrize(
    ("sessions", "later", "lighter"),
    [
        (["7 with 3"], 28, False),
        (["7 with 3"], 29, True),
        (["7 with 6", "10 with 6"], 90, False),
        (["7 with 1", "10 with 0", "13 with 1", "16 with 1"], 90, False),
    ],
)
def test_after_long_one_begins_lighter_where_one_presses(sessions: list[str], later: int, *, lighter: bool) -> None:
    outcome = follow_up(KNOWLEDGE, course_of([*OF_THE_USUAL, *sessions]))
    today = outcome.sessions[-1].date + timedelta(later)
    texts = " ".join(texts_of(next_page(KNOWLEDGE, outcome, today).blocks))
    assert (KNOWLEDGE.follow_up.remarks.long_ago in texts) is lighter
