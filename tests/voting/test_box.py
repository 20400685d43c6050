"""The ballot box: piles entered once or twice, batches that count once, codes, sheets on the wall, and a second count."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from peña_app.errors import Mishap
from peña_app.gatherings.records import migrations as gatherings
from peña_app.i18n import speaking
from peña_app.people.records import migrations as people
from peña_app.voting.accounting import CHANGED, DUE_IMBALANCE, DUE_MARGIN, SAME, Papers
from peña_app.voting.counting import Pile, Rules, Standing
from peña_app.voting.methods import tally
from peña_app.voting.model import REASONS, Batch, Contest, ContestId, Entered, Source, Stage, State, Trouble, differences
from peña_app.voting.records import LETTERS, Sealed, Voting, tables
from peña_app.voting.records.cells import as_text, digest, hashed
from peña_app.voting.recounts import deciding_margin, recount_due
from peña_app.workspace import LIGHT, Migrations, Workspace
from peña_app.workspace.check import findings

WORDS = "cinco palabras muy sencillas hoy"

YES_NO = [{"es": "Sí", "en": "Yes"}, {"es": "No", "en": "No"}, {"es": "Abstención", "en": "Abstain"}]
THREE = [{"es": f"Opción {n}", "en": f"Option {n}"} for n in range(3)]

Ballots = list[tuple[int, ...]]


def one(option: int, options: int = 3) -> tuple[int, ...]:
    return tuple(int(option == each) for each in range(options))


def plurality(voting: Voting, *, practice: bool = False) -> Contest:
    return voting.open(voting.draft({"es": "¿Qué?", "en": "What?"}, Rules("plurality"), THREE, practice=practice).id)


def pile(voting: Voting, contest: Contest, ballots: Ballots, label: str = "", papers: int | None = None) -> Batch:
    voting.begin_batch(contest.id, label, papers, "A")
    for ballot in ballots:
        voting.enter(contest.id, ballot)
    return voting.close_batch(contest.id)


def twice(voting: Voting, contest: Contest, first: Ballots, second: Ballots) -> None:
    stack = voting.begin_batch(contest.id, reader="A")
    for ballot in first:
        voting.enter(contest.id, ballot)
    voting.hand_on(contest.id)
    voting.read_again(contest.id, stack.id, "B")
    for ballot in second:
        voting.enter(contest.id, ballot)


# What is rejected


def test_a_paper_is_rejected_for_one_of_a_few_reasons_which_are_counted(voting: Voting, opened: Contest) -> None:
    for code in [*REASONS, "identifies"]:
        voting.reject(opened.id, code)
    with pytest.raises(ValueError, match="reason"):
        voting.reject(opened.id, "because")
    batch = voting.close_batch(opened.id)

    assert batch.rejected == 6
    assert dict(batch.reasons) == {**dict.fromkeys(REASONS, 1), "identifies": 2}
    voting.close(opened.id)
    account = voting.accounting(opened.id)
    assert (account.rejected, dict(account.reasons)["identifies"]) == (6, 2)
    with speaking("en"):
        assert "2 · Tells who voted" in next(note for note in account.notes if note.startswith("Rejected"))
    with speaking("es"):
        assert next(note for note in account.notes if note.startswith("Rechazad"))


def test_batches_have_the_size_that_was_chosen(voting: Voting, drafted: Contest) -> None:
    with pytest.raises(Mishap):
        voting.open(drafted.id, batch=3)
    contest = voting.open(drafted.id, batch=6)
    for _ballot in range(6):
        voting.enter(contest.id, (1, 0, 0, 0))
    with pytest.raises(Mishap):
        voting.enter(contest.id, (1, 0, 0, 0))
    with pytest.raises(Mishap):
        voting.set_batch_size(contest.id, 30)
    assert voting.close_batch(contest.id).ballots == 6


# Two people


def test_two_readings_that_are_the_same_make_one_batch(voting: Voting, opened: Contest) -> None:
    ballots: Ballots = [(2, 1, 0, 0), (0, 0, 0, 0), (0, 1, 1, 0), (3, 0, 0, 0), (1, 0, 0, 2)]
    twice(voting, opened, ballots, ballots)

    assert voting.compare(opened.id) == []
    batch = voting.close_batch(opened.id)
    assert (batch.ballots, batch.entered, batch.readers) == (5, "double", "A B")
    voting.close(opened.id)
    with speaking("en"):
        assert "Every batch was entered by two people who did not see each other’s entry." in voting.accounting(opened.id).notes


def test_a_second_reading_does_not_see_the_first(voting: Voting, opened: Contest) -> None:
    stack = voting.begin_batch(opened.id, reader="A")
    for _ballot in range(5):
        voting.enter(opened.id, (1, 0, 0, 0))
    voting.hand_on(opened.id)
    assert voting.open_batch(opened.id) == []
    with pytest.raises(Mishap):
        voting.read_again(opened.id, stack.id, "A")
    voting.read_again(opened.id, stack.id, "B")

    assert voting.open_batch(opened.id) == []
    assert voting.take_back(opened.id) is None


def test_readings_that_differ_are_settled_by_the_paper_and_never_averaged(voting: Voting, opened: Contest) -> None:
    first: Ballots = [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1), (1, 1, 0, 0)]
    second: Ballots = [(1, 0, 0, 0), (0, 2, 0, 0), (0, 0, 1, 0), (1, 1, 0, 0)]  # another mark, and a paper passed over
    twice(voting, opened, first, second)

    found = voting.compare(opened.id)
    assert [(each.place, each.first, each.second) for each in found] == [
        (2, Entered((0, 1, 0, 0)), Entered((0, 2, 0, 0))),
        (4, Entered((0, 0, 0, 1)), None),
    ]
    with pytest.raises(Mishap):
        voting.close_batch(opened.id)
    with pytest.raises(Mishap):
        voting.enter(opened.id, (1, 0, 0, 0))
    left = voting.decide(opened.id, found[0], Entered((0, 1, 1, 0)))  # a third thing: that is what the paper says
    assert [each.place for each in left] == [4]
    assert voting.decide(opened.id, left[0], Entered((0, 0, 0, 1))) == []
    batch = voting.close_batch(opened.id)
    assert (batch.ballots, batch.entered) == (5, "double")
    voting.close(opened.id)
    assert voting.tally(opened.id).tallies == (2, 2, 2, 1)


def test_a_paper_that_is_not_there_is_taken_out_of_the_reading_that_has_it(voting: Voting, opened: Contest) -> None:
    ballots: Ballots = [(1, 0, 0, 0)] * 5
    twice(voting, opened, [*ballots, (0, 1, 0, 0)], ballots)

    (found,) = voting.compare(opened.id)
    assert voting.decide(opened.id, found, None) == []
    assert voting.close_batch(opened.id).ballots == 5


def test_several_piles_may_wait_for_the_second_person(voting: Voting, opened: Contest) -> None:
    for number in range(3):
        voting.begin_batch(opened.id, reader="A")
        for _ballot in range(5):
            voting.enter(opened.id, one(number, 4))
        voting.hand_on(opened.id)
    assert [(each.label, each.stage) for each in voting.piles(opened.id)] == [(str(n), Stage.WAITING) for n in (1, 2, 3)]
    with pytest.raises(Mishap) as met:
        voting.close(opened.id)
    assert "waits for its second reading" in met.value.sentence

    for stack in voting.piles(opened.id):
        voting.accept_reading(opened.id, stack.id)
    assert [batch.entered for batch in voting.batches(opened.id)] == ["single"] * 3
    voting.close(opened.id)


kinds = st.sampled_from([Entered((1, 0)), Entered((0, 1)), Entered((0, 0)), Entered((), "unclear")])


@given(st.lists(kinds, max_size=12), st.lists(kinds, max_size=12))
def test_settling_every_difference_one_way_gives_that_reading(first: list[Entered], second: list[Entered]) -> None:
    for way in ("first", "second"):
        both = [list(first), list(second)]
        rounds = 0
        while found := differences(*both):
            truth = getattr(found[0], way)
            for held, at, known in zip(both, found[0].at, (found[0].first, found[0].second), strict=True):
                held[at : at + (known is not None)] = [] if truth is None else [truth]
            rounds += 1
            assert rounds <= len(first) + len(second)
        assert both[0] == both[1] == list(first if way == "first" else second)


@given(st.lists(kinds, max_size=20), st.integers(0, 19), kinds)
def test_a_paper_that_was_passed_over_is_one_difference(reading: list[Entered], at: int, extra: Entered) -> None:
    longer = [*reading[:at], extra, *reading[at:]]

    assert len(differences(reading, longer)) == 1
    assert len(differences(longer, reading)) == 1
    assert differences(reading, reading) == []


# Counted by hand


def test_a_pile_that_is_not_what_was_counted_does_not_go_in(voting: Voting, opened: Contest) -> None:
    voting.begin_batch(opened.id, "7", 6, "A")
    for _ballot in range(5):
        voting.enter(opened.id, (1, 0, 0, 0))
    for act in (voting.close_batch, voting.hand_on, voting.close):
        with speaking("en"), pytest.raises(Mishap) as met:
            act(opened.id)
        assert met.value.sentence == "Batch 7 was counted as 6 papers, and 5 ballots are entered."
    voting.correct_papers(opened.id, 5)

    assert voting.close_batch(opened.id).ballots == 5


def test_a_batch_with_a_number_that_is_in_the_box_is_not_entered_again(voting: Voting, opened: Contest) -> None:
    pile(voting, opened, [(1, 0, 0, 0)] * 5, label="3")
    with speaking("en"), pytest.raises(Mishap) as met:
        voting.begin_batch(opened.id, "3")
    assert met.value.sentence == "Batch 3 has been entered already."
    assert voting.next_label(opened.id) == "4"


def test_the_same_pile_under_two_numbers_is_named(voting: Voting, opened: Contest) -> None:
    ballots: Ballots = [(2, 1, 0, 0), (0, 1, 2, 0), (1, 1, 1, 0), (0, 0, 0, 1), (1, 0, 0, 2)] * 2
    pile(voting, opened, ballots)
    pile(voting, opened, ballots[::-1])
    voting.close(opened.id)

    with speaking("en"):
        assert any("Batches 1 and 2 hold the very same ballots." in note for note in voting.accounting(opened.id).cautions)


# Between laptops


def moved(voting: Voting, contest: Contest) -> list[Sealed]:
    return [replace(each, batch=replace(each.batch, laptop="another")) for each in voting.sealed(contest.id)]


def test_the_same_batch_twice_counts_once(voting: Voting, place: Workspace, opened: Contest) -> None:
    pile(voting, opened, [(1, 0, 0, 0)] * 6)
    (sealed,) = voting.sealed(opened.id)

    assert not voting.receive(sealed)
    assert voting.accounting(opened.id).in_box == 6
    with place.change("it arrived by another way", final=True) as change:
        change.box.execute("DELETE FROM ballot")
    assert [each.trouble for each in voting.conflicts(opened.id)] == [Trouble.MISSING]
    assert voting.receive(sealed)
    assert not voting.receive(sealed)
    assert voting.conflicts(opened.id) == []
    assert voting.accounting(opened.id).in_box == 6


def another_version(sealed: Sealed, ballots: Ballots) -> Sealed:
    """The same stack, entered anew on a laptop that was restored."""
    fresh = tuple(sorted((f"{n:036d}", as_text(marks), None) for n, marks in enumerate(ballots)))
    mark = digest(fresh)
    batch = replace(sealed.batch, digest=mark, id=hashed(sealed.batch.stack, mark), ballots=len(ballots), valid=len(ballots))
    return replace(sealed, batch=batch, ballots=fresh)


def test_two_versions_of_a_batch_are_shown_never_added_and_stop_the_declaration(voting: Voting, opened: Contest) -> None:
    pile(voting, opened, [(1, 0, 0, 0)] * 6)
    pile(voting, opened, [(0, 0, 0, 1)] * 5)
    other = another_version(next(each for each in voting.sealed(opened.id) if each.batch.label == "1"), [(0, 1, 0, 0)] * 7)
    assert voting.receive(other)
    voting.close(opened.id)

    (conflict,) = voting.conflicts(opened.id)
    assert conflict.trouble is Trouble.VERSIONS
    assert {version.ballots for version in conflict.versions} == {6, 7}
    assert voting.accounting(opened.id).in_box == 5
    assert voting.boxed()[opened.id] == 5
    for act in (voting.count_box, voting.declare):
        with pytest.raises(Mishap) as met:
            act(opened.id)
        assert met.value.sentence == conflict.sentence
    with pytest.raises(Mishap):
        voting.choose_version(opened.id, conflict, other.batch.id, " ")
    voting.choose_version(opened.id, conflict, other.batch.id, "The pile has seven papers")

    assert voting.conflicts(opened.id) == []
    assert voting.tally(opened.id).tallies == (0, 7, 0, 5)
    with speaking("en"):
        assert "Remark: The pile has seven papers" in voting.accounting(opened.id).notes


def test_ballots_that_are_not_those_that_were_sealed_are_refused_or_seen(
    voting: Voting, place: Workspace, opened: Contest
) -> None:
    pile(voting, opened, [(1, 0, 0, 0)] * 6)
    (sealed,) = voting.sealed(opened.id)
    changed = replace(sealed, ballots=tuple((each, "0 0 0 2", reason) for each, _marks, reason in sealed.ballots))
    with pytest.raises(Mishap):
        voting.receive(changed)
    with place.unlogged() as box:
        box.execute("UPDATE ballot SET marks = '0 0 0 2'")

    assert [each.trouble for each in voting.conflicts(opened.id)] == [Trouble.ALTERED]


def test_merging_two_laptops_in_either_order_gives_the_same(new_place: Callable[[], Workspace]) -> None:
    first = new_place()
    contest = plurality(Voting(first))

    for seed in range(4):
        pile(Voting(first), contest, [one((seed * 7 + n * n) % 3) for n in range(8)])
    batches = Voting(first).sealed(contest.id)
    with first.change("as if nothing had been entered", final=True) as change:
        for batch in batches:
            change.delete("batch", batch.batch.id)
        change.box.execute("DELETE FROM ballot")
    totals = []
    for order in (batches, batches[::-1]):
        for batch in [*order, *order]:
            with first.change("arrived", final=True) as change:
                change.put("batch", batch.batch.id, gone=0)
            Voting(first).receive(batch)
        totals.append(Voting(first).accounting(contest.id))
    assert totals[0] == totals[1]
    assert totals[0].in_box == 32


# Voting at a laptop


def test_a_code_opens_one_ballot_however_it_is_typed(voting: Voting, opened: Contest) -> None:
    codes = voting.tokens(opened.id, 30)
    assert len(set(codes)) == 30
    assert all(len(code) == 6 and set(code) <= set(LETTERS) for code in codes)

    assert voting.require_token(opened.id, f" {codes[0][:3].lower()}-{codes[0][3:]} ") == codes[0]
    voting.cast(opened.id, codes[0].lower(), (1, 0, 0, 2))
    for typed in (codes[0], "", "CCCCCC"):
        with speaking("en"), pytest.raises(Mishap) as met:
            voting.cast(opened.id, typed, (1, 0, 0, 0))
        assert met.value.sentence == "This code does not open a ballot."
    assert voting.station(opened.id) == (30, 29, 1)


def test_ballots_are_released_in_groups_that_are_never_too_small(voting: Voting, opened: Contest) -> None:
    codes = voting.tokens(opened.id, 27)
    for code in codes[:14]:
        voting.cast(opened.id, code, (1, 0, 0, 0))
    assert voting.batches(opened.id) == []
    for code in codes[14:25]:
        voting.cast(opened.id, code, (0, 1, 0, 0))
    assert [batch.ballots for batch in voting.batches(opened.id)] == [10, 10]
    voting.close(opened.id)

    assert [batch.ballots for batch in voting.batches(opened.id)] == [10, 10, 5]
    account = voting.accounting(opened.id)
    assert (account.at_laptop, account.codes, account.codes_left) == (25, 27, 2)
    assert account.balanced
    assert account.complete  # nobody had paper
    assert voting.tally(opened.id).tallies == (14, 11, 0, 0)


def test_paper_and_laptop_together_have_one_account(voting: Voting, opened: Contest) -> None:
    for code in voting.tokens(opened.id, 6):
        voting.cast(opened.id, code, (1, 0, 0, 0))
    pile(voting, opened, [(0, 1, 0, 0)] * 7)
    voting.close(opened.id)
    voting.account(opened.id, Papers(printed=10, issued=7, unused=3, papers=7), eligible=13)

    account = voting.accounting(opened.id)
    assert account.balanced
    assert account.complete
    with speaking("en"):
        texts = [line.text for line in account.equations]
        assert "Handed out 7 = On paper in the box 7 + Spoiled and exchanged 0 + Not returned 0" in texts
        assert "Codes made 6 = Cast at a laptop 6 + Codes not used 0" in texts
        assert account.turnout == "13 of 13 people who may vote: 100%"


def test_too_few_at_the_laptop_are_told_so(voting: Voting, opened: Contest) -> None:
    for code in voting.tokens(opened.id, 2):
        voting.cast(opened.id, code, (1, 0, 0, 0))
    pile(voting, opened, [(0, 1, 0, 0)] * 6)
    voting.close(opened.id)

    with speaking("en"):
        assert "With 2 ballots cast at a laptop, secrecy cannot be promised for them." in voting.accounting(opened.id).cautions


def test_codes_open_nothing_after_the_closing_and_again_after_a_reopening(voting: Voting, opened: Contest) -> None:
    codes = voting.tokens(opened.id, 8)
    for code in codes[:5]:
        voting.cast(opened.id, code, (1, 0, 0, 0))
    voting.close(opened.id)
    with pytest.raises(Mishap):
        voting.cast(opened.id, codes[5], (1, 0, 0, 0))
    voting.reopen(opened.id, "Three more people had a slip")
    for code in codes[5:]:
        voting.cast(opened.id, code, (0, 1, 0, 0))
    voting.close(opened.id)

    assert voting.tally(opened.id).tallies == (5, 3, 0, 0)
    assert voting.accounting(opened.id).codes_left == 0


# The wall


def test_a_sheet_is_counted_when_two_people_read_the_same(voting: Voting, opened: Contest) -> None:
    voting.read_sheet(opened.id, "A", (12, 4, 0, 7), "A")
    with pytest.raises(Mishap):
        voting.read_sheet(opened.id, "A", (12, 4, 0, 7), "A")
    sealed = voting.read_sheet(opened.id, "A", (12, 4, 0, 7), "B")
    assert isinstance(sealed, Batch)
    assert (sealed.source, sealed.entered, sealed.sums) == (Source.WALL, "double", (12, 4, 0, 7))
    with pytest.raises(Mishap):
        voting.read_sheet(opened.id, "A", (1, 1, 1, 1), "C")

    voting.read_sheet(opened.id, "B", (1, 0, 0, 0), "A")
    with pytest.raises(Mishap):
        voting.close(opened.id)
    differing = voting.read_sheet(opened.id, "B", (1, 0, 3, 0), "B")
    assert not isinstance(differing, Batch)
    assert differing.differing == (2,)
    voting.decide_sheet(opened.id, "B", (1, 0, 2, 0))
    assert voting.wall_totals(opened.id) == (13, 4, 2, 7)


def test_dots_on_the_wall_and_on_paper_add_up_and_the_result_says_what_is_not_known(voting: Voting, opened: Contest) -> None:
    pile(voting, opened, [(2, 1, 0, 0)] * 5)
    voting.read_sheet(opened.id, "A", (0, 4, 0, 20), "A")
    voting.accept_sheet(opened.id, "A")
    voting.close(opened.id)

    result = voting.tally(opened.id)
    assert result.tallies == (10, 9, 0, 20)
    assert (result.ballots, result.valid, result.supporters, result.winners) == (5, 5, (), (3,))
    with speaking("en"):
        assert "How many people put the dots on the wall" in result.warnings[-1].text(opened.names)
        assert any("24 dots were counted on the wall" in note for note in voting.accounting(opened.id).notes)


def test_only_the_wall_can_be_declared(voting: Voting, opened: Contest) -> None:
    for reader in ("A", "B"):
        voting.read_sheet(opened.id, "1", (3, 40, 0, 20), reader)
    voting.close(opened.id)

    declared = voting.declare(opened.id)
    assert declared.result.winners == (1,)
    assert declared.accounting.sheets == 1
    assert voting.declared(opened.id) == declared


def test_only_dots_are_counted_from_the_wall(voting: Voting) -> None:
    with pytest.raises(Mishap):
        voting.read_sheet(plurality(voting).id, "A", (1, 0, 0))


# Counting again


def test_a_recount_that_finds_the_same_says_so(voting: Voting) -> None:
    contest = plurality(voting)
    piles = [[one(n % 3) for n in range(6)], [one(n % 2) for n in range(7)]]
    for ballots in piles:
        pile(voting, contest, ballots)
    voting.close_and_count(contest.id)
    first = voting.tally(contest.id)
    with pytest.raises(Mishap):
        voting.recount(contest.id, "")
    voting.recount(contest.id, "Asked for by the assembly")

    for act in (voting.declare, lambda each: voting.reopen(each, "more")):
        with pytest.raises(Mishap):
            act(contest.id)
    pile(voting, contest, piles[0][::-1], "1")
    assert not voting.second_count(contest.id).complete
    with pytest.raises(Mishap) as met:
        voting.finish_recount(contest.id)
    assert "2" in met.value.sentence
    pile(voting, contest, piles[1], "2")
    assert voting.second_count(contest.id).differing == ()
    assert voting.finish_recount(contest.id)
    assert voting.tally(contest.id) == first
    assert voting.boxed()[contest.id] == 13
    account = voting.declare(contest.id).accounting
    assert (account.recount, account.in_box) == (SAME, 13)
    with speaking("en"):
        assert "Remark: Asked for by the assembly" in account.notes


def test_where_the_counts_differ_the_second_stands_and_the_certificate_says_so(voting: Voting) -> None:
    contest = plurality(voting)
    pile(voting, contest, [one(0)] * 6)
    pile(voting, contest, [one(1)] * 5)
    voting.close_and_count(contest.id)
    assert voting.tally(contest.id).winners == (0,)
    voting.recount(contest.id, "The margin is one")
    pile(voting, contest, [one(0)] * 5 + [one(1)], "1")
    pile(voting, contest, [one(1)] * 5, "2")

    assert voting.second_count(contest.id).differing == ("1",)
    assert not voting.finish_recount(contest.id)
    assert voting.tally(contest.id).tallies == (5, 6, 0)
    assert voting.accounting(contest.id).recount == CHANGED
    voting.recount(contest.id, "To be sure")  # and again, against the count that stands
    pile(voting, contest, [one(1)] + [one(0)] * 5, "1")
    pile(voting, contest, [one(1)] * 5, "2")
    assert voting.finish_recount(contest.id)
    assert voting.tally(contest.id).tallies == (5, 6, 0)


def test_a_recount_that_is_stopped_leaves_the_first_count(voting: Voting, place: Workspace) -> None:
    contest = plurality(voting)
    pile(voting, contest, [one(0)] * 6)
    voting.close(contest.id)
    voting.recount(contest.id, "Someone asked")
    pile(voting, contest, [one(2)] * 6, "1")
    voting.stop_recount(contest.id)

    assert voting.recounting(contest.id) == 0
    assert voting.tally(contest.id).tallies == (6, 0, 0)
    assert place.db.execute("SELECT count(*) FROM ballot").fetchone()[0] == 6
    assert voting.declare(contest.id).result.winners == (0,)


def test_what_was_cast_at_a_laptop_belongs_to_every_count(voting: Voting) -> None:
    contest = plurality(voting)
    for code in voting.tokens(contest.id, 6):
        voting.cast(contest.id, code, one(2))
    pile(voting, contest, [one(0)] * 5)
    voting.close(contest.id)
    voting.recount(contest.id, "Someone asked")
    pile(voting, contest, [one(0)] * 4 + [one(1)], "1")
    voting.finish_recount(contest.id)

    assert voting.tally(contest.id).tallies == (4, 1, 6)


@pytest.mark.parametrize(
    ("votes", "asked"),
    [((52, 50, 0), DUE_MARGIN), ((60, 50, 0), ""), ((600, 594, 6), DUE_MARGIN), ((600, 580, 20), ""), ((50, 50, 1), DUE_MARGIN)],
)
def test_a_margin_of_two_or_one_per_cent_asks_for_a_recount(votes: tuple[int, ...], asked: str) -> None:
    result = tally(Pile({bytes(one(option)): n for option, n in enumerate(votes)}), 3, Rules("plurality"))

    assert recount_due(result, ()) == asked


def test_what_does_not_add_up_and_reaches_the_margin_forces_a_recount(voting: Voting) -> None:
    contest = plurality(voting)
    pile(voting, contest, [one(0)] * 8 + [one(1)] * 5)
    voting.close(contest.id)
    voting.account(contest.id, Papers(printed=20, issued=16, unused=4, note="Three are missing"), eligible=20)
    assert voting.accounting(contest.id).recount == DUE_IMBALANCE
    with speaking("en"), pytest.raises(Mishap) as met:
        voting.declare(contest.id)
    assert met.value.sentence == "What does not add up is enough to change the result."

    voting.recount(contest.id, "Three ballots are missing")
    pile(voting, contest, [one(0)] * 8 + [one(1)] * 5, "1")
    voting.finish_recount(contest.id)
    declared = voting.declare(contest.id)
    assert declared.accounting.recount == SAME
    assert declared.accounting.imbalances


def test_the_margin_of_a_motion_is_what_it_lacks_or_has_to_spare() -> None:
    def margin(yes: int, no: int, **rules: str) -> int | None:
        cast = {bytes(one(0)): yes, bytes(one(1)): no}
        return deciding_margin(tally(Pile(cast), 3, Rules("motion", **rules)))  # type: ignore[arg-type]

    assert margin(20, 10) == 5
    assert margin(10, 20) == 6
    assert margin(20, 10, threshold="2/3") == 1


# States


def test_practice_is_marked_everywhere_enters_no_register_and_can_be_emptied(voting: Voting, opened: Contest) -> None:
    contest = plurality(voting, practice=True)
    assert contest.practice
    pile(voting, contest, [one(0)] * 6)
    voting.close_and_count(contest.id)
    declared = voting.declare(contest.id)
    assert declared.practice
    with speaking("en"):
        assert "This was practice: it enters no register." in declared.accounting.notes
    pile(voting, opened, [(1, 0, 0, 0)] * 6)
    voting.close(opened.id)
    voting.declare(opened.id)
    assert [each.contest.id for each in voting.register()] == [opened.id]

    again = voting.empty(contest.id)
    assert again.state is State.OPEN
    assert voting.boxed().get(contest.id, 0) == 0
    pile(voting, contest, [one(1)] * 5)
    voting.close(contest.id)
    assert voting.tally(contest.id).tallies == (0, 5, 0)
    with pytest.raises(Mishap):
        voting.empty(opened.id)


def test_a_contest_goes_from_closed_to_counted_to_declared_and_back_only_with_a_reason(voting: Voting) -> None:
    contest = plurality(voting)
    pile(voting, contest, [one(0)] * 6)
    assert voting.close_and_count(contest.id).state is State.COUNTED
    with pytest.raises(Mishap):
        voting.reopen(contest.id, "")
    assert voting.reopen(contest.id, "A ballot was under the table").state is State.OPEN
    voting.enter(contest.id, one(1))
    voting.close(contest.id)
    assert voting.count_box(contest.id).state is State.COUNTED
    assert voting.declare(contest.id).contest.state is State.DECLARED


def test_ballots_can_be_counted_by_others_only_after_the_closing(voting: Voting) -> None:
    contest = plurality(voting)
    pile(voting, contest, [one(0)] * 4 + [one(2)] * 2)
    with pytest.raises(Mishap):
        voting.ballots(contest.id)
    voting.close(contest.id)

    assert voting.ballots(contest.id) == {one(0): 4, one(2): 2}


def test_a_motion_counts_those_who_were_there_when_the_box_closed(voting: Voting) -> None:
    rules = Rules("motion", quorum="1/2", eligible=20, present=15)
    contest = voting.open(voting.draft({"es": "¿Sí?", "en": "Yes?"}, rules, YES_NO).id)
    pile(voting, contest, [one(0)] * 8)
    voting.close(contest.id)
    assert voting.tally(contest.id).outcome == "carried"
    voting.account(contest.id, Papers(), eligible=20, present=9)

    assert voting.tally(contest.id).outcome == "no quorum"


def test_a_lot_that_was_drawn_decides_only_where_it_was_chosen_before(voting: Voting) -> None:
    for ties in ("report", "lot"):
        contest = voting.open(voting.draft({"es": ties, "en": ties}, Rules("plurality", ties=ties), THREE).id)
        pile(voting, contest, [one(0)] * 3 + [one(1)] * 3)
        voting.close(contest.id)
        assert voting.tally(contest.id).undecided
        if ties == "report":
            with pytest.raises(Mishap):
                voting.draw(contest.id, (1, 0))
            continue
        voting.draw(contest.id, (1, 0))
        assert voting.tally(contest.id).winners == (1,)
        with pytest.raises(Mishap):
            voting.draw(contest.id, (0, 1))


def test_a_ballot_is_worth_what_its_kind_says(voting: Voting) -> None:
    for rules, marks, worth in (
        (Rules("score"), (7, 0, 0), Standing.OVERVOTED),
        (Rules("score"), (6, 1, 0), Standing.VALID),
        (Rules("majority-judgment"), (6, 7, 1), Standing.OVERVOTED),
        (Rules("irv"), (1, 1, 2), Standing.OVERVOTED),
        (Rules("schulze"), (1, 1, 2), Standing.VALID),
        (Rules("irv"), (0, 0, 0), Standing.BLANK),
    ):
        contest = voting.open(voting.draft({"es": "¿Qué?", "en": f"What {rules.method} {marks}?"}, rules, THREE).id)
        assert voting.enter(contest.id, marks) is worth


# Workspaces of the version before


def test_a_batch_that_was_being_typed_before_the_update_goes_on_after_it(tmp_path: Path) -> None:
    before = Migrations("voting")
    for step in (tables.m0001_contest, tables.m0002_edition, tables.m0003_box, tables.m0004_papers, tables.m0005_result):
        before()(step)
    place, _code = Workspace.create(tmp_path / "antes.pena", WORDS, [people, gatherings, before], effort=LIGHT)
    content = {"contest": "c", "title": {"es": "¿Qué?", "en": "What?"}, "rules": {"method": "plurality"}}
    content["options"] = [{"id": str(n), "words": words, "code": "", "symbol": ""} for n, words in enumerate(THREE)]
    with place.change("as the version before wrote it", final=True) as change:
        change.add("edition", id="e", contest="c", content=json.dumps(content))
        change.add("contest", id="c", rules="{}", state="open", edition="e", place="a0")
        change.add("batch", id="b", contest="c", edition="e", label="1", laptop=place.device, ballots=5, valid=5, blank=0,
                   overvoted=0, rejected=0, digest=digest([(f"0{n}", "1 0 0", None) for n in range(5)]), entered="single")  # fmt: skip
        for n in range(5):
            change.box.execute("INSERT INTO ballot VALUES (?, 'c', 'e', 'b', '1 0 0', NULL)", [f"0{n}"])
        for n in range(3):
            change.box.execute("INSERT INTO ballot_draft VALUES (?, 'c', 'e', ?, '0 1 0', NULL)", [f"d{n}", n + 1])
    place.close(keep_backup=False)

    place = Workspace.open(tmp_path / "antes.pena", WORDS, [people, gatherings, tables.migrations])
    try:
        voting, contest = Voting(place), ContestId("c")
        assert len(voting.open_batch(contest)) == 3
        for _ballot in range(2):
            voting.enter(contest, one(1))
        assert voting.close_batch(contest).label == "2"
        voting.close_and_count(contest)
        assert voting.tally(contest).tallies == (5, 5, 0)
        with place.again() as own:
            assert findings(own) == []
    finally:
        place.close(keep_backup=False)
