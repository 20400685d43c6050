"""The account of the paper: every ballot is somewhere, and what is not is named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from peña_app.errors import Mishap
from peña_app.i18n import speaking
from peña_app.voting.accounting import ENTERED, SAME, Accounting, Papers, restored_accounting, together

numbers = st.one_of(st.none(), st.integers(0, 500))


def test_what_adds_up_says_so_line_by_line() -> None:
    account = Accounting(
        Papers(printed=200, wasted=2, unused=18, issued=180, spoiled=5, not_returned=3, papers=172), 165, 4, 2, 1
    )

    assert account.balanced
    assert account.complete
    with speaking("en"):
        assert [line.text for line in account.equations] == [
            "Printed 200 = Handed out 180 + Left over, unused 18 + Damaged before use 2",
            "Handed out 180 = In the box 172 + Spoiled and exchanged 5 + Not returned 3",
            "In the box, counted by hand 172 = In the box 172",
            "In the box 172 = Valid 165 + Blank 4 + Overvoted 2 + Rejected 1",
        ]


@pytest.mark.parametrize(
    ("papers", "sentence"),
    [
        (
            Papers(printed=200, unused=19, issued=180),
            "1 printed ballot is nowhere: it was not handed out, is not left over and was not damaged.",
        ),
        (Papers(printed=200, unused=25, issued=180), "There are 5 ballots more than were printed."),
        (Papers(issued=102), "2 ballots that were handed out are missing: they are not in the box and did not come back."),
        (Papers(issued=99), "There is 1 ballot more than were handed out."),
        (Papers(papers=101), "1 paper in the box has not been entered."),
        (Papers(papers=98), "2 ballots more were entered than there are papers in the box."),
    ],
)
def test_what_does_not_add_up_is_named_in_a_sentence(papers: Papers, sentence: str) -> None:
    account = Accounting(papers, valid=100)
    if papers.printed:
        account = Accounting(papers, valid=180)

    with speaking("en"):
        assert [line.sentence for line in account.imbalances] == [sentence]


def test_what_nobody_has_counted_yet_is_no_imbalance() -> None:
    account = Accounting(Papers(printed=200), valid=10)

    assert account.balanced
    assert not account.complete
    with speaking("en"):
        assert account.equations[0].text == "Printed 200 = Handed out ? + Left over, unused ? + Damaged before use 0"
        assert account.cautions == ["The account of the paper is not complete yet."]


def test_turnout_names_what_it_is_taken_of() -> None:
    with speaking("en"):
        assert Accounting(Papers(issued=180), valid=172, eligible=200).turnout == "172 of 200 people who may vote: 86%"
        assert Accounting(Papers(issued=180), valid=172).turnout == "172 of 180 ballots handed out: 96%"
        assert Accounting(Papers(), valid=172).turnout == "172 ballots in the box"
        assert Accounting(Papers(issued=180), valid=172, eligible=200).turnout_figure == "172 / 200 · 86%"


def test_less_than_nothing_is_a_sentence() -> None:
    with speaking("en"), pytest.raises(Mishap) as met:
        Papers(spoiled=-1)
    assert met.value.sentence == "“Spoiled and exchanged” cannot be less than 0."


@given(st.lists(st.tuples(*[numbers] * len(ENTERED)), max_size=4))
def test_tables_add_up_in_any_order_and_what_nobody_counted_stays_open(tables: list[tuple[int | None, ...]]) -> None:
    papers = [Papers(**dict(zip(ENTERED, table, strict=True))) for table in tables]

    assert together(papers) == together(reversed(papers))
    for at, name in enumerate(ENTERED):
        known = [table[at] for table in tables if table[at] is not None]
        assert getattr(together(papers), name) == (sum(known) if known else None)


@given(numbers, numbers, numbers, st.integers(0, 300), st.integers(0, 20))
def test_a_line_balances_exactly_when_its_two_sides_are_equal(
    printed: int | None, issued: int | None, unused: int | None, valid: int, spoiled: int
) -> None:
    account = Accounting(Papers(printed=printed, issued=issued, unused=unused, spoiled=spoiled), valid=valid)
    first, second = account.equations[:2]

    assert first.known == (None not in {printed, issued, unused})
    if first.known:
        assert first.difference == (printed or 0) - (issued or 0) - (unused or 0)
    if second.known:
        assert second.difference == (issued or 0) - valid - spoiled
    for line in account.equations:
        for language in ("es", "en"):
            with speaking(language):
                assert bool(line.sentence) == bool(line.difference)


def test_ballots_cast_at_a_laptop_have_codes_and_no_paper() -> None:
    account = Accounting(Papers(printed=20, issued=12, unused=8, papers=12), valid=20, at_laptop=8, codes=10, codes_left=1)

    with speaking("en"):
        assert [line.sentence for line in account.imbalances] == ["1 code was used without a ballot."]
        assert [line.text for line in account.equations[1:4]] == [
            "Handed out 12 = On paper in the box 12 + Spoiled and exchanged 0 + Not returned 0",
            "In the box, counted by hand 12 = On paper in the box 12",
            "Codes made 10 ≠ Cast at a laptop 8 + Codes not used 1",
        ]
    alone = Accounting(Papers(), valid=8, at_laptop=8, codes=10, codes_left=2)
    assert alone.complete
    assert alone.balanced


def test_what_was_declared_is_read_back_as_it_was() -> None:
    account = Accounting(
        Papers(printed=9, note="nota"), 3, 1, 1, 4, 12, (("identifies", 1), ("unclear", 3)), 1, 2, 0, 0, None, 1, 40,
        (("1", "2"),), True, SAME, ("why",),
    )  # fmt: skip

    assert restored_accounting(json.loads(json.dumps(account.stored()))) == account
    older = {name: value for name, value in account.stored().items() if name in {"papers", "valid", "blank", "eligible"}}
    assert restored_accounting(older) == Accounting(account.papers, 3, 1, eligible=12)


def test_the_notes_say_in_both_languages_how_the_votes_were_counted() -> None:
    account = Accounting(
        Papers(), 30, reasons=(("torn", 1),), single=1, double=2, at_laptop=8, codes=8, codes_left=0, sheets=1, dots_on_wall=40,
        alike=(("1", "2"),), practice=True, recount=SAME, remarks=("why",),
    )  # fmt: skip
    said = []
    for language in ("es", "en"):
        with speaking(language):
            said.append(account.notes)
    assert len(said[0]) == len(said[1]) == 8
    assert not set(said[0]) & set(said[1])
