"""The files themselves: names that every system can hold, and no address of any registry or machine."""

from __future__ import annotations

import subprocess
import unicodedata
from pathlib import Path

ROOT = Path(__file__).parents[1]


def tracked() -> list[str]:
    listed = subprocess.run(["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, check=True).stdout  # noqa: S607
    return [name for name in listed.decode().split("\0") if name]


def test_every_name_is_composed() -> None:
    assert [name for name in tracked() if name != unicodedata.normalize("NFC", name)] == []


def test_no_two_names_differ_only_in_case() -> None:
    names = [name.casefold() for name in tracked()]
    assert sorted(names) == sorted(set(names))


def test_constraints_are_exact_and_name_no_address() -> None:
    lines = [
        line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    assert lines
    assert all("==" in line and "://" not in line and "@" not in line for line in lines)
