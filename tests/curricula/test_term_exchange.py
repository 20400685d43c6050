"""The glossary as a table and as TBX, out and in again."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from peña_app.curricula.library import glossary
from peña_app.curricula.term_exchange import as_csv, as_tbx, read_csv, read_tbx
from peña_app.curricula.terms import Lived, Term
from peña_app.errors import Mishap

KNOWN = {term.id: term for term in glossary()}


def test_a_table_comes_back_as_it_went_and_loses_nothing_that_it_does_not_say() -> None:
    assert {term.id: term for term in read_csv(as_csv(glossary()), "g.csv", KNOWN)} == KNOWN


def test_tbx_comes_back_with_both_definitions_and_the_words_to_avoid() -> None:
    back = {term.id: term for term in read_tbx(as_tbx(glossary()), "g.tbx")}

    assert back.keys() == KNOWN.keys()
    for slug, term in KNOWN.items():
        for code, wording in term.words.items():
            said = back[slug].words[code]
            assert (said.say, said.popular, said.academic) == (wording.say, wording.popular, wording.academic)
            assert (said.also, said.avoid) == (wording.also, wording.avoid)
    assert {term.id: term for term in read_tbx(as_tbx(glossary()), "g.tbx", KNOWN)} == KNOWN


@pytest.mark.parametrize(
    "text",
    [
        "id;es;en\nrenta-justa;renta justa;fair rent\n",
        "\ufeffid,Español,Inglés\r\nrenta-justa,renta justa,fair rent\r\n",
        "es\ten\testado\nrenta justa\tfair rent\tdraft\n",
        'en,es,notas\n"fair rent","renta justa","lo que sea"\n\n',
    ],
)
def test_tables_from_any_office_program_are_read(text: str) -> None:
    (term,) = read_csv(text.encode(), "t.csv")

    assert {code: wording.say for code, wording in term.words.items()} == {"es": "renta justa", "en": "fair rent"}
    assert term.id in {"renta-justa", "fair-rent"}


def test_empty_lines_of_a_table_are_passed_over() -> None:
    assert len(read_csv(b"es,en\nrenta,rent\n,,\nx,y\n,\n", "t.csv")) == 2


def test_a_concept_without_a_word_in_one_language_says_so() -> None:
    (term,) = read_csv(b"es,en\n,accountability\n", "t.csv")

    assert term.exists_in == {"es": "no-word", "en": "native"}
    assert "es" not in term.words


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "line 1"),
        (b"uno,dos\na,b\n", "line 1"),
        (b"es,en,status\nrenta,rent,ok\n", "line 2"),
        (b"id,es\nRenta Justa,renta\n", "line 2"),
        (b"id,es\na,uno\na,dos\n", "line 3"),
        (b"id,es,popular es\na,,algo\n", "line 2"),
        (b"es,en\nrent\xe9,x\n", "UTF-8"),
        (b"es\0en", "no table"),
    ],
)
def test_a_table_that_is_wrong_names_its_line(data: bytes, said: str) -> None:
    with pytest.raises(Mishap, match=said):
        read_csv(data, "t.csv")


@pytest.mark.parametrize("data", [b"", b"<tbx", b"<html/>", b'<!DOCTYPE x [<!ENTITY a "b">]><tbx>&a;</tbx>', b"\x00\x01"])
def test_what_is_no_tbx_is_a_sentence(data: bytes) -> None:
    with pytest.raises(Mishap, match=r"g\.tbx"):
        read_tbx(data, "g.tbx")


def test_a_table_brings_no_formula_into_a_spreadsheet() -> None:
    term = replace(glossary()[0], words={code: replace(each, say="=HYPERLINK(1)") for code, each in glossary()[0].words.items()})

    (_head, row) = csv.reader(io.StringIO(as_csv([term]).decode("utf-8-sig")))

    assert row[1].startswith("'=")
    assert read_csv(as_csv([term]), "g.csv")[0].words["es"].say == "=HYPERLINK(1)"


def test_what_people_lived_leaves_only_with_their_consent() -> None:
    lived = tuple(Lived("es", f"vivido {consent}", "grupo", consent) for consent in ("none", "internal", "print", "public"))
    data = as_tbx([replace(glossary()[0], lived=lived)]).decode()

    assert "vivido print" in data
    assert "vivido public" in data
    assert "vivido internal" not in data
    assert "vivido none" not in data


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_sentence_or_in_terms(data: bytes) -> None:
    for read in (read_csv, read_tbx):
        try:
            found = read(data, "x")
        except Mishap:
            continue
        assert all(isinstance(term, Term) for term in found)
