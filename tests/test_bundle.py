"""The bundle: built with build.spec, it starts without Python, prints the demo and opens its window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bundle")
    subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR",
         "--distpath", str(place / "dist"), "--workpath", str(place / "build"), str(ROOT / "build.spec")],
        check=True, cwd=ROOT,
    )  # fmt: skip
    return place / "dist" / "pena" / "pena"


def without_python(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "PENA_HOME": str(home), "PATH": "/nowhere", "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


def test_the_bundle_builds_the_demo_and_prints_every_paper(bundle: Path, tmp_path: Path) -> None:
    ran = subprocess.run(
        [bundle, "demo", "--dir", tmp_path / "demo", "--no-window"],
        env=without_python(tmp_path) | {"PENA_LANGUAGE": "en"}, capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert ran.stderr == ""
    assert "✓   1    116  Stop the rent hikes" in ran.stdout
    assert sum(paper.read_bytes().startswith(b"%PDF") for paper in (tmp_path / "demo" / "paper").iterdir()) >= 20


def test_the_window_of_the_bundle_opens_with_its_colors(bundle: Path, tmp_path: Path) -> None:
    opened = subprocess.Popen([bundle], env=without_python(tmp_path), stderr=subprocess.PIPE, text=True, encoding="utf-8")
    with pytest.raises(subprocess.TimeoutExpired):  # it stays open
        opened.wait(5)
    opened.terminate()
    assert opened.communicate()[1] == ""  # Qt says here that a stylesheet or a plugin could not be read


def test_the_bundle_leaves_out_what_nobody_uses(bundle: Path) -> None:
    files = {file.name for file in bundle.parent.rglob("*")}
    assert {"es_US.dat", "en_US.dat", "root.dat", "qtbase_es.qm", "libqxcb.so", "libqoffscreen.so"} <= files
    assert not files & {"fr.dat", "qtbase_fr.qm", "libqgtk3.so", "libqvnc.so", "libqeglfs.so", "libqlinuxfb.so"}
