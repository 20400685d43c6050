"""The group's glossary: a concept of the library becomes the group's with its first word, examples carry their consent."""

from __future__ import annotations

import pytest

from peña_app import paths
from peña_app.curricula.records import Terms, Themes
from peña_app.curricula.terms import Lived, Matcher, read_glossary
from peña_app.errors import Mishap
from peña_app.workspace import Workspace

LIBRARY = read_glossary(paths.data("curricula") / "glossary.toml")


@pytest.fixture
def terms(workspace: Workspace) -> Terms:
    return Terms(workspace, LIBRARY)


def test_the_library_is_read_until_the_group_writes_and_then_its_own_goes_before(terms: Terms, workspace: Workspace) -> None:
    assert terms.own() == {}
    assert {term.id for term in terms.all()} == {term.id for term in LIBRARY}

    assert terms.write("demand", "es", "popular", "Lo que pedimos, sin bajar la vista.")

    own = terms.own()["demand"]
    theirs = next(term for term in LIBRARY if term.id == "demand")
    assert own.words["es"].popular == "Lo que pedimos, sin bajar la vista."
    assert own.words["en"] == theirs.words["en"]
    assert (own.words["es"].forms, own.exists_in, own.see) == (theirs.words["es"].forms, theirs.exists_in, theirs.see)
    assert len(terms.all()) == len(LIBRARY)
    workspace.undo()
    assert terms.own() == {}


def test_a_word_that_does_not_exist_says_so_and_both_definitions_are_kept_apart(terms: Terms) -> None:
    slug = terms.begin({"en": "usury"})
    terms.write(slug, "es", "explain", "No hay palabra nuestra: se dibuja la raya roja en el mapa.")
    terms.write(slug, "en", "academic", "Refusal of loans by neighborhood.")
    terms.write(slug, "en", "popular", "The bank drew a line around us.")

    term = terms.own()[slug]
    assert slug == "usury"
    assert term.exists_in == {"en": "native", "es": "no-word"}
    assert (term.words["en"].academic, term.words["en"].popular) == (
        "Refusal of loans by neighborhood.",
        "The bank drew a line around us.",
    )
    assert term.words["es"].say == ""
    terms.alter(slug, es="borrowed", status="reviewed")
    assert (terms.own()[slug].exists_in["es"], terms.own()[slug].status) == ("borrowed", "reviewed")


def test_lists_are_one_to_a_line_and_are_matched(terms: Terms) -> None:
    slug = terms.begin({"es": "desalojo", "en": "eviction"})
    terms.write(slug, "es", "forms", "desalojo\n desalojar \n\ndesalojada")
    terms.write(slug, "es", "avoid", "lanzamiento")

    term = terms.own()[slug]
    assert term.words["es"].forms == ("desalojo", "desalojar", "desalojada")
    assert [each.id for each in Matcher([term]).found("La van a desalojar.", "es")] == [slug]
    assert Matcher([term]).avoided("Es un lanzamiento.", "es")


def test_an_example_is_kept_with_its_consent_and_erased_for_good_when_it_is_taken_back(
    terms: Terms, workspace: Workspace
) -> None:
    terms.add_lived("demand", Lived("es", "Fuimos catorce y nos oyeron.", "grupo de mamás", "internal"))
    (row, lived), *_rest = terms.lived_rows("demand")
    assert (lived.consent, lived.who) == ("internal", "grupo de mamás")

    terms.forget_lived(row)

    assert terms.lived_rows("demand") == []
    held = "".join(str(each["ops"]) for each in workspace.db.query("SELECT ops FROM change"))
    assert "catorce" not in held


def test_without_consent_or_words_nothing_is_kept(terms: Terms) -> None:
    with pytest.raises(Mishap):
        terms.add_lived("demand", Lived("es", "Algo.", "", "quién sabe"))
    with pytest.raises(Mishap):
        terms.add_lived("demand", Lived("es", "  ", "", "print"))
    assert terms.own() == {}


def test_terms_brought_in_twice_are_there_once_and_one_undo_takes_them_back(terms: Terms, workspace: Workspace) -> None:
    terms.bring_in(LIBRARY)
    terms.bring_in(LIBRARY)
    assert len(terms.own()) == len(LIBRARY)
    assert terms.count("organizar") >= 1
    workspace.undo()
    workspace.undo()
    assert terms.own() == {}


def test_who_agreed_what_is_told_in_order(terms: Terms) -> None:
    terms.tell("demand", "equipo de mamás", "definición acordada en círculo, 14 personas")

    assert [(told.by, told.did) for told in terms.own()["demand"].history] == [
        ("equipo de mamás", "definición acordada en círculo, 14 personas")
    ]
    with pytest.raises(Mishap):
        terms.tell("demand", "", "algo")


def test_a_phrase_heard_again_counts_once_more_and_carries_no_name(workspace: Workspace) -> None:
    themes = Themes(workspace)
    themes.hear("Ya no alcanza", "es", place="la fila del gas", circle="mamás de la escuela")
    themes.hear("ya  no ALCANZA", "es")
    themes.hear("Nobody asks us", "en")

    assert [(each.phrase, each.times) for each in themes.page("", 0, 9)] == [("Ya no alcanza", 2), ("Nobody asks us", 1)]
    workspace.undo()
    workspace.undo()
    assert themes.page("", 0, 9)[0].times == 1
    with pytest.raises(Mishap):
        themes.hear("  ", "es")
