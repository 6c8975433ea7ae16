"""The store: what is kept comes back as it was, whole or not at all, and only where it still fits."""

from __future__ import annotations

import stat
from contextlib import closing
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from legpress_cli.diagnosis.answers import Answer, Answers, Source
from legpress_cli.diagnosis.conditions import GivenAnswer
from legpress_cli.diagnosis.triage import NO_FLOOR, find_level
from legpress_cli.errors import StoreDamaged, StoreUnavailable
from legpress_cli.followup.course import NotedSign, Visit
from legpress_cli.followup.danger import open_signs
from legpress_cli.followup.session import Session, SetUp
from legpress_cli.knowledge.model import Knowledge, Level
from legpress_cli.store.database import Store
from legpress_cli.store.drafts import Draft, Moved, newest_draft
from legpress_cli.store.forgetting import forget
from legpress_cli.store.kept_result import count_course, keep_result, note_sign, read_result
from legpress_cli.store.log import Morning, append_session, import_sessions, read_sessions, undo_last
from legpress_cli.store.schema import APPLICATION_ID, STEPS, statements_of
from legpress_cli.store.visits import append_visit
from support.store import A_DAY, SAFE_ANSWERS, answers_of, keep_draft, pass_time, run_sql, session

GIVEN = Answers((Answer("pain", (4,), Source.PROMPT, 17.5), Answer("doctor-sign", ("fever", "lump"), Source.FLAG, 12)))
TODAY = date(2026, 11, 12)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_answers_come_back_as_they_were_kept_with_their_time(knowledge: Knowledge, store: Store) -> None:
    draft = Draft(store)
    assert draft.keep(knowledge, GIVEN, "pain") is Moved.NOWHERE
    kept = draft.read(knowledge)
    told = {answer.question: (answer.values, answer.source, answer.at) for answer in kept.answers.given}
    assert told == {"pain": ((4,), Source.SESSION, 17.5), "doctor-sign": (("fever", "lump"), Source.EARLIER, 12)}
    assert (kept.asking, kept.lost, kept.version) == ("pain", (), knowledge.about.version)
    assert stat.S_IMODE(store.file.stat().st_mode) == 0o600
    assert draft.delete() == draft.delete() == ""
    assert not store.file.exists()


def test_an_answer_that_lost_to_another_one_is_kept_too(knowledge: Knowledge, store: Store) -> None:
    both = Answers().adding([Answer("pain", (2,), Source.FLAG), Answer("pain", (9,), Source.FILE)])
    draft = Draft(store)
    draft.keep(knowledge, both)
    assert draft.read(knowledge).answers.all_values("pain") == (2, 9)


def test_answers_that_no_longer_fit_are_named_and_the_rest_is_kept(knowledge: Knowledge, store: Store) -> None:
    draft = keep_draft(store.file, {"pain": [4], "feel": ["dull"], "seat": ["lowest"]})
    run_sql(store.file, "UPDATE answers SET question = 'gone' WHERE question = 'feel'")
    run_sql(store.file, """UPDATE answers SET choices = '["tilted"]' WHERE question = 'seat'""")
    run_sql(store.file, "UPDATE interviews SET knowledge_version = '0.9'")
    kept = draft.read(knowledge)
    assert [answer.question for answer in kept.answers.given] == ["pain"]
    assert kept.lost == ("gone (no longer a question)", "Seat setting (your answer is no longer offered)")
    assert kept.version == "0.9"


def test_a_danger_question_with_a_new_sign_is_asked_again(knowledge: Knowledge, store: Store) -> None:
    draft = keep_draft(store.file, {"emergency-sign": ["none"], "doctor-sign": ["none"], "feel": ["dull"]})
    for question, sign, lost in (
        ("feel", "stiff", ()),
        ("emergency-sign", "chest-pain", ("Emergency signs (there are new answers to choose from)",)),
    ):
        statement = "UPDATE answers SET offered = replace(offered, ?, '') WHERE question = ?"
        run_sql(store.file, statement, f',"{sign}"', question)
        assert draft.read(knowledge).lost == lost
    assert [answer.question for answer in draft.read(knowledge).answers.given] == ["doctor-sign", "feel"]


def test_a_danger_question_that_lost_a_sign_is_not_asked_again(knowledge: Knowledge, store: Store) -> None:
    draft = keep_draft(store.file, {"emergency-sign": ["none"]})
    run_sql(store.file, """UPDATE answers SET offered = replace(offered, '["', '["a-sign-of-before","')""")
    assert draft.read(knowledge).lost == ()


def test_the_newest_interview_is_the_one_that_was_touched_last(knowledge: Knowledge, store: Store) -> None:
    first, second = (keep_draft(store.file, {"pain": [pain]}) for pain in (1, 2))
    for draft, pain in ((first, 3), (second, 4), (first, 5)):
        draft.keep(knowledge, answers_of({"pain": [pain]}))
        newest = newest_draft(store)
        assert newest is not None
        assert newest.read(knowledge).answers.values("pain") == (pain,)


def test_an_interview_belongs_to_who_touched_it_last(knowledge: Knowledge, store: Store) -> None:
    first = keep_draft(store.file, SAFE_ANSWERS)
    second = newest_draft(store)
    assert second is not None
    second.take()
    assert second.keep(knowledge, answers_of(SAFE_ANSWERS | {"pain": (3,)})) is Moved.NOWHERE
    assert first.keep(knowledge, answers_of(SAFE_ANSWERS | {"pain": (9,)})) is Moved.TAKEN
    assert first.keep(knowledge, answers_of(SAFE_ANSWERS | {"pain": (8,)})) is Moved.NOWHERE
    assert second.read(knowledge).answers.values("pain") == (3,)
    assert first.read(knowledge).answers.values("pain") == (8,)
    first.delete()
    assert second.read(knowledge).answers.values("pain") == (3,)
    second.delete()
    assert second.keep(knowledge, answers_of(SAFE_ANSWERS)) is Moved.DELETED
    assert newest_draft(store) is not None


def test_who_could_not_take_an_interview_at_once_has_it_with_the_next_answer(knowledge: Knowledge, store: Store) -> None:
    keep_draft(store.file, SAFE_ANSWERS)
    late = newest_draft(store)
    assert late is not None
    link = store.file.with_name("second-name")
    link.hardlink_to(store.file)
    late.take()
    link.unlink()
    assert late.keep(knowledge, answers_of(SAFE_ANSWERS | {"pain": (3,)})) is Moved.NOWHERE
    assert len(run_sql(store.file, "SELECT * FROM interviews")) == 1


def test_what_was_left_for_a_week_is_deleted(store: Store) -> None:
    keep_draft(store.file, {"pain": [1]})
    pass_time(store.file, 8 * A_DAY)
    keep_draft(store.file, {"pain": [2]})
    pass_time(store.file, 6 * A_DAY)
    assert newest_draft(store) is not None
    assert run_sql(store.file, "SELECT choices FROM answers") == [("[2]",)]
    pass_time(store.file, 2 * A_DAY)
    assert newest_draft(store) is None
    assert not store.file.exists()


def test_unfinished_answers_go_after_a_week_and_a_kept_result_does_not(knowledge: Knowledge, store: Store) -> None:
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    keep_draft(store.file, {"lumbar": ["arched-hard"]})
    pass_time(store.file, 8 * A_DAY)
    assert newest_draft(store) is None
    assert len(run_sql(store.file, "SELECT * FROM interviews")) == 1
    assert read_result(store, knowledge) is not None


def test_a_result_takes_the_place_of_the_one_before_and_begins_a_course(knowledge: Knowledge, store: Store) -> None:
    for number in range(1, 4):
        keep_result(store, knowledge, answers_of(SAFE_ANSWERS | {"pain": (number,)}), NO_FLOOR, TODAY)
        kept = read_result(store, knowledge)
        assert kept is not None
        assert (kept.course.answers.values("pain"), kept.number, kept.course.given_on) == ((number,), number, TODAY)
        append_session(store, kept.number, session(during=number))
        assert count_course(store) == 1
    assert [entry.course for entry in read_sessions(store)] == [1, 2, 3]
    assert newest_draft(store) is None
    assert len(run_sql(store.file, "SELECT * FROM interviews")) == 1


def test_a_danger_sign_is_noted_with_a_result_and_goes_with_it(knowledge: Knowledge, store: Store) -> None:
    fever = find_level(knowledge, answers_of({"doctor-sign": ["fever"]}))
    assert note_sign(store, fever, TODAY) is False
    assert not store.file.exists()
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    append_session(store, 1, session(during=7))
    assert note_sign(store, fever, TODAY) is True
    kept = read_result(store, knowledge)
    assert kept is not None
    assert kept.course.noted == (NotedSign(TODAY, Level.URGENT, (GivenAnswer("doctor-sign", "fever"),), after=1),)
    assert (kept.course.level, kept.course.hold, [entry.during for entry in kept.course.sessions]) == (
        Level.SELF_CARE,
        False,
        [7],
    )
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    again = read_result(store, knowledge)
    assert again is not None
    assert (again.course.noted, again.course.sessions) == ((), ())
    note_sign(store, fever, TODAY)
    new = read_result(store, knowledge)
    assert new is not None
    assert [noted.after for noted in new.course.noted] == [0]  # the sessions of the course before are none of this one


def test_the_sessions_of_a_course_come_in_the_order_of_entry(knowledge: Knowledge, store: Store) -> None:
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    for number, day in enumerate((9, 3, 6)):
        append_session(store, 1, session(date=date(2026, 11, day), during=number))
    kept = read_result(store, knowledge)
    assert kept is not None
    assert [entry.during for entry in kept.course.sessions] == [0, 1, 2]
    assert undo_last(store, 1) == (kept.course.sessions[-1], None)


def test_a_visit_is_kept_with_a_result_in_its_place_and_goes_with_it(knowledge: Knowledge, store: Store) -> None:
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    append_session(store, 1, session())
    append_visit(store, Visit(TODAY, ("fever", "one-leg")))
    note_sign(store, find_level(knowledge, answers_of({"doctor-sign": ["fever"]})), TODAY)
    append_visit(store, Visit(TODAY))
    kept = read_result(store, knowledge)
    assert kept is not None
    assert kept.course.visits == (Visit(TODAY, ("fever", "one-leg"), after=1), Visit(TODAY, after=1, noted=1))
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    again = read_result(store, knowledge)
    assert again is not None
    assert again.course.visits == ()
    assert run_sql(store.file, "SELECT count(*) FROM visits") == [(0,)]


def test_undo_takes_sessions_and_visits_back_in_the_order_of_entry(knowledge: Knowledge, store: Store) -> None:
    append_session(store, 1, session())
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    first, last = session(), session()
    append_visit(store, Visit(TODAY))
    append_session(store, 2, first)
    append_visit(store, Visit(TODAY, ("fever",)))
    append_visit(store, Visit(TODAY))
    append_session(store, 2, last)
    assert [undo_last(store, 2) for _ in range(6)] == [
        (last, None),
        Visit(TODAY, after=1),
        Visit(TODAY, ("fever",), after=1),
        (first, None),
        Visit(TODAY),
        None,
    ]
    assert len(read_sessions(store)) == 1


def test_a_sign_that_was_noted_after_a_session_outlives_its_undo_and_can_be_seen(knowledge: Knowledge, store: Store) -> None:
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    append_session(store, 1, session(date=TODAY))
    note_sign(store, find_level(knowledge, answers_of({"doctor-sign": ["fever"]})), TODAY)
    undo_last(store, 1)
    append_session(store, 1, session(date=TODAY, seen=True))
    kept = read_result(store, knowledge)
    assert kept is not None
    assert open_signs(knowledge, kept.course) == ()


def test_a_sign_that_was_noted_is_not_closed_by_what_was_entered_before_it_and_an_undo(
    knowledge: Knowledge, store: Store
) -> None:
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    for seen in (True, False):
        append_session(store, 1, session(date=TODAY, seen=seen))
    note_sign(store, find_level(knowledge, answers_of({"doctor-sign": ["fever"]})), TODAY)
    undo_last(store, 1)
    kept = read_result(store, knowledge)
    assert kept is not None
    assert [sign.after for sign in kept.course.noted] == [1]
    assert [sign.level for sign in open_signs(knowledge, kept.course)] == [Level.URGENT]


def test_a_file_of_the_first_layout_takes_visits(knowledge: Knowledge, store: Store) -> None:
    first = Store(store.file, steps=STEPS[:1])
    append_session(first, 1, session(during=7))
    keep_result(first, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    tables = {name for (name,) in run_sql(store.file, "SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert "visits" not in tables
    assert run_sql(store.file, "PRAGMA user_version") == [(1,)]
    assert [entry.session.during for entry in read_sessions(store)] == [7]
    append_visit(store, Visit(TODAY))
    kept = read_result(store, knowledge)
    assert kept is not None
    assert (kept.course.visits, kept.course.sessions) == ((Visit(TODAY),), ())
    assert run_sql(store.file, "PRAGMA user_version") == [(len(STEPS),)]


def test_a_file_without_a_table_that_its_layout_has_is_damaged(store: Store) -> None:
    append_session(store, 1, session())
    run_sql(store.file, "DROP TABLE visits")
    with pytest.raises(StoreDamaged):
        read_sessions(store)


PAINS = st.integers(0, 10)
SESSIONS = st.builds(
    Session,
    id=st.text("0123456789abcdef", min_size=1, max_size=3),
    date=st.dates(),
    during=PAINS,
    after=PAINS,
    morning=st.none() | PAINS,
    weight_kg=st.none() | st.floats(0, 500),
    step=st.sampled_from(["usual", "handle-pull"]),
    set_up=st.sampled_from(SetUp),
    signs=st.lists(st.sampled_from(["fever", "chest-pain"]), unique=True).map(tuple),
    seen=st.booleans(),
)


@given(entered=st.lists(SESSIONS, max_size=6))
def test_sessions_come_back_in_the_order_of_entry_each_once(
    tmp_path_factory: pytest.TempPathFactory, entered: list[Session]
) -> None:
    store = Store(tmp_path_factory.mktemp("log") / "store")
    assert import_sessions(store, 1, entered) == len({entry.id for entry in entered})
    assert import_sessions(store, 1, entered) == 0
    read = [entry.session for entry in read_sessions(store)]
    assert [entry.id for entry in read] == list(dict.fromkeys(entry.id for entry in entered))
    for entry in read:
        told = [other for other in entered if other.id == entry.id]
        mornings = [other.morning for other in told if other.morning is not None]
        weights = [other.weight_kg for other in told if other.weight_kg is not None]
        filled = msgspec.structs.replace(told[0], morning=next(iter(mornings), None), weight_kg=next(iter(weights), None))
        assert entry == filled
    assert [undo_last(store, 1) for _ in range(len(read) + 1)] == [*((session, None) for session in reversed(read)), None]


def test_an_import_fills_in_what_is_not_known_and_writes_nothing_over(store: Store) -> None:
    known = session(morning=4, weight_kg=None)
    append_session(store, 1, known)
    assert import_sessions(store, 1, [msgspec.structs.replace(known, morning=1, weight_kg=90.0, during=9)]) == 0
    assert [entry.session for entry in read_sessions(store)] == [msgspec.structs.replace(known, weight_kg=90.0)]


def test_undo_takes_back_the_morning_that_was_told_with_a_session(store: Store) -> None:
    for first in (session(), session(morning=1)):
        append_session(store, 1, first)
        before = read_sessions(store)
        last = session()
        append_session(store, 1, last, Morning(first.id, 5))
        assert [entry.session.morning for entry in read_sessions(store)][-2:] == [5, None]
        assert undo_last(store, 1) == (last, 5)
        assert read_sessions(store) == before


@pytest.mark.parametrize("signs", ["[1]", "{}", '"fever"', "fever", ""])
def test_signs_that_are_no_ids_are_damage(store: Store, signs: str) -> None:
    append_session(store, 1, session(signs=("fever", "lump")))
    assert [entry.session.signs for entry in read_sessions(store)] == [("fever", "lump")]
    run_sql(store.file, "UPDATE sessions SET signs = ?", signs)
    with pytest.raises(StoreDamaged):
        read_sessions(store)


def test_an_import_that_fails_keeps_nothing_of_it(store: Store) -> None:
    broken = msgspec.structs.replace(session(), during=None)
    with pytest.raises(StoreDamaged):
        import_sessions(store, 1, [session(), broken])
    assert read_sessions(store) == ()


def test_forgetting_leaves_sessions_and_nothing_else_in_the_file(knowledge: Knowledge, store: Store) -> None:
    keep_result(store, knowledge, answers_of({"handles": ["squeeze"]}), NO_FLOOR, TODAY)
    keep_draft(store.file, {"lumbar": ["arched-hard"]})
    append_session(store, 1, session(step="glute-squeeze"))
    assert b"arched-hard" in store.file.read_bytes()
    done = forget(store, log=False, set_aside=False)
    assert (done.interviews, done.result, done.sessions, done.sessions_left) == (1, True, 0, 1)
    data = store.file.read_bytes()
    assert b"arched-hard" not in data
    assert b"handles" not in data
    assert b"glute-squeeze" in data
    keep_result(store, knowledge, answers_of(SAFE_ANSWERS), NO_FLOOR, TODAY)
    assert count_course(store) == 0
    assert forget(store, log=True, set_aside=False).sessions == 1
    assert list(store.file.parent.iterdir()) == []


def test_an_empty_file_is_a_new_one(store: Store) -> None:
    store.file.touch(mode=0o600)
    assert newest_draft(store) is None
    append_session(store, 1, session())
    assert run_sql(store.file, "PRAGMA user_version") == [(len(STEPS),)]
    assert run_sql(store.file, "PRAGMA application_id") == [(APPLICATION_ID,)]


def test_a_file_from_before_the_last_step_takes_it(store: Store) -> None:
    append_session(store, 1, session(step="usual"))
    later = Store(store.file, steps=(*STEPS, ("ALTER TABLE sessions ADD COLUMN mood TEXT NOT NULL DEFAULT 'fine'",)))
    assert [entry.session.step for entry in read_sessions(later)] == ["usual"]
    assert run_sql(store.file, "SELECT mood FROM sessions") == [("fine",)]
    assert run_sql(store.file, "PRAGMA user_version") == [(len(STEPS) + 1,)]
    before = store.file.read_bytes()
    with pytest.raises(StoreUnavailable, match="was written by a newer legpress"):
        append_session(store, 1, session())
    assert store.file.read_bytes() == before


def test_a_step_that_fails_leaves_the_file_as_it_was(store: Store) -> None:
    append_session(store, 1, session())
    before = store.file.read_bytes()
    with pytest.raises(StoreDamaged):
        read_sessions(Store(store.file, steps=(*STEPS, ("CREATE TABLE more (id TEXT)", "CREATE NONSENSE"))))
    assert store.file.read_bytes() == before


def test_the_tables_can_be_made_without_strictness(tmp_path: Path) -> None:
    for strict in (True, False):
        file = tmp_path / str(strict)
        for step in STEPS:
            for statement in statements_of(step, strict=strict):
                run_sql(file, statement)
        assert len(run_sql(file, "SELECT name FROM pragma_table_list WHERE strict")) == (6 if strict else 0)


def test_what_others_wrote_is_left_as_it_is(knowledge: Knowledge, store: Store) -> None:
    run_sql(store.file, "CREATE TABLE bookmarks (name TEXT)")
    before = store.file.read_bytes()
    for use in (
        lambda: append_session(store, 1, session()),
        lambda: read_result(store, knowledge),
        lambda: forget(store, log=True, set_aside=False),
    ):
        with pytest.raises(StoreUnavailable, match="belongs to another program"):
            use()
    assert store.file.read_bytes() == before


@pytest.mark.smoke
def test_a_connection_is_set_up_to_lose_and_leave_nothing(store: Store) -> None:
    append_session(store, 1, session())
    with store.writing() as database:
        for pragma, value in (("synchronous", 2), ("foreign_keys", 1), ("secure_delete", 1), ("trusted_schema", 0)):
            assert database.execute(f"PRAGMA {pragma}").fetchone() == (value,)
        with closing(database.execute("PRAGMA journal_mode")) as rows:
            assert rows.fetchone() == ("delete",)
