"""The certificate of a result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest

from peña_app import clock
from peña_app.i18n import N_, Words, _, date_text, each, number_text, said, speaking
from peña_app.languages import INTERFACE
from peña_app.paper import (
    About,
    Box,
    Bullets,
    Grid,
    Heading,
    Layout,
    PageBreak,
    Paragraph,
    Piece,
    Sheet,
    Space,
    frame,
    write,
)
from peña_app.voting.accounting import LABELS, Accounting, Equation
from peña_app.voting.charts import (
    BarChart,
    Chart,
    Figures,
    ProfileChart,
    SpreadChart,
    both,
    charts,
    concerns,
    lines,
    lots,
    outcome,
    stage_table,
    staged,
    ties,
)
from peña_app.voting.counting import Result
from peña_app.voting.methods import method
from peña_app.voting.model import Contest
from peña_app.voting.papers.board import drawing, parts
from peña_app.voting.rule_text import rule_text

_SIZE = 10
_STAGES_A_TABLE = 4


def result(
    contest: Contest,
    counted: Result,
    accounting: Accounting,
    *,
    sheet: str = "letter",
    occasion: Words | None = None,
    declared: bool = True,
    reasons: Sequence[str] = (),
    notes: Sequence[str] = (),
) -> bytes:
    """The certificate: turnout, account, charts and outcome in both languages, every step, and lines to sign.

    ``notes`` are what else has to be known of the count, as people wrote it.
    """
    title = each(N_("Result of the vote")) if declared else each(N_("Count, not declared yet"))
    papers = accounting.papers
    pieces: list[Piece] = [
        Heading(contest.title, 1),
        Paragraph(both(lambda: _how(contest)), small=True),
        _outcome(contest, counted),
        Paragraph(both(lambda: _("Turnout: {turnout}").format(turnout=accounting.turnout))),
        Heading(each(N_("Account of the ballots")), 3),
        _account(accounting),
        *(Paragraph(both(partial(_sentence, line)), bold=True) for line in accounting.imbalances),
    ]
    if papers.note:
        pieces.append(Paragraph(both(lambda: _("Note: {note}").format(note=papers.note))))
    pieces += [Paragraph(both(partial(_opened_again, why))) for why in reasons]
    pieces += [Paragraph(words) for words in lines(lambda: accounting.cautions)]
    pieces += [Paragraph(dict.fromkeys(INTERFACE, note)) for note in notes]
    pieces += [PageBreak(), Heading(each(N_("Result")), 3), *_charts(contest, counted, sheet)]
    pieces += [Space(4), *signatures(3), PageBreak(), Heading(each(N_("How it was counted")), 3), _steps(contest, counted)]
    counted_by = method(contest.rules.method).name
    note = both(lambda: _("{method}. Counted on {date}").format(method=said(counted_by), date=date_text(clock.today())))
    return write(pieces, About(title, occasion=occasion, note=note), layout=Layout.BOTH, sheet=Sheet(sheet), size=_SIZE)


def _outcome(contest: Contest, counted: Result) -> Box:
    """Who wins, what a tie means, where the lot decided, and whose concerns are to be heard."""

    def more() -> list[str]:
        heard = concerns(counted, contest.names) if counted.rules.method == "consent" else []
        return ties(counted) + lots(counted, contest.names) + heard

    won = lines(lambda: outcome(counted, contest.names))
    return Box([*(Paragraph(words, bold=True) for words in won), *(Paragraph(words) for words in lines(more))], tint=True)


def _charts(contest: Contest, counted: Result, sheet: str) -> list[Piece]:
    """Every chart, with the numbers that it does not say as a table; a count in stages as the table of its stages."""
    width, _room = frame(Sheet(sheet), layout=Layout.BOTH, size=_SIZE)
    drawn = charts(contest, counted)
    pieces: list[Piece] = []
    for chart in drawn:
        if len(drawn) > 1 and chart is not drawn[0]:
            pieces.append(Heading(each(chart.title), 3))
        shown: Chart = replace(chart, base=chart.brief) if isinstance(chart, BarChart) and not chart.lines else chart
        pieces += [drawing(part, width) for part in parts(shown, width)]
        if isinstance(chart, ProfileChart | SpreadChart):  # the others say every number themselves
            pieces += [Space(3), _grid(chart.table)]
    if staged(counted):
        for first in range(0, len(counted.stages), _STAGES_A_TABLE):
            part = partial(stage_table, contest, counted, first, first + _STAGES_A_TABLE)
            pieces += [Space(3), _grid(part)]
    return pieces


def _grid(figures: Callable[[], Figures]) -> Grid:
    """Figures in both languages as a table on paper."""
    said_in = []
    for code in INTERFACE:
        with speaking(code):
            said_in.append((code, figures()))

    def cell(texts: Sequence[str]) -> Words | str:
        return texts[0] if len(set(texts)) == 1 else dict(zip(INTERFACE, texts, strict=True))

    heads = [cell(texts) for texts in zip(*(each_one.heads for _code, each_one in said_in), strict=True)]
    rows = [
        [cell(texts) for texts in zip_longest(*cells, fillvalue="")]
        for cells in zip(*(each_one.rows for _code, each_one in said_in), strict=True)
    ]
    most = max(2, len(heads))
    weights = [2.4 if most < 7 else 2.2, *[1.8 if most < 7 else 1.0] * (len(heads) - 1)]
    return Grid(list(zip(heads, weights, strict=True)), rows)


def _steps(contest: Contest, counted: Result) -> Bullets:
    return Bullets(lines(lambda: [step.text(contest.names) for step in (*counted.steps, *counted.warnings)]))


def _sentence(line: Equation) -> str:
    return line.sentence


def _opened_again(why: str) -> str:
    return _("Opened again after closing: {reason}").format(reason=why)


def _how(contest: Contest) -> str:
    return f"{said(method(contest.rules.method).name)}. {rule_text(contest.rules)}"


def _account(accounting: Accounting) -> Grid:
    """Each line of the account as a row: what was counted, what it must come to, and whether it does."""
    columns: list[tuple[Words | str, float]] = [
        (each(N_("What was counted")), 3.0),
        ("", 1.0),
        (each(N_("Where it is")), 6.0),
        ("", 1.0),
    ]
    rows: list[list[Words | str]] = [
        [each(LABELS[line.left]), _figure(line.values[line.left]), both(partial(_parts, line)), _sign(line)]
        for line in accounting.equations
    ]
    return Grid(columns, rows)


def _parts(line: Equation) -> str:
    return " + ".join(f"{said(LABELS[part])} {_figure(line.values[part])}" for part in line.right)


def _figure(value: int | None) -> str:
    return "?" if value is None else number_text(value)


def _sign(line: Equation) -> str:
    if not line.known:
        return "?"
    return "=" if not line.difference else f"{line.difference:+d}"


def signatures(n: int) -> list[Piece]:
    """So many places to sign, side by side."""
    role = each(N_("Name and signature"))
    return [Grid([(role, 1.0)] * n, [[""] * n], row_height=44)]
