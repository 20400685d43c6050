"""What goes on the wall, in the order in which it is revealed: turnout, account, result, next step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from peña_app.i18n import N_, Words, _, each, number_text
from peña_app.languages import INTERFACE
from peña_app.voting.accounting import Accounting, Equation
from peña_app.voting.charts.bars import TITLE as BARS, BarChart
from peña_app.voting.charts.chart import Chart, both, lines
from peña_app.voting.charts.duels import GridChart
from peña_app.voting.charts.money import BudgetChart
from peña_app.voting.charts.profile import concerns
from peña_app.voting.charts.sentences import lots, outcome, ties
from peña_app.voting.charts.stages import short_heading, stage_charts, staged
from peña_app.voting.counting import Result
from peña_app.voting.model import Contest

NEXT_STEP: Final = N_("The result goes into the register of decisions.")
HEAR: Final = N_("Concerns to hear")
TURNOUT, ACCOUNT, RESULT, NEXT = N_("Turnout"), N_("Account of the ballots"), N_("Result"), N_("Next step")
_LONG: Final = 50
"""From so many letters on, a heading in both languages takes two lines."""
_SENTENCES: Final = 3
_COLUMNS: Final = 8
_EQUATIONS: Final = 2
"""How many lines of the account a page has: each is said in both languages."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the wall: a heading, and a chart, lines of the account, or sentences."""

    heading: Words
    chart: Chart | None = None
    equations: tuple[Equation, ...] = ()
    sentences: tuple[Words, ...] = ()
    figure: Words = field(default_factory=dict)  # one thing in large letters
    share: tuple[int, int] | None = None  # as a bar: a part and the whole
    foot: Words = field(default_factory=dict)
    short: tuple[Words, ...] = ()  # in place of sentences that do not fit


def wall(
    contest: Contest, result: Result, accounting: Accounting, next_step: Words | None = None, notes: tuple[Words, ...] = ()
) -> list[Page]:
    """Every page of a declared result. ``notes`` are said with the account, such as why papers were rejected."""
    step = {code: text for code, text in (next_step or {}).items() if text.strip()} or each(NEXT_STEP)
    return [
        _turnout(accounting),
        *_account(accounting, notes),
        *_stages(contest, result),
        *_charts(contest, result),
        *_outcome(contest, result),
        Page(each(NEXT), sentences=(step,)),
    ]


def _turnout(accounting: Accounting) -> Page:
    whole = accounting.eligible or accounting.papers.issued
    return Page(
        each(TURNOUT),
        figure=both(lambda: accounting.turnout_figure),
        sentences=(both(lambda: accounting.turnout),),
        share=(accounting.in_box, whole) if whole else None,
    )


def _account(accounting: Accounting, notes: tuple[Words, ...]) -> list[Page]:
    known = [line for line in accounting.equations if line.known]
    said_too = [*([dict.fromkeys(INTERFACE, accounting.papers.note)] if accounting.papers.note else []), *notes]
    pages = [Page(each(ACCOUNT), equations=tuple(known[at : at + _EQUATIONS])) for at in range(0, len(known), _EQUATIONS)]
    return pages + [
        Page(each(ACCOUNT), sentences=tuple(said_too[at : at + _SENTENCES])) for at in range(0, len(said_too), _SENTENCES)
    ]


def _stages(contest: Contest, result: Result) -> list[Page]:
    """A page for every stage, without the options that went out before it."""
    if not staged(result):
        return []
    pages: list[Page] = []
    out: set[int] = set()
    for at, (stage, chart) in enumerate(zip(result.stages, stage_charts(contest, result), strict=True)):
        bars = tuple(bar for bar in chart.bars if bar.value or bar.named.option not in out or bar.named.option in stage.moved)
        shown = replace(chart, bars=bars)
        out |= set(stage.excluded)
        name = both(lambda at=at: short_heading(result, at))  # type: ignore[misc]
        rows = shown.on_wall - sum(len(" · ".join(words.values())) > _LONG for words in (name, shown.brief))
        parts = (shown.part(first, first + rows) for first in range(0, len(bars), rows))
        pages += [Page(name, chart=part, foot=chart.base if isinstance(chart, BudgetChart) else chart.brief) for part in parts]
    return pages


def _charts(contest: Contest, result: Result) -> list[Page]:
    from peña_app.voting.charts import charts  # which imports this module

    if staged(result):
        return []
    pages: list[Page] = []
    for chart in charts(contest, result):
        plain = isinstance(chart, BarChart) and chart.title == BARS
        blocks: Sequence[Chart] = chart.across(_COLUMNS) if isinstance(chart, GridChart) else (chart,)
        parts = (block.part(first, first + chart.on_wall) for first in range(0, chart.length, chart.on_wall) for block in blocks)
        heading = each(RESULT if plain else chart.title)
        foot = chart.base if isinstance(chart, BudgetChart) else chart.brief
        pages += [Page(heading, chart=part, foot=foot) for part in parts]
    return pages


def _outcome(contest: Contest, result: Result) -> list[Page]:
    def said_of_it() -> list[str]:
        names = contest.names
        return [f"{line}." for line in outcome(result, names)] + ties(result) + lots(result, names)

    facts = {"n": len(result.winners), "all": len(result.tallies)}
    short = both(lambda: _("{n} of {all} options win.").format(**{name: number_text(n) for name, n in facts.items()}))
    pages = [Page(each(RESULT), sentences=lines(said_of_it), short=(short,))]
    if result.rules.method == "consent":
        heard = lines(lambda: concerns(result, contest.names))
        pages += [Page(each(HEAR), sentences=heard[at : at + _SENTENCES]) for at in range(0, len(heard), _SENTENCES)]
    return pages
