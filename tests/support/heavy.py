"""Files of a megabyte that are made to be slow, for the tests of memory and the benchmark of time alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from shutil import copytree
from typing import Any

from legpress_cli.knowledge.check.floor import FLOOR
from legpress_cli.knowledge.loader import read_folder
from legpress_cli.knowledge.reading.yaml_parser import read_yaml
from support.hostile import VALUES, as_yaml, with_value
from support.legpress import SAFE, copy_knowledge
from support.small import FOLDER
from support.store import keep_draft, run_sql

MEGABYTE = 1_000_000
SMALL_VALUES: dict[str, Any] = {name: read_yaml(data) for name, data in read_folder(FOLDER)[0].items()}
UNSURE = [question["id"] for question in VALUES["questions.yaml"]["questions"] if not question.get("safety")]


def _filled(size: int, name: str, key: str, entry: Callable[[int], Any]) -> bytes:
    """Return a shipped file with more entries, as many as fit."""
    entries, left = [], size - len(as_yaml(VALUES[name]))
    for number in range(size):
        entries.append(entry(number))
        left -= len(as_yaml(entries[-1])) + 2
        if left < 0:
            break
    return as_yaml(VALUES[name] | {key: VALUES[name][key] + entries[:-1]})


def _tip(number: int) -> dict[str, Any]:
    words = dict.fromkeys(("title", "command", "action", "right-when", "why", "cost", "judge-by", "grade-note"), "Go on.")
    called = [{"question": "hips", "answer": "lift"}]
    return {
        "id": f"t{number}",
        "group": "load",
        "effort": 1,
        "grade": "D",
        "backed-by": [3],
        "called-by": called,
        "steps": ["Go on."],
    } | words


def _cause(number: int, signs: int = 2) -> dict[str, Any]:
    found = [
        {"question": UNSURE[(number + 3 * sign) % len(UNSURE)], "answer": "not-sure", "strength": "weak"}
        for sign in range(signs)
    ]
    return {"id": f"c{number}", "title": "Go on", "explain": "Go on.", "for": found, "tips": ["hips-down"]}


def _question(number: int) -> dict[str, Any]:
    options = [{"id": "a", "label": "Yes", "calm": True}, {"id": "not-sure", "label": "Not sure", "alone": True}]
    return {"id": f"q{number}", "kind": "one", "short": "S", "ask": "Well?", "why": "We ask.", "options": options}


def _steps(last: int, unless: Callable[[int], dict[str, str]]) -> bytes:
    """Return a tree with steps behind the shipped ones, each of which leads to the next."""
    end = {"then": "s0"}
    shipped = [step | (end if step["then"] == "end" else {}) for step in VALUES["tree.yaml"]["steps"]]
    more = [{"id": f"s{n}", "ask": "seat", "then": f"s{n + 1}", "unless": unless(n)} for n in range(last)] + [
        {"id": f"s{last}", "ask": "seat", "then": "end"}
    ]
    return as_yaml(VALUES["tree.yaml"] | {"longest-path": 10**6, "steps": shipped + more})


SEATED = [{"question": "seat", "answer": "lowest"}, {"question": "feet", "answer": "high"}]
# Pairs of answers to two questions, none of which holds wherever another one does.
PAIRS = [
    [{"question": one, "answer": answer}, {"question": other, "answer": answer_there}]
    for (one, answer), (other, answer_there) in combinations(
        [(q["id"], o["id"]) for q in VALUES["questions.yaml"]["questions"] for o in q["options"] if o["id"] != "not-sure"], 2
    )
    if one != other
]
KNOWLEDGE: dict[str, tuple[str, Callable[[int], bytes], tuple[str, ...]]] = {
    "rules on one question": (
        "triage.yaml",
        lambda _: as_yaml(
            VALUES["triage.yaml"]
            | {"rules": [{"level": "clinician", "when": [{"question": "pain", "at-least": 4}, *when]} for when in PAIRS]}
        ),
        ("check",),
    ),
    "rules of many conditions": (
        "triage.yaml",
        lambda size: _filled(size, "triage.yaml", "rules", lambda _: {"level": "clinician", "when": SEATED * 200}),
        ("diagnose", *SAFE),
    ),
    "contradictions that hold": (
        "triage.yaml",
        lambda size: _filled(
            size,
            "triage.yaml",
            "contradictions",
            lambda n: {"when": [{"question": "doctor-sign", "answer": "none"}], "says": f"No {n}."},
        ),
        ("diagnose", *SAFE),
    ),
    "tips, all called for": (
        "tips.yaml",
        lambda size: _filled(size, "tips.yaml", "tips", _tip),
        ("diagnose", *SAFE, "--hips", "lift"),
    ),
    "variants": (
        "tips.yaml",
        lambda size: _filled(
            size,
            "tips.yaml",
            "tips",
            lambda n: _tip(n) | {"variants": [{"when": when, "action": "Go."} for when in PAIRS[:490]]},
        ),
        ("check",),
    ),
    "variants as many as may be": (
        "tips.yaml",
        lambda size: _filled(
            size,
            "tips.yaml",
            "tips",
            lambda n: _tip(n) | {"variants": [{"when": when, "action": "Go."} for when in PAIRS[:50]]},
        ),
        ("check",),
    ),
    "conditions that allow a tip": (
        "tips.yaml",
        lambda size: _filled(size, "tips.yaml", "tips", lambda n: _tip(n) | {"only-if": SEATED * 245}),
        ("check",),
    ),
    "causes": ("causes.yaml", lambda size: _filled(size, "causes.yaml", "causes", _cause), ("check",)),
    "words to avoid": (
        "glossary.yaml",
        lambda size: _filled(size, "glossary.yaml", "avoid", lambda n: {"word": f"weight {n:x}", "say": "y"}),
        ("check",),
    ),
    "words that are explained": (
        "glossary.yaml",
        lambda size: _filled(
            size,
            "glossary.yaml",
            "terms",
            lambda n: {
                "id": f"z{n}",
                "term": "Z",
                "forms": [f"{'abcdefghij'[m % 10]}{n}z{m}" for m in range(400)],
                "means": "Go.",
            },
        ),
        ("explain", "hips-down"),
    ),
    "one text": (
        "tips.yaml",
        lambda size: as_yaml(with_value(VALUES["tips.yaml"], ("tips", 0, "why"), "a " * (size * 12 // 25))),
        ("tips",),
    ),
    "questions": ("questions.yaml", lambda size: _filled(size, "questions.yaml", "questions", _question), ("check",)),
    "disputes": (
        "conflicts.yaml",
        lambda size: _filled(
            size,
            "conflicts.yaml",
            "conflicts",
            lambda n: {"id": f"x{n}", "title": f"On {n}", "sides": "Yes.", "resolution": "No.", "tips": ["seat-height"]},
        ),
        ("tips",),
    ),
    "a path without end": ("tree.yaml", lambda size: _steps(size * 9 // 1000, lambda _: {}), ("tree",)),
    "branches in branches": (
        "tree.yaml",
        lambda size: _steps(size * 9 // 1000, lambda _: {"lowest": "end"}),
        ("tree", "--seat", "lowest"),
    ),
    "steps that lead back": (
        "tree.yaml",
        lambda size: _steps(size * 9 // 1000, lambda n: {"lowest": f"s{n // 2}"}),
        ("check",),
    ),
    "training words": (
        "about.yaml",
        lambda size: as_yaml(VALUES["about.yaml"] | {"training-words": [f"w{n}" for n in range(size * 2 // 25)]}),
        ("check",),
    ),
    "brackets": ("tips.yaml", lambda size: b"[" * size, ("check",)),
    "aliases": ("tips.yaml", lambda size: b"a: &a [x]\n" + b"b: *a\n" * (size * 3 // 20), ("check",)),
    "keys": ("tips.yaml", lambda size: b"".join(b"k%d: 1\n" % n for n in range(size * 9 // 100)), ("check",)),
    "digits": ("tips.yaml", lambda size: b"a: " + b"9" * (size * 9 // 10), ("check",)),
}
PEOPLE: dict[str, dict[str, Any]] = {
    "unanswered": {"answers": {}},
    "answered": {"answers": {"emergency-sign": "none", "doctor-sign": "none", "health": "none"}},
    "unknown": {"answers": {f"k{n}": 1 for n in range(50_000)}},
}


def write_people(folder: Path, case: Mapping[str, Any], size: int = MEGABYTE) -> Path:
    """Write a file of that size with the same person again and again, and return its folder."""
    folder.mkdir()
    count = size // (len(as_yaml(case)) + 60)
    entries = [{"id": f"c{n}", "expect": {"triage": "self-care"}, **case} for n in range(count)]
    (folder / "many.yaml").write_bytes(as_yaml(entries))
    return folder


def write_layers(folder: Path) -> Path:
    """Write knowledge with a thousand causes behind thousands of steps that all cross, and return its folder."""
    layers, wide = 40, 110
    questions = [_question(number) for number in range(layers * wide)]
    steps = []
    for number in range(layers * wide):
        layer, place = divmod(number, wide)
        ahead = [f"q{(layer + 1) * wide + (2 * place + other) % wide}" if layer + 1 < layers else "end" for other in (0, 1)]
        branch = {"unless": {"a": ahead[1]}} if ahead[0] != "end" else {}
        steps.append({"id": f"q{number}", "ask": f"q{number}", "then": ahead[0]} | branch)
    small = [step | ({"then": "q0"} if step["then"] == "end" else {}) for step in SMALL_VALUES["tree.yaml"]["steps"]]
    signs = [
        [{"question": f"q{(number * (7 + other)) % 4400}", "answer": "a", "strength": "fair"} for other in (0, 6)]
        for number in range(1000)
    ]
    causes = [_cause(number) | {"for": found, "tips": ["stop-short"]} for number, found in enumerate(signs)]
    copytree(FOLDER, folder)
    for name, change in {
        "about.yaml": {"points": {"strong": 4, "fair": 2, "weak": 1, "shown-from": 4}},
        "questions.yaml": {"questions": SMALL_VALUES["questions.yaml"]["questions"] + questions},
        "tree.yaml": {"longest-path": 100, "steps": small + steps},
        "causes.yaml": {"causes": causes},
    }.items():
        (folder / name).write_bytes(as_yaml(SMALL_VALUES[name] | change))
    return folder


def write_nested(folder: Path) -> Path:
    """Write knowledge with as many branches in branches as a path may have questions, and return its folder."""
    copy_knowledge(folder)
    looked_at = {"feel", *(sign["question"] for rule in VALUES["triage.yaml"]["rules"] for sign in rule["when"])}
    straight = [q["id"] for q in VALUES["questions.yaml"]["questions"] if q.get("safety") or q["id"] in looked_at]
    steps = [{"id": one, "ask": one, "then": then} for one, then in zip(straight, (*straight[1:], "s0"), strict=True)]
    numb = straight.index("numb-where")
    steps[numb - 1] |= {"then": straight[numb + 1], "unless": {"numb": "numb-where"}}
    last = FLOOR.longest_path - len(straight) - 1
    steps += [{"id": f"s{n}", "ask": "seat", "then": f"s{n + 1}", "unless": {"lowest": "end"}} for n in range(last)]
    steps += [{"id": f"s{last}", "ask": "seat", "then": "end"}]
    (folder / "tree.yaml").write_bytes(as_yaml(VALUES["tree.yaml"] | {"steps": steps}))
    return folder


def write_deep(folder: Path) -> Path:
    """Write knowledge with a path that asks far more than any may, and return its folder."""
    copy_knowledge(folder)
    (folder / "tree.yaml").write_bytes(_steps(80, lambda _: {"lowest": "end"}))
    return folder


def write_kept(file: Path) -> None:
    """Write kept answers in which one question is answered fifty thousand times."""
    keep_draft(file, {"emergency-sign": ["none"], "doctor-sign": ["none"], "health": ["none"], "pain": [0]})
    run_sql(
        file,
        "WITH RECURSIVE numbers(n) AS (SELECT 4 UNION ALL SELECT n + 1 FROM numbers WHERE n < 50000) INSERT INTO answers "
        "SELECT interview, n, 'pain', '[' || n % 11 || ']', offered, source, given_at FROM answers, numbers WHERE position = 3",
    )


def pains(count: int = 5_000) -> list[str]:
    """Return one flag that many times."""
    return [word for number in range(count) for word in ("--pain", str(number % 11))]
