"""A count that goes stage by stage: a chart for each stage, its sentences, and the whole as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from peña_app.i18n import N_, Words, _, each, list_text, number_text, percent_text, said, worded
from peña_app.voting.charts.bars import Bar, BarChart, Line
from peña_app.voting.charts.board import GONE, OTHER, TIED, WON, Look
from peña_app.voting.charts.chart import Figures, both, in_order, named
from peña_app.voting.charts.sentences import COUNCILS, amount, short_amount
from peña_app.voting.counting import Result, Stage, Step
from peña_app.voting.methods import METHODS
from peña_app.voting.methods.ties import DRAWN, NO_MATTER, TIED as TIE_STEP
from peña_app.voting.model import Contest

TITLE = N_("Stage by stage")
QUOTA = N_("Quota")
_QUOTA_LINE = N_("Quota: {quota}")
_HALF_LINE = N_("More than half: {votes}")


def staged(result: Result) -> bool:
    """Whether the count has stages to step through."""
    return result.rules.method in COUNCILS | {"irv"} and bool(result.stages)


def stage_charts(contest: Contest, result: Result) -> tuple[BarChart, ...]:
    """One chart for each stage, all on one scale and with the options in one order, so that bars move in their place."""
    most = max((max(stage.votes, default=0) for stage in result.stages), default=1)
    most = max([most, *(stage.quota or 0 for stage in result.stages)])
    charts = []
    elected: set[int] = set()
    out: set[int] = set()
    for stage in result.stages:
        elected |= set(stage.elected)
        out |= set(stage.excluded)
        charts.append(_chart(contest, result, stage, elected, out, most))
    return tuple(charts)


def _chart(contest: Contest, result: Result, stage: Stage, elected: set[int], out: set[int], most: int) -> BarChart:
    scale = result.scale
    still = sum(stage.votes)
    council = result.rules.method in COUNCILS
    bars = []
    for option in in_order(result):
        votes = stage.votes[option]
        tied = option in result.tied and stage is result.stages[-1]
        look: Look = WON if option in elected else TIED if tied else GONE if option in out else OTHER
        word: Words | str = ""
        if option in elected:
            word = each(N_("Elected")) if council else each(N_("Wins"))
        elif tied:
            word = each(N_("Tied"))
        person = replace(
            named(contest, result, option, place=False), won=option in elected, tied=tied, out=option in out and not votes
        )
        bars.append(Bar(person, votes, both(lambda votes=votes: _figure(votes, scale, still, council)), "", word, look))  # type: ignore[misc]
    lines: tuple[Line, ...] = ()
    if stage.quota is not None:
        quota = stage.quota
        lines = (Line(quota, both(lambda: said(_QUOTA_LINE, quota=short_amount(quota, scale)))),)
    elif not council:
        half = still // (2 * scale) + 1
        lines = (Line(half * scale, both(lambda: said(_HALF_LINE, votes=number_text(half)))),)
    foot = both(lambda: _foot(result, stage))
    happened = both(lambda: _happened(contest, result, stage))
    return BarChart(
        tuple(bars),
        foot,
        happened,
        METHODS[result.rules.method].counts,
        TITLE,
        lines,
        max(most, *(line.value for line in lines), 1),
    )


def _figure(votes: int, scale: int, still: int, council: bool) -> str:
    text = short_amount(votes, scale)
    return text if council or not votes else f"{text} · {percent_text(votes, still)}"


def _happened(contest: Contest, result: Result, stage: Stage) -> str:
    """Who is elected and who goes out at a stage, for the wall."""
    names = contest.names
    parts = []
    if stage.elected:
        marked = N_("Elected: {names}") if result.rules.method in COUNCILS else N_("More than half: {names}")
        parts.append(said(marked, names=list_text(names[option] for option in stage.elected)))
    if stage.excluded:
        parts.append(_("Out: {names}").format(names=list_text(names[option] for option in stage.excluded)))
    return ". ".join(parts) or _("Nobody reaches it yet")


def _foot(result: Result, stage: Stage) -> str:
    total = sum(stage.votes) + stage.nontransferable
    facts = {"total": amount(total, result.scale), "nobody": short_amount(stage.nontransferable, result.scale)}
    if result.rules.method in COUNCILS:
        return _("{nobody} of the {total} votes have passed to nobody. The total is the same at every stage.").format(**facts)
    still = short_amount(sum(stage.votes), result.scale)
    return _("Percentage of the {still} ballots that still count; {nobody} of {total} name nobody else.").format(
        still=still, **facts
    )


def heading(result: Result, at: int) -> str:
    """What a stage is called: "Stage 3 of 7: exclusion"."""
    stage = result.stages[at]
    return _("Stage {number} of {all}: {action}").format(
        number=number_text(stage.number), all=number_text(len(result.stages)), action=said(stage.action)
    )


def short_heading(result: Result, at: int) -> str:
    """The same for the wall: "3/7: exclusion"."""
    stage = result.stages[at]
    return f"{number_text(stage.number)}/{number_text(len(result.stages))}: {said(stage.action)}"


def sentences(result: Result) -> tuple[tuple[Step, ...], ...]:
    """The sentences of the count, stage by stage; those of ties and lots go with the last.

    The steps of a result are one list. Where a stage begins is told by what its sentences are about: in a runoff the one of who
    goes out, by Meek's rule likewise, and by the Scottish rules a stage ends with who reaches the quota, or that nobody does.
    """
    last = len(result.stages) - 1
    found: list[list[Step]] = [[] for _stage in result.stages]
    at, ended = 0, False
    for step in result.steps[1:]:
        facts = set(step.facts)
        if step.marked in {TIE_STEP, DRAWN, NO_MATTER} or (facts == _FILLED and result.rules.method != "irv"):
            found[last].append(step)
            continue
        if ended or facts == _BEGINS.get(result.rules.method):
            at = min(last, at + 1)
        found[at].append(step)
        ended = result.rules.method == "stv-scottish" and "quota" in facts and "valid" not in facts
    return tuple(tuple(each) for each in found)


_BEGINS: Final = {"irv": {"options", "n", "votes"}, "stv-meek": {"options", "votes"}}
_FILLED: Final = {"options", "n"}
"""Who takes the last places without a quota; in a runoff the same facts say whose ballots arrive."""


def stage_table(contest: Contest, result: Result, first: int = 0, last: int | None = None, *, changes: bool = True) -> Figures:
    """Every option's votes at the end of each stage, what passed to nobody, what was lost by truncation, and the total."""
    stages = result.stages[first:last]
    scale = result.scale
    heads = [_("Option"), *(f"{number_text(stage.number)}. {said(stage.action)}" for stage in stages)]
    rows = []
    for option in in_order(result):
        cells = (_cell(result, stage, option, changes=changes) for stage in stages)
        rows.append((worded(contest.options[option].words), *cells))
    rows.append((_("Passed to nobody"), *(amount(stage.nontransferable, scale) for stage in stages)))
    if any(stage.lost for stage in result.stages):
        rows.append((_("of these, lost by rounding down"), *(amount(stage.lost, scale) for stage in stages)))
    rows.append((_("Total"), *(amount(sum(stage.votes) + stage.nontransferable, scale) for stage in stages)))
    if any(stage.quota is not None for stage in result.stages):
        rows.append((said(QUOTA), *("" if stage.quota is None else amount(stage.quota, scale) for stage in stages)))
    return Figures(tuple(heads), tuple(rows))


def _cell(result: Result, stage: Stage, option: int, *, changes: bool) -> str:
    """Votes, the change since the stage before, and what became of the option."""
    at = stage.number - 1
    before: Sequence[int] = result.stages[at - 1].votes if at else stage.votes
    votes, change = stage.votes[option], stage.votes[option] - before[option]
    if not votes and not change and not stage.excluded.count(option):
        return "–"
    parts = [amount(votes, result.scale)]
    if changes and change:
        parts.append(f"({'+' if change > 0 else '-'}{amount(abs(change), result.scale)})")
    if option in stage.elected:
        parts.append(_("elected") if result.rules.method in COUNCILS else _("wins"))
    if option in stage.excluded:
        parts.append(_("out"))
    return " ".join(parts)


def describe(result: Result, at: int, names: Sequence[str]) -> str:
    """A stage in words: what was done, and the votes after it."""
    return " ".join([heading(result, at) + ".", *(step.text(names) for step in sentences(result)[at])])
