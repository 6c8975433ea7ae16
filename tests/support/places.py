"""Where the tests find what they read: the checkout, the people in the case files, and the pages that were reviewed."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
CASES = TESTS / "knowledge" / "cases"
GOLDEN = TESTS / "golden"
