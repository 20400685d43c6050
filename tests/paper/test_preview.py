"""Pages become pictures without Qt."""

from __future__ import annotations

from peña_app.paper import About, Heading, PageBreak, Paragraph, write
from peña_app.paper.preview import page_count, page_image


def test_a_page_is_counted_and_pictured() -> None:
    pdf = write([Heading("Uno"), Paragraph("Hola"), PageBreak(), Heading("Dos"), Paragraph("Adiós")], About("Prueba"))

    assert page_count(pdf) == 2
    width, height, pixels = page_image(pdf, 1, 300)
    assert width == 300
    assert height in {388, 389}
    assert len(pixels) == 4 * width * height
    assert pixels[:4] == b"\xff\xff\xff\xff"
    assert any(pixels[at] < 100 for at in range(0, len(pixels), 4))
