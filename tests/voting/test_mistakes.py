"""Ten mistakes made on purpose at the desk: each ends with a certificate that tells the truth."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

pypdf = pytest.importorskip("pypdf")

from peña_app.errors import Mishap
from peña_app.gatherings.records import migrations as gatherings
from peña_app.i18n import speaking
from peña_app.people.records import migrations as people
from peña_app.voting import papers as print_of
from peña_app.voting.accounting import DUE_IMBALANCE, DUE_MARGIN, Papers
from peña_app.voting.counting import Rules
from peña_app.voting.model import Contest, Entered, State
from peña_app.voting.records import Declared, Sealed, Voting, migrations
from peña_app.voting.records.cells import as_text, digest, hashed
from peña_app.workspace import Workspace

THREE = [{"es": "Huertos", "en": "Gardens"}, {"es": "Radio", "en": "Radio"}, {"es": "Clínica", "en": "Clinic"}]
YES_NO = [{"es": "Sí", "en": "Yes"}, {"es": "No", "en": "No"}, {"es": "Abstención", "en": "Abstain"}]
GARDENS, RADIO, CLINIC = (1, 0, 0), (0, 1, 0), (0, 0, 1)


@pytest.fixture
def contest(voting: Voting) -> Contest:
    return voting.open(voting.draft({"es": "¿Qué primero?", "en": "What first?"}, Rules("plurality"), THREE).id)


def pile(voting: Voting, contest: Contest, *ballots: tuple[int, ...], label: str = "", papers: int | None = None) -> None:
    voting.begin_batch(contest.id, label, papers, "A")
    for ballot in ballots:
        voting.enter(contest.id, ballot)
    voting.close_batch(contest.id)


def declared(voting: Voting, contest: Contest, papers: Papers, eligible: int = 20) -> Declared:
    """Close, account and declare."""
    if voting.contest(contest.id).state is State.OPEN:
        voting.close_and_count(contest.id)
    voting.account(contest.id, papers, eligible)
    return voting.declare(contest.id)


def certificate(voting: Voting, found: Declared) -> str:
    """The printed certificate as text, without line breaks."""
    made = print_of.result(found.contest, found.result, found.accounting, reasons=voting.reasons(found.contest.id))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(made)).pages)
    return " ".join(text.split())


def test_1_a_batch_was_counted_wrongly_by_hand(voting: Voting, contest: Contest) -> None:
    with speaking("en"), pytest.raises(Mishap) as met:
        pile(voting, contest, *[GARDENS] * 6, *[RADIO] * 2, papers=9)
    assert met.value.sentence == "Batch 1 was counted as 9 papers, and 8 ballots are entered."
    voting.enter(contest.id, RADIO)  # one paper was stuck to another
    voting.close_batch(contest.id)

    found = declared(voting, contest, Papers(printed=20, issued=9, unused=11, papers=9))
    assert found.accounting.balanced
    assert found.result.tallies == (6, 3, 0)
    assert "67%" in certificate(voting, found)


def test_2_the_same_batch_comes_twice(voting: Voting, contest: Contest) -> None:
    pile(voting, contest, *[GARDENS] * 4, *[RADIO] * 9, label="1")
    with pytest.raises(Mishap):
        pile(voting, contest, *[GARDENS] * 4, *[RADIO] * 9, label="1")  # at this desk
    for sealed in voting.sealed(contest.id) * 2:
        assert not voting.receive(sealed)  # from another laptop

    found = declared(voting, contest, Papers(printed=20, issued=13, unused=7, papers=13))
    assert (found.accounting.in_box, found.accounting.balanced) == (13, True)
    assert found.result.winners == (1,)


def test_3_there_are_two_versions_of_a_batch(voting: Voting, contest: Contest) -> None:
    pile(voting, contest, *[GARDENS] * 6)
    (sealed,) = voting.sealed(contest.id)
    other = tuple((f"{n:036d}", as_text(RADIO), None) for n in range(9))
    mark = digest(other)
    batch = replace(sealed.batch, ballots=9, valid=9, digest=mark, id=hashed(sealed.batch.stack, mark), laptop="another")
    voting.receive(Sealed(contest.id, contest.edition, batch, other))
    voting.close(contest.id)
    with speaking("en"), pytest.raises(Mishap) as met:
        voting.declare(contest.id)
    assert met.value.sentence == "There are 2 versions of batch 1, and neither is counted."
    (conflict,) = voting.conflicts(contest.id)
    voting.choose_version(contest.id, conflict, batch.id, "The pile was counted again: nine papers")

    found = declared(voting, contest, Papers(printed=20, issued=9, unused=11))
    assert (found.result.tallies, found.accounting.in_box) == ((0, 9, 0), 9)
    assert "The pile was counted again: nine papers" in certificate(voting, found)


def test_4_a_ballot_has_too_many_marks(voting: Voting, contest: Contest) -> None:
    pile(voting, contest, *[GARDENS] * 7, (1, 1, 0), *[RADIO] * 3)

    found = declared(voting, contest, Papers(printed=20, issued=11, unused=9))
    account = found.accounting
    assert (account.valid, account.overvoted, account.rejected, account.in_box) == (10, 1, 0, 11)
    assert found.result.tallies == (7, 3, 0)
    text = certificate(voting, found)
    assert "Overvoted 1" in text
    assert "Con marcas de más 1" in text


def test_5_a_ballot_of_another_vote_is_in_the_pile(voting: Voting, contest: Contest) -> None:
    voting.begin_batch(contest.id, papers=10)
    for ballot in [GARDENS] * 6 + [RADIO] * 3:
        voting.enter(contest.id, ballot)
    voting.reject(contest.id, "wrong-contest")
    voting.close_batch(contest.id)

    found = declared(voting, contest, Papers(printed=20, issued=10, unused=10))
    assert (found.accounting.valid, found.accounting.rejected) == (9, 1)
    text = certificate(voting, found)
    assert "Ballot of another vote" in text
    assert "Boleta de otra votación" in text


def test_6_the_power_fails_in_the_middle_of_a_batch(voting: Voting, place: Workspace, contest: Contest, tmp_path: Path) -> None:
    pile(voting, contest, *[GARDENS] * 6)
    stack = voting.begin_batch(contest.id, papers=5, reader="A")
    for ballot in [RADIO, RADIO, CLINIC, RADIO, GARDENS]:
        voting.enter(contest.id, ballot)
    voting.hand_on(contest.id)
    voting.read_again(contest.id, stack.id, "B")
    for ballot in [RADIO, RADIO, CLINIC]:
        voting.enter(contest.id, ballot)
    after = tmp_path / "luz.pena"
    shutil.copytree(place.folder, after, ignore=shutil.ignore_patterns("lock"))  # what is on the disk at this moment

    again = Workspace.open(after, "cinco palabras muy sencillas hoy", [people, gatherings, migrations])
    try:
        desk = Voting(again)
        assert [each.marks for each in desk.open_batch(contest.id)] == [RADIO, RADIO, CLINIC]
        for ballot in (RADIO, GARDENS):
            desk.enter(contest.id, ballot)
        assert desk.compare(contest.id) == []
        desk.close_batch(contest.id)
        found = declared(desk, contest, Papers(printed=20, issued=11, unused=9, papers=11))
        assert (found.result.tallies, found.accounting.balanced) == ((7, 3, 1), True)
        assert (found.accounting.single, found.accounting.double) == (1, 1)
    finally:
        again.close(keep_backup=False)


def test_7_a_contest_is_opened_too_early(voting: Voting, contest: Contest) -> None:
    again = voting.prepare_again(contest.id)
    assert again.state is State.DRAFT
    corrected = replace(again, title={"es": "¿Qué hacemos primero?", "en": "What do we do first?"})
    voting.edit(corrected)
    reopened = voting.open(contest.id)
    assert reopened.edition != contest.edition
    pile(voting, reopened, *[GARDENS] * 6)
    with pytest.raises(Mishap):
        voting.prepare_again(contest.id)  # now there are ballots

    found = declared(voting, reopened, Papers(printed=20, issued=6, unused=14))
    assert "What do we do first?" in certificate(voting, found)


def test_8_the_quorum_is_lost_before_the_box_closes(voting: Voting) -> None:
    rules = Rules("motion", quorum="1/2", eligible=30, present=20)
    motion = voting.open(voting.draft({"es": "¿Nos unimos?", "en": "Do we join?"}, rules, YES_NO).id)
    pile(voting, motion, *[GARDENS] * 9, *[RADIO] * 2)
    voting.close_and_count(motion.id)
    assert voting.tally(motion.id).outcome == "carried"
    voting.account(motion.id, Papers(printed=30, issued=11, unused=19), eligible=30, present=14)

    found = voting.declare(motion.id)
    assert found.result.outcome == "no quorum"
    assert found.result.winners == ()
    text = certificate(voting, found)
    assert "There is no quorum: 14 of 30, and it takes 15. Nothing is decided." in text
    assert "The motion is carried." not in text


@pytest.mark.parametrize("ties", ["report", "lot"])
def test_9_there_is_a_tie_at_the_last_place(voting: Voting, ties: str) -> None:
    rules = Rules("plurality", seats=2, ties=ties)
    tied = voting.open(voting.draft({"es": "¿Cuáles dos?", "en": "Which two?"}, rules, THREE).id)
    pile(voting, tied, *[GARDENS] * 8, *[RADIO] * 4, *[CLINIC] * 4)
    voting.close_and_count(tied.id)
    if ties == "lot":
        voting.draw(tied.id, (2, 1, 0))

    found = declared(voting, tied, Papers(printed=20, issued=16, unused=4))
    assert found.accounting.recount == (DUE_MARGIN if ties == "report" else found.accounting.recount)
    if ties == "report":
        assert found.result.winners == (0,)
        assert [(each.options, each.places) for each in found.result.undecided] == [((1, 2), 1)]
        with speaking("en"):
            assert "should be counted again" in " ".join(found.accounting.notes)
    else:
        assert found.result.winners == (0, 2)
        assert found.result.rules.lot == (2, 1, 0)


def test_10_the_accounts_do_not_balance(voting: Voting, contest: Contest) -> None:
    pile(voting, contest, *[GARDENS] * 12, *[RADIO] * 4)
    voting.close_and_count(contest.id)
    voting.account(contest.id, Papers(printed=30, issued=18, unused=12, papers=16), eligible=30)
    with speaking("en"), pytest.raises(Mishap) as met:
        voting.declare(contest.id)
    assert met.value.sentence == "2 ballots that were handed out are missing: they are not in the box and did not come back."

    found = declared(
        voting, contest, Papers(printed=30, issued=18, unused=12, papers=16, note="Two people took theirs home."), 30
    )
    assert [line.difference for line in found.accounting.imbalances] == [2]
    text = certificate(voting, found)
    assert "2 ballots that were handed out are missing" in text
    assert "Two people took theirs home." in text


def test_10_and_where_they_could_change_the_result_the_paper_is_counted_again(
    voting: Voting, contest: Contest, new_place: Callable[[], Workspace]
) -> None:
    first, second = [GARDENS] * 8 + [RADIO] * 6, [GARDENS] * 6 + [RADIO] * 8
    pile(voting, contest, *first)
    voting.close_and_count(contest.id)
    papers = Papers(printed=30, issued=17, unused=13, papers=14, note="Nobody knows where three are.")
    voting.account(contest.id, papers, eligible=30)
    assert voting.accounting(contest.id).recount == DUE_IMBALANCE
    with pytest.raises(Mishap):
        voting.declare(contest.id)
    voting.recount(contest.id, "Three ballots are missing")
    stack = voting.begin_batch(contest.id, "1", 14, "C")
    for ballot in second:
        voting.enter(contest.id, ballot)
    voting.hand_on(contest.id)
    voting.read_again(contest.id, stack.id, "D")
    for ballot in [*second[:13], GARDENS]:
        voting.enter(contest.id, ballot)
    (differing,) = voting.compare(contest.id)
    voting.decide(contest.id, differing, Entered(RADIO))
    voting.close_batch(contest.id)
    assert not voting.finish_recount(contest.id)

    found = voting.declare(contest.id)
    assert (found.result.tallies, found.result.winners) == ((6, 8, 0), (1,))
    text = certificate(voting, found)
    assert "The counts were not the same, and the second one stands." in text
    assert "Three ballots are missing" in text
    assert "Nobody knows where three are." in text
