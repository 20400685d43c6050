"""Paper ballots of every method: what is printed stands where the layout file says, and can be told apart by a scanner."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
import segno
from pypdf import PdfReader

from peña_app.errors import Mishap
from peña_app.i18n import speaking
from peña_app.voting import papers
from peña_app.voting.counting import Kind, Rules
from peña_app.voting.methods import METHODS
from peña_app.voting.model import Contest, Option, OptionId
from peña_app.voting.papers.layout import (
    CLEAR,
    CLOSE_ROWS,
    CORNER,
    EDGE,
    FOLD,
    LEAST_COLUMN,
    LEAST_ROW,
    MOST_ROWS,
    Layout,
    Page,
    ballot_layout,
    check,
)  # fmt: skip

from .test_paper import PROPOSALS, contest, words_of

MORE = {
    "dots": {"dots": 5, "max_per_option": 3},
    "pb-mes": {"budget": 90000, "costs": tuple(range(1000, 31000, 1000))},
    "pb-greedy": {"budget": 90000, "costs": tuple(range(1000, 31000, 1000)), "points": True, "dots": 6, "max_per_option": 3},
}


def voted(key: str, options: int) -> Contest:
    if key == "motion":
        return contest(3, Rules("motion"))
    more = dict(MORE.get(key, {}))
    if "costs" in more:
        more["costs"] = more["costs"][:options]  # type: ignore[index]
    return contest(options, Rules(key, **more))  # type: ignore[arg-type]


CASES = [
    (key, options, per_sheet, sheet)
    for key in METHODS
    for options in (3, 8, 12, 13, 30)
    for per_sheet in (1, 2, 4)
    for sheet in ("letter", "a4")
    if key != "motion" or options == 3
]


def laid_out(key: str, options: int, per_sheet: int, sheet: str) -> Layout | None:
    try:
        return ballot_layout(voted(key, options), per_sheet=per_sheet, sheet=sheet)
    except Mishap:
        return None


def apart(page: Page) -> None:
    """Boxes stand free of each other, of the folds and of the edge."""
    by_row: dict[float, list[float]] = {}
    for box in page.boxes:
        by_row.setdefault(box.y, []).append(box.x)
        for fold in (page.height / 3, 2 * page.height / 3):
            assert box.y + box.side <= fold - FOLD + 1e-6 or box.y >= fold + FOLD - 1e-6
        across = page.width / 2
        assert box.x + box.side <= across - FOLD + 1e-6 or box.x >= across + FOLD - 1e-6
        assert box.x >= EDGE + CLEAR - 1e-6
        assert box.x + box.side <= page.width - EDGE - CLEAR + 1e-6
        assert box.y >= EDGE + CORNER + 4
        assert box.y + box.side <= page.height - EDGE - CORNER - 4
    tops = sorted(by_row)
    assert all(below - above >= LEAST_ROW - 1e-6 for above, below in pairwise(tops))
    for xs in by_row.values():
        assert all(b - a >= LEAST_COLUMN - 1e-6 for a, b in pairwise(sorted(xs)))
    for row in page.rows:
        for box in page.boxes:
            apart_by = max(row.text.x - box.x - box.side, box.x - row.text.x - row.text.width)
            same = row.top < box.y + box.side / 2 < row.top + row.height
            assert not same or apart_by >= CLEAR - 1e-6


@pytest.mark.parametrize("key", METHODS)
def test_boxes_stand_free_of_each_other_and_of_the_folds(key: str) -> None:
    found = [layout for case in CASES if case[0] == key and (layout := laid_out(*case)) is not None]

    assert found
    for layout in found:
        assert len(layout.pages) <= 2
        for page in layout.pages:
            assert len(page.rows) <= (MOST_ROWS if sum(len(each.rows) for each in layout.pages) <= 24 else CLOSE_ROWS)
            apart(page)


@pytest.mark.parametrize("key", METHODS)
def test_every_option_and_every_mark_has_a_box_once(key: str) -> None:
    one = voted(key, 8)
    layout = ballot_layout(one, per_sheet=1)
    boxes = [(box.option, box.mark) for page in layout.pages for box in page.boxes]

    assert {option for option, _mark in boxes} == set(range(len(one.options)))
    if one.kind is Kind.DOTS:
        assert boxes.count((0, 1)) == one.rules.max_per_option
    else:
        assert len(boxes) == len(set(boxes))
    if one.kind is Kind.SCORES:
        assert {mark for option, mark in boxes if option == 0} == {1, 2, 3, 4, 5, 6}


def printed(one: Contest, per_sheet: int, page: int, scale: float) -> tuple[pypdfium2.PdfBitmap, int]:
    pdf = pypdfium2.PdfDocument(papers.ballots(one, per_sheet=per_sheet, copies=1, large=False))
    bitmap = pdf[page].render(scale=scale, grayscale=True)
    return bitmap, bitmap.stride


@pytest.mark.parametrize("key", METHODS)
def test_what_is_printed_stands_where_the_layout_file_says(key: str) -> None:
    one = voted(key, 6)
    layout = ballot_layout(one, per_sheet=1)
    scale = 200 / 72
    bitmap, stride = printed(one, 1, 0, scale)
    pixels = bytes(bitmap.buffer)

    def dark(x: float, y: float) -> bool:
        """Whether anything dark is printed within a quarter of a millimetre of this point."""
        at, down = round(x / 25.4 * 200), round(y / 25.4 * 200)
        return any(pixels[(down + dy) * stride + at + dx] < 140 for dy in (-2, -1, 0, 1, 2) for dx in (-2, -1, 0, 1, 2))

    for box in layout.pages[0].boxes:
        middle_x, middle_y = box.x + box.side / 2, box.y + box.side / 2
        for x, y in ((box.x, middle_y), (box.x + box.side, middle_y), (middle_x, box.y), (middle_x, box.y + box.side)):
            assert dark(x, y)
        assert not dark(middle_x, middle_y)
        for x, y in (
            (box.x - 2, middle_y),
            (box.x + box.side + 2, middle_y),
            (middle_x, box.y - 2),
            (middle_x, box.y + box.side + 2),
        ):
            assert not dark(x, y)
    for mark in layout.pages[0].corners:
        assert dark(mark.x + 0.5, mark.y + 0.5)
        assert dark(mark.x + mark.side - 0.5, mark.y + mark.side - 0.5)
        assert not dark(mark.x - 2, mark.y + mark.side / 2)


def test_the_code_names_event_page_and_layout_and_no_copy() -> None:
    one = contest(20)
    layout = ballot_layout(one)
    codes = [page.code for page in layout.pages]

    assert all(check(code) for code in codes)
    assert not check(codes[0][:-1] + ("A" if codes[0][-1] != "A" else "B"))
    assert [code[11] for code in codes] == ["1", "2"]
    assert segno.make(codes[0], error="m", micro=False).symbol_size(border=0) == (21, 21)
    text = words_of(papers.ballots(one, copies=10))
    assert text.count(codes[0]) == 10
    assert [mark.id for mark in layout.pages[1].corners] == [4, 5, 6, 7]


def test_another_place_of_anything_is_another_digest() -> None:
    one = contest(6)
    digests = {
        ballot_layout(each, per_sheet=per_sheet, sheet=sheet).pages[0].code[14:18]
        for each in (one, contest(7), replace(one, rules=Rules("approval")))
        for per_sheet in (1, 2)
        for sheet in ("letter", "a4")
    }

    assert len(digests) == 12


def test_the_layout_file_is_json_in_millimetres_without_a_word_of_the_ballot() -> None:
    one = contest(6)
    held = json.loads(papers.layout_file(one))

    assert (held["format"], held["unit"], held["kind"]) == ("ballot-layout/1", "mm", "dots")
    assert len(held["pages"][0]["boxes"]) == 18
    assert "Huertos" not in json.dumps(held)


@pytest.mark.parametrize("key", METHODS)
def test_every_option_stands_on_the_ballot_in_both_languages(key: str) -> None:
    one = voted(key, 8)
    text = words_of(papers.ballots(one, per_sheet=1, copies=1))

    if key == "motion":
        assert all(word in text for word in ("Sí", "Yes", "Abstención", "Abstain", "Prioridades del año"))
    else:
        assert all(es in text and en in text for es, en in PROPOSALS[:8])
    assert "No la doble" in text
    assert "Voto secreto" in text
    assert "Secret vote" in text


def test_a_mock_vote_says_so_on_its_ballots() -> None:
    text = words_of(papers.ballots(replace(contest(4), practice=True), copies=1))

    assert "PRÁCTICA" in text
    assert "PRACTICE" in text
    assert "Voto secreto" not in text


def test_ballots_that_cannot_be_told_apart_are_refused_with_what_to_do() -> None:
    with speaking("en"), pytest.raises(Mishap) as met:
        papers.ballots(voted("score", 8), per_sheet=4)

    assert met.value.hint == "Print fewer ballots on each sheet."
    assert papers.fitting(voted("score", 8)) == (1,)
    assert papers.fitting(voted("approval", 5)) == (2, 4, 1)


def test_a_file_of_many_ballots_has_each_drawn_once() -> None:
    one = papers.ballots(contest(8), copies=2)
    many = papers.ballots(contest(8), copies=400)

    assert len(PdfReader(BytesIO(many)).pages) == 200
    assert len(many) < len(one) + 200 * 1200


def test_one_name_that_is_too_long_is_a_sentence() -> None:
    long = Option(OptionId("long"), {"es": "palabra muy larga " * 30, "en": "a very long word " * 30})
    one = contest(5)
    with pytest.raises(Mishap):
        papers.ballots(replace(one, options=(*one.options, long)), per_sheet=4)
