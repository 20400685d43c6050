"""Which way of voting fits what the group wants to know, and what each is good for and must beware of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from peña_app.i18n import N_


@dataclass(frozen=True, slots=True)
class Question:
    """What a group wants to know, as it would say it, and the methods that answer it: the one to take first."""

    asks: str  # marked
    methods: tuple[str, ...]
    common: bool = True


@dataclass(frozen=True, slots=True)
class Advice:
    """When a method is good, and what to beware of; both marked."""

    good: str
    beware: str


QUESTIONS: Final = (
    Question(N_("What comes first, in a long list?"), ("dots",)),
    Question(N_("What can most of us live with?"), ("approval",)),
    Question(N_("Which one of several, fairly?"), ("irv", "star")),
    Question(N_("Who makes up a council that mirrors the room?"), ("stv-scottish",)),
    Question(N_("How do we share a sum of money among projects?"), ("pb-mes", "pb-greedy")),
    Question(N_("Do we say yes or no to a proposal?"), ("motion",)),
    Question(N_("Does anyone object?"), ("consent",)),
    Question(N_("How good is each proposal by itself, in words?"), ("majority-judgment",), common=False),
    Question(N_("Which would beat every other one to one?"), ("schulze", "ranked-pairs"), common=False),
    Question(N_("Which of two do more of us want?"), ("plurality",), common=False),
    Question(N_("How much do we like each one, in points?"), ("score",), common=False),
    Question(N_("Which stands highest on our lists, on average?"), ("borda",), common=False),
    Question(N_("Who makes up a large council, to the last decimal?"), ("stv-meek",), common=False),
)
"""Common ones first; every method stands under one of them."""

ADVICE: Final[dict[str, Advice]] = {
    "dots": Advice(
        N_("Quick, on paper or with stickers on the wall, and everyone can count along."),
        N_("A small group that puts all its dots on one thing can lift it up: keep the most on one option low."),
    ),
    "approval": Advice(
        N_("The easiest ballot there is, with as many options as you like."),
        N_("It does not show which option people like best."),
    ),
    "plurality": Advice(
        N_("Everyone knows it, and with two options nothing is fairer."),
        N_("With three or more, similar options take votes from each other."),
    ),
    "irv": Advice(
        N_("Nobody needs to guess who has a chance: a vote for a small option goes on to the next."),
        N_("It takes several rounds of counting, and an option that everyone likes second can go out early."),
    ),
    "star": Advice(
        N_("It finds what is liked widely and preferred by most, with no fear of spoiling."),
        N_("Explain the two steps before people vote: first the points, then who prefers which."),
    ),
    "stv-scottish": Advice(
        N_("Each part of the room elects its share of the council, small groups too."),
        N_("The count has many steps: leave time to show them on the wall."),
    ),
    "stv-meek": Advice(
        N_("The most exact share for each part of the room, however the ballots fall."),
        N_("It cannot be counted by hand."),
    ),
    "pb-mes": Advice(
        N_("Small groups too get the projects they can pay for with their part of the money."),
        N_("Say beforehand that a project with more votes can lose to one whose people got nothing yet."),
    ),
    "pb-greedy": Advice(
        N_("Easy to follow: the list goes down by votes until the money is spent."),
        N_("The larger half of the room can take all of the money."),
    ),
    "motion": Advice(
        N_("One clear text and a yes or no; the threshold and the quorum are set beforehand."),
        N_("It splits the room in two: talk first about what would turn a no into a yes."),
    ),
    "consent": Advice(
        N_("It brings out the worries that a vote would cover up."),
        N_("One person can stop everything: agree first on what a block means."),
    ),
    "majority-judgment": Advice(
        N_("Each proposal gets a word that everyone understands, and none is set against another."),
        N_("Ties are frequent in a small room; they are broken by grades that take some explaining."),
    ),
    "schulze": Advice(
        N_("Who would win against every other one wins, and level places are allowed."),
        N_("When the duels go in a circle, the chains that decide are hard to follow."),
    ),
    "ranked-pairs": Advice(
        N_("As fair as duels are, and every step can be read aloud."),
        N_("With many options there are very many duels."),
    ),
    "score": Advice(
        N_("It shows how much people like each one, and not only the order."),
        N_("Who gives only the highest and the lowest score weighs more."),
    ),
    "borda": Advice(
        N_("A friendly middle: options that are high on most lists do well."),
        N_("Adding options that look alike can change who wins."),
    ),
}
