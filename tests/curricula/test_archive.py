"""A module as one file: the same sign by sign both ways, and a file that is no module brings nothing in."""

from __future__ import annotations

import shutil
import warnings
import zipfile
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, strategies as st

from peña_app import paths
from peña_app.cli import main
from peña_app.curricula.archive import MOST, opened, packed
from peña_app.curricula.folders import read_file
from peña_app.curricula.parcels import laid_open, unpacked
from peña_app.curricula.reviews import State, followed
from peña_app.curricula.sidefile import SideFile, read_marks, side_text
from peña_app.errors import Mishap

SHIPPED = paths.data("curricula") / "01-que-es-organizar"
FILES = {file.relative_to(SHIPPED).as_posix(): file.read_bytes() for file in SHIPPED.rglob("*") if file.is_file()}
HEAD = b'format = "curricula/1"\nid = "m"\n[title]\nes = "M"\n'


def zipped(*entries: tuple[str, bytes], attributes: int = 0) -> bytes:
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # a name that stands twice is what one of them is for
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = attributes
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()


def test_a_module_comes_out_as_it_went_in() -> None:
    data = packed("01-que-es-organizar", FILES)

    assert opened(data, "m.zip") == ("01-que-es-organizar", FILES)
    assert packed("01-que-es-organizar", FILES) == data


@pytest.mark.parametrize(
    "data",
    [
        zipped(("m/module.toml", HEAD), ("m/../../fuera.md", b"x")),
        zipped(("m/module.toml", HEAD), ("/etc/fuera.md", b"x")),
        zipped(("m/module.toml", HEAD), ("C:/fuera.md", b"x")),
        zipped(("m/module.toml", HEAD), ("m\\..\\fuera.md", b"x")),
        zipped(("m/module.toml", HEAD), ("otra/fuera.md", b"x")),
        zipped(("m/module.toml", HEAD), ("m/programa.exe", b"MZ")),
        zipped(("m/module.toml", HEAD), ("m/img/falsa.png", b"MZ")),
        zipped(("m/module.toml", HEAD), ("m/enlace.md", b"/etc/passwd"), attributes=0o120777 << 16),
        zipped(("m/module.toml", HEAD), ("m/uno.md", b"x"), ("m/uno.md", b"y")),
        zipped(("m/uno.md", b"x")),
        zipped(("m/module.toml", HEAD), ("m/n/module.toml", HEAD)),
        zipped(),
        b"",
        b"PK\x03\x04 nada",
        b"\x00" * 5000,
        zipped(("m/module.toml", HEAD))[:-30],
    ],
    ids=[
        "climbs out", "absolute", "drive", "backslash", "beside", "program", "false picture", "link", "twice", "no module",
        "two modules", "empty", "nothing", "torn", "zeros", "cut",
    ],
)  # fmt: skip
def test_what_is_no_module_is_refused_with_a_sentence(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "mod.zip"
    file.write_bytes(data)

    with pytest.raises(Mishap, match=r"mod\.zip: "), laid_open(file):
        pass
    assert list(tmp_path.iterdir()) == [file]


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Mishap, match="more than any module"):
        opened(zipped(("m/module.toml", HEAD), ("m/uno.md", b"a" * (MOST + 1))), "bomba.zip")


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_sentence_or_in_files(data: bytes) -> None:
    with suppress(Mishap):
        opened(data, "x.zip")


def test_a_folder_and_its_zip_are_read_alike(tmp_path: Path) -> None:
    file = tmp_path / "m.zip"
    file.write_bytes(packed("01-que-es-organizar", FILES))

    with laid_open(file) as folder, laid_open(SHIPPED) as there:
        assert unpacked(folder) == unpacked(there)


def pena(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """A module with a side file, a third language and a picture."""
    folder = tmp_path / "mio" / "01-que-es-organizar"
    shutil.copytree(SHIPPED, folder)
    activity = read_file(folder / "la-soga.md")
    (folder / "la-soga.rev.toml").write_text(side_text("la-soga.rev.toml", activity, SideFile()), encoding="utf-8")
    (folder / "la-soga.nah.md").write_text("## {#title}\n::: nah\nMecatl tlahtōlli\n:::\n", encoding="utf-8")
    (folder / "img").mkdir()
    (folder / "img" / "soga.png").write_bytes(b"\x89PNG\r\n\x1a\n1234")
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("ending", [".zip", ""])
def test_the_command_gives_a_module_and_takes_it_in_whole(reviewed: Path, tmp_path: Path, ending: str) -> None:
    parcel = tmp_path / f"parcel{ending}"
    done = pena("curricula", "export", reviewed, "--out", parcel)
    assert done.exit_code == 0, done.output
    (tmp_path / "theirs").mkdir()

    done = pena("curricula", "import", parcel, tmp_path / "theirs")

    assert done.exit_code == 0, done.output
    (brought,) = (tmp_path / "theirs").iterdir()
    assert tree(brought) == tree(reviewed)


def test_a_module_that_is_there_already_is_not_replaced(reviewed: Path, tmp_path: Path) -> None:
    parcel = tmp_path / "parcel.zip"
    assert pena("curricula", "export", reviewed, "--out", parcel).exit_code == 0
    before = tree(reviewed)

    done = pena("curricula", "import", parcel, reviewed.parent)

    assert done.exit_code == 2
    assert tree(reviewed) == before
    assert [each.name for each in reviewed.parent.iterdir()] == [reviewed.name]


def test_what_ships_can_be_named_without_its_path_and_a_stranger_is_a_sentence(tmp_path: Path) -> None:
    assert pena("curricula", "export", "01-que-es-organizar", "--out", tmp_path / "a.zip").exit_code == 0
    done = pena("curricula", "export", "nada", "--out", tmp_path / "b.zip")
    assert done.exit_code == 2
    assert not (tmp_path / "b.zip").exists()


def test_texts_for_a_translator_say_where_they_stand(reviewed: Path, tmp_path: Path) -> None:
    changed = (reviewed / "la-soga.md").read_text(encoding="utf-8").replace("La soga\n", "La reata\n", 1)
    side = read_marks(reviewed / "la-soga.md")
    title = side.marks["title", "", 0, "en"]
    marks = {**side.marks, ("title", "", 0, "en"): replace(title, state=State.REVIEWED, lead=followed("es", "La soga"))}
    text = side_text("la-soga.rev.toml", read_file(reviewed / "la-soga.md"), replace(side, marks=marks))
    (reviewed / "la-soga.rev.toml").write_text(text, encoding="utf-8")
    (reviewed / "la-soga.md").write_text(changed, encoding="utf-8")

    assert pena("curricula", "export", reviewed, "--out", tmp_path / "m.xlf").exit_code == 0

    assert 'subState="curricula:stale"' in (tmp_path / "m.xlf").read_text(encoding="utf-8")
