"""Ballots, tally sheets and certificates, read back from their PDFs."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from peña_app.voting import papers as paper
from peña_app.voting.accounting import Accounting, Papers
from peña_app.voting.counting import Kind, Pile, Rules
from peña_app.voting.marks import piled
from peña_app.voting.methods import tally
from peña_app.voting.model import Contest, ContestId, Option, OptionId, State
from peña_app.voting.symbols import SYMBOLS, drawn, symbol

PROPOSALS = [
    ("Huertos comunitarios en tres escuelas", "Community gardens at three schools"), ("Defensa de inquilinos", "Tenant defense"),
    ("Clases de español e inglés", "Spanish and English classes"), ("Clínica los sábados", "Saturday clinic"),
    ("Cuidado de niños", "Childcare"), ("Red de respuesta rápida", "Rapid response network"), ("Cooperativa de limpieza", "Cleaning cooperative"),
    ("Transporte a las citas", "Rides to appointments"), ("Fondo de ayuda mutua", "Mutual aid fund"), ("Radio comunitaria", "Community radio"),
    ("Peña cada mes", "A peña every month"), ("Despensa popular", "Food pantry"),
]  # fmt: skip


def contest(options: int = 12, rules: Rules | None = None) -> Contest:
    listed = [
        Option(
            OptionId(str(at)), {"es": f"{es} {at // 12 or ''}".strip(), "en": f"{en} {at // 12 or ''}".strip()}, "", symbol(at)
        )
        for at, (es, en) in enumerate(PROPOSALS * 3)
    ]
    return Contest(
        ContestId("x"),
        {"es": "Prioridades del año", "en": "Priorities of the year"},
        rules or Rules("dots", 3, 5, 3),
        tuple(listed[:options]),
        State.OPEN,
    )


def words_of(pdf: bytes, page: int | None = None) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    chosen = pages if page is None else [pages[page]]
    return " ".join(" ".join(each.extract_text().split()) for each in chosen)


def test_there_are_at_least_as_many_ballots_as_asked_for_and_all_are_alike() -> None:
    pages = PdfReader(BytesIO(paper.ballots(contest(8), per_sheet=2, copies=61))).pages

    assert len(pages) == 31
    assert len({page.extract_text() for page in pages}) == 1


def test_a_long_list_goes_on_at_the_back_and_says_so() -> None:
    pdf = paper.ballots(contest(20), per_sheet=2, copies=4)

    assert len(PdfReader(BytesIO(pdf)).pages) == 4
    assert "1/2" in words_of(pdf, 0)
    assert "2/2" in words_of(pdf, 1)
    assert words_of(pdf, 0).count("Radio comunitaria") == 2
    assert words_of(pdf, 1).count("Peña cada mes") == 2


def test_a_certificate_says_turnout_account_result_and_how_it_was_counted_in_both_languages() -> None:
    pile = {(3, 2, 0) + (0,) * 9: 60, (0, 0, 3) + (2,) + (0,) * 8: 40, (0,) * 12: 3, (3, 3, 0) + (0,) * 9: 2}
    rules = Rules("dots", 3, 5, 3)
    result = tally(piled(pile, 12, Kind.DOTS, rules), 12, rules)
    account = Accounting(
        Papers(printed=120, issued=107, unused=13, note="Dos personas se la llevaron."),
        result.valid,
        result.blank,
        result.overvoted,
        0,
        130,
    )
    text = words_of(
        paper.result(contest(), result, account, occasion={"es": "Congreso", "en": "Congress"}, reasons=["Found two more"])
    )

    for said in (
        "105 de 130 personas que pueden votar: 81%", "105 of 130 people who may vote: 81%", "Faltan 2 boletas que se entregaron",
        "2 ballots that were handed out are missing", "Dos personas se la llevaron.", "Found two more", "180 · 60%",
        "Ganan Huertos comunitarios en tres escuelas", "Nombre y firma", "Name and signature", "105 ballots were counted", "Se contaron 105 boletas",
    ):  # fmt: skip
        assert said in text, said
    assert "{" not in text


def test_a_certificate_of_a_tie_names_it_and_breaks_nothing() -> None:
    result = tally(Pile({(1, 0): 5, (0, 1): 5}), 2, Rules("plurality"))
    text = words_of(paper.result(contest(2, Rules("plurality")), result, Accounting(Papers(), valid=10), declared=False))

    assert "Empate entre Huertos comunitarios en tres escuelas y Defensa de inquilinos por 1 lugar" in text
    assert "Tie between Community gardens at three schools and Tenant defense for 1 place" in text
    assert "=1" in text
    assert "todavía sin declarar" in text


def test_a_tally_sheet_has_a_row_for_every_option_and_for_what_does_not_count() -> None:
    text = words_of(paper.tally_sheet(contest()))

    for word in (*(es for es, _en in PROPOSALS[1:]), "En blanco", "Overvoted", "Rechazadas"):
        assert word in text


def test_every_shape_stays_inside_its_square_and_is_unlike_the_others() -> None:
    outlines = {name: drawn(name, 0, 0, 1) for name in SYMBOLS}

    assert all(-0.01 <= value <= 1.01 for points in outlines.values() for point in points for value in point)
    assert len({tuple(points) for points in outlines.values()}) == len(outlines) == 16
