"""The register: one code once, found by looking, with the installation's own thresholds over the defaults."""

from datetime import date
from decimal import Decimal

import pytest

from financiering.continuiteit import regels
from financiering.continuiteit.feiten import Dossier
from financiering.continuiteit.regel import Instellingen
from financiering.continuiteit.registry import REGISTER, Register, fill_drempels
from financiering.continuiteit.uitkomst import Uitkomst, rank_bevinding
from financiering.domain.codes import Ernst, WieKan
from tests.continuiteit.bouw import maak_initiatief, maak_stroom, maak_taak

P = date(2026, 11, 23)


def test_a_code_that_is_taken_is_refused():
    register = Register()
    register.load(regels)
    with pytest.raises(ValueError, match="R01"):
        register.add(REGISTER["R01"])


@pytest.mark.parametrize("regel", list(REGISTER), ids=lambda regel: regel.code)
def test_every_rule_says_where_it_comes_from(regel):
    assert regel.grondslag
    assert regel.naam
    assert all(isinstance(waarde, Decimal) for waarde in regel.drempels.values())


@pytest.mark.parametrize("regel", list(REGISTER), ids=lambda regel: regel.code)
def test_no_rule_breaks_on_an_initiative_that_filled_in_nothing(regel):
    leeg = maak_stroom(verleend=None, tot=None)
    for dossier in (Dossier(maak_initiatief()), Dossier(maak_initiatief(), [leeg])):
        for uitkomst in regel.beoordeel(dossier, P, regel.drempels):
            assert uitkomst.ernst != Ernst.NIET_TE_BEOORDELEN or uitkomst.ontbreekt
            assert uitkomst.uitleg
            assert uitkomst.advies


def test_a_threshold_of_the_installation_goes_over_the_default():
    regel = REGISTER["R04"]
    eigen = Instellingen({("R04", "jaren"): Decimal(9), ("R03", "jaren"): Decimal(1)})
    assert fill_drempels(regel, eigen)["jaren"] == 9
    assert regel.drempels["jaren"] == 2
    dossier = Dossier(
        maak_initiatief(startdatum=date(2020, 1, 1)),
        taken=[maak_taak("kartrekker", "a", soort="kartrekker")],
    )

    def ernst(instellingen):
        gevonden = REGISTER.judge(dossier, P, instellingen)
        return next(b.uitkomst.ernst for b in gevonden if b.regel == "R04")

    assert (ernst(Instellingen({})), ernst(eigen)) == ("risico", "let_op")


def test_a_rule_on_trial_is_counted_and_marked():
    op_proef = Instellingen({}, frozenset({"R04"}))
    gevonden = {
        b.regel: b.op_proef for b in REGISTER.judge(Dossier(maak_initiatief()), P, op_proef)
    }
    assert gevonden["R04"] is True
    assert gevonden["R03"] is False


def uitkomst(ernst, dag=None):
    return Uitkomst(Ernst(ernst), "Zin.", "Doe dit.", WieKan.SAMEN, {}, laatste_dag=dag)


def test_worst_first_and_the_earliest_last_day_first():
    bevinding = next(iter(REGISTER.judge(Dossier(maak_initiatief()), P)))
    vroeg, laat = date(2027, 1, 1), date(2027, 2, 1)
    verwacht = [
        uitkomst("kritiek"), uitkomst("risico", vroeg), uitkomst("risico", laat), uitkomst("risico"),
        uitkomst("let_op", vroeg), uitkomst("info"), uitkomst("niet_te_beoordelen"),
    ]  # fmt: skip
    rij = [bevinding._replace(uitkomst=u) for u in verwacht]
    andersom = rij[::-1]
    assert sorted(andersom, key=rank_bevinding) == rij


def test_softening_never_goes_below_info_and_stays_in_sight():
    zacht = uitkomst("let_op").soften("een reden").soften("nog een")
    assert zacht == uitkomst("info")._replace(verzachting=("een reden", "nog een"))
