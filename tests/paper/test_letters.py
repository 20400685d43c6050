"""Every letter on paper is one that a family of ours can draw."""

# ruff: noqa: RUF001 - the letters of our languages, which look like others
from __future__ import annotations

import pytest

from peña_app.errors import Mishap
from peña_app.i18n import speaking
from peña_app.paper import About, Heading, Layout, Paragraph, write, write_pages
from peña_app.paper.letters import legible

LANGUAGES = {
    "Español": "áéíóúüñ ÁÉÍÓÚÜÑ ¿¡ «» “” – — … º ª €",
    "Nahuatl": "āēīōū Āēīōū tlahtōlli",
    "Kʼicheʼ": "Kʼicheʼ ä ë ï ö ü",
    "Mixteco": "ñu̱u̱ kuaꞌa ɨ ⁿ",
    "Hñähñu": "ä ë ñ u̱ e̱ o̱ a̱ ꞉",
    "Zapoteco": "ëʼ x̱ ꞌ",
    "Diné": "ą ę į ǫ ł ʼ",
    "Kreyòl": "è ò à",
    "Tiếng Việt": "ạ ả ấ ầ ẩ ẫ ậ ắ ơ ư đ",
    "signs": "✓ → × − ½ ° § №",
}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_letters_of_our_languages_are_drawn(language: str) -> None:
    assert "<font" not in legible(LANGUAGES[language])
    assert legible(LANGUAGES[language], bold=True)


def test_a_letter_that_no_family_draws_is_never_printed_as_an_empty_box() -> None:
    with pytest.raises(LookupError) as unknown:
        legible("maíz 🌽")
    assert unknown.value.args == ("🌽",)


def test_people_are_told_which_letter_and_where() -> None:
    with speaking("en"), pytest.raises(Mishap) as told:
        write(
            [Heading("Cosecha"), Paragraph({"es": "Maíz 🌽 para todas", "en": "Corn"})], About("Cosecha"), layout=Layout.COLUMNS
        )
    assert "🌽" in told.value.sentence
    assert "EAR OF MAIZE" in told.value.sentence
    assert "Maíz 🌽 para todas" in told.value.hint


def test_a_letter_that_the_first_family_lacks_is_drawn_by_the_second() -> None:
    assert legible("1 ∕ 2 kg") == '1 <font face="Atkinson Hyperlegible">∕</font> 2 kg'
    assert legible("℮", bold=True) == '<font face="Atkinson Hyperlegible-Bold">℮</font>'
    write([Paragraph("peso ℮ 500 g")], About("℮"))


def test_marks_of_markup_are_letters_too() -> None:
    assert legible("a < b & c > d") == "a &lt; b &amp; c &gt; d"
    write_pages([lambda _pen, _width, _height: None], About("<b>&"))
