"""Both ways to ask, on a fake terminal: keys through prompt_toolkit's pipe input, and typed lines."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from legpress_cli.diagnosis.replay import Progress
from legpress_cli.interview.interviewer import (
    Change,
    Confirmed,
    Given,
    Prompt,
    Reply,
    ReviewLine,
    ReviewReply,
    TextPrompt,
    Typed,
    WentBack,
)
from legpress_cli.interview.line_prompts import LineAsker
from legpress_cli.interview.menus.asker import ScreenAsker
from legpress_cli.interview.menus.menu import Menu, lines_above, number_entries
from legpress_cli.interview.menus.screen import Line, Screen
from legpress_cli.interview.phrases import TO_CHOOSE, WayOn
from legpress_cli.interview.wizard import choose_asker
from legpress_cli.knowledge.model import NOT_SURE, Kind, Knowledge, Value
from legpress_cli.system.environment import Environment, StreamCapabilities
from support.examples import sweep
from support.scripted import BACK, WRONG, ScriptedAsker

UP, DOWN, ENTER, SPACE, SHIFT_TAB, CTRL_B, CTRL_C, CTRL_D = "\x1b[A", "\x1b[B", "\r", " ", "\x1b[Z", "\x02", "\x03", "\x04"
LEFT, HOME, PASTED = "\x1b[D", "\x1b[H", "\x1b[200~3\r\x1b[201~"
LOOK = StreamCapabilities(width=80, colour=True, unicode=True)
LINES = (ReviewLine("seat", "Seat setting: Lowest"), ReviewLine("feet", "Feet: High"))
STATEMENT = "You marked: Chest pain. Is that right?"
SERIOUS = {"emergency-sign", "doctor-sign", "health", "numb-where", "pain", "tried", "where", "onset", "when"}


class Window(DummyOutput):
    """A window of some size in which nothing is drawn."""

    def __init__(self, columns: int, rows: int) -> None:
        self._size = Size(rows=rows, columns=columns)

    def get_size(self) -> Size:
        return self._size


@pytest.fixture
def keyboard() -> Iterator[PipeInput]:
    with create_pipe_input() as pipe:
        yield pipe


def prompt_for(knowledge: Knowledge, question: str, current: tuple[Value, ...] = (), *, can_go_back: bool = True) -> Prompt:
    nothing_chosen = question in SERIOUS and not current
    return Prompt(knowledge.question(question), Progress(3, 11), current, can_go_back, nothing_chosen)


def screen_asker(keyboard: PipeInput) -> ScreenAsker:
    return ScreenAsker(DummyOutput(), ScriptedAsker(), keyboard)


@pytest.mark.parametrize(
    ("question", "current", "keys", "reply"),
    [
        ("seat", (), ENTER, Given(("lowest",))),
        ("seat", (), SPACE, Given(("lowest",))),
        ("seat", (), DOWN + "\n", Given(("middle",))),
        ("seat", (), DOWN + DOWN + ENTER, Given(("highest",))),
        ("seat", (), UP + ENTER, Given(("not-sure",))),
        ("seat", ("fixed",), ENTER, Given(("fixed",))),
        ("seat", (), SHIFT_TAB, WentBack()),
        ("seat", (), CTRL_B, WentBack()),
        ("seat", (), DOWN + "?" + DOWN + ENTER, Given(("highest",))),
        ("seat", (), "3" + ENTER, Given(("highest",))),
        ("seat", (), "32" + ENTER, Given(("middle",))),
        ("seat", (), "3908" + ENTER, Given(("highest",))),
        ("seat", (), "3x" + LEFT + HOME + "\t" + PASTED + ENTER, Given(("highest",))),
        ("pain", (), "7" + ENTER, Given((7,))),
        ("pain", (), "0" + SPACE, Given((0,))),
        ("pain", (), "10" + ENTER, Given((10,))),
        ("pain", (), "12" + ENTER, Given((2,))),
        ("pain", (), "1" + DOWN + "0" + ENTER, Given((0,))),
        ("pain", (), "1x0" + ENTER, Given((0,))),
        ("pain", (1,), "0" + ENTER, Given((0,))),
        ("pain", (), "n" + ENTER, Given((NOT_SURE,))),
        ("pain", (), UP + ENTER, Given((NOT_SURE,))),
        ("pain", (), ENTER + SPACE + DOWN + ENTER, Given((0,))),
        ("pain", (7,), ENTER, Given((7,))),
        ("tried", (), ENTER + ENTER + SPACE + "3" + ENTER, Given(("no",))),
        ("tried", ("some",), ENTER, Given(("some",))),
        ("numb-where", (), ENTER + DOWN + ENTER, Given(("low-back",))),
        ("emergency-sign", (), UP + SPACE + "\n", Given(("none",))),
        ("emergency-sign", (), UP + SPACE + ENTER, Given(("none",))),
        ("emergency-sign", (), "10" + SPACE + ENTER, Given(("none",))),
        ("emergency-sign", (), "10" + ENTER + "7" + SPACE + ENTER, Given(("chest-pain",))),
        ("health", (), "1" + SPACE + "5" + SPACE + ENTER, Given(("cancer", "blood-pressure"))),
        ("emergency-sign", (), SPACE + DOWN + SPACE + ENTER, Given(("saddle-numbness", "bladder-bowel"))),
        ("emergency-sign", (), ENTER + SPACE + ENTER, Given(("saddle-numbness",))),
        ("emergency-sign", (), UP + SPACE + DOWN + SPACE + ENTER + UP + SPACE + ENTER, Given(("saddle-numbness",))),
        ("emergency-sign", (), "a" + "i" + SPACE + ENTER, Given(("saddle-numbness",))),
        ("emergency-sign", ("chest-pain",), ENTER, Given(("chest-pain",))),
        ("emergency-sign", ("chest-pain",), SPACE + "10" + SPACE + ENTER, Given(("none",))),
        ("emergency-sign", (), DOWN + SPACE + "?" + ENTER, Given(("bladder-bowel",))),
        ("emergency-sign", (), SPACE + CTRL_B, WentBack()),
    ],
)
def test_keys_give_an_answer(
    knowledge: Knowledge, keyboard: PipeInput, question: str, current: tuple[Value, ...], keys: str, reply: Reply
) -> None:
    keyboard.send_text(keys + CTRL_B)  # who is not understood goes back, and does not wait for ever
    assert screen_asker(keyboard).ask(prompt_for(knowledge, question, current)) == reply


@pytest.mark.slow
def test_the_number_of_each_answer_leads_to_it(knowledge: Knowledge, keyboard: PipeInput) -> None:
    asker = screen_asker(keyboard)
    for question in knowledge.questions:
        for number, value in enumerate(question.values, 1):
            key = str(number) if question.scale is None else "n" if value == NOT_SURE else str(value)
            keyboard.send_text(key + SPACE * (question.kind is Kind.MANY) + ENTER)
            assert asker.ask(prompt_for(knowledge, question.id)) == Given((value,))


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("question", ["seat", "emergency-sign", "pain"])
def test_keys_leave_the_interview(knowledge: Knowledge, keyboard: PipeInput, question: str, keys: str) -> None:
    keyboard.send_text(keys)
    with pytest.raises(KeyboardInterrupt):
        ScreenAsker(DummyOutput(), ScriptedAsker(), keyboard, colour=False).ask(prompt_for(knowledge, question))


def test_there_is_no_way_back_from_the_first_question(knowledge: Knowledge, keyboard: PipeInput) -> None:
    keyboard.send_text(CTRL_B + SHIFT_TAB + ENTER)
    asked = prompt_for(knowledge, "seat", can_go_back=False)
    assert screen_asker(keyboard).ask(asked) == Given(("lowest",))


@pytest.mark.parametrize(
    ("keys", "verdict"),
    [
        (ENTER + SPACE + DOWN + ENTER, Confirmed(WayOn.KEEP)),
        ("1" + ENTER, Confirmed(WayOn.KEEP)),
        ("2" + ENTER, Confirmed(WayOn.KEEP_NOTHING)),
        ("3" + ENTER, Change("seat")),
        (UP + ENTER, Change("feet")),
        (CTRL_B, WentBack()),
    ],
)
def test_keys_settle_the_review(keyboard: PipeInput, keys: str, verdict: ReviewReply) -> None:
    keyboard.send_text(keys)
    assert screen_asker(keyboard).review(LINES, TO_CHOOSE) == verdict


@pytest.mark.parametrize(
    ("keys", "right"),
    [(ENTER + SPACE + "1" + ENTER, True), (DOWN + SPACE, True), ("2" + ENTER, False), (CTRL_B, False), (SHIFT_TAB, False)],
)
def test_keys_confirm_a_statement_with_nothing_chosen_beforehand(keyboard: PipeInput, keys: str, *, right: bool) -> None:
    keyboard.send_text(keys)
    assert screen_asker(keyboard).confirm(STATEMENT) is right


def weight_prompt(knowledge: Knowledge, usual: str = "", *, can_go_back: bool = True) -> TextPrompt:
    return TextPrompt(
        knowledge.follow_up.weight, Progress(3, 7), usual, can_go_back, lambda text: "" if text.endswith("kg") else f"{text}?"
    )


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("100 kg" + ENTER, Typed("100 kg")),
        ("100kg\n", Typed("100kg")),
        (ENTER, Typed("")),
        ("  " + ENTER, Typed("")),
        ("100" + ENTER + " kg" + ENTER, Typed("100 kg")),
        ("10" + LEFT + "5" + DOWN + UP + "\t" + "\x05kg" + ENTER, Typed("150kg")),
        ("?100kg?" + ENTER, Typed("100kg")),
        ("\x1b[200~1\r0 kg\x1b[201~" + ENTER, Typed("1 0 kg")),
        ("100" + SHIFT_TAB, WentBack()),
        (CTRL_B, WentBack()),
    ],
)
def test_keys_give_a_text(knowledge: Knowledge, keyboard: PipeInput, keys: str, reply: Typed | WentBack) -> None:
    keyboard.send_text(keys)
    assert screen_asker(keyboard).type_text(weight_prompt(knowledge)) == reply


@pytest.mark.parametrize("keys", [CTRL_C, CTRL_D, "100" + CTRL_D])
def test_keys_leave_a_text(knowledge: Knowledge, keyboard: PipeInput, keys: str) -> None:
    keyboard.send_text(keys)
    with pytest.raises(KeyboardInterrupt):
        screen_asker(keyboard).type_text(weight_prompt(knowledge))


def test_where_there_is_no_way_back_its_keys_type_nothing(knowledge: Knowledge, keyboard: PipeInput) -> None:
    keyboard.send_text(SHIFT_TAB + "9" + CTRL_B + "8kg" + ENTER)
    assert screen_asker(keyboard).type_text(weight_prompt(knowledge, can_go_back=False)) == Typed("98kg")


@pytest.mark.parametrize(("columns", "rows"), [(80, 4), (12, 60)])
def test_a_text_that_does_not_fit_the_window_is_typed_line_by_line(
    knowledge: Knowledge, keyboard: PipeInput, columns: int, rows: int
) -> None:
    asker = ScreenAsker(Window(columns, rows), ScriptedAsker("100kg", BACK), keyboard)
    assert [asker.type_text(weight_prompt(knowledge)) for _ in range(2)] == [Typed("100kg"), WentBack()]


@pytest.mark.parametrize("columns", sweep([80, 40], 40))
def test_every_question_is_a_menu_in_a_usual_window(knowledge: Knowledge, keyboard: PipeInput, columns: int) -> None:
    lines = ScriptedAsker()
    asker = ScreenAsker(Window(columns, 24), lines, keyboard)
    for question in knowledge.questions:
        keyboard.send_text(CTRL_B)
        assert asker.ask(prompt_for(knowledge, question.id)) == WentBack()
    assert lines.asked == []


MORE = ["  Not all lines fit:", "  keep pressing Down to", "  read them all."]
WHY = "This is why it is asked, in three lines of a narrow window."
WHY_LINES = ["This is why it is", "asked, in three lines", "of a narrow window."]
TEN = number_entries([(number, "An answer") for number in range(10)], list("abcdefghij"), ".")


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (16, [*WHY_LINES, "No such key."]),
        (15, [*WHY_LINES, *MORE, "No such key."]),
        (10, [*WHY_LINES, *MORE, "No such key."]),
        (9, [*WHY_LINES[:1], "...", *MORE, "No such key."]),
        (8, ["...", *MORE, "No such key."]),
        (7, [*MORE, "No such key."]),
        (6, MORE),
    ],
)
def test_on_a_low_screen_the_reason_gives_way_before_what_is_said_of_a_key(rows: int, lines: list[str]) -> None:
    menu = Menu((Line("Which?"),), TEN, "Keys.", lambda _: "", why=WHY)
    above = lines_above(menu, Screen(Window(24, rows), colour=False), "No such key.", is_why_shown=True)
    assert [text for _, text in above] == ["Which?", *lines, "  Keys."]


@pytest.mark.parametrize(("columns", "rows"), [(80, 4), (24, 20), (12, 60)])
def test_what_does_not_fit_the_window_is_asked_line_by_line(
    knowledge: Knowledge, keyboard: PipeInput, columns: int, rows: int
) -> None:
    lines = ScriptedAsker("none", WRONG, BACK)
    asker = ScreenAsker(Window(columns, rows), lines, keyboard)
    assert asker.ask(prompt_for(knowledge, "emergency-sign")) == Given(("none",))
    assert asker.confirm(STATEMENT * 20) is False
    assert asker.review((*LINES, *(ReviewLine(str(number), "so" * 99) for number in range(20))), TO_CHOOSE) == WentBack()
    assert lines.statements == [STATEMENT * 20]


class Echoing(io.StringIO):
    """What somebody types on a terminal, which shows it on its screen."""

    def __init__(self, typed: str, screen: io.StringIO) -> None:
        super().__init__(typed)
        self._screen = screen

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # typeshed takes it for bytes
        line = super().readline(size)
        self._screen.write(line.replace("\x1b", "^["))
        return line


def line_asker(typed: str, width: int = 80) -> tuple[LineAsker, io.StringIO]:
    screen = io.StringIO()
    return LineAsker(Echoing(typed, screen), screen, lambda: width), screen


@pytest.mark.parametrize(
    ("question", "current", "typed", "reply"),
    [
        ("seat", (), "1\n", Given(("lowest",))),
        ("seat", (), "highest\n", Given(("highest",))),
        ("seat", ("fixed",), "\n", Given(("fixed",))),
        ("seat", (), "\n9\nseat\n1 2\n2\n", Given(("middle",))),
        ("seat", (), "2.\n", Given(("middle",))),
        ("seat", (), "HIGHEST\n", Given(("highest",))),
        ("seat", (), "Lowest, the flattest notch\n", Given(("lowest",))),
        ("seat", (), "somewhere  in THE middle\n", Given(("middle",))),
        ("seat", (), "It can\n", Given(("fixed",))),
        ("seat", (), "l\nmi\n", Given(("middle",))),
        ("seat", (), "not_sure\n", Given(("not-sure",))),
        ("seat", (), "B\n", WentBack()),
        ("seat", (), "back\n", WentBack()),
        ("seat", (), "help\n3\n", Given(("highest",))),
        ("where", (), "low\nlow back, on\n", Given(("one-side",))),
        ("tried", (), "yes\n", Given(("all",))),
        ("pain", (), "0\n", Given((0,))),
        ("pain", (), "7 out of 10\n", Given((7,))),
        ("pain", (), "7 8\nN\n", Given(("not-sure",))),
        ("pain", (), "no\n", Given(("not-sure",))),
        ("back-work", (), "no\n", Given(("no",))),
        ("seat", (), "b\n", WentBack()),
        ("seat", (), "\x02\n", WentBack()),
        ("seat", (), "\x1b[Z\n", WentBack()),
        ("seat", (), "?\n3\n", Given(("highest",))),
        ("pain", (), "10\n", Given((10,))),
        ("pain", (), "11\nnot-sure\n", Given(("not-sure",))),
        ("pain", (), "-3\n_3\n4\n", Given((4,))),
        ("seat", (), "-1\nnot-\n", Given(("not-sure",))),
        ("emergency-sign", (), "10\n", Given(("none",))),
        ("emergency-sign", (), "1 10\n1, 2\n", Given(("saddle-numbness", "bladder-bowel"))),
        ("doctor-sign", (), "fever one-leg\n", Given(("fever", "one-leg"))),
        ("doctor-sign", (), "Fever, chills, or feeling ill; one_leg, LUMP\n", Given(("fever", "lump", "one-leg"))),
        ("doctor-sign", (), "losing weight; 3 4\n", Given(("weight-loss", "lump", "night-pain"))),
        ("doctor-sign", (), "no\n", Given(("none",))),
        ("doctor-sign", (), "None of these.\n", Given(("none",))),
        ("emergency-sign", (), "no chest pain\nno, chest-pain\nchest pain\n", Given(("chest-pain",))),
        ("emergency-sign", (), "Chest Pain\n", Given(("chest-pain",))),
    ],
)
def test_typed_lines_give_an_answer(
    knowledge: Knowledge, question: str, current: tuple[Value, ...], typed: str, reply: Reply
) -> None:
    asker, screen = line_asker(typed)
    assert asker.ask(prompt_for(knowledge, question, current)) == reply
    assert "Question 3 of about 11" in screen.getvalue()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("?\n1\n", "A flatter rest bends your hips less"),
        ("help\n1\n", "A flatter rest bends your hips less"),
        ("HELP\n1\n", "Type a number from 1 to 5, or the first words of an answer. Or type b to go back, q to leave."),
        ("9\n1\n", "There is no answer '9' here. Type a number from 1 to 5, or the first words of an answer."),
        ("lowst\n1\n", "There is no answer 'lowst' here; did you mean lowest? Type"),
        ("\n1\n", "Nothing was typed."),
        ("\x1b[31mx\n1\n", "There is no answer '\\x1b[31mx' here."),
        ("1\n", "You answered: Lowest, the flattest notch."),
    ],
)
def test_typed_lines_get_a_reply(knowledge: Knowledge, typed: str, words: str) -> None:
    asker, screen = line_asker(typed, width=200)
    asker.ask(prompt_for(knowledge, "seat"))
    assert words in screen.getvalue()
    assert "\x1b" not in screen.getvalue()


@pytest.mark.parametrize(
    ("question", "typed", "words"),
    [
        ("pain", "11\nn\n", "There is no answer '11' here. Type a number from 0 to 10, or n."),
        ("pain", "10\n", "You answered: 10 out of 10."),
        ("emergency-sign", "1 10\n1\n", "That does not work: 10 (None of these) cannot be given beside another answer."),
        ("emergency-sign", "chets pain\n1\n", "There is no answer 'chets pain' here; did you mean"),
        ("emergency-sign", "7 3\n", "You answered: New trouble with sex, such as erections or feeling; Chest pain."),
        ("doctor-sign", "pain\n1\n", "More than one answer begins with 'pain': Pain so bad at night or lying down"),
        ("doctor-sign", "fever, wieght loss\n1\n", "There is no answer 'wieght loss' here; did you mean weight-loss"),
    ],
)
def test_a_wrong_line_is_told_what_would_work(knowledge: Knowledge, question: str, typed: str, words: str) -> None:
    asker, screen = line_asker(typed, width=200)
    asker.ask(prompt_for(knowledge, question))
    assert words in screen.getvalue()


def test_the_line_mode_says_the_answer_so_far_and_that_there_is_no_way_back(knowledge: Knowledge) -> None:
    asker, screen = line_asker("b\n\n")
    asker.ask(prompt_for(knowledge, "seat", ("fixed",), can_go_back=False))
    assert "Your answer so far: It cannot be moved." in screen.getvalue()
    assert "This is the first question." in screen.getvalue()
    assert "b to go back" not in screen.getvalue()


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("\n2\n", Confirmed(WayOn.KEEP_NOTHING)),
        ("1\n", Confirmed(WayOn.KEEP)),
        ("show my result, keep nothing\n", Confirmed(WayOn.KEEP_NOTHING)),
        ("3\n", Change("seat")),
        ("feet\n", Change("feet")),
        ("Seat setting\n", Change("seat")),
        ("b\n", WentBack()),
        ("show my result\n7\n?\n1\n", Confirmed(WayOn.KEEP)),
    ],
)
def test_typed_lines_settle_the_review(typed: str, verdict: ReviewReply) -> None:
    asker, screen = line_asker(typed)
    assert asker.review(LINES, TO_CHOOSE) == verdict
    assert "4. Feet: High" in screen.getvalue()


@pytest.mark.parametrize(
    ("typed", "verdict"), [("1\n", Confirmed(WayOn.LOG)), ("2\n", Change("seat")), ("3\n", Change("feet")), ("b\n", WentBack())]
)
def test_one_way_on_moves_the_numbers_of_the_answers(typed: str, verdict: ReviewReply) -> None:
    asker, screen = line_asker(typed)
    assert asker.review(LINES, (WayOn.LOG,)) == verdict
    assert "1. Keep this session\n2. Seat setting: Lowest\n3. Feet: High\n" in screen.getvalue()


@pytest.mark.parametrize(
    ("usual", "typed", "reply", "said"),
    [
        ("95 kg", "\n", Typed(""), "You answered: 95 kg."),
        ("", "\n", Typed(""), "You answered: not known."),
        ("95 kg", "80 kg\n", Typed("80 kg"), "You answered: 80 kg."),
        ("95 kg", "heavy\n80 kg\n", Typed("80 kg"), "heavy?"),
        ("95 kg", "?\n\n", Typed(""), "Why we ask: "),
        ("95 kg", "HELP\n\n", Typed(""), "Why we ask: "),
        ("95 kg", "b\n", WentBack(), "Enter alone means: 95 kg, as last time."),
        ("", "B\n", WentBack(), "Enter alone means: not known."),
    ],
)
def test_typed_lines_give_a_text(knowledge: Knowledge, usual: str, typed: str, reply: Typed | WentBack, said: str) -> None:
    asker, screen = line_asker(typed)
    assert asker.type_text(weight_prompt(knowledge, usual)) == reply
    assert said in screen.getvalue()
    assert f"Question 3 of about 7\n{knowledge.follow_up.weight.ask}\n" in screen.getvalue()


def test_where_there_is_no_way_back_a_text_says_so(knowledge: Knowledge) -> None:
    asker, screen = line_asker("b\n\n")
    assert asker.type_text(weight_prompt(knowledge, can_go_back=False)) == Typed("")
    assert "This is the first question." in screen.getvalue()
    assert "b to go back" not in screen.getvalue()


@pytest.mark.parametrize("typed", ["q", "QUIT", "quit"])
def test_typing_q_leaves_the_interview(knowledge: Knowledge, typed: str) -> None:
    with pytest.raises(KeyboardInterrupt):
        line_asker(f"{typed}\n")[0].ask(prompt_for(knowledge, "seat"))
    with pytest.raises(KeyboardInterrupt):
        line_asker(f"{typed}\n")[0].confirm(STATEMENT)
    with pytest.raises(KeyboardInterrupt):
        line_asker(f"{typed}\n")[0].review(LINES, TO_CHOOSE)


@pytest.mark.parametrize(
    ("typed", "right"),
    [("yes\n", True), ("Y\n", True), ("no\n", False), ("N\n", False), ("b\n", False), ("\nperhaps\nhelp\nyes\n", True)],
)
def test_typed_lines_confirm_a_statement(typed: str, *, right: bool) -> None:
    asker, screen = line_asker(typed)
    assert asker.confirm(STATEMENT) is right
    assert STATEMENT in screen.getvalue()


@pytest.mark.parametrize("typed", ["nonne", "nothing", "nope", "not one", "zero", "-"])
def test_none_of_these_is_never_guessed(knowledge: Knowledge, typed: str) -> None:
    for question in ("emergency-sign", "health"):
        asker, screen = line_asker(f"{typed}\n1\n", width=300)
        assert asker.ask(prompt_for(knowledge, question)) != Given(("none",))
        assert "did you mean none" not in screen.getvalue()


def test_the_label_and_the_id_of_each_answer_are_understood(knowledge: Knowledge) -> None:
    for question in knowledge.questions:
        for option in question.options:
            for typed in (option.id, option.id.upper().replace("-", "_"), option.label, option.label.lower()):
                asker, screen = line_asker(f"{typed}\n", width=300)
                assert asker.ask(prompt_for(knowledge, question.id)) == Given((option.id,))
                assert f"You answered: {option.label}." in screen.getvalue()


@pytest.mark.parametrize("width", [1, 24, 40])
def test_line_mode_fits_a_narrow_terminal(knowledge: Knowledge, width: int) -> None:
    for question in knowledge.questions:
        asker, screen = line_asker("1\n", width)
        asker.ask(prompt_for(knowledge, question.id))
        assert max(map(len, screen.getvalue().split("\n"))) <= max(width, 4)


@pytest.mark.parametrize("draws", [True, False])
def test_a_console_that_cannot_be_drawn_on_is_asked_line_by_line(draws: bool) -> None:  # noqa: FBT001  # a case
    screen = io.StringIO()
    able = Environment(plain=False, can_ask=True, result=LOOK, talk=LOOK)
    asker = choose_asker(able, screen, lambda _: DummyOutput() if draws else None)
    assert isinstance(asker, ScreenAsker if draws else LineAsker)


def test_the_end_of_input_leaves_the_interview(knowledge: Knowledge) -> None:
    with pytest.raises(KeyboardInterrupt):
        line_asker("")[0].ask(prompt_for(knowledge, "seat"))
