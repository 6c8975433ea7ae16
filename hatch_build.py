"""Build hook: packs the knowledge into the wheel, so that a start does not parse YAML."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackKnowledge(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own generic has no public argument
    """Adds the ready-made copy to a wheel. An editable install gets none and reads the YAML that is being edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Pack ``knowledge/`` and name the file for the wheel. Faulty knowledge stops the build."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from legpress_cli import loader, packed

        files, missing = loader.read_folder(root / "knowledge")
        folder = Path(tempfile.mkdtemp())
        (folder / packed.FILE_NAME).write_bytes(packed.pack(files, loader.parse_files(files, missing)))
        build_data["force_include"][str(folder / packed.FILE_NAME)] = f"legpress_cli/{packed.FILE_NAME}"
        self._folder = folder

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary copy."""
        if version != "editable":
            for file in self._folder.iterdir():
                file.unlink()
            self._folder.rmdir()
