"""Marks and codes are drawn as vectors, in the same shape at every size."""

from __future__ import annotations

import segno

from peña_app.paper import About, fit, fit_size, marks, write_pages
from peña_app.paper.preview import page_image
from peña_app.paper.qr import QUIET, qr


def test_a_qr_code_on_paper_is_the_code_that_was_asked_for() -> None:
    text = "https://example.org/peña"
    pdf = write_pages([lambda pen, _width, _height: qr(pen, text, 100, 100, 200)], About("QR"))

    width, height, pixels = page_image(pdf, 0, 1224)  # two pixels a point
    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    module = 200 / (len(matrix) + 2 * QUIET)

    def dark(x: float, y: float) -> bool:
        return pixels[4 * (int(height - 2 * y) * width + int(2 * x))] < 128

    for down, row in enumerate(matrix):
        for across, asked in enumerate(row):
            x = 100 + (across + QUIET + 0.5) * module
            assert dark(x, 300 - (down + QUIET + 0.5) * module) == bool(asked)


def test_every_mark_and_sign_leaves_ink_inside_its_square() -> None:
    drawings = [marks.tick, marks.cross, marks.square, marks.circle]
    drawings += [lambda pen, x, y, side, name=name: marks.symbol(pen, name, x, y, side) for name in marks.SYMBOLS]

    pages = [lambda pen, _width, _height, draw=draw: draw(pen, 200, 300, 100) for draw in drawings]
    pdf = write_pages(pages, About("Marcas"))

    for number in range(len(pages)):
        width, height, pixels = page_image(pdf, number, 306)
        dark = [divmod(at // 4, width) for at in range(0, len(pixels), 4) if pixels[at + 1] < 200]
        assert dark
        assert all(98 <= column <= 152 and height - 203 <= row <= height - 148 for row, column in dark)


def test_a_text_is_set_as_large_as_its_box_allows() -> None:
    words = {"es": "Clases de inglés y de español por las tardes", "en": "English and Spanish classes in the evenings"}
    taken = []
    write_pages([lambda pen, _width, _height: taken.append(fit(pen, words, 60, 60, 200, 80, 14, 8))], About("Boleta"))

    assert 0 < taken[0] <= 80
    assert fit_size(words, 400, 80, 14, 8) == 14
    assert 8 <= fit_size(words, 150, 60, 14, 8) < 14
