"""Build hook: packs the knowledge into the wheel, so that a start does not parse YAML, and writes the manual page."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MANUAL = "legpress.1"
OLDEST = (3, 11)
"""The Python that legpress needs. This file itself must load in older ones."""


class AddWhatIsMade(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic has no public argument
    """Adds the ready-made copy and the manual page to a wheel. An editable install gets none: it reads what is being edited."""

    _folder: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make both files and name them for the wheel. Faulty knowledge, or a Python that is too old, stops the build."""
        if version == "editable" or _is_refused_by_pip():
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from legpress_cli.cli import manual
        from legpress_cli.knowledge import loader, prebuilt

        files, missing = loader.read_folder(root / "knowledge")
        knowledge = loader.parse_files(files, missing)
        folder = Path(tempfile.mkdtemp())
        (folder / prebuilt.FILE_NAME).write_bytes(prebuilt.pack(files, knowledge))
        build_data["force_include"][str(folder / prebuilt.FILE_NAME)] = f"legpress_cli/knowledge/{prebuilt.FILE_NAME}"
        (folder / MANUAL).write_text(manual.write_manual(knowledge, release_date()), encoding="ascii")
        build_data["shared_data"][str(folder / MANUAL)] = f"share/man/man1/{MANUAL}"
        self._folder = folder

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary copies."""
        if self._folder:
            shutil.rmtree(self._folder)


def _is_refused_by_pip() -> bool:
    """Say whether pip, in a Python that is too old, builds only to read what is needed, and then refuses in its own words."""
    if sys.version_info >= OLDEST:
        return False
    if "PIP_BUILD_TRACKER" in os.environ:
        return True
    sys.exit(f"legpress needs Python {'.'.join(map(str, OLDEST))} or newer.")


def release_date() -> str:
    """Return the day that SOURCE_DATE_EPOCH names; empty without it, so that the day of the build changes nothing."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), timezone.utc).date().isoformat() if seconds else ""
