"""Seeded mistakes, one at a time, in the module that ships: how many are found, and how often the clean text is flagged."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from peña_app import paths
from peña_app.curricula.checks import Flag, Kind, flags
from peña_app.curricula.folders import read_module
from peña_app.curricula.terms import Matcher, Term, Wording, read_glossary, stem

Pair = dict[str, str]

GLOSSARY = read_glossary(paths.data("curricula") / "glossary.toml")
MATCHER = Matcher(GLOSSARY)


def clean() -> list[Pair]:
    module = read_module(paths.data("curricula") / "01-que-es-organizar")
    return [
        dict(unit.words)
        for activity in module.activities.values()
        for block in activity.blocks
        if not block.only
        for part in block.parts
        for unit in part.units
        if {"es", "en"} <= unit.words.keys()
    ]


PAIRS = clean()


def kinds(pair: Pair, lead: str = "es") -> set[Kind]:
    return {flag.kind for flag in flags(pair, lead, MATCHER)}


def caught(change: Callable[[Pair], Pair | None], wanted: set[Kind], lead: str = "es") -> tuple[int, int]:
    """How many of the changed pairs are flagged for what was changed, and how many could be changed at all."""
    changed = [made for pair in PAIRS if (made := change(pair)) is not None and made != pair]
    return sum(bool(kinds(pair, lead) & wanted) for pair in changed), len(changed)


def replaced(code: str, pattern: str, by: str) -> Callable[[Pair], Pair | None]:
    def change(pair: Pair) -> Pair | None:
        text = re.sub(pattern, by, pair[code], count=1)
        return {**pair, code: text} if text != pair[code] else None

    return change


def test_a_clean_text_is_left_alone_but_for_a_few_soft_hints() -> None:
    flagged = [pair for pair in PAIRS if kinds(pair)]
    hard = [pair for pair in PAIRS for flag in flags(pair, "es", MATCHER) if not flag.soft]

    assert len(flagged) <= len(PAIRS) * 6 / 45
    assert len(hard) <= len(PAIRS) / 45


NUMBERS = {Kind.NUMBERS, Kind.NUMBER_WORDS}


@pytest.mark.parametrize(
    ("change", "wanted", "least"),
    [
        (replaced("en", r"\d", "7"), {Kind.NUMBERS}, 0.9),
        (replaced("es", r"\bcuatro\b", "cinco"), NUMBERS, 0.5),
        (replaced("es", "¿", ""), {Kind.OPENING}, 1.0),
        (replaced("es", r"\*\*", ""), {Kind.BOLD}, 1.0),
        (lambda pair: {**pair, "en": pair["en"][: len(pair["en"]) // 2]} if len(pair["es"]) >= 60 else None, {Kind.LENGTH}, 0.99),
        (lambda pair: {**pair, "es": pair["en"]} if len(pair["en"].split()) > 2 else None, {Kind.SAME, Kind.LANGUAGE}, 0.97),
    ],
    ids=["digit", "number word", "opening mark", "bold", "half the text", "left in English"],
)  # fmt: skip
def test_seeded_mistakes_are_found(change: Callable[[Pair], Pair | None], wanted: set[Kind], least: float) -> None:
    lead = "en" if wanted & {Kind.SAME} else "es"
    found, tried = caught(change, wanted, lead)

    assert tried or least == 0
    assert found >= least * tried, f"{found} of {tried}"


def test_other_english_pasted_into_the_spanish_column_is_found() -> None:
    others = [pair["en"] for pair in PAIRS[7:]] + [pair["en"] for pair in PAIRS[:7]]
    pasted = [{**pair, "es": other} for pair, other in zip(PAIRS, others, strict=True) if len(other.split()) > 3]

    assert sum(Kind.LANGUAGE in kinds(pair, "en") for pair in pasted) >= 0.85 * len(pasted)


def test_a_dropped_sentence_is_often_found() -> None:
    several = [pair for pair in PAIRS if len(re.findall(r"[.?!] ", pair["en"])) >= 2]
    dropped = [{**pair, "en": re.sub(r"(?<=[.?!] )[^.?!]+[.?!] ", "", pair["en"], count=1)} for pair in several]

    found = sum(bool(kinds(pair) & {Kind.SENTENCES, Kind.LENGTH}) for pair in dropped)
    assert found >= 0.4 * len(dropped), f"{found} of {len(dropped)}"


def test_the_only_no_of_a_unit_is_missed_when_it_is_lost() -> None:
    pairs = [
        pair for pair in PAIRS if len(re.findall(r"\bno\b", pair["es"], re.IGNORECASE)) == 1 and Kind.NEGATION not in kinds(pair)
    ]
    lost = [{**pair, "es": re.sub(r"\bno\b ?", "", pair["es"], flags=re.IGNORECASE)} for pair in pairs]
    alone = [
        pair
        for pair in lost
        if not re.search(r"\b(nunca|nadie|nada|ni|sin|tampoco|ningun\w*|ningún)\b", pair["es"], re.IGNORECASE)
    ]

    assert alone
    assert all(Kind.NEGATION in kinds(pair, "en") for pair in alone if re.search(r"\b(no|not|n't|never)\b|n[’']t", pair["en"]))


GENTRIFICATION = Term(
    "gentrification", "housing", "draft", {"es": "borrowed", "en": "native"},
    {
        "es": Wording("gentrificación", forms=("gentrificar", "gentrificado"), avoid=("aburguesamiento", "mejora del barrio"), avoid_why="«Mejora» borra quién se va."),
        "en": Wording("gentrification", forms=("gentrify", "gentrified")),
    },
)  # fmt: skip


def test_words_to_avoid_are_named_with_the_reason_and_a_term_on_one_side_is_a_soft_hint() -> None:
    matcher = Matcher([GENTRIFICATION])
    pair = {
        "es": "Lo llaman mejora del barrio y nosotras nos vamos.",
        "en": "They call it gentrification, and we are the ones who go.",
    }
    found = list(flags(pair, "es", matcher))

    assert Flag(Kind.AVOID, "es", (("word", "mejora del barrio"), ("why", "«Mejora» borra quién se va."))) in found
    assert Flag(Kind.TERM, "en", (("term", "gentrification"),), soft=True) in found
    assert not list(flags({"es": "El barrio se gentrificó.", "en": "The block was gentrified."}, "es", matcher))


def test_a_number_may_be_a_word_in_one_language_and_a_digit_in_the_other() -> None:
    assert not kinds({"es": "Ocho platos son ocho casas.", "en": "8 plates are 8 houses."})
    assert kinds({"es": "Ocho platos son ocho casas.", "en": "9 plates are 8 houses."}) == {Kind.NUMBERS}


def test_a_word_in_italics_is_spoken_about_and_not_used() -> None:
    matcher = Matcher([GENTRIFICATION])

    assert not matcher.avoided("", "es")
    assert not list(
        flags({"es": "Aquí no decimos *aburguesamiento*.", "en": "We do not say *aburguesamiento* here."}, "es", matcher)
    )


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [("desplazamiento", "desplazamientos", "es"), ("organizar", "organizamos", "es"), ("evictions", "eviction", "en"), ("organizing", "organized", "en")],
)  # fmt: skip
def test_forms_of_a_word_share_their_stem(one: str, other: str, code: str) -> None:
    assert stem(one, code) == stem(other, code)


@pytest.mark.parametrize(
    ("spanish", "english", "wanted"),
    [
        ("Somos treinta y cinco familias.", "We are thirty-six families.", Kind.NUMBER_WORDS),
        ("Somos veintiuna familias en la cuadra.", "We are twenty-two families on the block.", Kind.NUMBER_WORDS),
        ("Subió 12 % este año.", "It went up 15% this year.", Kind.NUMBERS),
        ("Cuesta $1,500 al mes.", "It costs $1,050 a month.", Kind.NUMBERS),
        ("El 5 de mayo de 2027 nos vemos.", "See you on May 6, 2027.", Kind.NUMBERS),
        ("A las 6:30 de la tarde.", "At 6:45 in the evening.", Kind.NUMBERS),
        ("Vamos todas! Ya es hora de entrar.", "Let us all go! It is time to go in.", Kind.OPENING),
        ("Ponga las sillas. We look at the drawing together and then we talk. Lea la historia.", "Put out the chairs. We look at the drawing together and then we talk. Read the story.", Kind.LANGUAGE),
        ("Ponga las sillas en círculo y espere. Después lea la historia.", "Put the chairs in a circle and wait.", Kind.LENGTH),
        ("¿Qué vemos en el dibujo?", "We look at the drawing.", Kind.QUESTIONS),
        ("No se firma nada esa noche.", "Something is signed that night.", Kind.NEGATION),
    ],
)  # fmt: skip
def test_other_mistakes_that_a_tired_hand_makes(spanish: str, english: str, wanted: Kind) -> None:
    assert wanted in kinds({"es": spanish, "en": english})


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("Somos treinta y cinco familias.", "We are thirty-five families."),
        ("Somos veintiuna familias en la cuadra.", "We are twenty-one families on the block."),
        ("Traiga una docena de platos.", "Bring twelve plates."),
        ("Subió 12 % este año, a las 6:30.", "It went up 12% this year, at 6:30."),
        ("Cuesta $1,500 al mes desde el 5 de mayo.", "It costs $1,500 a month since May 5."),
    ],
)
def test_what_is_said_rightly_in_other_ways_is_left_alone(spanish: str, english: str) -> None:
    assert kinds({"es": spanish, "en": english}) == set()
