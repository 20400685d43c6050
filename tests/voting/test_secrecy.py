"""What the box remembers: from the file, its log, a backup and the history, nothing links a ballot to a person, a time or an order."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from peña_app.voting.counting import Rules
from peña_app.voting.model import BATCH, Contest, Entered
from peña_app.voting.records import Voting
from peña_app.workspace import Workspace
from peña_app.workspace.sqlite import connect


def fill(voting: Voting, contest: Contest, ballots: list[tuple[int, ...]]) -> None:
    for number, ballot in enumerate(ballots, start=1):
        voting.enter(contest.id, ballot)
        if number % BATCH == 0:
            voting.close_batch(contest.id)


def _marks_of(n: int) -> tuple[int, ...]:
    return tuple(int(digit) for digit in f"{n:08b}")


EIGHT = [{"es": f"Opción {n}", "en": f"Option {n}"} for n in range(8)]


def _distinct(voting: Voting) -> Contest:
    return voting.open(voting.draft({"es": "¿Cuáles?", "en": "Which?"}, Rules("approval"), EIGHT).id)


def _pages(workspace: Workspace, file: Path | None = None) -> list[bytes]:
    """The pages of the file as whoever has the key can read them: SQLCipher 4's are AES-256-CBC, 80 bytes at the end are not content."""
    ciphers = pytest.importorskip("cryptography.hazmat.primitives.ciphers")
    raw = (file or workspace.folder / "workspace.db").read_bytes()
    pages = []
    for start in range(0, len(raw), 4096):
        page = raw[start : start + 4096]
        cipher = ciphers.Cipher(ciphers.algorithms.AES(workspace._key), ciphers.modes.CBC(page[4016:4032]))
        pages.append(cipher.decryptor().update(page[16 if start == 0 else 0 : 4016]))
    return pages


def _correlation(order: list[int]) -> float:
    """Spearman's rank correlation between the order of entry and an order that was read."""
    n = len(order)
    return 1 - 6 * sum((place - value) ** 2 for place, value in enumerate(order)) / (n * (n * n - 1))


@pytest.mark.parametrize(
    ("boxes", "ballots", "by_chance"), [(24, 15, 0.22), (12, 50, 0.17)], ids=["small boxes", "boxes of two batches"]
)
def test_nothing_in_the_tables_or_in_the_pages_of_the_file_tells_the_order_of_entry(
    new_place: Callable[[], Workspace], boxes: int, ballots: int, by_chance: float
) -> None:
    by_table, by_page, neighbours = [], [], []
    for _box in range(boxes):
        place = new_place()
        voting = Voting(place)
        contest = _distinct(voting)
        entered = random.sample(range(1, 256), ballots)
        fill(voting, contest, [_marks_of(n) for n in entered])
        voting.close(contest.id)
        when = {" ".join(map(str, _marks_of(n))): at for at, n in enumerate(entered)}
        rows = list(place.db.query("SELECT batch, marks FROM ballot"))
        pages = _pages(place)
        for batch in {row["batch"] for row in rows}:
            texts = sorted((row["marks"] for row in rows if row["batch"] == batch), key=lambda text: when[text])
            read = [texts.index(row["marks"]) for row in rows if row["batch"] == batch]
            by_table.append(_correlation(read))
            neighbours += [b - a == 1 for a, b in itertools.pairwise(read)]
            tails = [(contest.id + contest.edition + batch + text).encode() for text in texts]
            lying = sorted(
                (number, page.find(tail), rank)
                for number, page in enumerate(pages)
                for rank, tail in enumerate(tails)
                if tail in page
            )
            assert len(lying) == len(texts)
            by_page.append(_correlation([rank for _number, _at, rank in lying]))

    # by chance alone both means stay below in all but about one of 10,000 runs; ballots boxed as they were typed give 1
    assert abs(sum(by_table) / len(by_table)) < by_chance
    assert abs(sum(by_page) / len(by_page)) < by_chance
    assert sum(neighbours) / len(neighbours) < 0.16


def test_a_closed_batch_leaves_nothing_of_the_typing_in_the_file_its_log_or_a_backup(voting: Voting, place: Workspace) -> None:
    contest = _distinct(voting)
    fill(voting, contest, [_marks_of(n) for n in range(1, 26)])

    assert list(place.db.query("SELECT * FROM ballot_draft")) == []
    assert (place.folder / "workspace.db-wal").stat().st_size == 0
    whole = b"".join(_pages(place))
    for n in range(1, 26):
        assert whole.count(" ".join(map(str, _marks_of(n))).encode()) == 1
    columns = {column.name for column in place.db.table("ballot").columns}
    assert columns == {"id", "contest", "edition", "batch", "marks", "reason"}


def _text(n: int) -> str:
    return " ".join(map(str, _marks_of(n)))


def _history(place: Workspace) -> str:
    return "".join(row["ops"] + row["facts"] + row["label"] for row in place.db.query("SELECT ops, facts, label FROM change"))


def test_two_readings_leave_nothing_of_either_in_the_file_its_log_or_a_backup(voting: Voting, place: Workspace) -> None:
    contest = _distinct(voting)
    stack = voting.begin_batch(contest.id, papers=12, reader="A")
    for n in range(1, 13):
        voting.enter(contest.id, _marks_of(n))
    voting.hand_on(contest.id)
    voting.read_again(contest.id, stack.id, "B")
    for n in [*range(1, 12), 77]:  # the last one is read as another
        voting.enter(contest.id, _marks_of(n))
    (difference,) = voting.compare(contest.id)
    during = b"".join(_pages(place, place.back_up()))
    assert voting.decide(contest.id, difference, Entered(_marks_of(12))) == []
    voting.close_batch(contest.id)
    after = b"".join(_pages(place, place.back_up()))

    for table in ("ballot_draft", "stack"):
        assert list(place.db.query(f"SELECT * FROM {table}")) == []
    assert (place.folder / "workspace.db-wal").stat().st_size == 0
    whole = b"".join(_pages(place))
    assert [whole.count(_text(n).encode()) for n in range(1, 13)] == [1] * 12
    assert whole.count(_text(77).encode()) == 0
    assert not any(_text(n).encode() in during for n in [*range(1, 13), 77])
    assert [after.count(_text(n).encode()) for n in (1, 12, 77)] == [1, 1, 0]
    log = _history(place)
    assert not any(_text(n) in log for n in range(1, 13))
    (batch,) = voting.batches(contest.id)
    assert batch.readers == "A B"


def test_codes_are_kept_as_hashes_and_nothing_is_left_of_one_that_was_used(voting: Voting, place: Workspace) -> None:
    contest = _distinct(voting)
    codes = voting.tokens(contest.id, 8)
    whole = b"".join(_pages(place))
    assert not any(code.encode() in whole for code in codes)
    kept = {row["id"] for row in place.db.query("SELECT id FROM code")}

    voting.cast(contest.id, codes[0], _marks_of(9))
    (used,) = kept - {row["id"] for row in place.db.query("SELECT id FROM code")}
    whole = b"".join(_pages(place))
    assert used.encode() not in whole
    assert (place.folder / "workspace.db-wal").stat().st_size == 0
    assert used not in _history(place)
    assert _text(9) not in _history(place)
    columns = {table: {column.name for column in place.db.table(table).columns} for table in ("code", "waiting_ballot")}
    assert columns == {"code": {"id", "contest"}, "waiting_ballot": {"id", "contest", "edition", "marks"}}


def test_the_log_of_one_vote_holds_no_code_and_the_others_that_wait(voting: Voting, place: Workspace) -> None:
    contest = _distinct(voting)
    codes = voting.tokens(contest.id, 4)
    for number, code in enumerate(codes[:3], start=1):
        voting.cast(contest.id, code, _marks_of(number))
    before = {row["id"] for row in place.db.query("SELECT id FROM waiting_ballot")}
    voting.cast(contest.id, codes[3], _marks_of(4))
    after = {row["id"] for row in place.db.query("SELECT id FROM waiting_ballot")}

    assert len(after) == 4
    assert not before & after  # all have new ids, so that no row is the newest


def test_ballots_cast_at_a_laptop_reach_the_box_in_no_order(new_place: Callable[[], Workspace]) -> None:
    waiting, boxed, by_group = [], [], []
    for _box in range(16):
        place = new_place()
        voting = Voting(place)
        contest = _distinct(voting)
        cast = random.sample(range(1, 256), 40)
        for code, n in zip(voting.tokens(contest.id, 40), cast, strict=True):
            voting.cast(contest.id, code, _marks_of(n))
            if n == cast[13]:
                held = [row["marks"] for row in place.db.query("SELECT marks FROM waiting_ballot")]
                when = [_text(each) for each in cast[:14]]
                waiting.append(_correlation([when.index(marks) for marks in held]))
                pages = _pages(place)
                lying = sorted(
                    (number, page.find(text.encode()), at)
                    for number, page in enumerate(pages)
                    for at, text in enumerate(when)
                    if text.encode() in page
                )
                boxed.append(_correlation([at for _number, _place, at in lying]))
        voting.close(contest.id)
        rows = list(place.db.query("SELECT batch, marks FROM ballot"))
        when = [_text(each) for each in cast]
        for batch in voting.batches(contest.id):
            assert batch.ballots >= 5
            ranks = [when.index(row["marks"]) for row in rows if row["batch"] == batch.id]
            order = sorted(ranks)
            by_group.append(_correlation([order.index(rank) for rank in ranks]))
        assert sum(batch.ballots for batch in voting.batches(contest.id)) == 40

    # by chance alone each mean stays below in all but about one of 10,000 runs
    assert abs(sum(waiting) / len(waiting)) < 0.28
    assert abs(sum(boxed) / len(boxed)) < 0.28
    assert abs(sum(by_group) / len(by_group)) < 0.18


def test_a_backup_in_the_middle_of_a_vote_holds_no_ballot_that_still_waits(voting: Voting, place: Workspace) -> None:
    contest = _distinct(voting)
    codes = voting.tokens(contest.id, 6)
    for n, code in enumerate(codes[:5], start=101):
        voting.cast(contest.id, code, _marks_of(n))
    file = place.back_up()

    whole = b"".join(_pages(place, file))
    assert not any(_text(n).encode() in whole for n in range(101, 106))
    copy = connect(file, place._key, read_only=True)
    assert copy.execute("SELECT count(*) FROM waiting_ballot").fetchone()[0] == 0
    copy.conn.close()
    assert voting.station(contest.id) == (6, 1, 5)


def test_history_says_how_many_and_never_who_or_what(voting: Voting, place: Workspace) -> None:
    contest = _distinct(voting)
    codes = voting.tokens(contest.id, 20)
    for n, code in enumerate(codes, start=1):
        voting.cast(contest.id, code, _marks_of(n))
    voting.close(contest.id)

    texts = [said.text for said in place.history()]
    assert "made 20 codes to vote with" in texts
    assert "batch of 10 ballots" in texts
    log = _history(place)
    ids = [row["id"] for row in place.db.query("SELECT id FROM ballot")]
    assert not any(each in log for each in [*ids, *codes])
