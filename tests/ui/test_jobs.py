"""Jobs: progress in words, cancelled at safe places, mishaps and bugs told calmly."""

from __future__ import annotations

from threading import Event

from pytestqt.qtbot import QtBot

from peña_app import i18n
from peña_app.errors import Mishap
from peña_app.i18n import _
from peña_app.ui.jobs import Job, Progress


def test_a_job_says_how_far_it_is_and_gives_its_result(qtbot: QtBot) -> None:
    heard: list[tuple[int, str]] = []

    def work(say: Progress) -> str:
        say(40, "page 4 of 10")
        return "listo"

    job = Job(work)
    job.progressed.connect(lambda percent, words: heard.append((percent, words)))
    with qtbot.waitSignal(job.done) as done:
        job.start()
    assert done.args == ["listo"]
    assert heard == [(40, "page 4 of 10")]


def test_cancelling_stops_where_it_says_how_far_it_is(qtbot: QtBot) -> None:
    begun, go_on = Event(), Event()
    steps: list[int] = []

    def work(say: Progress) -> None:
        for step in range(3):
            say(step, "")
            steps.append(step)
            begun.set()
            go_on.wait(10)

    job = Job(work)
    with qtbot.waitSignal(job.cancelled):
        job.start()
        begun.wait(10)
        job.cancel()
        go_on.set()
    assert steps == [0]


def test_a_mishap_arrives_as_it_is_and_a_bug_as_a_calm_sentence(qtbot: QtBot) -> None:
    def unlucky(_say: Progress) -> None:
        raise Mishap("No hay papel.")

    def broken(_say: Progress) -> None:
        raise ZeroDivisionError

    for work, sentence in ((unlucky, "No hay papel."), (broken, "Something went wrong, and your data is safe.")):
        job = Job(work)
        with qtbot.waitSignal(job.failed) as failed:
            job.start()
        assert failed.args[0].sentence == sentence


def test_a_job_speaks_the_language_in_which_it_was_asked(qtbot: QtBot) -> None:
    with i18n.speaking("es"):
        job = Job(lambda _say: _("Print"))
    with qtbot.waitSignal(job.done) as done:
        job.start()
    assert done.args == ["Imprimir"]
