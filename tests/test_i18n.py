"""Texts, dates, numbers, lists and order in each language."""

from __future__ import annotations

import threading
from datetime import date, time

import pytest

from peña_app import i18n, languages
from peña_app.i18n import NN_, speaking

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(("code", "text"), [("es", "lunes 23 de noviembre"), ("en", "Monday, November 23")])
def test_a_day_is_said_as_one_says_it(code: str, text: str) -> None:
    with speaking(code):
        assert i18n.day_text(MONDAY) == text


def test_what_counts_has_its_plural() -> None:
    label = NN_("signed in {n} person", "signed in {n} people")
    with speaking("es"):
        assert i18n.said(label, n=1) == "se registró a 1 persona"
        assert i18n.said(label, n=3) == "se registró a 3 personas"
    with speaking("en"):
        assert i18n.said(label, n=3) == "signed in 3 people"


def test_a_message_of_another_version_is_said_as_it_was_written() -> None:
    assert i18n.said("planted {n} trees", n=4) == "planted 4 trees"
    assert i18n.said("planted {trees} trees", n=4) == "planted {trees} trees"


def test_shares_lists_and_numbers() -> None:
    with speaking("es"):
        assert i18n.out_of(2, 3) == "2 de cada 3"
        assert i18n.list_text(["frijoles", "platos", "dibujo"]) == "frijoles, platos y dibujo"
        assert i18n.number_text(12345) == "12,345"
        assert i18n.time_text(time(18, 30)).replace("\u202f", " ").replace("\u00a0", " ") == "6:30 p.m."
    with speaking("en"):
        assert i18n.list_text(["beans", "plates", "drawing"]) == "beans, plates, and drawing"


@pytest.mark.parametrize(
    ("part", "whole", "text"), [(62, 100, "62%"), (1, 3, "33%"), (2, 3, "67%"), (1, 200, "1%"), (0, 5, "0%"), (1, 0, "–")]
)
def test_per_cent_is_whole_and_an_empty_whole_is_a_dash(part: int, whole: int, text: str) -> None:
    with speaking("en"):
        assert i18n.percent_text(part, whole) == text


def test_names_are_in_the_order_of_the_alphabet() -> None:
    names = ["Zoe", "Ñico", "nube", "Oscar", "Óscar", "álvaro", "Ana"]
    assert sorted(names, key=i18n.collation_key) == ["álvaro", "Ana", "nube", "Ñico", "Oscar", "Óscar", "Zoe"]


def test_a_thread_speaks_the_application_s_language_and_disturbs_nobody() -> None:
    i18n.use("es")
    heard: list[str] = []

    def speak() -> None:
        heard.append(i18n.language())
        with speaking("en"):
            heard.append(i18n.language())

    with speaking("en"):
        thread = threading.Thread(target=speak)
        thread.start()
        thread.join()
        assert i18n.language() == "en"
    assert heard == ["es", "en"]
    assert i18n.language() == "es"


def test_any_language_is_welcome_without_a_change_of_code() -> None:
    assert languages.language("ar").right_to_left
    assert languages.language("quc").name == "Kʼicheʼ"
    assert languages.language("fr").name == "Français"
    assert languages.language("x-otra").name == "x-otra"
    with speaking("nah"):
        assert i18n.day_text(MONDAY)
        assert i18n.number_text(3) == "3"
    assert [each.code for each in languages.listed()][:2] == ["es", "en"]


def test_words_fall_back_to_the_language_there_is() -> None:
    with speaking("en"):
        assert i18n.worded({"es": "Vivienda", "en": ""}) == "Vivienda"
        assert i18n.worded({"es": "Vivienda", "en": "Housing"}) == "Housing"
        assert i18n.worded({}) == ""
