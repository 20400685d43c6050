"""The demo and the commands, as a newcomer runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from peña_app import app, demo
from peña_app.cli import main
from peña_app.errors import Mishap
from peña_app.gatherings.records import Gatherings
from peña_app.paper.preview import page_count
from peña_app.people.records import People
from peña_app.voting.records import Voting
from peña_app.workspace import Workspace, check


def test_with_no_display_the_demo_does_the_main_job(tmp_path: Path) -> None:
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "peña_app", "demo", "--dir", str(tmp_path / "d")],
        capture_output=True, text=True, check=False, env={**environment, "PENA_LANGUAGE": "es"}, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert "✓   1    116  Alto a los aumentos de renta" in done.stdout
    assert str(tmp_path / "d" / "paper") in done.stdout
    papers = sorted((tmp_path / "d" / "paper").glob("*.pdf"))
    assert len(papers) >= 24
    assert all(page_count(file.read_bytes()) for file in papers)


def test_the_demo_is_whole_and_balances(tmp_path: Path) -> None:
    workspace = demo.build(tmp_path / "d", say=lambda _text: None)
    try:
        with workspace.again() as db:
            assert check.findings(db) == []
        assert People(workspace).count("") == 180
        assert len(Gatherings(workspace).all()) == 3
        voting = Voting(workspace)
        contest = voting.contests()[0]
        result, account = voting.tally(contest.id), voting.accounting(contest.id)
        assert len(contest.options) == 12
        assert (result.ballots, result.valid, result.blank, result.overvoted) == (163, 158, 3, 2)
        assert result.tallies == (116, 71, 94, 92, 74, 43, 30, 27, 61, 52, 74, 25)
        assert [result.place(option) for option in (0, 2, 3, 4, 10)] == ["1", "2", "3", "=4", "=4"]
        assert account.imbalances == ()
    finally:
        workspace.close(keep_backup=False)


def test_a_demo_replaces_a_demo_and_nothing_else(tmp_path: Path) -> None:
    for _time in range(2):
        demo.build(tmp_path / "d", say=lambda _text: None).close(keep_backup=False)
    (tmp_path / "otra").mkdir()
    (tmp_path / "otra" / "recetas.txt").write_text("mole")
    with pytest.raises(Mishap, match="something in this folder"):
        demo.build(tmp_path / "otra", say=lambda _text: None)
    assert (tmp_path / "otra" / "recetas.txt").read_text() == "mole"


def test_a_demo_that_is_open_is_left_alone(tmp_path: Path) -> None:
    workspace = demo.build(tmp_path / "d", say=lambda _text: None)
    with pytest.raises(Mishap, match="open already"):
        demo.build(tmp_path / "d", say=lambda _text: None)
    assert People(workspace).count("") == 180
    workspace.close(keep_backup=False)


def test_check_and_restore_as_commands(tmp_path: Path, passphrase: str) -> None:
    demo.build(tmp_path / "d", say=lambda _text: None).close()
    folder = tmp_path / "d" / "Demo.pena"
    words = ["--passphrase", demo.PASSPHRASE]
    done = CliRunner().invoke(main, ["check", str(folder), *words], env={"PENA_LANGUAGE": "en"})
    assert (done.exit_code, done.output) == (0, "Everything is whole.\n")
    done = CliRunner().invoke(main, ["restore", str(folder), *words], env={"PENA_LANGUAGE": "en"})
    assert done.exit_code == 0, done.output
    again = Workspace.open(folder, demo.PASSPHRASE, app.schema())
    assert People(again).count("") == 180
    again.close(keep_backup=False)


def test_a_wrong_passphrase_is_a_sentence_and_exit_code_2(tmp_path: Path) -> None:
    demo.build(tmp_path / "d", say=lambda _text: None).close(keep_backup=False)
    done = CliRunner().invoke(
        main, ["check", str(tmp_path / "d" / "Demo.pena"), "--passphrase", "otra cosa"], env={"PENA_LANGUAGE": "es"}
    )
    assert done.exit_code == 2
    assert "Este espacio de trabajo no se abre con esa frase clave." in done.output


def test_the_demo_s_ballots_count_the_same_without_any_workspace() -> None:
    root = Path(__file__).parents[1]
    file = root / "resources" / "demo" / "ballots.csv"
    done = CliRunner().invoke(
        main, ["tally", str(file), "--method", "dots", "--dots", "5", "--max-per-option", "3", "--seats", "3", "--format", "json"]
    )
    assert done.exit_code == 0, done.output
    import json

    counted = json.loads(done.output)
    assert counted["winners"] == ["renta", "clinica", "guarderia"]
    assert counted["tallies"]["renta"] == "116"
    assert (counted["ballots"], counted["valid"], counted["blank"], counted["overvoted"]) == (163, 158, 3, 2)
