"""Readability against published values and counts made by hand."""

from __future__ import annotations

import pytest

from peña_app.curricula.readability import Reading, reading, syllables

QUIJOTE = (
    "En un lugar de la Mancha, de cuyo nombre no quiero acordarme, no ha mucho tiempo que vivía un hidalgo de los de lanza en "
    "astillero, adarga antigua, rocín flaco y galgo corredor."
)


def test_the_first_sentence_of_don_quijote_counts_as_by_hand() -> None:
    found = reading(QUIJOTE, "es")

    assert (found.words, found.sentences, found.syllables) == (33, 1, 60)
    assert round(found.fernandez_huerta, 2) == 64.09
    assert round(found.inflesz, 2) == 60.56
    assert found.band == "normal"
    assert found.short


@pytest.mark.parametrize(
    ("text", "ease", "grade"),
    [
        ("The cat sat on the mat.", 116.145, -1.45),
        ("This sentence, taken as a reading passage unto itself, is being used to prove a point.", 68.98, None),
        ("The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.", 37.46, 11.26),
    ],
)
def test_published_english_values_come_out(text: str, ease: float, grade: float | None) -> None:
    found = reading(text, "en")

    assert found.flesch == pytest.approx(ease, abs=0.01)
    assert grade is None or found.kincaid == pytest.approx(grade, abs=0.01)


def test_smog_of_thirty_sentences_with_thirty_long_words_is_the_published_one() -> None:
    assert round(Reading("en", 300, 30, 450, 30, (), ()).smog, 4) == 8.8418


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("día", 2), ("río", 2), ("agua", 2), ("ella", 2), ("país", 2), ("leer", 2), ("baúl", 2), ("oído", 3), ("poeta", 3), ("aéreo", 4),
        ("prohibir", 3), ("ciudad", 2), ("buey", 1), ("averiguáis", 4), ("y", 1), ("muy", 1), ("construir", 2), ("alcohol", 3), ("ahí", 2),
        ("búho", 2), ("vehículo", 4), ("peña", 2), ("María", 3), ("cooperativa", 6), ("euro", 2), ("triángulo", 3), ("desahucio", 4),
        ("continuo", 3), ("continúo", 4), ("química", 3), ("ambigüedad", 4), ("pingüino", 3), ("guerra", 2), ("yegua", 2), ("leyes", 2),
        ("gentrificación", 5), ("comunidad", 4), ("desplazamiento", 5), ("tlahtōlli", 3), ("impuesto", 3), ("propiedad", 3), ("niñez", 2),
        ("reunión", 2), ("oficial", 3), ("violencia", 3), ("héroe", 3), ("huésped", 2), ("cuota", 2), ("quién", 1), ("después", 2),
    ],
)  # fmt: skip
def test_spanish_syllables_are_counted_by_rule(word: str, count: int) -> None:
    assert syllables(word, "es") == count


def test_short_sentences_count_and_shortened_words_do_not_end_one() -> None:
    text = "Hablen. La Sra. Pérez vive en la calle 26, en EE. UU. ¿Quién decide? Todas."

    assert reading(text, "es").sentences == 4


def test_the_longest_sentences_and_words_are_named_instead_of_a_grade() -> None:
    found = reading("Uno. Dos tres. Cuatro cinco seis. Siete ocho nueve diez.", "es")

    assert found.longest_sentences == ("Siete ocho nueve diez.", "Cuatro cinco seis.", "Dos tres.")
    assert found.longest_words[0] == "Cuatro"


def test_an_empty_text_has_no_figures_and_breaks_nothing() -> None:
    found = reading("", "es")

    assert (found.words, found.sentences) == (0, 0)
    assert found.band == "very easy"
