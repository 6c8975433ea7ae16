"""Makes each small mistake of ``mutants.yaml`` in a copy of the project, and says whether the tests named there notice it.

``python tests/support/mutate.py [ID ...]`` ends with 1 where one survives that is not said to be equivalent.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from enum import Enum
from pathlib import Path

import msgspec
import yaml

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
_LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "node_modules", "build", "dist", "*.egg-info")
_PATIENCE = 300
_FAILED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)


class Mutant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One edit: what stands ``new`` in place of the ``old``, why somebody would care, and the tests that are to notice it.

    ``slow`` runs their slow tests too. ``equivalent`` is why no test can notice it.
    """

    id: str
    file: str
    old: str
    new: str
    why: str
    tests: tuple[str, ...]
    slow: bool = False
    equivalent: str = ""

    @property
    def fault(self) -> str:
        """What is wrong with the edit itself, empty where nothing is."""
        file = ROOT / self.file
        found = file.read_text(encoding="utf-8").count(self.old) if file.is_file() else 0
        if found != 1:
            return f"what it replaces stands {found} times in {self.file}"
        return "it changes nothing" if self.old == self.new else ""


class Verdict(Enum):
    """What became of an edit. One that does not even run, or whose tests fail without it, proves nothing."""

    KILLED = "killed"
    SURVIVED = "survived"
    EQUIVALENT = "equivalent"
    NOT_APPLICABLE = "not applicable"


def read_mutants() -> list[Mutant]:
    """Return all edits, in the order of the file."""
    return msgspec.convert(yaml.safe_load((TESTS / "mutants.yaml").read_text(encoding="utf-8")), list[Mutant])


def main(ids: Sequence[str]) -> int:
    """Try the edits of these ids, or all, and return the exit code."""
    mutants = read_mutants()
    unknown = set(ids) - {mutant.id for mutant in mutants}
    chosen = [mutant for mutant in mutants if mutant.id in ids or not ids]
    faults = [f"{mutant.id}: {mutant.fault}" for mutant in chosen if mutant.fault]
    if unknown or faults:
        sys.stderr.write("\n".join([*(f"there is no {name}" for name in sorted(unknown)), *faults]) + "\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="legpress-mutants-") as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=_LEFT_OUT)
        verdicts = Counter(_try(mutant, copy) for mutant in chosen)
    sys.stdout.write(", ".join(f"{verdicts[verdict]} {verdict.value}" for verdict in Verdict) + "\n")
    return int(bool(verdicts[Verdict.SURVIVED] + verdicts[Verdict.NOT_APPLICABLE]))


def _try(mutant: Mutant, copy: Path) -> Verdict:
    """Return what becomes of an edit, and tell it with the first test that notices."""
    file = copy / mutant.file
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(mutant.old, mutant.new), encoding="utf-8")
    code, said = (0, "") if mutant.equivalent else _run(mutant, copy)
    file.write_text(before, encoding="utf-8")
    verdict, told = {0: Verdict.SURVIVED, 1: Verdict.KILLED}.get(code, Verdict.NOT_APPLICABLE), said
    if verdict is Verdict.KILLED and _run(mutant, copy, said)[0]:
        verdict, told = Verdict.NOT_APPLICABLE, f"without the edit it fails as well: {said}"
    if mutant.equivalent:
        verdict, told = Verdict.EQUIVALENT, mutant.equivalent
    sys.stdout.write(f"{verdict.value:15} {mutant.id:30} {told}\n")
    sys.stdout.flush()
    return verdict


def _run(mutant: Mutant, copy: Path, test: str = "") -> tuple[int, str]:
    """Return the exit code of its tests, or of one of them, in the copy, and the first that failed or why none ran."""
    marks = "not browser" if mutant.slow else "not slow and not browser"
    options = ["-n", "0", "-x", "-q", "-m", marks, "-p", "no:cacheprovider", "--hypothesis-seed", "0", "--tb", "no"]
    command = [sys.executable, "-B", "-m", "pytest", *options, *([test] if test else mutant.tests)]
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": ""}
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd=copy, env=environment, timeout=_PATIENCE
        )
    except subprocess.TimeoutExpired:
        return 1, mutant.tests[0]
    if "! KeyboardInterrupt !" in done.stdout:  # somebody at a fake terminal left who should have gone on
        return 1, mutant.tests[-1]
    failed = _FAILED.search(done.stdout)
    return done.returncode, failed[1] if failed else (done.stdout + done.stderr).strip()[-300:] if done.returncode else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
