"""A budget as one bar to its limit, and under it each project: what it costs, who wanted it, and who paid for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from peña_app.i18n import N_, Words, _, ngettext, number_text, percent_text, worded
from peña_app.voting.charts.board import Area, Board, Look, Pattern, paint_cross, paint_shape, paint_tick
from peña_app.voting.charts.chart import Figures, Named, both, in_order, named
from peña_app.voting.charts.sentences import counted, money, share, short_label
from peña_app.voting.counting import Result, decimal_text
from peña_app.voting.model import Contest

TITLE: Final = N_("Budget")
_LOOKS: Final = (
    Look("agave", Pattern.SOLID),
    Look("agave", Pattern.HATCHED),
    Look("agave", Pattern.DOTTED),
    Look("agave", Pattern.BACK),
)


@dataclass(frozen=True, slots=True)
class Project:
    """One project of a budget."""

    named: Named
    cost: int
    price: Words
    votes: Words
    share: Words  # the votes without their unit
    paid: Words  # who paid for it; empty where nobody is said to

    @property
    def details(self) -> Words:
        """What stands at the end of its row."""
        return {
            code: " · ".join(filter(None, (self.price[code], self.votes[code], self.paid.get(code, "")))) for code in self.price
        }


@dataclass(frozen=True, slots=True)
class BudgetChart:
    """The cost bar, and the list of projects: the funded ones first, in their order."""

    projects: tuple[Project, ...]
    funded: tuple[Project, ...]  # what the bar shows, whatever part of the list is shown
    budget: int
    limit: Words
    spent: Words
    base: Words
    brief: Words
    title: str = TITLE

    @property
    def length(self) -> int:
        return len(self.projects)

    @property
    def on_wall(self) -> int:
        return 3

    def part(self, first: int, last: int) -> BudgetChart:
        """The whole bar with some of the projects."""
        return replace(self, projects=self.projects[first:last])

    def describe(self) -> str:
        said = {True: _("funded"), False: _("not funded")}
        listed = [f"{project.named.name}: {worded(project.details)}, {said[project.named.won]}" for project in self.projects]
        return "; ".join([worded(self.spent), *listed])

    def table(self) -> Figures:
        heads = (_("Option"), _("Cost"), _("Votes"), _("Who paid for it"), "")
        return Figures(
            heads,
            tuple(
                (
                    project.named.name, worded(project.price), worded(project.votes), worded(project.paid) if project.paid else "–",
                    _("funded") if project.named.won else _("not funded"),
                )
                for project in self.projects
            ),
        )  # fmt: skip

    def _row(self, board: Board, project: Project, width: float) -> float:
        names, details = self._split(board, width)
        if board.stacked:
            return (
                max(board.high(project.named.words, names, bold=project.named.won), board.high("0", names) * 2) + board.em * 0.35
            )
        high = max(
            board.high(project.named.words, names, bold=project.named.won), board.high(project.details, details, size=0.95)
        )
        return max(board.em * 1.9, high + board.em * 0.7)

    def _split(self, board: Board, width: float) -> tuple[float, float]:
        ahead = board.em * 4.6
        if board.stacked:
            return width - ahead, width - ahead
        return (width - ahead) * 0.46, (width - ahead) * 0.54 - board.em

    def _bar(self, board: Board, width: float) -> float:
        return board.high("0", width) * 2 + board.em * (_thick(board) + 1.0)

    def height(self, board: Board, width: float) -> float:
        return self._bar(board, width) + sum(self._row(board, project, width) for project in self.projects)

    def draw(self, board: Board, width: float) -> None:
        em = board.em
        line = board.high("0", width)
        board.write_line(self.limit, Area(0, 0, width, line), align="right", bold=True)
        bar = Area(0, line + em * 0.2, width, em * _thick(board))
        reach = max(self.budget, sum(project.cost for project in self.funded), 1)
        x = bar.x
        for at, project in enumerate(self.funded):
            part = Area(x, bar.y, bar.width * project.cost / reach, bar.height)
            board.fill(part, _LOOKS[at % len(_LOOKS)])
            self._badge(board, project, part)
            board.line(part.right, bar.y, part.right, bar.bottom, tone="card", thick=0.16)
            x = part.right
        board.line(bar.x, bar.y, bar.right, bar.y, thick=0.1)
        board.line(bar.x, bar.bottom, bar.right, bar.bottom, thick=0.1)
        board.line(bar.x, bar.y, bar.x, bar.bottom, thick=0.1)
        board.line(bar.right, bar.y - em * 0.3, bar.right, bar.bottom + em * 0.3, thick=0.2)
        spent = self.brief if board.stacked else self.spent
        board.write_line(spent, Area(0, bar.bottom + em * 0.2, width, line))
        top = self._bar(board, width)
        for project in self.projects:
            height = self._row(board, project, width)
            self._project(board, project, Area(0, top, width, height))
            top += height

    @staticmethod
    def _badge(board: Board, project: Project, part: Area) -> None:
        """The number and shape of a project on its part of the bar, where there is room."""
        em = board.em
        text = str(project.named.option + 1)
        wide = board.wide(text, bold=True)
        side = em * 1.1
        if wide + em * 0.8 > part.width:
            return
        full = wide + side + em * 1.1 <= part.width
        plate_wide = wide + em * 0.6 + (side + em * 0.2 if full else 0.0)
        plate = Area(part.x + (part.width - plate_wide) / 2, part.middle - em * 0.75, plate_wide, em * 1.5)
        board.fill(plate, Look("card", Pattern.SOLID))
        x = plate.x + em * 0.3
        board.write_line(text, Area(x, plate.y, wide + 1, plate.height), bold=True)
        if full:
            paint_shape(board, project.named.shape, Area(x + wide + em * 0.2, plate.middle - side / 2, side, side), "rosa")

    def _project(self, board: Board, project: Project, area: Area) -> None:
        em = board.em
        names, details = self._split(board, area.width)
        won = project.named.won
        line = board.high("0", area.width)
        first = Area(0, area.y, em * 1.4, line) if board.stacked else Area(0, area.y, em * 1.4, area.height)
        if won:
            paint_tick(board, em * 0.2, first.middle, em * 0.8, "agave")
        else:
            paint_cross(board, em * 0.25, first.middle, em * 0.6, "soft")
        number = Area(em * 1.3, first.y, em * 1.4, first.height)
        board.write_line(str(project.named.option + 1), number, bold=True, align="right", tone="ink" if won else "soft")
        side = em * 1.2
        paint_shape(board, project.named.shape, Area(em * 3.0, first.middle - side / 2, side, side), "rosa" if won else "soft")
        x = em * 4.6
        tone = "ink" if won else "soft"
        if board.stacked:
            taken = max(board.wide(project.price, bold=True), board.wide(project.share))
            high = board.high(project.named.words, names, bold=won)
            board.write(project.named.words, Area(x, area.y, area.width - x - taken - em, high), bold=won, tone=tone)
            board.write_line(project.price, Area(area.width - taken, area.y, taken, line), align="right", bold=True, tone=tone)
            under = Area(area.width - taken, area.y + line, taken, line)
            board.write_line(project.share, under, align="right", tone="agave" if won else "soft")
        else:
            board.write(project.named.words, Area(x, area.y, names, area.height), bold=won, tone=tone)
            board.write(project.details, Area(x + names + em, area.y, details, area.height), tone=tone, size=0.95)
        board.line(0, area.y - em * 0.1, area.width, area.y - em * 0.1, tone="line", thick=0.07)


def _thick(board: Board) -> float:
    return 1.8 if board.stacked else 2.4


def budget(contest: Contest, result: Result) -> BudgetChart:
    """What is funded, and what is not."""
    rules = result.rules
    payers = {paid.option: paid for paid in result.payments}

    def project(option: int) -> Project:
        paid = payers.get(option)
        cost = rules.costs[option] if option < len(rules.costs) else 0
        return Project(
            named(contest, result, option, place=False),
            cost,
            both(lambda: money(cost, rules.cents)),
            both(lambda: f"{counted(result, option)} · {share(result, option)}"),
            both(lambda: short_label(result, option) + (f" · ≤ {_most(paid.most, rules.cents)}" if paid else "")),
            both(lambda: _who_paid(paid.people, paid.most, rules.cents)) if paid else {},
        )

    order = in_order(result)
    projects = tuple(project(option) for option in order)
    funded = tuple(each_one for each_one in projects if each_one.named.option in result.winners)
    total = result.total_cost or 0
    limit = both(lambda: _("Budget: {sum}").format(sum=money(rules.budget, rules.cents)))
    spent = both(
        lambda: _("{spent} spent, {percent} of the budget; {left} left").format(
            spent=money(total, rules.cents), percent=percent_text(total, rules.budget), left=money(max(0, rules.budget - total), rules.cents)
        )
    )  # fmt: skip
    valid = number_text(result.valid)
    foot = both(
        lambda: (
            _("Cost; votes of {count}, and the most each person pays").format(count=valid)
            if payers
            else _("Cost, and votes of {count} valid ballots").format(count=valid)
        )
    )
    facts = {"spent": money(total, rules.cents), "percent": percent_text(total, rules.budget)}
    brief = both(lambda: _("Spent: {spent}, {percent}").format(**facts))
    return BudgetChart(projects, funded, rules.budget, limit, spent, foot, brief)


def _most(most: str, cents: int) -> str:
    """A share to the cent, cut, for reading."""
    exact = Fraction(most) / cents
    cut = exact.numerator * 100 // exact.denominator
    return decimal_text(f"{cut // 100}.{cut % 100:02}")


def _who_paid(people: int, most: str, cents: int) -> str:
    """So many people paid for it, each up to so much."""
    return ngettext("{count} person pays {most}", "{count} people pay up to {most} each", people).format(
        count=number_text(people), most=_most(most, cents)
    )
