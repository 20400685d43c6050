"""What the tests of this room share."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Merging = Callable[[str, str, str], tuple[int, str]]


@pytest.fixture
def merged(tmp_path: Path) -> Merging:
    """Merges two people's files with git: from the base, ours and theirs to how many conflicts there are, and the text."""

    def merge(base: str, ours: str, theirs: str) -> tuple[int, str]:
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        git = shutil.which("git")
        assert git
        asked = [git, "merge-file", "-p", "ours", "base", "theirs"]
        done = subprocess.run(asked, cwd=tmp_path, capture_output=True, check=False)
        return done.returncode, done.stdout.decode()

    return merge
