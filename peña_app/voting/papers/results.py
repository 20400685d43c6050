"""The certificate of a result, and the sheet to tally by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from peña_app import clock
from peña_app.i18n import N_, Words, _, date_text, each, number_text, said, speaking
from peña_app.languages import INTERFACE
from peña_app.paper import (
    About,
    Bar,
    Bars,
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
    write,
)
from peña_app.voting import chart
from peña_app.voting.accounting import LABELS, Accounting, Equation
from peña_app.voting.counting import Result
from peña_app.voting.methods import method
from peña_app.voting.model import Contest


def tally_sheet(contest: Contest, *, sheet: str = "letter") -> bytes:
    """A sheet on which two people count by hand: a row an option, strokes in fives, and a total."""
    columns: list[tuple[Words, float]] = [
        (each(N_("Option")), 4.0),
        (each(N_("Strokes, in fives")), 7.0),
        (each(N_("Total")), 1.4),
    ]
    rows: list[list[Words | str]] = [[option.words, "", ""] for option in contest.options]
    rows += [[each(marked), "", ""] for marked in (N_("Blank"), N_("Overvoted"), N_("Rejected"))]
    pieces: list[Piece] = [
        Paragraph(contest.title, bold=True),
        Paragraph(each(N_("One person reads each ballot aloud, another makes the strokes, and two others watch.")), small=True),
        Grid(columns, rows, row_height=34),
        Space(4),
        *_signatures(2),
    ]
    return write(pieces, About(each(N_("Tally sheet")), note=contest.title), layout=Layout.BOTH, sheet=Sheet(sheet), size=11)


def result(
    contest: Contest,
    counted: Result,
    accounting: Accounting,
    *,
    sheet: str = "letter",
    occasion: Words | None = None,
    declared: bool = True,
    reasons: Sequence[str] = (),
) -> bytes:
    """The certificate: turnout, account, bars and outcome in both languages, and lines to sign."""
    title = each(N_("Result of the vote")) if declared else each(N_("Count, not declared yet"))
    rules = contest.rules
    papers = accounting.papers
    pieces: list[Piece] = [
        Heading(contest.title, 1),
        Paragraph(_both(lambda: _how(contest)), small=True),
        Box(
            [Paragraph(words, bold=True) for words in _lines(contest, lambda names: chart.outcome(counted, names))]
            + [Paragraph(words) for words in _lines(contest, lambda _names: chart.ties(counted))],
            tint=True,
        ),
        Paragraph(_both(lambda: _("Turnout: {turnout}").format(turnout=accounting.turnout))),
        Heading(each(N_("Account of the ballots")), 3),
        _account(accounting),
        *(Paragraph(_both(partial(_sentence, line)), bold=True) for line in accounting.imbalances),
    ]
    if papers.note:
        pieces.append(Paragraph(_both(lambda: _("Note: {note}").format(note=papers.note))))
    pieces += [Paragraph(_both(partial(_opened_again, why))) for why in reasons]
    pieces += [Paragraph(words) for words in _lines(contest, lambda _names: accounting.cautions)]
    pieces += [
        PageBreak(),
        Heading(each(N_("Result")), 3),
        Bars([_bar(contest, counted, row) for row in chart.rows(counted)]),
        Paragraph(_both(lambda: chart.short_base(counted)), small=True),
        Space(4),
        *_signatures(3),
        PageBreak(),
        Heading(each(N_("How it was counted")), 3),
        Bullets(_lines(contest, lambda names: [step.text(names) for step in (*counted.steps, *counted.warnings)])),
    ]
    counted_by = method(rules.method).name
    note = _both(lambda: _("{method}. Counted on {date}").format(method=said(counted_by), date=date_text(clock.today())))
    return write(pieces, About(title, occasion=occasion, note=note), layout=Layout.BOTH, sheet=Sheet(sheet), size=10)


def _sentence(line: Equation) -> str:
    return line.sentence


def _opened_again(why: str) -> str:
    return _("Opened again after closing: {reason}").format(reason=why)


def _how(contest: Contest) -> str:
    rules = contest.rules
    parts = [said(method(rules.method).name), said(method(rules.method).instruction, n=rules.dots, most=rules.max_per_option)]
    parts.append(_("Options that win: {n}.").format(n=number_text(rules.seats)))
    return f"{parts[0]}. {parts[1]} {parts[2]}"


def _bar(contest: Contest, counted: Result, row: chart.Row) -> Bar:
    label = {code: f"{row.place}  {contest.options[row.option].words.get(code, '')}" for code in INTERFACE}
    return Bar(label, row.value, f"{number_text(row.value)} · {chart.share(counted, row.option)}", won=row.won, tied=row.tied)


def _account(accounting: Accounting) -> Grid:
    """Each line of the account as a row: what was counted, what it must come to, and whether it does."""
    columns: list[tuple[Words | str, float]] = [
        (each(N_("What was counted")), 3.0),
        ("", 1.0),
        (each(N_("Where it is")), 6.0),
        ("", 1.0),
    ]
    rows: list[list[Words | str]] = [
        [each(LABELS[line.left]), _figure(line.values[line.left]), _both(partial(_parts, line)), _sign(line)]
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


def _signatures(n: int) -> list[Piece]:
    role = each(N_("Name and signature"))
    return [Grid([(role, 1.0)] * n, [[""] * n], row_height=44)]


def _both(text: Callable[[], str]) -> Words:
    words: Words = {}
    for code in INTERFACE:
        with speaking(code):
            words[code] = text()
    return words


def _lines(contest: Contest, text: Callable[[Sequence[str]], Sequence[str]]) -> list[Words]:
    """Sentences about options, each in both languages."""
    each_language = []
    for code in INTERFACE:
        with speaking(code):
            each_language.append((code, text(contest.names)))
    if any(len(one[1]) != len(other[1]) for one, other in pairwise(each_language)):
        raise ValueError("a sentence is missing in a language")
    return [{code: sentences[at] for code, sentences in each_language} for at in range(len(each_language[0][1]))]
