"""What people meet when something goes wrong, and what the log keeps of it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from peña_app import errors, i18n
from peña_app.errors import Mishap


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[Mishap]]:
    monkeypatch.setenv("PENA_HOME", str(tmp_path))
    seen: list[Mishap] = []
    hooks = sys.excepthook, threading.excepthook
    errors.keep_log()
    errors.catch_bugs(seen.append)
    yield seen
    sys.excepthook, threading.excepthook = hooks
    for handler in list(errors.log.handlers):
        handler.close()
        errors.log.removeHandler(handler)
    errors.log.propagate = True


def fail(name: str) -> None:
    raise KeyError(f"{name} no está")


def test_a_bug_is_one_calm_sentence_and_a_log_without_names(shown: list[Mishap], tmp_path: Path) -> None:
    try:
        fail("Xóchitl Hernández")
    except KeyError as bug:
        sys.excepthook(KeyError, bug, bug.__traceback__)
    assert shown[0].sentence == "Something went wrong, and your data is safe."
    log = (tmp_path / "logs" / "pena.log").read_text(encoding="utf-8")
    assert "KeyError" in log
    assert "in fail" in log
    assert "chitl" not in log


def test_a_bug_in_a_thread_is_shown_too(shown: list[Mishap]) -> None:
    thread = threading.Thread(target=fail, args=("Lupe",))
    thread.start()
    thread.join()
    assert len(shown) == 1


def test_a_mishap_is_shown_as_it_is(shown: list[Mishap]) -> None:
    sys.excepthook(Mishap, Mishap("No hay papel.", "Pongan hojas."), None)
    assert str(shown[0]) == "No hay papel. Pongan hojas."


def test_the_calm_sentence_is_in_the_reader_s_language() -> None:
    with i18n.speaking("es"):
        assert errors.calm().sentence == "Algo salió mal, pero sus datos están a salvo."
