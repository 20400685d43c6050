"""The agenda on paper: a programme with two days side by side, and a poster of each day for the wall."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from peña_app.assembly.model import Day, Kind, Slot, slots
from peña_app.i18n import N_, Words, day_text, each, speaking, time_text
from peña_app.languages import INTERFACE
from peña_app.paper import ACCENT, INK, RULE, SOFT, TINT, About, Draw, Pen, Sheet, fit, fit_size, write_pages

_MARGIN = 43.0  # 15 mm
_GUTTER = 22.0
_TITLE = 46.0
_DAY = 24.0
_TALLEST = 42.0
_FOOT = 14.0
_SMALLEST = 5.5
_ACCENTED = frozenset({Kind.VOTE})
_TINTED = frozenset({Kind.BREAK, Kind.MEAL, Kind.CULTURAL})


def programme(days: Sequence[Day], occasion: Words, place: str = "", *, sheet: str = "letter") -> bytes:
    """The agenda in both languages as PDF, two days to a page: a congress of two days is one sheet."""
    shown = [day for day in days if day.items]
    pairs = [shown[at : at + 2] for at in range(0, len(shown), 2)] or [[]]

    def page(pair: Sequence[Day], number: int) -> Draw:
        def draw(pen: Pen, wide: float, high: float) -> None:
            _heading(pen, wide, high, occasion, place)
            width = (wide - 2 * _MARGIN - _GUTTER * (len(pair) - 1)) / max(1, len(pair))
            for at, day in enumerate(pair):
                _day(
                    pen, day, _MARGIN + at * (width + _GUTTER), _MARGIN + _FOOT, width, high - 2 * _MARGIN - _TITLE - _FOOT, 12.0
                )
            _foot(pen, wide, number, len(pairs))

        return draw

    about = About(each(N_("Programme")), occasion=occasion)
    return write_pages([page(pair, at) for at, pair in enumerate(pairs, 1)], about, sheet=Sheet(sheet), landscape=True)


def wall_poster(days: Sequence[Day], occasion: Words, place: str = "", *, sheet: str = "letter") -> bytes:
    """One day a page in large letters, to hang beside the door; tabloid and A3 are the same page enlarged."""
    shown = [day for day in days if day.items]

    def page(day: Day, number: int) -> Draw:
        def draw(pen: Pen, wide: float, high: float) -> None:
            _heading(pen, wide, high, occasion, place)
            _day(pen, day, _MARGIN, _MARGIN + _FOOT, wide - 2 * _MARGIN, high - 2 * _MARGIN - _TITLE - _FOOT, 16.0, tallest=58.0)
            _foot(pen, wide, number, len(shown))

        return draw

    about = About(each(N_("Programme for the wall")), occasion=occasion)
    return write_pages([page(day, at) for at, day in enumerate(shown, 1)], about, sheet=Sheet(sheet))


def _heading(pen: Pen, wide: float, high: float, occasion: Words, place: str) -> None:
    top = high - _MARGIN
    inside = wide - 2 * _MARGIN
    half = inside / 2 - 8
    first, second = INTERFACE
    fit(pen, {first: occasion.get(first, "")}, _MARGIN, top - 22, half, 22, 17, 9, bold=True, languages=(first,))
    fit(pen, {second: occasion.get(second, "")}, wide / 2 + 8, top - 22, half, 22, 17, 9, bold=True, languages=(second,))
    if place:
        fit(pen, place, _MARGIN, top - 37, inside, 14, 10, 7, color=SOFT, languages=(first,))
    pen.setStrokeColor(ACCENT)
    pen.setLineWidth(1.6)
    pen.line(_MARGIN, top - 41, wide - _MARGIN, top - 41)


def _day(pen: Pen, day: Day, x: float, y: float, width: float, height: float, size: float, *, tallest: float = _TALLEST) -> None:
    said = _in_both(lambda: day_text(day.on)[:1].upper() + day_text(day.on)[1:])
    fit(
        pen,
        " · ".join(said[code] for code in INTERFACE),
        x,
        y + height - _DAY + 4,
        width,
        _DAY - 4,
        13,
        8,
        bold=True,
        color=ACCENT,
        languages=("es",),
    )
    planned = slots(day)
    step = min(tallest, (height - _DAY) / max(1, len(planned)))
    size = min(size, step / 2.75)
    shares = _shares(width, size)
    # one size for the whole day: a list in which each line has its own looks like a mistake
    size = min([size, *(fit_size(_title(slot), shares[1], step - 2, size, _SMALLEST) for slot in planned)])
    for number, slot in enumerate(planned):
        _row(pen, slot, (x, y + height - _DAY - (number + 1) * step, width, step), shares, size)


def _shares(width: float, size: float) -> tuple[float, float, float]:
    times = 5.3 * size
    led = width * 0.26
    return times, width - times - led - 8, led


def _row(pen: Pen, slot: Slot, area: tuple[float, float, float, float], shares: tuple[float, float, float], size: float) -> None:
    x, y, width, height = area
    times, middle, led = shares
    kind = slot.item.kind
    if kind in _TINTED:
        pen.setFillColor(TINT)
        pen.rect(x, y, width, height, stroke=0, fill=1)
    if kind in _ACCENTED:
        pen.setFillColor(ACCENT)
        pen.rect(x, y, 3.2, height, stroke=0, fill=1)
    pen.setStrokeColor(RULE)
    pen.setLineWidth(0.5)
    pen.line(x, y, x + width, y)
    with speaking(INTERFACE[0]):
        clock = time_text(slot.begins)
    fit(pen, clock, x + 7, y + 1, times - 6, height - 2, size, _SMALLEST, bold=True, middle=True, color=INK, languages=("es",))
    fit(pen, _title(slot), x + 4 + times, y + 1, middle, height - 2, size, _SMALLEST, middle=True)
    if slot.item.led_by:
        small = max(_SMALLEST, size * 0.85)
        fit(
            pen,
            slot.item.led_by,
            x + width - led,
            y + 1,
            led - 4,
            height - 2,
            small,
            _SMALLEST,
            middle=True,
            color=SOFT,
            languages=("es",),
        )


def _title(slot: Slot) -> Words:
    title = {code: text for code, text in slot.item.title.items() if text}
    return title if len(set(title.values())) > 1 else {INTERFACE[0]: slot.item.name}


def _in_both(say: Callable[[], str]) -> Words:
    words: Words = {}
    for code in INTERFACE:
        with speaking(code):
            words[code] = say()
    return words


def _foot(pen: Pen, wide: float, number: int, pages: int) -> None:
    if pages < 2:
        return
    said = each(N_("Page {page} of {pages}"), page=number, pages=pages)
    half = wide / 2 - _MARGIN
    fit(pen, {"es": said["es"]}, _MARGIN, _MARGIN - 4, half, 12, 8, 6, color=SOFT, languages=("es",))
    fit(pen, {"en": said["en"]}, wide / 2, _MARGIN - 4, half, 12, 8, 6, color=SOFT, languages=("en",))
