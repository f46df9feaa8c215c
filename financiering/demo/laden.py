"""Load the trial installation: municipalities, givers with their rules, initiatives, people."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from financiering.demo.verhaal import at, forget_indiendatum, tell_verhaal
from financiering.demo.verhalen import VERHALEN
from financiering.domain.codes import (
    NaJaar,
    Niveau,
    Onderdeel,
    Ontvanger,
    SoortFinancier,
    SoortPot,
    SoortToegang,
)
from financiering.models import (
    Financier,
    Gebruiker,
    Geldstroom,
    Gemeente,
    Initiatief,
    Kennissteunfunctie,
    Pot,
    Regeldrempel,
    Regelprofiel,
    Toegang,
)
from financiering.services.beheer import save_kennissteunfunctie
from financiering.services.financiers import save_regelprofiel
from financiering.services.initiatieven import give_toestemming
from financiering.services.potten import save_pot
from financiering.services.schrijven import save_object
from financiering.services.signalen import beoordeel_alles
from financiering.services.toegangen import grant_toegang

EERSTE_DAG = date(2025, 6, 2)
WACHTWOORD = "demo"

GEMEENTEN = {
    "GM0034": "Almere", "GM0141": "Almelo", "GM0344": "Utrecht", "GM0356": "Nieuwegein", "GM0363": "Amsterdam",
    "GM0392": "Haarlem", "GM0394": "Haarlemmermeer", "GM0489": "Barendrecht", "GM0599": "Rotterdam",
    "GM0758": "Breda", "GM0935": "Maastricht", "GM0981": "Vaals", "GM1884": "Kaag en Braassem",
}  # fmt: skip

FONDSEN = ("Oranje Fonds", "VSBfonds", "Kansfonds", "Stichting DOEN")


@transaction.atomic
def load_demo(peildatum: date) -> None:
    """Write everything as it would have been written at the time, and judge it on `peildatum`."""
    _load_gemeenten()
    _load_financiers()
    _load_potten()
    for verhaal in VERHALEN:
        initiatief = tell_verhaal(verhaal, EERSTE_DAG)
        for ontvanger, onderdeel in verhaal.deelt:
            give_toestemming(
                initiatief,
                Ontvanger(ontvanger),
                Onderdeel(onderdeel),
                gegeven_op=EERSTE_DAG,
                handeling=at(EERSTE_DAG, "Gekozen bij het aanmelden"),
            )
    _forget_wat_niemand_weet(peildatum)
    _load_mensen()
    beoordeel_alles(peildatum)


def _load_gemeenten() -> None:
    bekend = set(Gemeente.objects.values_list("code", flat=True))
    for code, naam in GEMEENTEN.items():
        if code not in bekend:
            save_object(Gemeente(code=code, naam=naam), at(EERSTE_DAG, "Proefinstallatie"))


def _load_financiers() -> None:
    """Municipal rules as the VNG model describes them; a fund's as its own pages do (bronnen.md)."""
    start = at(date(2015, 1, 5), "Proefinstallatie")
    for gemeente in Gemeente.objects.filter(code__in=GEMEENTEN):
        financier = save_object(
            Financier(
                naam=f"Gemeente {gemeente.naam}",
                soort=SoortFinancier.GEMEENTE,
                gemeente=gemeente,
                algemeen=True,
            ),
            start,
        )
        profiel = Regelprofiel(
            financier=financier,
            naam="Naar het VNG-model van de subsidieverordening",
            geldig_van=date(2014, 1, 1),
            beslistermijn_weken=8 if gemeente.naam in ("Almelo", "Almere") else 13,
            vaststellen_weken=22,
            betaaltermijn_dagen=42,
            verantwoorden_maand=4,
            verantwoorden_dag=1,
            verantwoorden_weken=13,
            bron="VNG model-ASV, artikelen 13 tot en met 16",
            niet_nagegaan="De eigen verordening van deze gemeente is niet nagegaan.",
        )
        drempels = [
            Regeldrempel(tot=Decimal(5000), niveau=Niveau.GEEN),
            Regeldrempel(tot=Decimal(50000), niveau=Niveau.INHOUDELIJK),
            Regeldrempel(tot=None, niveau=Niveau.ACCOUNTANT),
        ]
        save_regelprofiel(profiel, drempels, start)
    for naam in FONDSEN:
        fonds = save_object(Financier(naam=naam, soort=SoortFinancier.FONDS, algemeen=True), start)
        profiel = Regelprofiel(
            financier=fonds,
            naam="Zoals op de eigen pagina's beschreven",
            geldig_van=date(2014, 1, 1),
            beslistermijn_weken=17,
            voorschot_procent=75 if naam == "Oranje Fonds" else None,
            max_jaren=3 if naam in ("Oranje Fonds", "Kansfonds") else None,
            exploitatie_toegestaan=False if naam == "Oranje Fonds" else None,
            kosten_voor_besluit=False if naam == "Oranje Fonds" else None,
            bron="Eigen richtlijnen van het fonds",
            niet_nagegaan="De termijn van beslissen is een aanname voor de proef.",
        )
        save_regelprofiel(profiel, [], start)


def _forget_wat_niemand_weet(peildatum: date) -> None:
    """Kunst op Recept shows what missing data looks like."""
    stroom = Geldstroom.objects.get(initiatief__kenmerk="kunst-op-recept", status="aangevraagd")
    forget_indiendatum(stroom, peildatum)


def _load_potten() -> None:
    """Fictive pots: of one town free money, seed money and an assignment; of another three domains together."""
    _load_pot(
        date(2023, 11, 13), {"Welzijn": 408000, "Participatie": 357000, "Zorg": 255000},
        kenmerk="integraal-budget-athos-2024", gemeente_id="GM0935", soort=SoortPot.INTEGRAAL_BUDGET,
        naam="Ontmoeten en meedoen in Wittevrouwenveld", jaar=2024, bedrag=1020000, na_jaar=NaJaar.GAAT_MEE,
    )  # fmt: skip
    dag = date(2025, 11, 17)
    _load_pot(
        dag, {}, kenmerk="zaaigeld-amsterdam-2026", gemeente_id="GM0363", soort=SoortPot.ZAAIGELD,
        naam="Zaaigeld voor een eerste idee", jaar=2026, bedrag=6000, na_jaar=NaJaar.GAAT_MEE,
    )  # fmt: skip
    _load_pot(
        dag, {}, kenmerk="mag-opdracht-amsterdam-2026", gemeente_id="GM0363", soort=SoortPot.MAG_OPDRACHT,
        naam="Samen eten in Noord", jaar=2026, bedrag=40000, na_jaar=NaJaar.GAAT_MEE,
        opdracht="Wie in Noord alleen woont, kan elke week ergens aanschuiven.",
    )  # fmt: skip
    for wijk, bedrag in (("Nieuw-West", 25000), ("Noord", 20000)):
        _load_pot(
            dag, {"Welzijn": bedrag - 5000, "Participatie": 5000},
            kenmerk=f"scharrelgeld-{wijk.lower()}-2026", gemeente_id="GM0363", soort=SoortPot.SCHARRELGELD,
            naam=f"Scharrelgeld {wijk}", jaar=2026, bedrag=bedrag, wijk=wijk,
        )  # fmt: skip


def _load_pot(dag: date, bijdragen: dict[str, int], *, bedrag: int, **velden: Any) -> None:
    delen = {domein: Decimal(deel) for domein, deel in bijdragen.items()}
    pot = Pot(bedrag=Decimal(bedrag), **velden)
    save_pot(pot, delen or None, at(dag, "Begroting vastgesteld (bedrag fictief)"))


def _load_mensen() -> None:
    """The four accounts; each has one capacity."""
    steun = Kennissteunfunctie(naam="Kennissteunpunt bewonersinitiatieven (proef)")
    regio = Gemeente.objects.filter(code__in=GEMEENTEN)
    save_kennissteunfunctie(steun, regio, at(EERSTE_DAG, "Proefinstallatie"))
    tav = Initiatief.objects.get(kenmerk="tav-de-talenten")
    mensen: tuple[tuple[str, SoortToegang, dict[str, Any]], ...] = (
        ("penningmeester", SoortToegang.INITIATIEF, {"initiatief": tav}),
        ("accounthouder", SoortToegang.GEMEENTE, {"gemeente_id": "GM0363"}),
        ("adviseur", SoortToegang.KENNISSTEUNFUNCTIE, {"kennissteunfunctie": steun}),
        ("beheerder", SoortToegang.BEHEER, {}),
    )
    for naam, soort, waar in mensen:
        gebruiker = Gebruiker(
            username=naam, email=f"{naam}@voorbeeld.nl", is_staff=naam == "beheerder"
        )
        gebruiker.set_password(WACHTWOORD)
        gebruiker.save()
        grant_toegang(
            Toegang(gebruiker=gebruiker, soort=soort, **waar), at(EERSTE_DAG, "Proefinstallatie")
        )
