"""The command line as scripts use it: flags, streams, formats and exit codes."""

from __future__ import annotations

import json
import os
import shlex
import stat
import subprocess
import sys

import msgspec
import pytest

from legpress_cli import __version__
from legpress_cli.knowledge.model import Kind, Knowledge
from support.examples import sweep
from support.legpress import SAFE, UNMEASURED, Legpress

KEYS = [
    *(
        "schema_version",
        "knowledge_version",
        "label",
        "triage",
        "causes",
        "first_change",
        "checklist",
        "watch",
        "answers",
        "path",
    )
]
CHANGE_KEYS = ["id", "title", "steps", "right_when", "judge_by", "caution", "because"]
ITEM_KEYS = [
    *(
        "id",
        "title",
        "action",
        "core",
        "turn",
        "do",
        "why",
        "caution",
        "cost",
        "grade",
        "posts",
        "posters",
        "studies",
        "because",
    ),
]
STARTS = [
    *(["-m", "legpress_cli", *args] for args in (("--help",), ("tips",), ("check",), ("diagnose", *SAFE))),
    ["-c", "import legpress_cli.interview.menus.asker"],
]
OF_A_PROCESS = [
    (("diagnose", *SAFE), 0),
    (("diagnose", *SAFE, "-o", "missing/folder/file"), 1),
    (("diagnose", "--no-input"), 2),
    (("diagnose", "--no-input", "--emergency-sign", "chest-pain"), 3),
    (("diagnose", "--knowledge", "nowhere"), 4),
]
EXIT_CODES = [
    *OF_A_PROCESS,
    (("diagnose", "--no-input", "--emergency-sign", "none", "--doctor-sign", "lump", "--health", "none"), 3),
    (("tips", "--knowledge", "nowhere"), 4),
    (("diagnose", "--nonsense"), 2),
    (("nonsense",), 2),
    (("tips", "nonsense"), 2),
    (("explain", "nonsense"), 2),
    (("diagnose", "--resume"), 2),
]


@pytest.mark.smoke
@pytest.mark.parametrize(("args", "code"), EXIT_CODES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else "")
def test_exit_codes_are_those_of_the_contract(legpress: Legpress, here: Legpress, args: tuple[str, ...], code: int) -> None:
    done = (legpress if (args, code) in OF_A_PROCESS else here)(*args)
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert bool(done.out) == (code in (0, 3))
    assert bool(done.err) == (code not in (0, 3))


@pytest.mark.smoke
def test_json_has_the_keys_of_the_contract_and_fits_its_schema(here: Legpress) -> None:
    result = here("diagnose", *SAFE, "--hips", "lift", "--feet", "high", "--pain", "3", "--json").json
    assert list(result) == KEYS
    assert result["schema_version"] == 2
    assert list(result["triage"]) == ["level", "action", "hold", "because"]
    assert list(result["first_change"]) == CHANGE_KEYS
    assert all(list(item) == ITEM_KEYS for item in result["checklist"])
    assert all(list(cause) == ["id", "title", "fit", "because", "against"] for cause in result["causes"])
    assert {"question": "hips", "answer": "lift"} in result["causes"][0]["because"]


@pytest.mark.smoke
def test_python_gets_the_same_report_as_a_script(here: Legpress) -> None:
    from legpress_cli import diagnose

    result = diagnose({"emergency-sign": ["none"], "doctor-sign": ["none"], "health": ["none"], "seat": "lowest", "pain": 3})
    assert json.loads(msgspec.json.encode(result)) == here("diagnose", *SAFE, "--seat", "lowest", "--pain", "3", "--json").json


@pytest.mark.smoke
@pytest.mark.parametrize("start", sweep(STARTS, *STARTS[-2:]), ids=" ".join)
def test_no_library_warns(legpress: Legpress, start: list[str]) -> None:
    done = legpress.run([sys.executable, "-W", "error", *start])
    assert (done.code, done.err) == (0, "")


def test_json_is_the_same_every_time(legpress: Legpress) -> None:
    args = ("diagnose", *SAFE, "--when", "bottom", "--hips", "lift", "--json")
    assert legpress(*args, env={"PYTHONHASHSEED": "1"}).out == legpress(*args, env={"PYTHONHASHSEED": "2"}).out


def test_missing_safety_answers_are_named_with_an_example_that_works(here: Legpress) -> None:
    done = here("diagnose", "--no-input", "--feel", "numb", "--seat", "lowest")
    assert done.code == 2
    assert all(f"--{name} " in done.err for name in ("emergency-sign", "doctor-sign", "health", "numb-where"))
    [example] = [line.strip() for line in done.err.splitlines() if line.strip().startswith("legpress diagnose")]
    assert "--seat lowest" in example
    assert here(*shlex.split(example)[1:]).code == 0


def test_without_a_terminal_nothing_is_asked(here: Legpress) -> None:
    done = here("diagnose", stdin=b"1\n1\n")
    assert done.code == 2
    assert "--emergency-sign" in done.err


@pytest.mark.parametrize("redirect", sweep(["<&-", "</dev/null", "< <(true)", "< <(yes)"], "<&-", "< <(yes)"))
def test_a_standard_input_that_is_closed_empty_or_a_pipe_is_never_asked(legpress: Legpress, redirect: str) -> None:
    done = legpress.in_shell(f"diagnose {redirect}")
    assert (done.code, done.out) == (2, "")
    assert "These safety questions must be answered" in done.err


def test_what_is_left_open_counts_as_not_sure(here: Legpress) -> None:
    answers = here("diagnose", *SAFE, "--json").json["answers"]
    assert answers["when"] == "not-sure"
    assert answers["emergency-sign"] == ["none"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--seat", "lowst"), "--seat: there is no answer 'lowst'; did you mean lowest?"),
        (
            ("--doctor-sign", "fever,one-leg"),
            "--doctor-sign: 'fever,one-leg' names several answers: fever, one-leg. Give each by",
        ),
        (("--doctor-sign", "Fever; one_leg lump"), "names several answers: fever, one-leg, lump."),
        (("--doctor-sign", "fever,two-leg"), "there is no answer 'fever,two-leg'; it must be one of: fever, weight-loss"),
        (("--pain", "11"), "--pain: there is no answer '11'; it must be one of: 0 to 10, not-sure"),
        (("--numb-where", "not-sure"), "it must be one of: low-back, one-leg, saddle-or-both-legs"),
        (("--seet", "lowest"), "There is no option --seet; did you mean --seat or --feet?"),
        (("--abc",), "There is no option --abc."),
        (("-x",), "There is no option -x."),
        (("--seat",), "--seat lacks its ANSWER. How upright is the seat or back rest set? lowest, middle, highest, fixed,"),
        (
            ("--seat", "--open"),
            "--seat: there is no answer '--open'; it must be one of: lowest, middle, highest, fixed, not-sure.",
        ),
        (("--format",), "--format lacks its FORMAT. How the result is written: text, plain, json, markdown, html, svg."),
        (("-o",), "-o lacks its FILE. Write the result to this file"),
        (("-o", "new.txt/"), "Invalid value for '-o' / '--output': new.txt/ names a folder, for it ends in /. Name a file."),
        (("-o", ""), "Invalid value for '-o' / '--output': the name is empty."),
        (("--answers", ""), "The name after --answers is empty."),
        (("--knowledge", ""), "(env var: 'LEGPRESS_KNOWLEDGE'): the name is empty."),
        (("--json", "--format", "plain"), "contradict each other"),
        (("--seat", "\x1b[31mred"), r"holds a control character: \x1b[31mred"),
        (("--format", "jsn"), "'jsn' is not one of 'text', 'plain', 'json', 'markdown', 'html', 'svg'."),
        (("--color", "red"), "'red' is not one of 'auto', 'always', 'never'."),
    ],
)
def test_wrong_flags_are_refused_with_what_would_do(here: Legpress, args: tuple[str, ...], words: str) -> None:
    done = here("diagnose", *SAFE, *args)
    assert (done.code, done.out) == (2, "")
    assert words in " ".join(done.err.split())
    assert "\x1b" not in done.err


def test_every_wrong_flag_is_named_at_once(here: Legpress) -> None:
    err = here("diagnose", *SAFE, "--seat", "x", "--feet", "y").err
    assert "--seat:" in err
    assert "--feet:" in err


def test_one_question_answered_twice_is_not_silent(here: Legpress) -> None:
    result = here("diagnose", *SAFE, "--seat", "lowest", "--seat", "middle", "--json").json
    assert result["answers"]["seat"] == "middle"
    assert any("Lowest, the flattest notch" in text for text in result["watch"])


def test_a_question_that_takes_many_takes_its_flag_many_times(here: Legpress) -> None:
    args = ("--emergency-sign", "none", "--doctor-sign", "none", "--health", "under-20", "--health", "blood-pressure")
    result = here("diagnose", "--no-input", *args, "--json").json
    assert result["answers"]["health"] == ["blood-pressure", "under-20"]


def test_an_answer_given_to_the_wrong_question_is_refused_with_the_right_one(here: Legpress) -> None:
    done = here("diagnose", "--no-input", "--emergency-sign", "none", "--doctor-sign", "cancer", "--health", "none")
    assert (done.code, done.out) == (2, "")
    said = " ".join(done.err.split())
    assert said.startswith("--doctor-sign: there is no answer 'cancer'; it must be one of: fever, ")
    assert said.endswith("cancer is an answer to --health.")


def test_yes_to_all_that_was_tried_counts_as_all(here: Legpress) -> None:
    for said in ("yes", "all"):
        result = here("diagnose", *SAFE, "--tried", said, "--pain", "4", "--json").json
        assert result["answers"]["tried"] == "all"
        assert result["triage"]["level"] == "clinician"
        assert {"question": "tried", "answer": "all"} in result["triage"]["because"]
    assert here("diagnose", *SAFE, "--tried", "yes").out == here("diagnose", *SAFE, "--tried", "all").out


@pytest.mark.parametrize(
    "told",
    [
        ("--doctor-sign", "one-leg", "--health", "none"),
        ("--doctor-sign", "none", "--health", "spine-surgery"),
        ("--doctor-sign", "none", "--health", "pregnant", "--pain", "0"),
        ("--doctor-sign", "none", "--health", "under-20"),
        ("--doctor-sign", "none", "--health", "none", "--pain", "8"),
    ],
    ids=" ".join,
)
def test_whoever_must_not_press_until_seen_gets_no_first_change(here: Legpress, told: tuple[str, ...]) -> None:
    done = here("diagnose", "--no-input", "--emergency-sign", "none", *told, "--hips", "lift", "--feet", "high", "--json")
    assert (done.code, done.err) == (0, "")
    result = done.json
    assert result["triage"]["level"] == "clinician"
    assert result["triage"]["hold"] is True
    assert result["first_change"] is None
    assert {item["turn"] for item in result["checklist"]} <= {"later", "check", "keep"}
    assert "film-a-set" not in [item["id"] for item in result["checklist"]]


@pytest.mark.parametrize(("place", "level"), [("hip-or-groin", "self-care"), ("elsewhere", "clinician")])
def test_a_place_that_is_not_the_low_back_gets_checks_alone(here: Legpress, place: str, level: str) -> None:
    result = here("diagnose", *SAFE, "--where", place, "--hips", "lift", "--feet", "high", "--pain", "3", "--json").json
    words = {"hip-or-groin": "in the hip or groin", "elsewhere": "outside the low back"}[place]
    assert result["watch"][0].startswith(f"You said it hurts most {words}. legpress knows low backs")
    assert result["triage"]["level"] == level
    assert result["triage"]["hold"] is False
    assert result["first_change"] is None
    assert {item["turn"] for item in result["checklist"]} == {"check"}
    assert "film-a-set" not in [item["id"] for item in result["checklist"]]
    said = " ".join(here("diagnose", *SAFE, "--where", place, "--hips", "lift", "--plain").out.split())
    assert said.index(f"You said it hurts most {words}.") < said.index("your hips curl up")


def test_the_version_names_the_knowledge_too(here: Legpress, knowledge: Knowledge) -> None:
    assert here("--version").out == f"legpress {__version__} (knowledge {knowledge.about.version})\n"


def test_questions_lists_ids_kinds_options_and_flags(here: Legpress, knowledge: Knowledge) -> None:
    listed = here("questions", "--json").json
    assert [entry["id"] for entry in listed] == [question.id for question in knowledge.questions]
    for entry, question in zip(listed, knowledge.questions, strict=True):
        assert entry["flag"] == f"--{question.id}"
        assert entry["kind"] == question.kind.value
        assert entry["safety"] == question.safety
        assert [option["id"] for option in entry["options"]] == [option.id for option in question.options]
        assert (entry["scale"] == [0, 10]) == (question.kind is Kind.SCALE)
    leads = {option["id"]: option["leads_to"] for option in listed[0]["options"]}
    assert leads["chest-pain"] == ["means: get emergency help now", "ends the questions"]
    by_id = {entry["id"]: entry for entry in listed}
    assert "stop for today" in " ".join(
        next(entry for entry in by_id["pain"]["ranges"] if entry["numbers"] == "6 or more")["leads_to"]
    )
    for entry in listed:
        assert all(option["leads_to"] for option in entry["options"])


@pytest.mark.parametrize("name", ["handle-pull", "hip-roll", "seat", "machine", "post-6", "6", "castonguay-siu-2022"])
@pytest.mark.parametrize("form", ["text", "plain", "json"])
def test_everything_can_be_explained(here: Legpress, name: str, form: str) -> None:
    done = here("explain", name, "--format", form)
    assert done.code == 0
    assert name in done.out


def test_a_cause_and_a_question_of_one_name_are_both_explained(here: Legpress) -> None:
    assert [entry["kind"] for entry in here("explain", "machine", "--json").json] == ["cause", "question"]


@pytest.mark.parametrize("topic", [None, "core", "load", "lumbar-towel"])
def test_tips_are_the_whole_sheet_a_topic_or_one_tip(here: Legpress, knowledge: Knowledge, topic: str | None) -> None:
    listed = here("tips", *([topic] if topic else []), "--json").json
    wanted = [tip.id for tip in knowledge.tips if topic in (None, tip.group, tip.id)]
    assert [tip["id"] for tip in listed] == wanted
    if topic is None:
        assert [tip["core"] for tip in listed[:6]] == [True] * 5 + [False]


def test_unknown_names_come_with_the_nearest_ones(here: Legpress) -> None:
    assert "did you mean lumbar-towel?" in here("tips", "towel").err
    assert "did you mean handle-pull" in here("explain", "handel-pull").err


def test_output_writes_the_whole_result_and_keeps_standard_output_empty(here: Legpress) -> None:
    done = here("diagnose", *SAFE, "-o", "mine.txt")
    assert (done.code, done.out) == (0, "")
    text = (here.folder / "mine.txt").read_text(encoding="utf-8")
    assert text == here("diagnose", *SAFE).out
    assert list(here.folder.glob(".mine*")) == []


def test_a_dash_is_standard_output(here: Legpress) -> None:
    assert here("tips", "core", "-o", "-").out == here("tips", "core").out
    assert not (here.folder / "-").exists()


def test_output_replaces_a_file_and_keeps_its_mode(here: Legpress) -> None:
    file = here.folder / "mine.txt"
    file.write_text("WHAT WAS THERE")
    file.chmod(0o640)
    here("tips", "-o", str(file))
    assert "WHAT WAS THERE" not in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root writes into the files of others")
def test_output_of_root_leaves_the_file_to_its_owner(here: Legpress) -> None:
    file = here.folder / "mine.txt"
    file.write_text("WHAT WAS THERE")
    os.chown(file, 12345, 23456)
    assert here("tips", "-o", "mine.txt").code == 0
    assert (file.stat().st_uid, file.stat().st_gid) == (12345, 23456)
    assert "WHAT WAS THERE" not in file.read_text(encoding="utf-8")


def test_the_other_names_of_a_file_keep_what_it_held(here: Legpress) -> None:
    file, other = here.folder / "mine.txt", here.folder / "other.txt"
    file.write_text("WHAT WAS THERE")
    other.hardlink_to(file)
    assert here("tips", "-o", "mine.txt").code == 0
    assert other.read_text() == "WHAT WAS THERE"


@pytest.mark.parametrize("args", [("check", ""), ("check", "--cases", ""), ("check", "--knowledge=")], ids=" ".join)
def test_an_empty_name_is_no_folder(here: Legpress, args: tuple[str, ...]) -> None:
    done = here(*args)
    assert (done.code, done.out) == (2, "")
    assert "the name is empty" in " ".join(done.err.split())


def test_a_reader_that_leaves_early_is_no_error(legpress: Legpress) -> None:
    command = f"{shlex.quote(sys.executable)} -m legpress_cli tips; echo $? >&2"
    done = subprocess.run(
        ["/bin/bash", "-c", f"({command}) | head -1"], capture_output=True, check=True, env=legpress.environment()
    )
    assert done.stdout.decode() == "Leg press tips for an aching lower back\n"
    assert done.stderr.decode() == "0\n"


@pytest.mark.parametrize("env", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}])
def test_accessible_surroundings_get_plain_text(here: Legpress, env: dict[str, str]) -> None:
    assert here("diagnose", *SAFE, env=env).out == here("diagnose", *SAFE, "--plain").out


@pytest.mark.slow
def test_a_c_locale_gets_ascii(legpress: Legpress) -> None:
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for args in (("diagnose", *SAFE), ("tips",), ("questions",), ("explain", "seat")):
        done = legpress(*args, env=env)
        assert done.code == 0
        assert done.out.isascii()


@pytest.mark.parametrize("width", sweep([24, 40, 49, 50, 80, 200], 24, 80))
@pytest.mark.parametrize("args", [("diagnose", *SAFE, "--hips", "lift"), ("tips",), ("questions",), ("explain", "machine")])
@pytest.mark.parametrize("form", ["text", "plain"])
def test_no_line_is_wider_than_the_terminal(here: Legpress, width: int, args: tuple[str, ...], form: str) -> None:
    done = here(*args, "--format", form, env={"COLUMNS": str(width)})
    long_words = max(len(word) for line in done.out.splitlines() for word in line.split())
    assert max(len(line) for line in done.out.splitlines()) <= max(width, long_words + 6)


@pytest.mark.slow
def test_the_other_knowledge_makes_its_own_flags(legpress: Legpress) -> None:
    from legpress_cli.knowledge.loader import shipped_folder

    other = legpress.folder / "other"
    other.mkdir()
    for file in shipped_folder().glob("*.yaml"):
        (other / file.name).write_text(file.read_text().replace("wobbles", "shakes").replace('version: "2', 'version: "7'))
    args = ("diagnose", *SAFE, "--machine", "shakes", "--json")
    assert legpress(*args).code == 2
    for done in (
        legpress(*args, "--knowledge", "other"),
        legpress(*args, "--knowledge=other"),
        legpress(*args, env={"LEGPRESS_KNOWLEDGE": "other"}),
    ):
        assert done.code == 0, done.err
        assert done.json["answers"]["machine"] == "shakes"
        assert done.json["knowledge_version"].startswith("7")


def test_a_scripted_call_imports_nothing_that_only_people_need(legpress: Legpress) -> None:
    script = (
        "import sys; sys.argv = ['legpress', 'diagnose', *sys.argv[1:]]\n"
        "from legpress_cli.__main__ import main\n"
        "try:\n    main()\nexcept SystemExit: pass\n"
        "heavy = {'questionary', 'prompt_toolkit', 'rich', 'yaml', 'markdown_it', 'pygments', 'platformdirs', 'tempfile'}\n"
        "heavy |= {f'legpress_cli.{name}' for name in ('pages', 'system.pager')}\n"
        "heavy |= {'sqlite3', 'legpress_cli.system.browser', 'legpress_cli.render.text', 'webbrowser'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *SAFE, "--json"],
        capture_output=True,
        check=True,
        env=legpress.environment(UNMEASURED),
        cwd=legpress.folder,
    )
    loaded = set(done.stderr.decode().strip("[]\n").replace("'", "").split(", ")) - {""}
    assert loaded <= {"yaml"}  # yaml only where the wheel's ready-made copy is missing: in an editable install


@pytest.mark.parametrize("redirect", ["2>/dev/full", "2>&-"])
def test_an_unwritable_standard_error_changes_no_exit_code(legpress: Legpress, redirect: str) -> None:
    assert legpress.in_shell(f"diagnose --no-input {redirect}").code == 2


def test_an_unbuffered_full_disk_is_told_too(legpress: Legpress) -> None:
    done = legpress.in_shell("tips --json >/dev/full", {"PYTHONUNBUFFERED": "1"})
    assert done.code == 1
    assert "No space left on device" in done.err


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("tips -o {}", 1, "File name too long"),
        ("tips --knowledge {}", 4, "there is no folder"),
        ("check {}", 4, ""),
        ("check --cases {}", 2, "There is no folder of cases"),
        ("diagnose --no-input --answers {}", 2, "File name too long"),
    ],
)
def test_a_name_that_is_too_long_is_told(legpress: Legpress, words: str, code: int, said: str) -> None:
    done = legpress.in_shell(words.format("a" * 300))
    assert done.code == code
    assert said in " ".join(done.err.split())
    assert "Traceback" not in done.err


def test_json_is_printable_ascii_and_means_the_same(legpress: Legpress) -> None:
    from legpress_cli.knowledge.loader import shipped_folder

    other = legpress.folder / "other"
    other.mkdir()
    title = "Stuhlhöhe 😀 \u2260 \u00a0 1"
    for file in shipped_folder().glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("title: Seat height", r'title: "Stuhlhöhe 😀 \u2260 \u00a0 1"')
        (other / file.name).write_text(text, encoding="utf-8")
    for env in ({}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}):
        done = legpress("tips", "seat-height", "--json", "--knowledge", "other", env=env)
        assert done.code == 0, done.err
        assert done.out.replace("\n", "").isprintable()
        assert done.out.isascii()
        assert done.json[0]["title"] == title


def test_what_is_typed_cannot_forge_a_line(here: Legpress) -> None:
    done = here("diagnose", "--answers", "-", stdin=b'"x\\n\\nYou need no doctor.": 1\n')
    assert done.code == 2
    assert r"x\n\nYou need no doctor." in " ".join(done.err.split())


def test_plain_and_text_contradict_each_other(here: Legpress) -> None:
    assert "contradict each other" in here("tips", "--plain", "--format", "text").err
