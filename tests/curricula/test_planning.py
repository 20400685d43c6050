"""A session by the clock: chained, locked, cut; what it needs; and running late."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from peña_app.curricula.bringing import (
    amount,
    children_text,
    counted_for,
    interpreter_text,
    is_shared,
    needs,
    reading_text,
    things,
)
from peña_app.curricula.format import read_activity
from peña_app.curricula.library import library
from peña_app.curricula.model import Activity, Material
from peña_app.curricula.planning import (
    DAY,
    PartId,
    Plan,
    PlanId,
    PlanPart,
    after_midnight,
    clock_at,
    cut,
    cut_of,
    cut_text,
    length,
    on_paper,
    part_of,
    parts_from,
    slots,
    too_early,
    warnings,
)
from peña_app.curricula.running import Run, begin, left_text, pace_text
from peña_app.errors import Mishap
from peña_app.i18n import speaking

SIX = time(18)
STEPS = (("experience", 5), ("information", 8), ("patterns", 5), ("strategy", 5), ("action", 2))
"""The steps of ¿Por qué sube el recibo? (curricula.md 4.3)."""


def activity(slug: str, steps: tuple[tuple[str, int], ...] = (), header: str = "") -> Activity:
    blocks = "".join(
        f"\n## {{#step-{n} kind=step min={minutes} spiral={stage}}}\n### {{field=do}}\n::: es\nHagan.\n::: en\nDo.\n:::\n"
        for n, (stage, minutes) in enumerate(steps, 1)
    )
    return read_activity(
        f'+++\nformat = "curricula/1"\nid = "{slug}"\nmodule = "m"\nkind = "activity"\nlanguages = ["es", "en"]\n'
        f"minutes = {sum(minutes for _stage, minutes in steps) or 10}\n{header}\n+++\n"
        f"\n## {{#title kind=title}}\n::: es\nActividad {slug}\n::: en\nActivity {slug}\n:::\n"
        f"\n## {{#aim kind=aim}}\n::: es\nPara algo.\n::: en\nFor something.\n:::\n{blocks}",
        f"m/{slug}.md",
    )


def part(minutes: int, lock: time | None = None, slug: str = "", *, core: bool = True) -> PlanPart:
    return PlanPart(PartId(slug), minutes, slug, core=core, lock=lock)


times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
some_parts = st.lists(
    st.builds(part, st.integers(1, 120), st.none() | times, core=st.booleans()),
    max_size=12,
)


# the clock


def test_five_steps_make_twenty_five_minutes() -> None:
    planned = slots(SIX, [part(minutes) for _stage, minutes in STEPS])
    assert [clock_at(SIX, slot.starts) for slot in planned] == [
        time(18), time(18, 5), time(18, 13), time(18, 18), time(18, 23),
    ]  # fmt: skip
    assert planned[-1].ends == 5 + 8 + 5 + 5 + 2 == 25


def test_a_locked_part_waits_and_the_free_minutes_are_said() -> None:
    first, second, third = slots(SIX, [part(20), part(30, time(18, 35)), part(10)])
    assert (first.starts, second.starts, third.starts) == (0, 35, 65)
    assert (second.gap, second.late, third.gap) == (15, 0, 0)


def test_a_lock_that_is_overrun_is_said_and_nothing_overlaps() -> None:
    first, second = slots(SIX, [part(50), part(30, time(18, 30))])
    assert second.starts == first.ends == 50
    assert (second.gap, second.late) == (0, 20)
    plan = Plan(
        PlanId(""), {"en": "Evening"}, SIX, (first.part, PlanPart(PartId(""), 30, words={"en": "Vote"}, lock=time(18, 30)))
    )
    (sentence,) = warnings(plan, {})
    assert sentence.replace("\u202f", " ") == "“Vote” is fixed at 6:30 PM and begins 20 min after that."


def test_the_clock_passes_midnight() -> None:
    late = time(23, 30)
    first, second = slots(late, [part(20), part(40, time(0, 15))])
    assert (second.starts, second.gap) == (45, 25)
    assert clock_at(late, second.starts) == time(0, 15)
    assert not after_midnight(late, first.starts)
    assert after_midnight(late, second.starts)


def test_a_lock_before_the_beginning_was_missed_and_does_not_wait_a_day() -> None:
    (only,) = slots(SIX, [part(10, time(17, 45))])
    assert (only.starts, only.gap, only.late) == (0, 0, 15)


@given(times, some_parts)
def test_parts_keep_their_order_and_never_overlap(begins: time, parts: list[PlanPart]) -> None:
    planned = slots(begins, parts)
    assert [slot.part for slot in planned] == parts
    cursor = 0
    for slot in planned:
        assert slot.starts == cursor + slot.gap
        assert slot.ends == slot.starts + slot.part.minutes
        assert min(slot.gap, slot.late) == 0
        if slot.part.lock is None:
            assert slot.gap == slot.late == 0
        elif not slot.late:
            assert clock_at(begins, slot.starts) == slot.part.lock
        cursor = slot.ends
    assert length(begins, parts) == cursor


@given(times, some_parts)
def test_locking_a_part_where_it_is_moves_nothing(begins: time, parts: list[PlanPart]) -> None:
    for at, slot in enumerate(slots(begins, parts)):
        if slot.part.lock is None and slot.starts < DAY - 240:
            locked = [*parts[:at], part(slot.part.minutes, clock_at(begins, slot.starts)), *parts[at + 1 :]]
            assert [each.starts for each in slots(begins, locked)] == [each.starts for each in slots(begins, parts)]


# cutting


def test_what_is_optional_goes_first_and_of_that_the_latest() -> None:
    parts = [part(30, slug="a"), part(20, slug="b", core=False), part(20, slug="c", core=False), part(20, slug="d")]
    done = cut(SIX, parts, 75)
    assert [each.activity for each in done.kept] == ["a", "b", "d"]
    assert [each.activity for each in done.left_out] == ["c"]
    assert (done.minutes, done.over) == (70, 0)


def test_what_is_still_too_long_is_said() -> None:
    plan = Plan(PlanId(""), {}, SIX, (part(60, slug="a"), part(20, slug="b", core=False), part(40, slug="c")), limit=75)
    done = cut_of(plan)
    assert (done.minutes, done.over) == (100, 25)
    assert cut_text(plan, {}) == (
        "Left out to fit: b. It takes 1 h 40 min and there are 1 h 15 min: 25 min too long. Shorten a part, or make one optional."
    )
    with speaking("es"):
        assert cut_text(plan, {}).startswith("Queda fuera para que quepa: b. ")


def test_a_part_whose_leaving_gains_nothing_stays() -> None:
    parts = [part(10, core=False), part(30, time(18, 30))]  # what is locked begins no earlier without it
    done = cut(SIX, parts, 45)
    assert (done.left_out, done.over) == ((), 15)


@given(times, some_parts, st.integers(0, 600))
def test_a_cut_never_takes_a_core_part_and_fits_or_says_by_how_much_not(
    begins: time, parts: list[PlanPart], minutes: int
) -> None:
    done = cut(begins, parts, minutes)
    assert all(not each.core for each in done.left_out)
    assert [each for each in parts if each.core] == [each for each in done.kept if each.core]
    assert len(done.kept) + len(done.left_out) == len(parts)
    assert done.minutes == length(begins, done.kept)
    if minutes:
        assert done.over == max(0, done.minutes - minutes)
        if done.over:  # nothing optional is left that would help
            for each in range(len(done.kept)):
                shorter = [*done.kept[:each], *done.kept[each + 1 :]]
                assert done.kept[each].core or length(begins, shorter) >= done.minutes
    else:
        assert not done.left_out


def test_a_part_of_no_minutes_is_a_sentence() -> None:
    with pytest.raises(Mishap, match="at least one minute"):
        part(0)


# what it needs


def test_things_are_counted_for_people_tables_and_once() -> None:
    assert amount(Material("cards", 2, {}, "person"), 23, 6) == 46
    assert amount(Material("crayons", 1, {}, "table"), 23, 6) == 4
    assert amount(Material("strips", 3, {}, "group"), 24, 6) == 12
    assert amount(Material("rope", 1, {}), 23, 6) == 1


def material(name: str, quantity: int, words: str, per: str = "", more: str = "") -> str:
    return f'[[materials]]\nid = "{name}"\nqty = {quantity}\nper = "{per}"\nes = "{words}"\nen = "{words}"\n{more}\n'


def test_what_comes_back_is_counted_once_and_what_is_used_up_is_added() -> None:
    one = activity("one", header=material("markers", 12, "thick markers") + material("paper", 1, "sheets", "person"))
    two = activity(
        "two",
        header=material("markers", 1, "markers", "person")
        + material("paper", 2, "sheets", "person")
        + material("paper", 1, "card"),
    )
    found = {(thing.material.words["en"], thing.amount, thing.shared) for thing in things([one, two], 20, 6)}
    assert found == {("markers", 20, True), ("sheets", 60, False), ("card", 1, False)}


def test_a_file_may_say_that_a_thing_comes_back() -> None:
    one = activity(
        "one", header=material("sheet", 1, "sheet", more="shared = true") + material("tape", 1, "tape", more="shared = false")
    )
    assert [is_shared(each, one) for each in one.materials] == [True, False]


@given(st.integers(1, 300), st.integers(1, 12))
def test_more_people_never_need_less(people: int, seats: int) -> None:
    activities = list(library()[1].activities.values())
    fewer, more = things(activities, people, seats), things(activities, people + 1, seats)
    assert all(one.amount <= other.amount for one, other in zip(fewer, more, strict=True))
    for thing in fewer:
        asked = [amount(each, people, seats) for one in activities for each in one.materials if each.id == thing.material.id]
        assert thing.amount == max(asked) if thing.shared else thing.amount <= sum(asked)


def test_on_paper_everything_to_bring_stands_once_for_everyone() -> None:
    module = library()[1]
    listed = list(module.activities.values())
    counted = counted_for(module.activities, things(listed, 20, 6))
    on_it = [each for one in counted.values() for each in one.materials]
    assert len(on_it) == len(things(listed, 20, 6))
    assert next(each.quantity for each in on_it if each.id == "crayons") == 4


def test_the_needs_stand_in_one_line_each() -> None:
    listed = [
        activity("one", header='needs_interpreter = true\nchildcare = "kids-join-all"\nliteracy = "none"'),
        activity("two", header='literacy = "low"'),
        activity("three", header='childcare = "kids-join-step-2"'),
    ]
    asked = needs(listed)
    assert interpreter_text(asked) == "Interpreter: in 1 of 3 activities"
    assert children_text(asked) == "Childcare: in 2 of 3 activities"
    assert reading_text(asked) == "Reading: a little"
    nothing = needs(listed[:1])
    assert children_text(nothing) == "Children take part"
    assert interpreter_text(nothing) == "Interpreter: all the time"
    assert interpreter_text(needs(listed[1:])) == "No interpreter needed"
    assert reading_text(needs(listed[2:])) == "Reading: not said"


# the order of the spiral


def test_information_before_experience_warns_on_a_shuffled_copy_and_stays_quiet_on_the_sample() -> None:
    sample = activity("recibo", STEPS)
    assert list(too_early([sample])) == []
    shuffled = activity("recibo", (STEPS[1], STEPS[0], *STEPS[2:]))
    assert list(too_early([shuffled])) == ["“Activity recibo” gives new information before anyone has spoken from experience."]


def test_experience_in_an_earlier_activity_counts_for_the_whole_session() -> None:
    lived, told = activity("lived", (("experience", 10),)), activity("told", (("information", 10),))
    assert list(too_early([lived, told])) == []
    assert len(list(too_early([told, lived]))) == 1


@pytest.mark.parametrize("module", library(), ids=lambda module: module.id)
def test_the_sessions_of_the_library_can_be_planned_without_a_warning(module: object) -> None:
    for session in module.sessions:  # type: ignore[attr-defined]
        plan = Plan(PlanId(""), session.title, SIX, tuple(parts_from(session)), people=12)
        assert list(warnings(plan, module.activities)) == []  # type: ignore[attr-defined]


def test_what_does_not_fit_is_said() -> None:
    known = {"one": activity("one", STEPS, "group = { min = 6, max = 12 }")}
    plan = Plan(PlanId(""), {}, SIX, (part(20, slug="one"), part(10, slug="gone")), people=15)
    assert list(warnings(plan, known)) == [
        "“Activity one” takes 25 min and is given 20 min.",
        "“Activity one” is for 12 people at most, and 15 are expected.",
        "There is no activity “gone” any more: take it out or choose another.",
    ]


def test_what_says_no_aim_cannot_be_placed() -> None:
    assert part_of(activity("one", STEPS)).minutes == 25
    with pytest.raises(Mishap, match="does not say what it is for"):
        part_of(Activity("bare", "m", 10, ()))


def test_on_paper_free_minutes_are_a_line_and_what_is_left_out_is_not_there() -> None:
    parts = (part(20, slug="a"), part(10, slug="b", core=False), part(30, time(18, 45), slug="c"), part(30, slug="d", core=False))
    plan = Plan(PlanId("p"), {"en": "Evening"}, SIX, parts, limit=80)
    module, session = on_paper(plan, {})
    assert [(each.minutes, each.words.get("en")) for each in session.places] == [
        (20, "a"), (10, "b"), (15, "Free time"), (30, "c"),
    ]  # fmt: skip
    assert session.ends(SIX) == time(19, 15)
    assert module.number_of(session) == 1


# running


NOON = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def evening(*parts: PlanPart) -> Run:
    return begin(slots(SIX, parts or (part(20, slug="a"), part(30, slug="b"), part(10, slug="c"))), SIX, NOON)


def test_a_part_that_takes_longer_makes_the_session_late() -> None:
    run = evening()
    assert (run.behind(at(10)), pace_text(run, at(10))) == (0, "We are on time")
    assert left_text(run, at(12)) == "8 minutes left"
    assert left_text(run, at(12.5)) == "8 minutes left"
    assert left_text(run, at(27)) == "7 minutes over its time"
    assert pace_text(run, at(27)) == "We are 7 minutes behind"
    with speaking("es"):
        assert pace_text(run, at(27)) == "Vamos 7 minutos tarde"
    after = run.end_part(at(27))
    assert after.now is not None
    assert after.now.part.activity == "b"
    assert pace_text(after, at(27)) == "We are 7 minutes behind"
    assert after.ends(at(27)) == at(67)


def test_five_minutes_more_are_known_at_once() -> None:
    run = evening().more(5)
    assert left_text(run, at(0)) == "25 minutes left"
    assert pace_text(run, at(0)) == "We are 5 minutes behind"


def test_what_ends_early_is_ahead_and_its_real_minutes_are_kept() -> None:
    run = evening().end_part(at(12)).end_part(at(40))
    assert pace_text(run, at(40)) == "We are 10 minutes ahead"
    assert run.real == ((PartId("a"), 12), (PartId("b"), 28))
    over = run.end_part(at(50))
    assert over.now is None
    assert over.next is None
    assert over.end_part(at(51)) == over
    assert pace_text(over, at(55)) == "We are 10 minutes ahead"


def test_a_pause_stops_the_part_and_not_the_clock() -> None:
    run = evening().pause(at(5))
    assert left_text(run, at(9)) == "Paused"
    assert run.behind(at(9)) == 4
    run = run.pause(at(9))
    assert left_text(run, at(9)) == "15 minutes left"
    assert run.end_part(at(24)).real == ((PartId("a"), 20),)


def test_what_is_locked_is_waited_for() -> None:
    run = evening(part(20), part(30, time(18, 40)), part(10))
    assert run.ends(at(0)) == at(80)
    assert run.more(30).ends(at(0)) == at(90)


def test_a_session_begun_far_from_its_hour_is_measured_from_now() -> None:
    rehearsal = begin(slots(SIX, [part(20)]), SIX, at(-6 * 60))
    assert pace_text(rehearsal, at(-6 * 60)) == "We are on time"
    late = begin(slots(SIX, [part(20)]), SIX, at(9))
    assert pace_text(late, at(9)) == "We are 9 minutes behind"


def test_a_session_that_passes_midnight_is_that_of_yesterday() -> None:
    night = time(23, 30)
    parts = [part(40), part(30)]
    run = begin(slots(night, parts), night, datetime(2026, 11, 24, 0, 15, tzinfo=UTC), at=1)
    assert run.behind(datetime(2026, 11, 24, 0, 15, tzinfo=UTC)) == 5


@given(some_parts.filter(bool), st.lists(st.tuples(st.sampled_from(["more", "end", "pause"]), st.integers(0, 40)), max_size=30))
def test_running_goes_through_every_part_once_and_in_order(parts: list[PlanPart], acts: list[tuple[str, int]]) -> None:
    run, moment = begin(slots(SIX, parts), SIX, NOON), NOON
    for act, later in acts:
        moment += timedelta(minutes=later)
        run = run.more(5) if act == "more" else run.pause(moment) if act == "pause" else run.end_part(moment)
        assert [part for part, _took in run.real] == [each.id for each in parts[: run.at]]
        assert all(took >= 1 for _part, took in run.real)
        assert run.ends(moment) >= moment
        assert pace_text(run, moment)
