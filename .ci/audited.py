"""Says what pip-audit found, from its JSON: exit code 1 for a hole that is known, 3 where it could look at nothing."""

import json
import sys
from pathlib import Path

HOLES, NOTHING_SEEN = 1, 3


def judge(file: Path) -> int:
    """Print what was looked at and which holes are known in it, and return the exit code."""
    try:
        packages = json.loads(file.read_text(encoding="utf-8"))["dependencies"]
    except (OSError, ValueError, KeyError):
        return NOTHING_SEEN
    seen = [package for package in packages if "vulns" in package]
    holes = [f"{package['name']} {package['version']}: {hole['id']}" for package in seen for hole in package["vulns"]]
    if not seen:
        return NOTHING_SEEN
    print(f"{len(seen)} of {len(packages)} packages looked at, {len(holes)} known holes.", *holes, sep="\n  ")
    return HOLES if holes else 0


if __name__ == "__main__":
    sys.exit(judge(Path(sys.argv[1])))
