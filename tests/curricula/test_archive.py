"""A module as one file: the same sign by sign both ways, and a file that is no module brings nothing in."""

from __future__ import annotations

import warnings
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from peña_app import paths
from peña_app.curricula.archive import MOST, opened, packed
from peña_app.curricula.parcels import laid_open, unpacked
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
