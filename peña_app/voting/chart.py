"""How a result is drawn: one definition of bars and sentences for the screen, the wall and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peña_app.i18n import NN_, _, list_text, number_text, percent_text, said
from peña_app.voting.counting import Result
from peña_app.voting.methods import METHODS

_WIN = NN_("{options} wins", "{options} win")
_TIE = NN_("Tie between {options} for {places} place", "Tie between {options} for {places} places")


@dataclass(frozen=True, slots=True)
class Row:
    """One bar, from zero to ``value``."""

    option: int
    place: str  # "3", or "=2" where several share it
    value: int
    won: bool
    tied: bool


def rows(result: Result) -> list[Row]:
    """The bars, the longest first; level options in the order of the list."""
    return [
        Row(option, result.place(option), result.tallies[option], option in result.winners, option in result.tied)
        for level in result.order
        for option in level
    ]


def figure(result: Result, option: int) -> str:
    """What is written at the end of a bar: "312 dots · 35%"."""
    n = result.tallies[option]
    return f"{said(METHODS[result.rules.method].unit, n=n, count=number_text(n))} · {share(result, option)}"


def share(result: Result, option: int) -> str:
    """What part of the valid ballots gave an option anything."""
    return percent_text((result.supporters or result.tallies)[option], result.valid)


def base(result: Result) -> str:
    """What the percentages are taken of."""
    return _("The percentage says how many of the {count} valid ballots gave the option something.").format(
        count=number_text(result.valid)
    )


def short_base(result: Result) -> str:
    """The same where there is little room, as on the wall."""
    return _("{method}, and percentage of {count} valid ballots").format(
        method=said(METHODS[result.rules.method].counts), count=number_text(result.valid)
    )


def outcome(result: Result, names: Sequence[str]) -> list[str]:
    """Who wins and who is tied, each in one line."""
    lines = []
    if result.winners:
        lines.append(said(_WIN, options=list_text(names[option] for option in result.winners), n=len(result.winners)))
    lines += [
        said(_TIE, options=list_text(names[option] for option in tie.options), n=tie.places, places=number_text(tie.places))
        for tie in result.undecided
    ]
    return lines


def ties(result: Result) -> list[str]:
    """What a tie means, in a sentence; nothing when there is none."""
    return (
        [_("The count does not choose between them: the group does, by the rule it set beforehand.")] if result.undecided else []
    )
