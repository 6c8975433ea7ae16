"""Where everything goes: the result alone on standard output or whole in its file, and what happens where that fails."""

from __future__ import annotations

import contextlib
import io
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from legpress_cli.system.environment import takes_unicode
from support.examples import sweep
from support.legpress import SAFE, UNMEASURED, Finished, Legpress, copy_knowledge
from support.places import CASES
from support.small import FOLDER

PRINTED = [
    ("diagnose", *SAFE),
    ("diagnose", *SAFE, "--json"),
    ("diagnose", "--no-input", "--emergency-sign", "chest-pain"),
    ("tips", "--plain"),
    ("explain",),
    ("explain", "handle-pull", "--json"),
    ("questions",),
    ("tree", "--format", "dot"),
    ("check", "--cases", str(CASES)),
    ("schema", "knowledge"),
    ("--help",),
    ("diagnose", "-h"),
    ("--version",),
    ("--show-completion",),
]
PLAIN = (("diagnose", "--no-input", "--emergency-sign", "chest-pain"), ("tips", "--plain"), ("--help",))
EACH = [
    pytest.param(args, id=" ".join(args)[:40].replace("/", " "), marks=[] if args in PLAIN else [pytest.mark.slow])
    for args in PRINTED
]
OLD = "what was there"


def run(legpress: Legpress, args: tuple[str, ...], stdout: int) -> Finished:
    done = subprocess.run(
        [sys.executable, "-m", "legpress_cli", *args],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        cwd=legpress.folder,
        env=legpress.environment(),
        timeout=60,
    )
    return Finished(done.returncode, (done.stdout or b"").decode(), done.stderr.decode())


@pytest.mark.parametrize("args", EACH)
def test_only_the_result_reaches_standard_output(here: Legpress, args: tuple[str, ...]) -> None:
    done = here(*with_shell(args))
    assert done.err == ""
    assert done.out.endswith("\n")
    assert done.code == (3 if "chest-pain" in args else 0)


def with_shell(args: tuple[str, ...]) -> tuple[str, ...]:
    """Name the shell, because without one it is found from the process that calls."""
    return (*args, "bash") if args == ("--show-completion",) else args


@pytest.mark.parametrize("args", EACH)
def test_a_reader_that_has_left_is_no_error(legpress: Legpress, args: tuple[str, ...]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = run(legpress, with_shell(args), writer)
    os.close(writer)
    assert done.err == ""
    assert done.code == (3 if "chest-pain" in args else 0)


@pytest.mark.parametrize("args", EACH)
def test_a_full_disk_under_standard_output_is_one_sentence(legpress: Legpress, args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = run(legpress, with_shell(args), full.fileno())
    assert done.err == "The result could not be written to standard output: No space left on device.\n"
    assert done.code == 1


@pytest.mark.slow
def test_a_pipe_that_does_not_wait_loses_nothing(legpress: Legpress) -> None:
    """Some callers hand over a pipe that says "not now" where it is full."""
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    filled = 0
    with contextlib.suppress(BlockingIOError):
        while True:
            filled += os.write(writer, b"x" * 4096)
    child = subprocess.Popen([sys.executable, "-m", "legpress_cli", "tips"], stdout=writer, env=legpress.environment())
    os.close(writer)
    with contextlib.suppress(subprocess.TimeoutExpired):
        child.wait(3)
    with os.fdopen(reader, "rb") as stream:
        assert stream.read()[filled:].decode() == legpress("tips").out
    assert child.wait() == 0


@pytest.mark.parametrize(
    "words", sweep(["tips", "--help", "tips -h", "--version", "--show-completion bash", "schema result"], "tips", "--help")
)
def test_a_closed_standard_output_is_one_sentence(legpress: Legpress, words: str) -> None:
    done = legpress.in_shell(f"{words} >&-")
    assert done.err == "The result could not be written: standard output is closed.\n"
    assert done.code == 1


@pytest.mark.slow
@pytest.mark.parametrize("redirect", ["2>&-", "2>/dev/full"])
@pytest.mark.parametrize(("words", "code"), [("tips handle-pull", 0), ("nonsense", 2), ("", 2)])
def test_an_unwritable_standard_error_changes_nothing(legpress: Legpress, words: str, code: int, redirect: str) -> None:
    done = legpress.in_shell(f"{words} {redirect}")
    assert done.code == code
    assert bool(done.out) == (code == 0)


def make_old(legpress: Legpress) -> Path:
    file = legpress.folder / "mine.txt"
    file.write_text(OLD, encoding="utf-8")
    return file


def assert_left_alone(done: Finished, file: Path, reason: str) -> None:
    assert done.code == 1
    assert reason in " ".join(done.err.split())
    assert "Traceback" not in done.err
    assert done.out == ""
    assert file.read_text(encoding="utf-8") == OLD
    assert [entry.name for entry in file.parent.iterdir() if entry.name.startswith(".mine")] == []


def test_a_full_disk_leaves_the_old_file_and_nothing_else(legpress: Legpress) -> None:
    file = make_old(legpress)
    done = legpress.in_shell("tips -o mine.txt", UNMEASURED, before="ulimit -f 1;")
    assert_left_alone(done, file, "mine.txt could not be written: File too large.")


def test_a_read_only_file_is_not_replaced(here: Legpress) -> None:
    file = make_old(here)
    file.chmod(0o444)
    assert_left_alone(here("tips", "-o", "mine.txt"), file, "mine.txt could not be written: it is read-only.")


def test_a_read_only_folder_is_told(here: Legpress) -> None:
    file = make_old(here)
    file.parent.chmod(0o500)
    if os.access(file.parent, os.W_OK):
        pytest.skip("root may write everywhere")
    done = here("tips", "-o", "mine.txt")
    file.parent.chmod(0o700)
    assert_left_alone(done, file, "you may not write into the folder .")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("missing/mine.txt", "there is no folder missing"),
        ("mine.txt/mine.txt", "there is no folder mine.txt"),
        (".", "it is a folder"),
        ("to-nowhere", "there is no folder"),
        ("circle", "its links lead in a circle"),
        ("/proc/mine.txt", "/proc/mine.txt could not be written:"),
        ("pipe", "nobody reads from it"),
        ("/dev/full", "No space left on device"),
    ],
)
def test_a_place_that_takes_no_result_is_an_error(here: Legpress, place: str, reason: str) -> None:
    file = make_old(here)
    (here.folder / "to-nowhere").symlink_to("missing/mine.txt")
    (here.folder / "circle").symlink_to("circle")
    os.mkfifo(here.folder / "pipe")
    assert_left_alone(here("tips", "-o", place), file, reason)
    assert (here.folder / "circle").is_symlink()


def test_a_place_that_takes_no_result_is_told_before_anything_is_asked(here: Legpress) -> None:
    make_old(here).chmod(0o444)
    assert "it is read-only" in here("diagnose", "-o", "mine.txt").err


def test_a_link_stays_and_its_file_is_replaced(here: Legpress) -> None:
    file = make_old(here)
    link = here.folder / "link"
    link.symlink_to("mine.txt")
    assert here("tips", "-o", "link").code == 0
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == here("tips").out


def test_a_link_to_nothing_makes_the_file_it_names(here: Legpress) -> None:
    (here.folder / "link").symlink_to("new.txt")
    assert here("tips", "-o", "link").code == 0
    assert (here.folder / "new.txt").is_file()


def test_a_pipe_with_a_reader_gets_the_result(here: Legpress) -> None:
    pipe = here.folder / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert here("tips", "core", "-o", "pipe").code == 0
    assert os.read(reader, 1 << 20).decode() == here("tips", "core").out
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["/dev/stdout", ">(cat)"])
def test_a_stream_that_is_named_as_a_file_gets_the_result(legpress: Legpress, place: str) -> None:
    assert legpress.in_shell(f"tips core -o {place} | cat").out == legpress("tips", "core").out


def test_a_reader_of_a_named_pipe_may_leave_early(legpress: Legpress) -> None:
    done = legpress.in_shell("tree --json -o >(head -c 1 >/dev/null)")
    assert (done.code, done.err) == (0, "")


@pytest.mark.parametrize(
    ("what", "code", "left"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", -9, 1),
        *(
            (f"signal.raise_signal(signal.{name})", 130, 0)
            for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGXCPU", "SIGRTMAX")
        ),
    ],
    ids=["killed", "SIGINT", "SIGTERM", "SIGHUP", "SIGUSR1", "SIGXCPU", "SIGRTMAX"],
)
def test_a_call_that_ends_between_writing_and_replacing_leaves_the_old_file(
    legpress: Legpress, what: str, code: int, left: int
) -> None:
    file = make_old(legpress)
    script = (
        "import os, signal, sys; sys.argv = ['legpress', 'tips', '-o', 'mine.txt']\n"
        "from legpress_cli.__main__ import main\n"
        f"sys.addaudithook(lambda event, args: event == 'os.rename' and str(args[1]).endswith('mine.txt') and {what})\n"
        "main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, cwd=legpress.folder, env=legpress.environment()
    )
    assert done.returncode == code, done.stderr.decode()
    assert file.read_text(encoding="utf-8") == OLD
    assert len([entry for entry in legpress.folder.iterdir() if entry.name.startswith(".mine")]) == left


def test_nothing_that_was_printed_is_lost_when_the_process_ends(legpress: Legpress) -> None:
    script = (
        "import sys; from legpress_cli.__main__ import run; sys.argv = ['legpress', 'tips', '--output', 'mine.txt']\n"
        "sys.stdout.write('said'); sys.stderr.write('told')\n"
        "run()"
    )
    done = legpress.run([sys.executable, "-c", script])
    assert (done.code, done.out, done.err) == (0, "said", "told")


def test_an_answers_file_may_be_a_pipe(legpress: Legpress) -> None:
    done = legpress.in_shell(
        "diagnose --no-input --json --answers <(for id in emergency-sign doctor-sign health; do echo $id: [none]; done)"
    )
    assert done.code == 0, done.err
    assert done.json["answers"]["doctor-sign"] == ["none"]


ENCODINGS = ["ascii", "cp1252"]
WORDS = "Stuhlhöhe – “hoch”… → 90° ½ ✓"


@pytest.mark.parametrize(
    ("encoding", "known"),
    [
        *((name, False) for name in ("ascii", "latin-1", "cp1252", "cp437", "cp850", "koi8-r", "shift_jis")),
        *((name, True) for name in ("utf-8", "utf-8-sig", "utf-16", "gb18030")),
    ],
)
def test_a_stream_is_judged_by_its_own_encoding(encoding: str, *, known: bool) -> None:
    assert takes_unicode(io.TextIOWrapper(io.BytesIO(), encoding=encoding)) == known


def test_a_closed_stream_takes_ascii_alone() -> None:
    assert not takes_unicode(None)


@pytest.fixture
def foreign(legpress: Legpress) -> str:
    folder = copy_knowledge(legpress.folder / "foreign")
    for name, old in (("tips.yaml", "title: Seat height"), ("questions.yaml", "ask: What does it feel like")):
        text = (folder / name).read_text(encoding="utf-8")
        assert old in text
        key = old.partition(":")[0]
        (folder / name).write_text(text.replace(old, f"{key}: {WORDS} {old.partition(' ')[2]}", 1), encoding="utf-8")
    return str(folder)


def assert_reads_well(text: str) -> None:
    assert text
    assert text.isascii()
    assert "\\x" not in text
    assert "\\u" not in text


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_where_marks_cannot_be_shown_they_are_spelled(legpress: Legpress, foreign: str, encoding: str) -> None:
    env = {"PYTHONIOENCODING": encoding, "LEGPRESS_KNOWLEDGE": foreign}
    for args in (("diagnose", *SAFE, "--hips", "lift"), ("tips", "core"), ("tree", "--when", "bottom"), ("diagnose", "-h")):
        done = legpress(*args, env=env)
        assert done.err == ""
        assert_reads_well(done.out)
    assert 'Stuhlhohe - "hoch"... -> 90 degrees 1/2 +' in legpress("tips", "seat-height", "--plain", env=env).out


@pytest.mark.parametrize("encoding", sweep(ENCODINGS, "ascii"))
def test_a_complaint_is_spelled_too(legpress: Legpress, encoding: str) -> None:
    err = legpress("tips", "--knowledge", "Stuhlhöhe–“neu”", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "1"}).err
    assert_reads_well(err)
    assert 'Stuhlhohe-"neu"' in err


@pytest.mark.slow
@pytest.mark.parametrize("env", [{"LC_ALL": "C"}, {"LANG": "C"}, {"LC_ALL": "POSIX", "LANG": "en_US.UTF-8"}])
def test_a_c_locale_is_ascii_although_python_writes_utf_8_there(legpress: Legpress, env: dict[str, str]) -> None:
    assert legpress("tips", "core", env=env).out.isascii()
    assert legpress("diagnose", *SAFE, env=env).out.isascii()


UNICODE = {"LANG": "C", "LC_CTYPE": "en_US.UTF-8", "PYTHONIOENCODING": "utf-8"}


@pytest.mark.parametrize("env", sweep([{}, {"LC_ALL": "C", "PYTHONUTF8": "1"}, UNICODE], UNICODE))
def test_elsewhere_marks_are_drawn(legpress: Legpress, env: dict[str, str]) -> None:
    assert "╭" in legpress("tips", "seat-height", env=env).out


def test_check_draws_its_marks_in_ascii_under_a_c_locale(legpress: Legpress) -> None:
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    for args in (("check", str(FOLDER)), ("--help",)):
        assert_reads_well(legpress(*args, env=env).out)


def test_a_file_is_utf_8_whatever_the_locale(legpress: Legpress, here: Legpress) -> None:
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    legpress("tips", "-o", "c.txt", env=env)
    assert (legpress.folder / "c.txt").read_text(encoding="utf-8") == here("tips").out


def test_an_encoding_of_two_bytes_a_sign_is_kept(legpress: Legpress, here: Legpress) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "legpress_cli", "tips", "core"],
        stdout=subprocess.PIPE,
        check=True,
        env=legpress.environment({"PYTHONIOENCODING": "utf-16"}),
    )
    assert done.stdout.decode("utf-16") == here("tips", "core").out
