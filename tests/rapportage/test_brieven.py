"""Letters about a decision that is awaited."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit.dossier import load_wettermijnen
from financiering.domain.codes import Briefsoort, Bron, Status
from financiering.rapportage.brieven import find_brieven, write_brief
from tests.cast import make_geldstroom

OP_TIJD, TE_LAAT = date(2026, 3, 1), date(2026, 5, 1)
ALLEBEI = (Briefsoort.VRAAG, Briefsoort.INGEBREKESTELLING)


@pytest.fixture
def stroom(cast):
    return make_geldstroom(
        cast.kade, cast.gemeente, status=Status.AANGEVRAAGD, aangevraagd=Decimal("9000.50"),
        ingediend_op=date(2026, 1, 10), beslissen_voor=date(2026, 4, 1),
    )  # fmt: skip


def write(soort, stroom, dag):
    wet = load_wettermijnen(dag)
    return write_brief(soort, stroom, find_brieven(stroom, dag, wet).klok, peildatum=dag, wet=wet)


@pytest.mark.parametrize(
    ("dag", "bron", "soorten"),
    [
        (OP_TIJD, Bron.GEMEENTESUBSIDIE, (Briefsoort.VRAAG,)),
        (date(2026, 4, 1), Bron.GEMEENTESUBSIDIE, (Briefsoort.VRAAG,)),
        (date(2026, 4, 2), Bron.GEMEENTESUBSIDIE, ALLEBEI),
        (TE_LAAT, Bron.FONDS, (Briefsoort.VRAAG,)),
    ],
)
def test_a_notice_of_default_is_for_a_public_giver_that_is_late(dag, bron, soorten, stroom):
    stroom.bron = bron
    assert find_brieven(stroom, dag, load_wettermijnen(dag)).soorten == soorten


def test_where_no_decision_is_awaited_there_is_nothing_to_write(cast):
    verleend = make_geldstroom(cast.kade, cast.gemeente)
    assert find_brieven(verleend, TE_LAAT, load_wettermijnen(TE_LAAT)) is None


def test_the_question_says_what_was_asked_when_and_by_when(stroom):
    tekst = write(Briefsoort.VRAAG, stroom, OP_TIJD)
    assert tekst.startswith("Veldstad, 1 maart 2026\n\nAan: Gemeente Veldstad\n")
    assert "Op 10 januari 2026 vroegen wij u om € 9.000,50 voor “Huur en koffie”" in tekst
    assert "Wij verwachten uw besluit uiterlijk op 1 april 2026." in tekst
    assert "in gebreke" not in tekst
    assert "had er uiterlijk op 1 april 2026 moeten zijn" in write(
        Briefsoort.VRAAG, stroom, TE_LAAT
    )


def test_the_notice_names_the_day_the_term_and_the_law(stroom):
    tekst = write(Briefsoort.INGEBREKESTELLING, stroom, TE_LAAT)
    assert "uiterlijk op 1 april 2026 moeten besluiten" in tekst
    assert "stellen wij u in gebreke" in tekst
    assert "binnen twee weken na ontvangst" in tekst
    assert "artikel 4:17 van de Algemene wet bestuursrecht" in tekst


def test_a_letter_is_text_and_not_markup(stroom):
    stroom.omschrijving = "Koffie & <thee>"
    assert "“Koffie & <thee>”" in write(Briefsoort.VRAAG, stroom, TE_LAAT)
