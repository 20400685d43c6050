"""The result on a sheet for the wall, in both languages and in letters that are read from afar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from peña_app import clock
from peña_app.errors import Mishap
from peña_app.i18n import N_, Words, _, date_text, each, said
from peña_app.paper import ACCENT, SOFT, About, Pen, Sheet, fit, write_pages
from peña_app.voting.accounting import Accounting
from peña_app.voting.charts import BarChart, Chart, GridChart, both, charts, lines, lots, outcome, ties
from peña_app.voting.counting import Result
from peña_app.voting.methods import method
from peña_app.voting.model import Contest
from peña_app.voting.papers.board import PaperBoard, parts

_MARGIN = 48.0
_LARGEST, _SMALLEST = 20.0, 9.5
_LONG = 11.0
_READ_TOGETHER = 13.0
_APART = 1.6
_FOOT = 44.0


def poster(
    contest: Contest, counted: Result, accounting: Accounting, *, sheet: str = "letter", occasion: Words | None = None
) -> bytes:
    """The question, who wins, the chart and the turnout, as large as the sheet allows; further charts on further sheets."""
    about = About(each(N_("Result of the vote")), occasion=occasion)
    from peña_app.paper.sheets import page_size  # loads reportlab

    wide, height = page_size(Sheet(sheet))
    width = wide - 2 * _MARGIN
    pages = []
    for number, (shown, em) in enumerate(_pages(_drawn(contest, counted), width, height - 2 * _MARGIN - _FOOT, height)):
        page = partial(_page, contest=contest, counted=counted, accounting=accounting)
        pages.append(partial(page, shown=shown, em=em, first=number == 0))
    return write_pages(pages, about, sheet=Sheet(sheet))


def _drawn(contest: Contest, counted: Result) -> list[Chart]:
    return [
        replace(chart, base=chart.brief) if isinstance(chart, BarChart) and not chart.lines else chart
        for chart in charts(contest, counted)
    ]


def _pages(drawn: Sequence[Chart], width: float, room: float, height: float) -> list[tuple[Sequence[Chart], float]]:
    """What stands on each page, and in what size of letters: all on one where that can still be read from afar."""
    em = _fitting(drawn, width, room - _heads(height, first=True))
    if em >= _READ_TOGETHER:
        return [(drawn, em)]
    found: list[tuple[Sequence[Chart], float]] = []
    for chart in drawn:
        free = room - _heads(height, first=not found)
        em = _fitting([chart], width, free)
        pieces = [chart] if em else parts(chart, width, free, _LONG)
        found += [([piece], em or _LONG) for piece in pieces]
    return found


def _fitting(drawn: Sequence[Chart], width: float, room: float) -> float:
    """The largest letters in which these charts have room one under the other; 0 if there are none."""
    em = _LARGEST
    while em >= _SMALLEST:
        board = PaperBoard(em=em)
        high = sum(chart.height(board, width) for chart in drawn) + em * _APART * (len(drawn) - 1)
        if high <= room and all(chart.least(board) <= width for chart in drawn if isinstance(chart, GridChart)):
            return em
        em -= 0.5
    return 0.0


def _heads(height: float, *, first: bool) -> float:
    """How much of a page its question takes, and on the first also what came out."""
    return height * (0.37 if first else 0.13)


def _page(
    pen: Pen,
    wide: float,
    high: float,
    *,
    contest: Contest,
    counted: Result,
    accounting: Accounting,
    shown: Sequence[Chart],
    em: float,
    first: bool,
) -> None:
    width = wide - 2 * _MARGIN
    heads = _heads(high, first=first)
    asked = high * 0.12
    top = high - _MARGIN
    fit(pen, contest.title, _MARGIN, top - asked, width, asked, 26, 10, bold=True)
    if first:
        _winners(pen, contest, counted, _MARGIN, top - heads + 8, width, heads - asked - 14)
    below = top - heads
    for chart in shown:
        _chart(pen, chart, em, _MARGIN, below, width)
        below -= chart.height(PaperBoard(em=em), width) + em * _APART
    pen.setStrokeColor(SOFT)
    pen.setLineWidth(0.8)
    pen.line(_MARGIN, _MARGIN + _FOOT - 6, wide - _MARGIN, _MARGIN + _FOOT - 6)
    fit(pen, both(lambda: _foot(contest, accounting)), _MARGIN, _MARGIN, width, _FOOT - 10, 12, 7, color=SOFT)


def _winners(pen: Pen, contest: Contest, counted: Result, x: float, y: float, width: float, height: float) -> None:
    """What came out in the largest letters; where there is too much of it for its place, the outcome alone."""

    def everything() -> list[str]:
        return outcome(counted, contest.names) + ties(counted) + lots(counted, contest.names)

    for told in (lines(everything), lines(lambda: outcome(counted, contest.names))[:1]):
        whole = {code: "\n".join(words[code] for words in told) for code in told[0]} if told else {}
        try:
            if whole:
                fit(pen, whole, x, y, width, height, 34, 11, bold=True, middle=True, color=ACCENT)
        except Mishap:
            continue
        return


def _chart(pen: Pen, chart: Chart, em: float, x: float, top: float, width: float) -> None:
    high = chart.height(PaperBoard(em=em), width)
    pen.saveState()
    pen.translate(x, top - high)
    chart.draw(PaperBoard(pen, high, em=em), width)
    pen.restoreState()


def _foot(contest: Contest, accounting: Accounting) -> str:
    name = said(method(contest.rules.method).name)
    turnout = _("Turnout: {turnout}").format(turnout=accounting.turnout)
    return f"{name}. {turnout}. {date_text(clock.today())}"
