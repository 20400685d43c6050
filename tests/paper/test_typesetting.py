"""Spaces that hold, quotes that close, letters that are left alone."""

# ruff: noqa: RUF001 - the letters of our languages, which look like others
from __future__ import annotations

import pytest

from peña_app.paper.typesetting import marked, typeset

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("code", "written", "set_"),
    [
        ("es", "Vamos a la casa de Irma", f"Vamos a{NBSP}la casa de{NBSP}Irma"),
        ("es", "con Doña Lupe y las vecinas", f"con Doña{NBSP}Lupe y{NBSP}las vecinas"),
        ("es", "Son 24 frijoles secos", f"Son 24{NBSP}frijoles secos"),
        ("es", "¿ Quién es « ella » ?", "¿Quién es «ella»?"),
        ("es", 'Dijo "es culpa mía" y calló', f"Dijo «es culpa mía» y{NBSP}calló"),
        ("en", 'It\'s "my fault", she said', f"It’s “my fault”, she{NBSP}said"),
        ("en", "Saturday at 6:30 p.m. in the hall", f"Saturday at 6:30{NBSP}p.m. in the{NBSP}hall"),
        ("nah", "tlen ka'yotl", "tlen ka'yotl"),
    ],
)
def test_a_line_breaks_only_where_reading_goes_on(code: str, written: str, set_: str) -> None:
    assert typeset(written, code) == set_


@pytest.mark.parametrize("word", ["kuaꞌa", "Kʼicheʼ", "ñu̱u̱", "tlahtōlli"])
@pytest.mark.parametrize("code", ["es", "en", "nah", "mix"])
def test_a_saltillo_is_a_letter_and_never_a_quote(word: str, code: str) -> None:
    assert typeset(word, code) == word


def test_stars_around_words_are_bold_and_italic_and_others_are_stars() -> None:
    def plain(text: str, bold: bool, italic: bool) -> str:
        return text

    assert marked("**Primera ronda:** pone *tres*", plain) == "<b>Primera ronda:</b> pone <i>tres</i>"
    assert marked("5 * 3 * 2, todes*, a*b*c", plain) == "5 * 3 * 2, todes*, a*b*c"
