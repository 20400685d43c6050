"""The agenda's rules: starts are derived, nothing overlaps, and what does not fit is said and never moved."""

from __future__ import annotations

import os
import time as clock_time
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from peña_app.assembly.model import Day, DayId, Item, ItemId, Kind, now_and_next, slots, total, warnings
from peña_app.errors import Mishap

SATURDAY = date(2026, 10, 10)
WORDS = {"es": "Punto", "en": "Item"}


def item(minutes: int, lock: time | None = None, kind: Kind = Kind.ITEM) -> Item:
    return Item(ItemId(f"i{minutes}{lock}"), kind, WORDS, minutes, lock=lock)


def day(*items: Item, on: date = SATURDAY, opens: time = time(9), closes: time = time(17)) -> Day:
    return Day(DayId("d"), on, opens, closes, items)


@pytest.fixture
def chicago() -> Iterator[None]:
    held = os.environ.get("TZ")
    os.environ["TZ"] = "America/Chicago"
    clock_time.tzset()
    yield
    os.environ.pop("TZ") if held is None else os.environ.__setitem__("TZ", held)
    clock_time.tzset()


locks = st.none() | st.times(min_value=time(9), max_value=time(18)).map(lambda each: each.replace(second=0, microsecond=0))
items = st.lists(st.builds(item, st.integers(1, 120), locks), max_size=12)


@given(items)
def test_nothing_overlaps_and_every_minute_is_kept(planned: list[Item]) -> None:
    found = slots(day(*planned))
    assert [slot.item for slot in found] == planned
    for before, after in pairwise(found):
        assert before.ends <= after.begins
        assert (after.begins - before.ends) == timedelta(minutes=after.gap)
    assert sum((slot.ends - slot.begins for slot in found), timedelta()) == timedelta(minutes=total(day(*planned)))


@given(items, st.randoms())
def test_another_order_keeps_the_items_and_their_minutes(planned: list[Item], chance: object) -> None:
    other = list(planned)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert sorted(slot.item.minutes for slot in slots(day(*other))) == sorted(slot.item.minutes for slot in slots(day(*planned)))


def test_a_lock_holds_an_item_back_and_never_pulls_it_forward() -> None:
    early, late = slots(day(item(30), item(15, time(11)))), slots(day(item(150), item(15, time(11))))
    assert (early[1].begins.time(), early[1].gap, early[1].late) == (time(11), 90, 0)
    assert (late[1].begins.time(), late[1].gap, late[1].late) == (time(11, 30), 0, 30)


def test_the_night_on_which_the_clocks_change_drops_no_minute(chicago: None) -> None:
    found = slots(day(item(60), item(60), on=date(2026, 11, 1), opens=time(1), closes=time(5)))
    assert found[1].ends.timestamp() - found[0].begins.timestamp() == 7200
    assert found[1].ends.time() == time(2)


@pytest.mark.parametrize(
    ("minute", "now", "following", "left"),
    [(-1, None, 10, None), (0, 10, 20, 10), (9, 10, 20, 1), (10, 20, None, 20), (29, 20, None, 1), (30, None, None, None)],
)
def test_now_and_next_at_every_edge(minute: int, now: int | None, following: int | None, left: int | None) -> None:
    moment = datetime.combine(SATURDAY, time(9)).astimezone() + timedelta(minutes=minute)
    at = now_and_next([day(item(10), item(20))], moment)
    assert (at.now.item.minutes if at.now else None) == now
    assert (at.next.item.minutes if at.next else None) == following
    assert at.minutes_left(moment) == left


def test_the_day_after_comes_next_in_the_evening() -> None:
    sunday = day(item(40), on=SATURDAY + timedelta(days=1))
    at = now_and_next([sunday, day(item(10))], datetime.combine(SATURDAY, time(20)).astimezone())
    assert at.now is None
    assert at.next is not None
    assert at.next.item.minutes == 40


def test_what_does_not_fit_is_said() -> None:
    assert warnings(day(item(60), item(60))) == []
    assert len(warnings(day(item(200), item(200)))) == 1
    assert any("after closing" in said for said in warnings(day(item(400), item(120, kind=Kind.MEAL))))
    assert any("after its fixed time" in said for said in warnings(day(item(60), item(10, time(9, 30)))))


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_minutes_that_cannot_be_are_a_sentence(minutes: int) -> None:
    with pytest.raises(Mishap):
        item(minutes)
