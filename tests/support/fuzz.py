"""Fuzzes what legpress reads from outside, guided by coverage. By hand: CONTRIBUTING.md has the command.

``python -m support.fuzz TARGET [libFuzzer's options] [FILE]``, where TARGET is answers, store, knowledge or flags. With the
file of a crash, it does that one again.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["legpress_cli"]):
    import legpress_cli.__main__  # noqa: F401  # to be watched
    from legpress_cli.diagnosis.answers import Answers
    from legpress_cli.diagnosis.result import assess, to_result
    from legpress_cli.diagnosis.triage import NO_FLOOR
    from legpress_cli.errors import InvalidInput, LegpressError, StoreUnavailable
    from legpress_cli.interview.answers_file import read_answers_file
    from legpress_cli.knowledge.check.runner import examine
    from legpress_cli.knowledge.loader import load_knowledge
    from legpress_cli.knowledge.model import Knowledge
    from legpress_cli.pages.check import check_page, report_check
    from legpress_cli.pages.full_result import full_result_page
    from legpress_cli.render.json import as_json
    from legpress_cli.render.plain import render_plain
    from legpress_cli.render.text import render_text
    from legpress_cli.store.database import Store
    from legpress_cli.store.drafts import newest_draft
    from legpress_cli.store.kept_result import keep_result, read_result

from support.hostile import ODD, SHIPPED, TEXTS, VALUES, as_yaml, drawing, find_harm, places_in, with_value
from support.legpress import run_here
from support.store import SAFE_ANSWERS, answers_of, keep_draft

gc.enable()
FOLDER = Path(tempfile.mkdtemp(prefix="legpress-fuzz-"))
KNOWN = load_knowledge()
PLACES = {name: tuple(places_in(value)) for name, value in VALUES.items()}
FILES = sorted(SHIPPED)
WORDS = (
    *("diagnose", "tips", "explain", "questions", "tree", "check", "schema", "result", "knowledge", "core", "pelvis", "--"),
    *("--format", "text", "plain", "json", "mermaid", "dot", "--json", "-o", "out", "--output=out", "--plain", "--color"),
    *("always", "never", "--knowledge", "--no-input", "--resume", "--answers", "-", "--path", "--path=", "--cases", "-h"),
    *("--help", "--version", "--show-completion", "file", ".", "/dev/null", "none", "lowest", "10", "seat:lowest"),
    *(f"--{question.id}" for question in KNOWN.questions),
    *(option.id for question in KNOWN.questions for option in question.options),
    *(text for text in TEXTS if "\0" not in text),
    "\udcff\udc80",
)


def fuzz_answers(data: bytes) -> None:
    """Read the bytes as an answers file and show what comes of it."""
    file = FOLDER / "answers"
    file.write_bytes(data)
    try:
        answers = read_answers_file(KNOWN, str(file)).answers
    except InvalidInput as error:
        _shows(str(error))
        return
    _shows_result(KNOWN, answers)


def fuzz_store(data: bytes) -> None:
    """Read the bytes as what is kept and show what comes of them."""
    file = FOLDER / "store"
    file.write_bytes(data)
    try:
        draft = newest_draft(Store(file))
        kept = read_result(Store(file), KNOWN)
        answers = draft.read(KNOWN).answers if draft else Answers()
    except StoreUnavailable as error:
        _shows(str(error))
        return
    _shows_result(KNOWN, answers)
    _shows_result(KNOWN, kept.course.answers if kept else Answers())


def fuzz_knowledge(data: bytes) -> None:
    """Put something into one file of the knowledge, examine all, and use it where it may be used."""
    pick = atheris.FuzzedDataProvider(data)
    name = FILES[pick.ConsumeIntInRange(0, len(FILES) - 1)]
    content = _mutated_bytes(pick, name) if pick.ConsumeBool() else as_yaml(_mutated_value(pick, name))
    files = SHIPPED | {name: content}
    found = examine(files, vital_only=pick.ConsumeBool())
    report = report_check("folder", found, None)
    _shows(render_plain(check_page(report), 80), render_text(check_page(report), 40, colour=False, unicode=True))
    _shows(as_json(report))
    if found.usable:
        _shows_result(found.knowledge, Answers())


def fuzz_flags(data: bytes) -> None:
    """Call legpress with any words."""
    pick = atheris.FuzzedDataProvider(data)
    words: list[str] = []
    while pick.remaining_bytes() and len(words) < 20:
        word = WORDS[pick.ConsumeIntInRange(0, len(WORDS) - 1)]
        match pick.ConsumeIntInRange(0, 4):
            case 0:
                word = os.fsdecode(pick.ConsumeBytes(12).replace(b"\0", b""))
            case 1:
                word = f"{word}={WORDS[pick.ConsumeIntInRange(0, len(WORDS) - 1)]}"
            case _:
                pass
        words.append(word)
    done = run_here(FOLDER, words, b"seat: lowest\n")
    if harm := find_harm(done):
        raise AssertionError(f"{words}: {harm}")


def _mutated_value(pick: Any, name: str) -> Any:
    value = VALUES[name]
    for _ in range(pick.ConsumeIntInRange(1, 4)):
        path = PLACES[name][pick.ConsumeIntInRange(0, len(PLACES[name]) - 1)]
        try:
            value = with_value(value, path, _anything(pick, name))
        except (KeyError, IndexError, TypeError, ValueError):
            continue
    return value


def _anything(pick: Any, name: str) -> Any:
    match pick.ConsumeIntInRange(0, 4):
        case 0:
            return TEXTS[pick.ConsumeIntInRange(0, len(TEXTS) - 1)]
        case 1:
            return ODD[pick.ConsumeIntInRange(0, len(ODD) - 1)]
        case 2:
            return pick.ConsumeUnicodeNoSurrogates(40)
        case 3:
            value = VALUES[name]
            for step in PLACES[name][pick.ConsumeIntInRange(0, len(PLACES[name]) - 1)]:
                value = value[step]
            return value
        case _:
            return pick.ConsumeInt(8)


def _mutated_bytes(pick: Any, name: str) -> bytes:
    whole = SHIPPED[name]
    start = pick.ConsumeIntInRange(0, len(whole))
    end = min(len(whole), start + pick.ConsumeIntInRange(0, 200))
    new: bytes = pick.ConsumeBytes(pick.remaining_bytes())
    return whole[:start] + new + whole[end:]


def _shows(*texts: str) -> None:
    for text in texts:
        if found := drawing(text):
            raise AssertionError(f"it would write {found[:20]!r} as it came")


def _shows_result(knowledge: Knowledge, answers: Answers) -> None:
    try:
        found = assess(knowledge, answers)
    except LegpressError as error:
        _shows(str(error))
        return
    page = full_result_page(knowledge, found)
    _shows(render_plain(page, 80), render_text(page, 40, colour=False, unicode=True), as_json(to_result(knowledge, found)))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "answers": fuzz_answers,
    "store": fuzz_store,
    "knowledge": fuzz_knowledge,
    "flags": fuzz_flags,
}


def _kept_by_somebody() -> bytes:
    file = FOLDER / "seed"
    keep_draft(file, SAFE_ANSWERS | {"pain": (4,)})
    keep_result(Store(file), KNOWN, answers_of(SAFE_ANSWERS), NO_FLOOR, date(2026, 11, 12))
    return file.read_bytes()


SEEDS: dict[str, tuple[bytes, ...]] = {
    "answers": (
        b"emergency-sign: none\ndoctor-sign: [none]\nhealth: none\npain: 3\nseat: 'lowest'\n",
        b'{"emergency-sign": ["chest-pain"], "health": ["cancer"], "tried": "yes"}',
        b"a: &a [x]\nb: *a\n",
        b'seat: !!python/name:os.system "\\e[31m"\n- x\n? y\n: |\n  z\n',
    ),
    "store": (_kept_by_somebody(), b"SQLite format 3\0"),
    "knowledge": tuple(bytes([number, 0, 9, 40, number, 3]) * 9 for number in range(20)),
    "flags": tuple(bytes([number, 3, 40 + number, 1, 9]) * 6 for number in range(20)),
}


def _corpus(target: str) -> Path:
    corpus = FOLDER / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(SEEDS[target]):
        (corpus / f"seed{number}").write_bytes(seed)
    return corpus


def _run() -> None:
    name, target, *more = sys.argv
    if all(word.startswith("-") for word in more):
        more.append(str(_corpus(target)))
    atheris.Setup([name, *more], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    _run()
