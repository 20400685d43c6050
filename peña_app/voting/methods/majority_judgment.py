"""Majority judgment: each option is judged with words, and the highest lower median grade wins (Balinski and Laraki 2007)."""

from __future__ import annotations

from collections.abc import Sequence

from peña_app.i18n import N_, NN_
from peña_app.voting.columns import distribution
from peña_app.voting.counting import Kind, Method, Pile, Result, Rules, Step
from peña_app.voting.methods.totals import counted, levels, totalled


def median_grades(counts: Sequence[int]) -> bytes:
    """The lower median grade, then the one after that grade is taken out, and so on to the last.

    ``counts`` says how many ballots gave each grade, from 1 upwards. Of two options, the one whose grades are higher at the
    first difference is ahead.

    >>> list(median_grades([1, 0, 2]))  # one ballot gave grade 1, two gave grade 3
    [3, 1, 3]
    """
    rising = b"".join(bytes([grade]) * times for grade, times in enumerate(counts, start=1))
    found = bytearray(len(rising))
    middle = (len(rising) - 1) // 2
    if len(rising) % 2:
        found[0::2] = rising[middle:]
        found[1::2] = rising[:middle][::-1]
    else:
        found[0::2] = rising[: middle + 1][::-1]
        found[1::2] = rising[middle + 1 :]
    return bytes(found)


def count(pile: Pile, options: int, rules: Rules) -> Result:
    """The options with the highest median grades take the places."""
    table = distribution(pile.ballots, options, rules.grades)
    counts = [(row[0] + row[1], *row[2:]) for row in table]  # no mark is the lowest grade
    keys = [median_grades(each) for each in counts]
    ranked = sorted(set(keys), reverse=True)
    medians = tuple(key[0] if key else 0 for key in keys)
    return totalled(
        rules,
        f"{rules.grades} grades, highest lower median",
        pile,
        medians,
        opening=[
            counted(pile),
            Step(NN_("Each person gave each option one of {count} grade; an option without a mark has the lowest.", "Each person gave each option one of {count} grades; an option without a mark has the lowest."), {"n": rules.grades}),
            Step(N_("What counts is the grade in the middle: at least half of the ballots give the option that grade or a higher one. Where it is the same, one such grade after another is taken out until they differ."), {}),
        ],
        has=NN_("{options}: grade {count} in the middle, counted from the lowest.", "{options}: grade {count} in the middle, counted from the lowest."),
        order=levels(tuple(-ranked.index(key) for key in keys)),
        supporters=tuple(sum(row[1:]) for row in table),
        distribution=tuple((0, *each) for each in counts),
    )  # fmt: skip


MAJORITY_JUDGMENT = Method(
    key="majority-judgment",
    name=N_("Judging with words"),
    about=N_(
        "Each person judges each option with a word, from reject to excellent, and the one whose middle judgment is best wins. Good for saying what each proposal is worth by itself; a few extreme votes cannot tip it."
    ),
    asks=N_("How good is each proposal, judged by itself?"),
    instruction=N_("Judge every option: fill in one box for each."),
    unit=NN_("grade {count}", "grade {count}"),
    counts=N_("Middle grade"),
    too_many=N_("An option has more than one grade."),
    reference="Balinski and Laraki 2007",
    kind=Kind.GRADES,
    count=count,
)
