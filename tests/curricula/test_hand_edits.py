"""What hands do to a file: it is read with nothing lost, or a sentence names the file and the line. And two people at once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from peña_app import paths
from peña_app.curricula.editing import Edit, edited, spots
from peña_app.curricula.folders import read_file
from peña_app.curricula.format import read_activity, written
from peña_app.curricula.lines import normal
from peña_app.curricula.model import Activity, Block, Shape
from peña_app.curricula.units import aligned
from peña_app.errors import Mishap

Merging = Callable[[str, str, str], tuple[int, str]]
FILES = sorted(paths.data("curricula").glob("*/*.md"))
SAMPLE = """+++
format = "curricula/1"
id = "muestra"   # a comment that stays
kind = "activity"
languages = ["es", "en"]
lead = "es"
license = "CC-BY-SA-4.0"
minutes = 10

[[materials]]
id = "beans"
qty = 24
es = "frijoles"
en = "beans"

[[facts]]
id = "levy"
text = "The county divides it by value."
source = "Treasurer"
checked = 2026-11-01
recheck_months = 12
+++

## {#title kind=title}
::: es
La casa
::: en
The house
:::

## {#aim kind=aim}
::: es
Mirar juntas
::: en
Look together
:::

## {#story kind=reading lead=es}
::: es
Primera línea
sigue aquí.

Segundo párrafo.
::: en
First line
goes on.

Second paragraph.
:::

## {#step-1 kind=step min=10 spiral=experience uses="beans plates"}
### {field=name}
::: es
Mirar
::: en
Look
:::
### {field=do}
::: es
- uno
- [ ] dos
| a | b |
::: en
- one
- [ ] two
| a | b |
:::
"""
T1 = "## {#title kind=title}"
ES1 = "::: es\nLa casa"
P2 = "Segundo párrafo."


def put(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


READ: dict[str, Callable[[str], str | bytes]] = {
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "old Mac ends of line": lambda text: text.replace("\n", "\r"),
    "mixed ends of line": lambda text: text.replace("\n", "\r\n", 20),
    "byte order mark": lambda text: "\ufeff" + text,
    "loose accents": lambda text: unicodedata.normalize("NFD", text),
    "tabs behind": lambda text: text.replace("\n", "\t\n"),
    "spaces behind": lambda text: text.replace("\n", "   \n"),
    "a tab in a heading": put(T1, "##\t{#title\tkind=title}\t"),
    "empty lines everywhere": lambda text: text.replace("\n:::", "\n\n\n:::").replace("\n## {", "\n\n\n## {"),
    "no empty lines": lambda text: re.sub(r"\n\n(?=## )", "\n", text),
    "no last line end": lambda text: text.rstrip("\n"),
    "empty lines at the end": lambda text: text + "\n\n\n",
    "empty lines before the header": lambda text: "\n  \n" + text,
    "fence without a space": lambda text: text.replace("::: es", ":::es"),
    "fence in capitals": lambda text: text.replace("::: es", "::: ES"),
    "fence of four": lambda text: text.replace("::: en", ":::: en").replace("\n:::\n", "\n::::\n"),
    "fence moved in": lambda text: text.replace("::: es", "   ::: es"),
    "typeset quotes in a heading": put('uses="beans plates"', "uses=“beans plates”"),
    "Spanish quotes in a heading": put('uses="beans plates"', "uses=«beans plates»"),
    "typeset quotes around one word": put("kind=title", "kind=“title”"),
    "quotes around a number": put("min=10", 'min="10"'),
    "a kind left out": put(T1, "## {#title}"),
    "a kind left out of a step": put("kind=step ", ""),
    "an unknown kind": put("kind=reading", "kind=holograma brillo=9"),
    "an unknown key in the header": put("lead =", 'color = "violeta"\nlead ='),
    "a heading inside a text": put(P2, f"# Otra cosa\n\n{P2}"),
    "a second-level heading inside a text": put(P2, f"## Otra cosa\n\n{P2}"),
    "a rule inside a text": put(P2, f"---\n\n{P2}"),
    "a line of plus signs inside a text": put(P2, f"+++\n\n{P2}"),
    "a list without spaces": put(P2, "-uno\n-dos"),
    "a list of stars": put(P2, "* uno\n* dos"),
    "a list of numbers": put(P2, "1. uno\n2. dos"),
    "a list of dots": put(P2, "• uno\n• dos"),
    "a ticked box": put("- [ ] dos", "- [x] dos"),
    "a box without its space": put("- [ ] dos", "- [] dos"),
    "a row without its last bar": put("| a | b |\n::: en", "| a | b\n::: en"),
    "a row without its first bar": put("| a | b |\n::: en", "a | b |\n::: en"),
    "rows of unequal length": put("| a | b |\n::: en", "| a | b | c |\n::: en"),
    "a row under a Markdown heading": put("| a | b |\n::: en", "| a | b |\n|---|---|\n::: en"),
    "negative numbers": put(P2, "Hace -5 grados.\n-5 y -10"),
    "a star alone": put(P2, "5 * 4 = 20, y **no"),
    "signs of other markup": put(P2, "<b>No</b> & [liga](http://x) `código` \\n $5 {hola} #etiqueta"),
    "letters of other languages": put(P2, "Kʼicheʼ, tlahtōlli, ñu̱u̱, kua\ua78ca, ½ taza, 10 000"),
    "an emoji": put(P2, "¡Órale! 🫘👩‍👩‍👧"),
    "right to left": put(P2, "قال \u202eabc\u202c"),
    "a language left empty": put("::: en\nThe house", "::: en"),
    "a paragraph more": put(P2, f"{P2}\n\nTercero."),
    "a paragraph less": put("\n\nSecond paragraph.", ""),
    "the languages in the other order": put("::: es\nLa casa\n::: en\nThe house", "::: en\nThe house\n::: es\nLa casa"),
    "a date between quotes": put("checked = 2026-11-01", 'checked = "2026-11-01"'),
    "a date with an hour": put("checked = 2026-11-01", "checked = 2026-11-01T10:00:00"),
    "a comment in the header": put("lead =", "# solo de prueba\nlead ="),
    "no languages named": put('languages = ["es", "en"]\n', ""),
    "materials on one line": put(
        '[[materials]]\nid = "beans"\nqty = 24\nes = "frijoles"\nen = "beans"', 'materials = [{ id = "beans", es = "frijoles" }]'
    ),
    "ten megabytes in one paragraph": put(P2, "palabra y otra " * 700_000),
    "ten megabytes in many paragraphs": put(P2, "palabra y otra cosa más\n\n" * 400_000),
    "a line of a megabyte": put(P2, "palabra" * 150_000),
}
REFUSED: dict[str, tuple[Callable[[str], str | bytes], str | int]] = {
    "a language by its name": (put(ES1, "::: español\nLa casa"), "::: español"),
    "a language that is not named": (put(ES1, "::: fr\nLa casa"), "::: fr"),
    "two languages on one fence": (put(ES1, "::: es en\nLa casa"), "::: es en"),
    "words behind a fence": (put(ES1, "::: es La casa"), "::: es La casa"),
    "a forgotten fence at the end": (put("The house\n:::", "The house"), "::: en\nThe house"),
    "a forgotten fence between": (put("::: en\nLook\n", "Look\n::: es\n"), "::: es\n:::"),
    "a fence too many": (put("The house\n:::", "The house\n:::\n:::"), ":::\n\n## {#aim"),
    "the last fence forgotten": (lambda text: text.rstrip("\n").removesuffix(":::"), "::: en\n- one"),
    "a fence of two": (put("The house\n:::", "The house\n::"), "::: en\nThe house"),
    "a heading without its brace": (put(T1, T1[:-1]), T1[:-1]),
    "a heading without its name's sign": (put(T1, "## {title kind=title}"), "## {title"),
    "a heading of one sign": (put(T1, "# {#title kind=title}"), "# {#title"),
    "a heading without a space": (put(T1, "##{#title kind=title}"), "##{#title"),
    "a heading that is only words": (put(T1, "## La casa"), "## La casa"),
    "a name with a space": (put(T1, "## {#la casa kind=title}"), "## {#la casa"),
    "a value with a space and no quotes": (put('uses="beans plates"', "uses=beans plates"), "## {#step-1"),
    "a quote that does not end": (put('uses="beans plates"', 'uses="beans plates'), "## {#step-1"),
    "spaces around a sign of equality": (put("min=10", "min = 10"), "## {#step-1"),
    "minutes in words": (put("min=10", "min=diez"), "min=diez"),
    "minutes in letters": (put("min=10", "min=abc"), "min=abc"),
    "minutes below nothing": (put("min=10", "min=-5"), "min=-5"),
    "half a minute": (put("min=10", "min=2.5"), "min=2.5"),
    "minutes left empty": (put("min=10", "min="), "min= "),
    "minutes with their unit": (put("min=10", "min=10min"), "min=10min"),
    "a block twice": (put("{#aim kind", "{#title kind"), "## {#title kind=aim"),
    "a part twice": (put("{field=do}", "{field=name}"), "### {field=name}\n::: es\n-"),
    "a part without a name": (put("{field=do}", "{do}"), "### {do}"),
    "a part with a strange name": (put("{field=do}", '{field="lo que se hace"}'), '### {field="lo'),
    "words in no language": (put(ES1, "La casa"), "La casa"),
    "words between blocks": (put("## {#aim", "Nota suelta.\n\n## {#aim"), "Nota suelta."),
    "words in no block": (put(T1 + "\n", ""), "::: es\nLa casa"),
    "a bell": (put("La casa", "La\x07 casa"), "La\x07"),
    "a NUL": (put("La casa", "La\x00 casa"), "La\x00"),
    "a page break": (put("La casa", "La\x0c casa"), "La\x0c"),
    "no header": (lambda text: text.split("+++\n", 2)[2].lstrip("\n"), 1),
    "a comment before the header": (lambda text: "# mi archivo\n" + text, 1),
    "a header of dashes": (lambda text: text.replace("+++", "---"), 1),
    "a header that does not end": (put('months = 12\n+++', "months = 12"), "## {#title"),
    "a header without quotes": (put('id = "muestra"', "id = muestra"), "id = muestra"),
    "a header with typeset quotes": (put('"activity"', "“activity”"), "kind = “activity”"),
    "a header with a colon": (put("minutes = 10", "minutes: 10"), "minutes: 10"),
    "a key twice": (put("minutes = 10", "minutes = 10\nminutes = 12"), "minutes = 12"),
    "a table of materials alone": (put("[[materials]]", "[materials]"), "[materials]"),
    "a table of facts alone": (put("[[facts]]", "[facts]"), "[facts]"),
    "a material without an id": (put('id = "beans"\n', ""), "[[materials]]"),
    "a negative quantity": (put("qty = 24", "qty = -24"), "[[materials]]"),
    "a quantity in words": (put("qty = 24", 'qty = "veinticuatro"'), "[[materials]]"),
    "minutes of the whole in quotes": (put("minutes = 10", 'minutes = "10"'), 'minutes = "10"'),
    "minutes of the whole below nothing": (put("minutes = 10", "minutes = -10"), "minutes = -10"),
    "a number without end": (put("minutes = 10", "minutes = 1" + "0" * 5000), 'format = "curricula/1"'),
    "brackets without end": (put("minutes = 10", "minutes = " + "[" * 9000), 'format = "curricula/1"'),
    "a date that is none": (put("checked = 2026-11-01", "checked = 2026-13-01"), "checked = 2026-13"),
    "a date in words": (put("checked = 2026-11-01", 'checked = "noviembre"'), "[[facts]]"),
    "languages in a string": (put('["es", "en"]', '"es, en"'), "languages ="),
    "another format": (put("curricula/1", "curricula/9"), "format ="),
    "no format": (put('format = "curricula/1"\n', ""), 1),
    "an empty file": (lambda _text: "", 1),
    "only empty lines": (lambda _text: "\n\n\n", 1),
    "UTF-16": (lambda text: text.encode("utf-16"), 1),
    "UTF-16 without its mark": (lambda text: text.encode("utf-16-le"), "Primera línea"),
    "Latin-1": (lambda text: text.encode("latin-1"), "Primera línea"),
    "a picture": (lambda _text: b"\x89PNG\r\n\x1a\n\x00", 1),
    "a fence of spaces": (put(ES1, ":::" + " " * 1_000_000 + "x\nLa casa"), ":::  "),
}  # fmt: skip


def said(activity: Activity) -> list[str]:
    """Every word that is read, whatever its place."""
    return sorted(word for _spot, _block, unit in spots(activity) for text in unit.words.values() for word in text.split())


def stands(text: str) -> list[str]:
    """Every word that stands in a text of the file, without the signs of lists."""
    body = re.split(r"(?m)^\+\+\+\s*$", normal(text), maxsplit=2)[2]
    lines = [line.strip() for line in body.split("\n")]
    kept = [re.sub(r"^- (?:\[ \])?", "", line) for line in lines if not re.match(r":::|#{2,3}[ \t]*\{", line)]
    return sorted(word for line in kept for word in line.split())


@pytest.mark.parametrize("edit", READ.values(), ids=READ)
def test_it_is_read_with_nothing_lost(edit: Callable[[str], str | bytes], tmp_path: Path) -> None:
    made = edit(SAMPLE)
    assert isinstance(made, str)
    assert made != SAMPLE
    file = tmp_path / "muestra.md"
    file.write_bytes(made.encode())

    found = read_file(file)

    assert written(found) == normal(made)
    assert said(found) == stands(made)
    assert [block.id for block in found.blocks] == ["title", "aim", "story", "step-1"]
    assert found.title == ({"es": "La casa"} if made.count("The house") == 0 else {"es": "La casa", "en": "The house"})
    assert found.blocks[3].kind == "step"
    assert found.blocks[3].attributes["uses"] == "beans plates"


@pytest.mark.parametrize(("edit", "where"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_its_file_and_line(edit: Callable[[str], str | bytes], where: str | int, tmp_path: Path) -> None:
    made = edit(SAMPLE)
    assert made != SAMPLE
    file = tmp_path / "muestra.md"
    file.write_bytes(made.encode() if isinstance(made, str) else made)
    if isinstance(where, str):
        text = made if isinstance(made, str) else SAMPLE
        at = text.index(where) if where in text else 0
        line = text[:at].count("\n") + 1
    else:
        line = where

    with pytest.raises(Mishap) as met:
        read_file(file)

    found = re.fullmatch(r".*/muestra\.md, line (\d+): (.+\.)", met.value.sentence, re.DOTALL)
    assert found, met.value.sentence
    assert met.value.hint
    # Where TOML gives no line, and where what is missing is missing at the end, any line of the file is one
    if "without end" not in str(where) and where not in ('format = "curricula/1"', "## {#title"):
        assert int(found[1]) == line
    assert 1 <= int(found[1]) <= (made if isinstance(made, str) else SAMPLE).count("\n") + 2


WORDS = st.sampled_from(
    [
        "palabra",
        "",
        "  ",
        "- punto",
        "- [ ] casilla",
        "- [x] hecha",
        "| a | b |",
        "|",
        "**no**",
        "---",
        "# x",
        "-5",
        "* a",
        "1. b",
        "ñ",
    ]
)
TEXT = st.lists(WORDS, max_size=6).map("\n".join)
SPACES = st.sampled_from(["", " ", "\t", "  "])


@settings(max_examples=150, deadline=None)
@given(
    file=st.sampled_from(FILES),
    texts=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4),
    gaps=st.lists(SPACES, min_size=3, max_size=3),
    more=st.sampled_from(["", "\n", "\n\n\n", "# una nota\n", 'nuevo = "sí"\n']),
)
def test_a_file_is_written_as_it_was_read_whatever_else_stands_in_it(
    file: Path, texts: Sequence[tuple[str, str]], gaps: Sequence[str], more: str
) -> None:
    text = file.read_text(encoding="utf-8").replace("minutes =", f"{more}minutes =", 1)
    for number, (spanish, english) in enumerate(texts):
        text += (
            f"{gaps[0]}\n## {{#nuevo-{number} kind=nunca-visto}}{gaps[1]}\n::: es{gaps[2]}\n{spanish}\n::: en\n{english}\n:::\n"
        )

    assert written(read_activity(text, file.name)) == text


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_of_the_library_is_written_as_it_was_and_changing_any_unit_changes_only_its_lines(file: Path) -> None:
    text = file.read_bytes().decode()
    activity = read_activity(text, file.name)
    assert written(activity) == text
    lines = text.split("\n")
    for spot, block, unit in list(spots(activity))[::7]:
        for code in unit.words:
            after = written(edited(activity, [Edit(spot, code, "Nuevo texto")])).split("\n")
            same = [a == b for a, b in zip(lines, after, strict=False)]
            first = same.index(False)
            last = next(n for n in range(len(lines)) if lines[-1 - n] != after[-1 - n])
            changed = lines[first : len(lines) - last]
            assert block.line <= first < block.line + block.source.count("\n")
            assert " ".join(" ".join(changed).split()).lstrip("-[] ") == " ".join(unit.words[code].split()).lstrip("-[] ")


def test_a_ticked_box_stands_level_with_an_empty_one() -> None:
    found = aligned({"es": "- [ ] a\n- [ ] b\n- [ ] c", "en": "- [ ] a\n- [x] b\n- [ ] c"})
    assert [unit.words for unit in found] == [{"es": "a", "en": "a"}, {"es": "b", "en": "[x] b"}, {"es": "c", "en": "c"}]
    assert found[1].shape is Shape.TICK


def of_both(activity: Activity) -> list[Block]:
    return [block for block in activity.blocks if not block.only and any(len(u.words) > 1 for p in block.parts for u in p.units)]


def test_two_people_who_write_a_language_each_in_the_same_blocks_never_meet(merged: Merging) -> None:
    tried = 0
    for file in FILES:
        activity = read_file(file)
        for block in of_both(activity)[::4]:
            there = [(spot, unit) for spot, each, unit in spots(activity) if each is block and len(unit.words) > 1]
            spanish = edited(activity, [Edit(spot, "es", f"Nuevo {spot.name}") for spot, _unit in there])
            english = edited(activity, [Edit(spot, "en", f"New {spot.name}") for spot, _unit in there])
            conflicts, text = merged(written(activity), written(spanish), written(english))
            assert conflicts == 0, (file.name, block.id)
            words = {spot: unit.words for spot, _block, unit in spots(read_activity(text, file.name))}
            assert all(words[spot]["en"].strip("| ") == f"New {spot.name}" for spot, _unit in there)
            assert all(words[spot]["es"].strip("| ") == f"Nuevo {spot.name}" for spot, _unit in there)
            tried += 1
    assert tried >= 25
