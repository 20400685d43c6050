"""Every message has its Spanish, whole, and nothing in the catalogues is unused."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/pena.po"))
KEYWORDS = {"_": None, "N_": None, "NN_": (1, 2), "ngettext": (1, 2)}
FIELD = re.compile(r"{\w+}")


def extracted() -> set[str | tuple[str, ...]]:
    """The messages that the program can say."""
    found = extract_from_dir(str(ROOT), method_map=[("peña_app/**.py", "python")], keywords=KEYWORDS, comment_tags=())
    catalogue = Catalog()
    for _file, _line, message, _comments, _context in found:
        catalogue.add(message)
    return {message.id for message in catalogue if message.id}


@pytest.fixture(scope="module", params=CATALOGUES, ids=lambda file: file.parts[-3])
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    with request.param.open("rb") as file:
        return read_po(file, locale=request.param.parts[-3])


def forms(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [message.string]


def test_there_is_a_catalogue() -> None:
    assert CATALOGUES


def test_every_message_is_translated_and_none_is_unused(catalogue: Catalog) -> None:
    said = {message.id for message in catalogue if message.id}
    assert extracted() - said == set(), "in the code and not in the catalogue"
    assert said - extracted() == set(), "in the catalogue and not in the code"
    assert [message.id for message in catalogue if message.id and not all(forms(message))] == []


def test_no_message_hides_inside_an_f_string() -> None:
    """Babel does not look into f-strings before Python 3.12: what is said there would never be translated."""
    hidden = re.compile(r"""f["'].*{(?:_|N_|NN_|ngettext|said|each)\(["']""")
    found = [
        f"{file.name}:{number}"
        for file in (ROOT / "peña_app").rglob("*.py")
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if hidden.search(line)
    ]
    assert found == []


def test_no_message_is_fuzzy_or_obsolete(catalogue: Catalog) -> None:
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert list(catalogue.obsolete) == []


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            allowed = set(FIELD.findall(" ".join(ids)))
            needed = set(FIELD.findall(ids[-1]))
            for form in forms(message):
                held = set(FIELD.findall(form))
                assert held <= allowed, message.id
                assert needed - {"{n}", "{count}"} <= held, message.id


def test_spanish_opens_its_questions_and_is_stored_composed(catalogue: Catalog) -> None:
    for message in catalogue:
        for form in forms(message) if message.id else []:
            assert form == unicodedata.normalize("NFC", form), form
            assert "  " not in form.strip() or "yyyy  h:mm" in form, form
            if catalogue.locale and catalogue.locale.language == "es":
                assert form.count("?") == form.count("¿"), form
                assert form.count("!") == form.count("¡"), form
