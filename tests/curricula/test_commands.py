"""`pena print` and `pena curricula check`, from the outside."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from peña_app import paths
from peña_app.cli import main
from peña_app.curricula.readability import reading
from peña_app.paper.preview import page_count

SHIPPED = "01-que-es-organizar"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PENA_LANGUAGE", "en")


def pena(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize(
    ("options", "size"),
    [
        (["--layout", "columns"], (612, 792)),
        (["--layout", "duplex", "--size", "14"], (612, 792)),
        (["--layout", "es", "--paper", "a4", "--size", "18"], (595, 842)),
        (["--layout", "en", "--audience", "facilitator"], (612, 792)),
        (["--facilitator"], (612, 792)),
    ],
)
def test_a_handout_is_written(tmp_path: Path, options: list[str], size: tuple[int, int]) -> None:
    out = tmp_path / "hoja.pdf"
    done = pena("print", "handout", "la-soga", *options, "--out", out)
    assert done.exit_code == 0, done.output
    page = PdfReader(out).pages[0].mediabox
    assert (round(page.width), round(page.height)) == size
    assert [file.name for file in tmp_path.iterdir()] == ["hoja.pdf"]


def test_the_guide_is_longer_than_the_handout(tmp_path: Path) -> None:
    for audience in ("participant", "facilitator"):
        assert pena("print", "handout", "la-soga", "--audience", audience, "--out", tmp_path / audience).exit_code == 0
    assert page_count((tmp_path / "facilitator").read_bytes()) > page_count((tmp_path / "participant").read_bytes())


def test_the_plan_of_a_session_is_written(tmp_path: Path) -> None:
    done = pena("print", "session", SHIPPED, "2", "--begins", "17:30", "--out", tmp_path / "plan.pdf")
    assert done.exit_code == 0, done.output
    assert "5:30" in PdfReader(tmp_path / "plan.pdf").pages[0].extract_text()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["print", "handout", "nada"], "la-soga"),
        (["print", "handout", "la-soga", "--layout", "qu"], "columns, duplex, facing, booklet, card, guide, interpreter, es, en"),
        (["print", "session", SHIPPED, "9"], "has 3 sessions"),
        (["print", "session", "nada", "1"], SHIPPED),
    ],
)
def test_what_is_not_there_is_a_sentence_that_names_what_is(tmp_path: Path, words: list[str], said: str) -> None:
    done = pena(*words, "--out", tmp_path / "x.pdf")
    assert done.exit_code == 2
    assert said in done.output
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    done = pena("print", "handout", "la-soga", "--out", tmp_path / "no" / "x.pdf")
    assert done.exit_code == 2
    assert "could not be written" in done.output


def test_the_shipped_files_pass_their_check() -> None:
    for words in (
        [],
        [paths.data("curricula")],
        [paths.data("curricula", SHIPPED)],
        [paths.data("curricula", SHIPPED, "la-soga.md")],
    ):
        done = pena("curricula", "check", *words)
        assert done.exit_code == 0, done.output


def test_everything_amiss_is_said_with_its_file_and_line(tmp_path: Path) -> None:
    place = tmp_path / SHIPPED
    shutil.copytree(paths.data("curricula", SHIPPED), place)
    rope, name = place / "la-soga.md", place / "mi-nombre.md"
    rope.write_text(rope.read_text(encoding="utf-8").replace("::: en", "::: ne", 1), encoding="utf-8")
    name.write_bytes(b"\xff\xfe\x00")
    done = pena("curricula", "check", tmp_path)
    assert done.exit_code == 1
    assert f"{SHIPPED}/la-soga.md, line " in done.output
    assert f"{SHIPPED}/mi-nombre.md, line 1" in done.output

    shutil.copy(paths.data("curricula", SHIPPED, "mi-nombre.md"), name)
    text = paths.data("curricula", SHIPPED, "la-soga.md").read_text(encoding="utf-8")
    rope.write_text(text.replace("spiral=experience", "spiral=information", 2), encoding="utf-8")
    done = pena("curricula", "check", rope)
    assert done.exit_code == 1
    assert "la-soga: information comes before any experience." in done.output


def test_a_folder_without_a_module_is_a_sentence(tmp_path: Path) -> None:
    done = pena("curricula", "check", tmp_path)
    assert done.exit_code == 1
    assert "module.toml" in done.output


@pytest.mark.parametrize("layout", ["facing", "booklet", "card", "guide", "interpreter"])
def test_every_layout_is_written(tmp_path: Path, layout: str) -> None:
    done = pena("print", "handout", "compromisos", "--layout", layout, "--paper", "a4", "--out", tmp_path / "hoja.pdf")
    assert done.exit_code == 0, done.output
    assert page_count((tmp_path / "hoja.pdf").read_bytes()) > 1


def test_fitting_says_the_pages_and_the_size_and_large_print_says_that_it_turns(tmp_path: Path) -> None:
    fitted = pena("print", "handout", "compromisos", "--pages", "4", "--out", tmp_path / "a.pdf")
    assert "with letters of 12.5 points" in fitted.output
    crowded = pena("print", "handout", "compromisos", "--pages", "1", "--out", tmp_path / "b.pdf")
    assert crowded.exit_code == 2
    assert "does not fit on 1 page" in crowded.output
    assert not (tmp_path / "b.pdf").exists()
    large = pena("print", "handout", "compromisos", "--size", "22", "--out", tmp_path / "c.pdf")
    assert "too narrow for large print" in large.output


def test_words_and_the_sheet_to_count_are_written(tmp_path: Path) -> None:
    for words in (
        ["terms"],
        ["terms", "--booklet", "--layout", "booklet"],
        ["terms", "--cards", "escucha", "demand"],
        ["terms", "--cards", "--language", "both", "--portrait", "--paper", "a4"],
        ["tally-sheet", "--paper", "a4"],
    ):
        out = tmp_path / "x.pdf"
        done = pena("print", *words, "--out", out)
        assert done.exit_code == 0, done.output
        assert page_count(out.read_bytes()) >= 1
    assert page_count(out.read_bytes()) == 1
    unknown = pena("print", "terms", "unicornio", "--out", tmp_path / "y.pdf")
    assert unknown.exit_code == 2
    assert "no word “unicornio”" in unknown.output
    assert "community-organizing" in unknown.output


def test_with_the_network_off_everything_is_read_checked_and_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_where: object) -> None:
        raise OSError("there is no network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)

    assert pena("curricula", "check", paths.data("curricula") / SHIPPED).exit_code == 0
    assert pena("print", "handout", "la-soga", "--layout", "facing", "--out", tmp_path / "a.pdf").exit_code == 0
    assert pena("print", "terms", "--booklet", "--out", tmp_path / "b.pdf").exit_code == 0
    assert reading("The cat sat on the mat.", "en").flesch == pytest.approx(116.145)
