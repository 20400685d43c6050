"""A contest from draft to declared, in a real encrypted file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from peña_app.errors import Mishap
from peña_app.i18n import speaking
from peña_app.voting.accounting import Papers
from peña_app.voting.counting import Rules, Standing
from peña_app.voting.model import BATCH, Contest, Option, OptionId, State
from peña_app.voting.records import Voting
from peña_app.workspace import Workspace

FOUR = [{"es": f"Opción {n}", "en": f"Option {n}"} for n in range(4)]


def fill(voting: Voting, contest: Contest, ballots: list[tuple[int, ...]]) -> None:
    for number, ballot in enumerate(ballots, start=1):
        voting.enter(contest.id, ballot)
        if number % BATCH == 0:
            voting.close_batch(contest.id)


def test_a_contest_is_prepared_and_changed_and_each_step_can_be_undone(
    voting: Voting, place: Workspace, drafted: Contest
) -> None:
    first, _second, third, fourth = drafted.options
    new = Option(OptionId(""), {"es": "Cooperativa", "en": "Cooperative"})
    changed = voting.edit(replace(drafted, options=(fourth, new, first, third), rules=Rules("approval", 2)))

    assert [option.words["en"] for option in changed.options] == [
        "Saturday clinic",
        "Cooperative",
        "Community gardens",
        "Spanish and English classes",
    ]
    assert [option.id for option in changed.options if option.id in {first.id, third.id, fourth.id}] == [
        fourth.id,
        first.id,
        third.id,
    ]
    assert changed.rules == Rules("approval", 2)
    place.undo()
    assert voting.contest(drafted.id) == drafted
    place.undo()
    assert voting.contests() == []


def test_texts_in_each_language_keep_apart(voting: Voting, drafted: Contest) -> None:
    with speaking("es"):
        assert voting.contest(drafted.id).names[0] == "Huertos comunitarios"
    with speaking("en"):
        assert voting.contest(drafted.id).names[0] == "Community gardens"


def test_a_contest_opens_only_when_both_languages_are_written(voting: Voting) -> None:
    drafted = voting.draft(
        {"es": "¿Qué hacemos?", "en": "What shall we do?"},
        Rules("plurality"),
        [{"es": "Huertos", "en": ""}, {"es": "Agua", "en": "Water"}],
    )

    with speaking("en"), pytest.raises(Mishap) as met:
        voting.open(drafted.id)
    assert str(met.value) == "Option 1 is not written in English yet. Both languages go on the ballot."


@pytest.mark.parametrize(
    "options",
    [[], [{"es": "Sola", "en": "Alone"}], [{"es": "Agua", "en": "Water"}, {"es": "ÁGUA ", "en": "Rain"}]],
    ids=["none", "one", "two of one name"],
)
def test_a_contest_without_a_real_choice_does_not_open(voting: Voting, options: list[dict[str, str]]) -> None:
    drafted = voting.draft({"es": "¿Qué?", "en": "What?"}, Rules("plurality"), options)

    with pytest.raises(Mishap):
        voting.open(drafted.id)


def test_what_was_opened_stays_as_printed_and_on_the_list(voting: Voting, place: Workspace, opened: Contest) -> None:
    with pytest.raises(Mishap):
        voting.edit(replace(opened, title={"es": "Otra", "en": "Another"}))
    with pytest.raises(Mishap):
        voting.remove(opened.id)
    with place.change("a laptop that had not heard that it is open") as change:
        change.words(opened.options[0].id, "name", {"es": "Otra cosa", "en": "Something else"})
        change.delete("option", opened.options[1].id)
    while place.undo():
        pass

    assert voting.contest(opened.id) == opened
    assert voting.contests() == [opened]


def test_an_open_contest_goes_back_to_be_prepared_until_a_ballot_is_entered(voting: Voting, opened: Contest) -> None:
    assert voting.prepare_again(opened.id).state is State.DRAFT
    again = voting.open(opened.id)
    voting.enter(again.id, (1, 0, 0, 0))

    with pytest.raises(Mishap):
        voting.prepare_again(again.id)


def test_each_ballot_is_told_what_it_is_worth(voting: Voting, opened: Contest) -> None:
    assert voting.enter(opened.id, (2, 1, 0, 0)) is Standing.VALID
    assert voting.enter(opened.id, (0, 0, 0, 0)) is Standing.BLANK
    assert voting.enter(opened.id, (3, 0, 0, 0)) is Standing.OVERVOTED
    assert voting.enter(opened.id, (1, 1, 1, 1)) is Standing.OVERVOTED
    voting.reject(opened.id, "unclear")
    voting.close(opened.id)

    accounting = voting.accounting(opened.id)
    assert (accounting.valid, accounting.blank, accounting.overvoted, accounting.rejected, accounting.in_box) == (1, 1, 2, 1, 5)
    assert voting.tally(opened.id).tallies == (2, 1, 0, 0)


def test_the_last_ballot_of_the_open_batch_can_be_taken_back(voting: Voting, opened: Contest) -> None:
    voting.enter(opened.id, (1, 0, 0, 0))
    voting.enter(opened.id, (0, 1, 0, 0))

    taken = voting.take_back(opened.id)
    assert taken is not None
    assert taken.marks == (0, 1, 0, 0)
    assert [each.marks for each in voting.open_batch(opened.id)] == [(1, 0, 0, 0)]
    voting.take_back(opened.id)
    assert voting.take_back(opened.id) is None


def test_a_full_batch_is_closed_before_the_next_ballot(voting: Voting, opened: Contest) -> None:
    for _ballot in range(BATCH):
        voting.enter(opened.id, (1, 0, 0, 0))
    with pytest.raises(Mishap):
        voting.enter(opened.id, (1, 0, 0, 0))

    batch = voting.close_batch(opened.id)
    assert (batch.label, batch.ballots, batch.valid) == ("1", BATCH, BATCH)
    assert voting.open_batch(opened.id) == []
    assert voting.batches(opened.id) == [batch]


def test_a_batch_so_small_that_it_tells_who_voted_how_waits_for_the_closing(voting: Voting, opened: Contest) -> None:
    for _ballot in range(4):
        voting.enter(opened.id, (1, 0, 0, 0))
    with pytest.raises(Mishap):
        voting.close_batch(opened.id)
    voting.close(opened.id)

    assert voting.tally(opened.id).ballots == 4
    with speaking("en"):
        assert "With 4 ballots in all, secrecy cannot be promised." in voting.accounting(opened.id).cautions


def test_a_closed_batch_cannot_be_undone_and_its_history_holds_no_marks(
    voting: Voting, place: Workspace, opened: Contest
) -> None:
    fill(voting, opened, [(2, 1, 0, 0)] * 10 + [(0, 0, 2, 1)] * 15)
    place.undo()

    assert voting.accounting(opened.id).in_box == 25
    with speaking("en"):
        assert place.history()[1].text == "batch of 25 ballots"
    log = "".join(row["ops"] + row["facts"] + row["label"] for row in place.db.query("SELECT ops, facts, label FROM change"))
    assert "2 1 0 0" not in log
    assert "0 0 2 1" not in log
    assert "marks" not in log
    ids = [row["id"] for row in place.db.query("SELECT id FROM ballot")]
    assert len(ids) == 25
    assert not any(ballot in log for ballot in ids)


def test_nobody_sees_how_it_is_going_while_the_box_is_open(voting: Voting, opened: Contest) -> None:
    fill(voting, opened, [(1, 0, 0, 0)] * 5)

    with pytest.raises(Mishap):
        voting.tally(opened.id)


def test_opening_again_needs_a_reason_which_stays(voting: Voting, opened: Contest) -> None:
    fill(voting, opened, [(1, 0, 0, 0)] * 5)
    voting.close(opened.id)
    with pytest.raises(Mishap):
        voting.enter(opened.id, (1, 0, 0, 0))
    with pytest.raises(Mishap):
        voting.reopen(opened.id, "  ")

    voting.reopen(opened.id, "Three ballots were under the table")
    fill(voting, opened, [(0, 1, 0, 0)] * 3)
    voting.close(opened.id)
    assert voting.tally(opened.id).tallies == (5, 3, 0, 0)
    assert voting.reasons(opened.id) == ["Three ballots were under the table"]


def test_what_does_not_add_up_needs_a_note_to_be_declared(voting: Voting, opened: Contest) -> None:
    fill(voting, opened, [(1, 0, 0, 0)] * 6)
    voting.close(opened.id)
    voting.account(opened.id, Papers(printed=10, issued=7, unused=3, spoiled=0, not_returned=0), eligible=8)
    with speaking("en"), pytest.raises(Mishap) as met:
        voting.declare(opened.id)
    assert met.value.sentence == "1 ballot that was handed out is missing: it is not in the box and did not come back."

    voting.account(opened.id, Papers(printed=10, issued=7, unused=3, note="One person took hers home."), eligible=8)
    declared = voting.declare(opened.id)
    assert declared.accounting.papers.note == "One person took hers home."
    assert declared.result.winners == (0,)


def test_what_was_declared_stays_whatever_is_done_later(voting: Voting, place: Workspace, opened: Contest) -> None:
    fill(voting, opened, [(1, 0, 0, 0)] * 6)
    voting.close(opened.id)
    voting.account(opened.id, Papers(printed=10, issued=6, unused=4), eligible=9)
    declared = voting.declare(opened.id)
    while place.undo():
        pass

    assert voting.declared(opened.id) == declared
    assert voting.tally(opened.id) == declared.result
    assert voting.accounting(opened.id) == declared.accounting
    assert voting.contest(opened.id).state is State.DECLARED
    for act in (voting.open, voting.close, voting.declare, voting.prepare_again):
        with pytest.raises(Mishap):
            act(opened.id)


def test_an_empty_box_is_not_declared(voting: Voting, opened: Contest) -> None:
    voting.close(opened.id)

    with pytest.raises(Mishap):
        voting.declare(opened.id)


def test_two_contests_at_once_keep_their_ballots_apart(voting: Voting, opened: Contest) -> None:
    other = voting.open(
        voting.draft(
            {"es": "¿Sí o no?", "en": "Yes or no?"}, Rules("plurality"), [{"es": "Sí", "en": "Yes"}, {"es": "No", "en": "No"}]
        ).id
    )
    for _ballot in range(6):
        voting.enter(opened.id, (1, 0, 0, 2))
        voting.enter(other.id, (0, 1))
    voting.close_batch(opened.id)
    voting.close(other.id)
    voting.close(opened.id)

    assert voting.tally(opened.id).tallies == (6, 0, 0, 12)
    assert voting.tally(other.id).tallies == (0, 6)


def test_the_account_of_two_tables_adds_up(voting: Voting, place: Workspace, opened: Contest) -> None:
    voting.account(opened.id, Papers(printed=50, issued=20, unused=30), eligible=60)
    with place.change("what another laptop wrote") as change:
        change.add("papers", contest=opened.id, laptop="another", printed=50, issued=40, unused=10, note="Two tables")

    account = voting.accounting(opened.id).papers
    assert (account.printed, account.issued, account.unused, account.spoiled, account.note) == (100, 60, 40, None, "Two tables")
    assert voting.papers(opened.id).issued == 20


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(st.tuples(*[st.integers(0, 3)] * 4), st.sampled_from(["take back", "close batch", "reject", "close and open"])),
        max_size=40,
    )
)
def test_whatever_is_done_at_the_desk_the_box_holds_what_was_entered(voting: Voting, acts: list[object]) -> None:
    contest = voting.open(voting.draft({"es": "¿Qué?", "en": "What?"}, Rules("dots", 1, 3, 2), FOUR).id)
    open_batch: list[object] = []
    closed: list[object] = []
    for act in acts:
        if act == "take back":
            voting.take_back(contest.id)
            open_batch = open_batch[:-1]
        elif act == "close batch":
            if len(open_batch) >= 5:
                voting.close_batch(contest.id)
                closed, open_batch = closed + open_batch, []
        elif act == "close and open":
            voting.close(contest.id)
            voting.reopen(contest.id, "found more")
            closed, open_batch = closed + open_batch, []
        elif len(open_batch) < BATCH:
            if act == "reject":
                voting.reject(contest.id, "unclear")
            else:
                voting.enter(contest.id, act)  # type: ignore[arg-type]
            open_batch.append(act)
    voting.close(contest.id)
    cast = closed + open_batch
    ballots = [ballot for ballot in cast if isinstance(ballot, tuple)]
    valid = [ballot for ballot in ballots if 0 < sum(ballot) <= 3 and max(ballot) <= 2]

    account = voting.accounting(contest.id)
    assert (account.in_box, account.rejected, account.valid) == (len(cast), cast.count("reject"), len(valid))
    assert voting.tally(contest.id).tallies == tuple(sum(ballot[option] for ballot in valid) for option in range(4))
