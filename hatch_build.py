"""Build hook: packs the knowledge into the wheel, so that a start does not parse YAML, and writes the manual page."""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MANUAL = "legpress.1"


class AddWhatIsMade(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic has no public argument
    """Adds the ready-made copy and the manual page to a wheel. An editable install gets none: it reads what is being edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make both files and name them for the wheel. Faulty knowledge stops the build."""
        if version == "editable":
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
        if version != "editable":
            for file in self._folder.iterdir():
                file.unlink()
            self._folder.rmdir()


def release_date() -> str:
    """Return the day that SOURCE_DATE_EPOCH names; empty without it, so that the day of the build changes nothing."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat() if seconds else ""
