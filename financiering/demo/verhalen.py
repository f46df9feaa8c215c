"""The sixteen initiatives. What the source documents say is kept; every other amount is fictive.

Given amounts: De Sleutel € 300.000 for the park next door, Het Badhuis € 1.825 bar turnover a month,
Time to dance € 2,50 per lesson. The rest is made up so that each shows what it has to show.
"""

from datetime import date

from financiering.demo.verhaal import Stroom, Verhaal
from financiering.domain.codes import Bron

GEMEENTE, FONDS, NATURA, EIGEN = (
    Bron.GEMEENTESUBSIDIE,
    Bron.FONDS,
    Bron.IN_NATURA,
    Bron.EIGEN_INKOMSTEN,
)
BASIS, ONTWIKKEL, ZAAI = "basisgeld", "ontwikkelgeld", "zaaigeld"

DEELT_SIGNALEN = (("kennissteunfunctie", "signalen"), ("kennissteunfunctie", "geldstromen"))
DEELT_ALLES = (
    *DEELT_SIGNALEN,
    ("kennissteunfunctie", "taken"),
    ("gemeente", "geldstromen"),
    ("gemeente", "signalen"),
)


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


def gedeeld(*mensen: str) -> tuple[tuple[str, str, str], ...]:
    """Every task held by one and known by another, in turn."""
    taken = (
        "kartrekker", "contact_gemeente", "geld_en_bank", "sleutel_en_openen", "werving", "inhoud",
        "doorverwijzing", "communicatie",
    )  # fmt: skip
    aantal = len(mensen)
    return tuple(
        (taak, mensen[plek % aantal], mensen[(plek + 1) % aantal])
        for plek, taak in enumerate(taken)
    )


def jaarketen(
    waarvoor: str,
    van_wie: str,
    bedragen: dict[int, int],
    *,
    bron: Bron = GEMEENTE,
    geldsoort: str = BASIS,
    **extra: object,
) -> list[Stroom]:
    """One-year grants in a row, each decided in December before and settled the summer after."""
    jaren = sorted(bedragen)
    return [
        Stroom(
            waarvoor, van_wie, bron, geldsoort, date(jaar, 1, 1), date(jaar, 12, 31), bedragen[jaar],
            gevraagd=date(jaar - 1, 9, 20),
            besluit=date(jaar - 1, 12, 18),
            verantwoord=date(jaar + 1, 3, 20) if jaar < 2026 else None,
            vastgesteld=date(jaar + 1, 7, 10) if jaar < 2026 else None,
            verantwoorden_voor=date(jaar + 1, 4, 1),
            betaald=date(jaar, 1, 20),
            volgt=jaar != jaren[0],
            extra={"aard": "incidenteel", "regelmaat": "periodiek", **extra},
        )
        for jaar in jaren
    ]  # fmt: skip


ATHOS = Verhaal(
    "athos", "Athos", "Maastricht", wijk="Wittevrouwenveld", start=d("2016-04-01"),
    velden={"beleidsdomeinen": ["Welzijn", "Participatie", "Zorg"], "doelgroep": "Buurtbewoners met en zonder zorgvraag"},
    taken=gedeeld("coördinator", "bedrijfsleider", "bestuurslid"),
    kosten={2026: [("huur en beheer", 90000), ("begeleiding", 160000), ("eetcafé en activiteiten", 50000)]},
    stromen=[
        Stroom(
            "Integraal budget: plekken zonder indicatie, ontmoeting en eetcafé", "Gemeente Maastricht",
            Bron.INTEGRAAL_BUDGET, BASIS, d("2024-01-01"), d("2027-12-31"), 1020000,
            gevraagd=d("2023-06-15"), besluit=d("2023-11-20"), betaald=d("2024-01-15"),
            domeinen={"Welzijn": 40, "Participatie": 35, "Zorg": 25},
            extra={"aard": "incidenteel", "regelmaat": "periodiek", "meerjarig_besluit": True},
        ),
        Stroom(
            "Verhuur van vergaderruimte, verkoop en eetcafé", "Eigen verkoop en verhuur Athos", EIGEN, BASIS,
            d("2020-01-01"), None, 45000, besluit=d("2020-01-10"), extra={"aard": "structureel"},
        ),
    ],
    deelt=DEELT_ALLES,
)  # fmt: skip

KUNST = Verhaal(
    "kunst-op-recept", "Kunst op Recept", "Nieuwegein", start=d("2016-02-01"),
    velden={
        "beleidsdomeinen": ["Welzijn", "Cultuur"], "evaluatie_positief": True,
        "projectfase_eindigt_op": d("2027-06-30"), "bewijs_niveau": 3, "bewijs_op": d("2025-10-01"),
    },
    taken=gedeeld("projectleider", "docent", "consulent"),
    kosten={2026: [("docenten", 42000), ("werving en begeleiding", 18000)]},
    stromen=[
        Stroom(
            "Lessen en werving", "VSBfonds", FONDS, BASIS, d("2025-07-01"), d("2027-06-30"), 70000,
            gevraagd=d("2025-01-20"), besluit=d("2025-05-28"), betaald=d("2025-07-05"),
            domeinen={"Cultuur": 100}, extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
        Stroom(
            "Bijdrage aan de lessen", "Gemeente Nieuwegein", GEMEENTE, BASIS, d("2026-01-01"), d("2026-12-31"),
            15000, gevraagd=d("2025-09-15"), besluit=d("2025-12-10"), betaald=d("2026-01-20"),
            domeinen={"Cultuur": 100}, extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
        Stroom(
            "Vervolg van de lessen", "Gemeente Nieuwegein", GEMEENTE, BASIS, d("2027-07-01"), d("2028-06-30"),
            40000, gevraagd=d("2026-10-05"), extra={"aard": "incidenteel"},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

MEERWAARDE = Verhaal(
    "meerwaarde", "Sociaal makelaar MeerWaarde", "Haarlemmermeer", start=d("2014-01-01"),
    velden={
        "beleidsdomeinen": ["Welzijn"], "saldo": "180000.00", "saldo_op": d("2026-11-01"), "vrij_vermogen": "90000.00",
        "vrijwilligersuren_nodig": "40", "vrijwilligersuren_beschikbaar": "44",
        "bewijs_niveau": 4, "bewijs_op": d("2025-11-01"), "evaluatie_positief": True,
    },
    taken=gedeeld("teamleider", "makelaar", "staf"),
    kosten={2026: [("zeven makelaars", 420000), ("huisvesting", 30000)]},
    stromen=[
        Stroom(
            "Sociaal makelaars in alle wijken", "Gemeente Haarlemmermeer", GEMEENTE, BASIS,
            d("2024-11-24"), d("2028-11-23"), 1800000, gevraagd=d("2024-03-10"), besluit=d("2024-06-20"),
            betaald=d("2024-12-01"), domeinen={"Welzijn": 100},
            extra={"aard": "structureel", "regelmaat": "periodiek", "meerjarig_besluit": True},
        ),
    ],
    deelt=DEELT_ALLES,
)  # fmt: skip

MEET = Verhaal(
    "meet-the-parents", "Meet the Parents", "Almere", fase="ontwikkeling", wijk="Almere Poort", start=d("2024-10-01"),
    velden={"doelgroep": "Ouders in Almere Poort", "advies_gevraagd_op": d("2026-11-02")},
    deelt=(("kennissteunfunctie", "signalen"),),
)  # fmt: skip

WIJVAALS = Verhaal(
    "wijvaals", "WijVaals", "Vaals", start=d("2020-01-01"),
    velden={"beleidsdomeinen": ["Wmo", "Jeugd"]},
    taken=gedeeld("teamlid A", "teamlid B", "teamlid C", "teamlid D"),
    stromen=[
        Stroom(
            "Eigen team van de gemeente", "Gemeente Vaals", GEMEENTE, BASIS, d("2026-01-01"), d("2026-12-31"),
            gevraagd=d("2025-09-01"), besluit=d("2025-12-15"), extra={"regelmaat": "periodiek"},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

SERRE = Verhaal(
    "de-serre", "De Serre", "Amsterdam", wijk="Nieuw-West", start=d("2017-05-01"),
    velden={"beleidsdomeinen": ["Welzijn", "Economie"], "doelgroep": "Bewoners en startende ondernemers"},
    taken=[
        ("kartrekker", "coördinator", "bestuurslid", 24), ("contact_gemeente", "coördinator", "", 4),
        ("geld_en_bank", "bestuurslid", "coördinator", 3), ("sleutel_en_openen", "coördinator", "", 6),
        ("werving", "coördinator", "", 4), ("inhoud", "coördinator", "", 6), ("communicatie", "coördinator", "", 3),
    ],
    kosten={2026: [("huur", 24000), ("energie", 12000), ("onderhoud en materiaal", 12000)]},
    stromen=[
        Stroom(
            "Lage huur voor de locatie", "Gemeente Amsterdam", NATURA, BASIS, d("2023-01-01"), d("2027-12-31"), 18000,
            besluit=d("2022-11-10"),
            extra={"soort_natura": "ruimte", "afspraak": "schriftelijk", "opzegtermijn": 3, "gever_beslist": True},
        ),
        Stroom(
            "Verhuur van keuken en ruimten aan starters", "Huurders van De Serre", EIGEN, BASIS, d("2019-01-01"), None,
            26000, besluit=d("2019-01-05"), extra={"aard": "structureel"},
        ),
        *jaarketen("Beheer en programmering", "Gemeente Amsterdam", {2026: 22000}, meerjarig_besluit=False),
        Stroom(
            "Beheer en programmering", "Gemeente Amsterdam", GEMEENTE, BASIS, d("2027-01-01"), d("2027-12-31"), 22000,
            gevraagd=d("2026-09-28"), volgt=True, extra={"aard": "incidenteel", "regelmaat": "periodiek"},
        ),
    ],
    deelt=DEELT_ALLES,
)  # fmt: skip

TAV = Verhaal(
    "tav-de-talenten", "TAV de Talenten", "Almelo", start=d("2016-03-01"),
    velden={
        "beleidsdomeinen": ["Welzijn"], "doelgroep": "Tien tot vijftien kandidaten, op maandag- en woensdagochtend",
        "vrij_vermogen": "2500.00", "vrijwilligersuren_nodig": "30", "vrijwilligersuren_beschikbaar": "17",
        "vrijwilligers_nu": 7, "vrijwilligers_jaar_geleden": 10, "advies_gevraagd_op": d("2026-11-10"),
    },
    taken=[
        ("kartrekker", "begeleider", "", 12, d("2027-03-31")), ("contact_gemeente", "begeleider", "", 2),
        ("geld_en_bank", "penningmeester", "", 2), ("sleutel_en_openen", "begeleider", "vrijwilliger", 2),
        ("werving", "begeleider", "", 2), ("inhoud", "begeleider", "", 6), ("doorverwijzing", "begeleider", "", 2),
    ],
    kosten={
        2025: [("begeleider", 24000), ("huur", 9000), ("materiaal en reiskosten", 5000)],
        2026: [("begeleider", 25000), ("huur", 9600), ("materiaal en reiskosten", 5400)],
    },
    stromen=[
        *jaarketen("Dagstructurering: de vaste ochtenden", "Gemeente Almelo", {2023: 33000, 2024: 34000, 2025: 35000, 2026: 36000}),
        Stroom(
            "Dagstructurering: de vaste ochtenden", "Gemeente Almelo", GEMEENTE, BASIS, d("2027-01-01"), d("2027-12-31"),
            37000, gevraagd=d("2026-08-31"), volgt=True, extra={"aard": "incidenteel", "regelmaat": "periodiek"},
        ),
        Stroom(
            "Derde ochtend, gestart in oktober", "Gemeente Almelo", GEMEENTE, BASIS, d("2026-10-01"), d("2027-09-30"), 12000,
            gevraagd=d("2026-08-03"), extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
        Stroom(
            "Kerstpakketten van de winkeliers", "Winkeliers in de buurt", Bron.GIFT, ZAAI, d("2026-12-01"), d("2026-12-31"),
            400, besluit=d("2026-11-12"), extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
    ],
    deelt=DEELT_ALLES,
)  # fmt: skip

DANS = Verhaal(
    "time-to-dance", "Time to dance", "Rotterdam", start=d("2013-09-01"),
    velden={"beleidsdomeinen": ["Sport", "Cultuur", "Welzijn"], "bewijs_niveau": 1, "bewijs_op": d("2026-02-01")},
    taken=gedeeld("projectleider", "docent", "bestuurslid"),
    kosten={2026: [("docenten", 90000), ("zaalhuur", 25000), ("organisatie", 15000)]},
    stromen=[
        Stroom(
            "Combinatiefunctionarissen dans", "Ministerie van VWS via Gemeente Rotterdam", Bron.RIJKSREGELING, BASIS,
            d("2023-01-01"), d("2026-12-31"), 208000, gevraagd=d("2022-09-01"), besluit=d("2022-12-12"),
            betaald=d("2023-02-01"),
            extra={
                "aard": "incidenteel", "regelmaat": "periodiek", "meerjarig_besluit": True,
                "regeling": "Brede Regeling Combinatiefuncties (Brede SPUK 2023-2026)",
                "regeling_eindigt_op": d("2026-12-31"), "vervolg_bekend": False,
            },
        ),
        *jaarketen("Basissubsidie dans voor ouderen", "Gemeente Rotterdam", {2024: 50000, 2025: 52000, 2026: 52000}),
        Stroom(
            "Basissubsidie dans voor ouderen", "Gemeente Rotterdam", GEMEENTE, BASIS, d("2027-01-01"), d("2027-12-31"), 54000,
            gevraagd=d("2026-09-29"), volgt=True, extra={"aard": "incidenteel", "regelmaat": "periodiek", "beslissen_voor": d("2026-12-31")},
        ),
        Stroom(
            "Lesgeld van deelnemers", "Deelnemers aan de lessen", Bron.DEELNEMERSBIJDRAGE, BASIS, d("2022-01-01"), None, 26000,
            besluit=d("2022-01-03"), extra={"aard": "structureel", "prijs_per_keer": "2.50", "keren_per_jaar": 10400},
        ),
        Stroom(
            "Zalen en begeleiding van zorginstellingen", "Zorginstellingen in Rotterdam", NATURA, BASIS, d("2023-01-01"), None,
            besluit=d("2023-01-05"), extra={"soort_natura": "ruimte", "afspraak": "schriftelijk", "opzegtermijn": 6},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

VOORUIT = Verhaal(
    "vooruit", "VoorUit", "Amsterdam", wijk="Noord", start=d("2008-09-01"),
    velden={"beleidsdomeinen": ["Welzijn", "Onderwijs", "Wonen"], "doelgroep": "Bewoners en zo'n 110 studenten"},
    taken=gedeeld("projectleider", "buurtcoach", "student-coördinator"),
    kosten={2026: [("projectleiding", 120000), ("activiteiten", 40000), ("kantoor", 20000)]},
    stromen=[
        Stroom(
            "Woningen voor studenten die tien uur per week helpen", "Woningcorporaties Amsterdam", NATURA, BASIS,
            d("2026-09-01"), d("2027-08-31"), besluit=d("2026-07-01"),
            extra={"soort_natura": "woning", "afspraak": "schriftelijk", "opzegtermijn": 2, "gever_beslist": True},
        ),
        *jaarketen("Activiteiten in Noord en Nieuw-West", "Gemeente Amsterdam", {2023: 90000, 2024: 90000, 2025: 92000, 2026: 92000}, regelmaat="eenmalig"),
        Stroom(
            "Vernieuwing van de buurtaanpak", "Oranje Fonds", FONDS, BASIS, d("2024-01-01"), d("2026-12-31"), 240000,
            gevraagd=d("2023-07-01"), besluit=d("2023-11-15"), betaald=d("2024-01-10"),
            extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
        Stroom(
            "Voortzetting van de buurtaanpak", "Kansfonds", FONDS, BASIS, d("2026-06-01"), d("2027-05-31"), 60000,
            gevraagd=d("2026-01-15"), afgewezen=d("2026-04-20"), reden="niet_nieuw",
        ),
        Stroom(
            "Voortzetting van de buurtaanpak", "Stichting DOEN", FONDS, BASIS, d("2026-10-01"), d("2027-09-30"), 60000,
            gevraagd=d("2026-05-10"), afgewezen=d("2026-09-08"), reden="exploitatie",
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

SLEUTEL = Verhaal(
    "de-sleutel", "De Sleutel", "Breda", wijk="Haagse Beemden", start=d("2019-06-01"),
    velden={"beleidsdomeinen": ["Welzijn"], "vrijwilligers_nu": 50, "vrijwilligers_jaar_geleden": 50},
    taken=[
        ("kartrekker", "initiatiefneemster", "", 32), ("contact_gemeente", "initiatiefneemster", "", 4),
        ("geld_en_bank", "bestuurslid", "", 3), ("sleutel_en_openen", "vrijwilligersgroep", "initiatiefneemster", 20),
        ("werving", "initiatiefneemster", "", 3), ("inhoud", "initiatiefneemster", "vrijwilligersgroep", 4),
    ],
    stromen=[
        Stroom(
            "Loon van de initiatiefneemster via een andere organisatie", "Organisatie die haar in dienst heeft", NATURA, BASIS,
            d("2024-01-01"), None, besluit=d("2023-12-01"),
            extra={"soort_natura": "uren", "afspraak": "schriftelijk", "gever_beslist": True},
        ),
        Stroom(
            "Opknappen van het park naast De Sleutel", "Gemeente Breda", GEMEENTE, ONTWIKKEL, d("2026-01-01"), d("2027-12-31"),
            300000, gevraagd=d("2025-05-01"), besluit=d("2025-10-15"), fictief=False,
            extra={"aard": "incidenteel", "regelmaat": "eenmalig", "eigen_exploitatie": False},
        ),
        Stroom(
            "Kringloopwinkel", "Klanten van de kringloop", EIGEN, BASIS, d("2020-01-01"), None, 14000,
            besluit=d("2020-01-05"), extra={"aard": "structureel"},
        ),
        Stroom(
            "Verkoop van koffie en thee", "Bezoekers van De Sleutel", EIGEN, BASIS, d("2020-01-01"), None, 12000,
            besluit=d("2020-01-05"), extra={"aard": "structureel"},
        ),
    ],
    deelt=(("kennissteunfunctie", "signalen"), ("kennissteunfunctie", "taken")),
)  # fmt: skip

BADHUIS = Verhaal(
    "het-badhuis", "Het Badhuis", "Haarlem", fase="geborgd", wijk="Leidsebuurt", start=d("2015-03-01"),
    velden={"beleidsdomeinen": ["Welzijn"], "vrijwilligers_nu": 94, "vrijwilligers_jaar_geleden": 90, "bewijs_niveau": 3, "bewijs_op": d("2025-09-01")},
    taken=gedeeld("voorzitter", "penningmeester", "barcommissie", "programmagroep"),
    kosten={2026: [("huur en energie", 32000), ("onderhoud", 8000), ("activiteiten", 6000)]},
    stromen=[
        Stroom(
            "Omzet van de bar, € 1.825 per maand", "Gasten van de bar", EIGEN, BASIS, d("2015-06-01"), None, 21900,
            besluit=d("2015-06-01"), fictief=False, extra={"aard": "structureel"},
        ),
        Stroom(
            "Huur van zeven vaste huurders", "Vaste huurders", EIGEN, BASIS, d("2016-01-01"), None, 25200,
            besluit=d("2016-01-01"), extra={"aard": "structureel"},
        ),
        Stroom(
            "Aanpassing van bar en keuken", "Stichting DOEN", FONDS, ONTWIKKEL, d("2022-01-01"), d("2022-12-31"), 15000,
            gevraagd=d("2021-06-01"), besluit=d("2021-10-12"), verantwoord=d("2023-02-01"), vastgesteld=d("2023-04-01"),
            extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

KEMPENAAR = Verhaal(
    "buurttuin-kempenaar", "Buurttuin Kempenaar", "Barendrecht", fase="opstart", start=d("2021-04-01"),
    velden={"beleidsdomeinen": ["Groen", "Welzijn"], "doelgroep": "Buurtbewoners rond de tuin"},
    taken=[("kartrekker", "trekker van de tuin", "buurvrouw"), ("contact_gemeente", "trekker van de tuin", ""), ("inhoud", "tuingroep", "buurvrouw")],
    stromen=[
        Stroom(
            "Gereedschap en planten van buren", "Buurtbewoners en organisaties", NATURA, ZAAI, d("2021-04-01"), d("2022-12-31"),
            besluit=d("2021-04-01"), extra={"soort_natura": "spullen", "afspraak": "geen"},
        ),
        Stroom(
            "Gebruik van gemeentegrond", "Gemeente Barendrecht", NATURA, BASIS, d("2021-04-01"), None, besluit=d("2021-04-01"),
            extra={"soort_natura": "grond", "afspraak": "mondeling", "gever_beslist": False, "besluit_loopt": True},
        ),
        Stroom(
            "Watertappunt en plantgoed", "Gemeente Barendrecht", GEMEENTE, BASIS, d("2026-01-01"), d("2026-12-31"), 1800,
            gevraagd=d("2025-10-01"), besluit=d("2025-11-20"), betaald=d("2026-01-15"),
            extra={"aard": "incidenteel", "regelmaat": "eenmalig", "bezuiniging_aangekondigd": False},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

DRIEMASTER = Verhaal(
    "de-driemaster", "De Driemaster", "Kaag en Braassem", fase="geborgd", start=d("2013-01-01"),
    velden={
        "beleidsdomeinen": ["Welzijn"], "saldo": "160000.00", "saldo_op": d("2026-11-01"), "vrij_vermogen": "120000.00",
        "bewijs_niveau": 4, "bewijs_op": d("2026-03-01"), "evaluatie_positief": True,
        "vrijwilligersuren_nodig": "120", "vrijwilligersuren_beschikbaar": "130",
    },
    taken=gedeeld("directeur", "teamleider", "beleidsmedewerker"),
    kosten={2026: [("personeel", 480000), ("huisvesting", 60000), ("activiteiten", 60000)]},
    stromen=[
        Stroom(
            "MAG-opdracht Welzijn & Preventie", "Gemeente Kaag en Braassem", Bron.MAG_OPDRACHT, BASIS, d("2021-01-01"), None, 600000,
            gevraagd=d("2020-06-01"), besluit=d("2020-10-20"), domeinen={"Welzijn": 100},
            extra={"aard": "structureel", "regelmaat": "periodiek", "meerjarig_besluit": True},
        ),
        Stroom(
            "Inwoners versterken elkaar", "ZonMw", Bron.RIJKSREGELING, ONTWIKKEL, d("2024-01-01"), d("2025-12-31"), 80000,
            gevraagd=d("2023-05-01"), besluit=d("2023-10-01"), verantwoord=d("2026-02-15"), vastgesteld=d("2026-06-01"),
            extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
        Stroom(
            "HIER! app: wens, nog niet aangevraagd", "Gemeente Kaag en Braassem", GEMEENTE, ONTWIKKEL, d("2027-01-01"), d("2027-12-31"),
            25000, bedacht=d("2026-05-11"), extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
    ],
    deelt=DEELT_ALLES,
)  # fmt: skip

WIJKTEAM = Verhaal(
    "wijkteam-almere", "Collectief aanbod Wijkteam Almere (fictief uitgewerkt)", "Almere", start=d("2022-01-01"),
    velden={"beleidsdomeinen": ["Welzijn"]},
    taken=gedeeld("wijkcoach", "opbouwwerker"),
    kosten={2026: [("groepen en ruimten", 30000)]},
    stromen=[
        Stroom(
            "Brede opdracht: collectief aanbod", "Gemeente Almere", GEMEENTE, BASIS, d("2025-01-01"), d("2028-12-31"), 120000,
            gevraagd=d("2024-08-01"), besluit=d("2024-12-10"), betaald=d("2025-01-15"),
            extra={"aard": "structureel", "regelmaat": "periodiek", "meerjarig_besluit": True},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

DICHTERSWIJK = Verhaal(
    "dichterswijk", "Samenwerking Dichterswijk (fictief uitgewerkt)", "Utrecht", wijk="Dichterswijk", start=d("2021-06-01"),
    velden={"beleidsdomeinen": ["Welzijn", "Zorg"]},
    taken=[("kartrekker", "buurtverbinder", ""), ("contact_gemeente", "buurtverbinder", "bewoner"), ("geld_en_bank", "bewoner", "buurtverbinder")],
    kosten={2026: [("aanjagers", 40000), ("activiteiten", 10000)]},
    stromen=[
        *jaarketen("Aanjagers van de buurt", "Gemeente Utrecht", {2025: 42000, 2026: 42000}),
        Stroom(
            "Vrij wijkbudget", "Gemeente Utrecht", Bron.SCHARRELGELD, ZAAI, d("2026-03-01"), d("2026-12-31"), 2000,
            gevraagd=d("2026-02-01"), besluit=d("2026-02-12"), betaald=d("2026-02-20"),
            extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

WEST_BRABANT = Verhaal(
    "west-brabant", "Zorgzame buurten West-Brabant (fictief uitgewerkt)", "Breda", fase="idee", wijk="Hoge Vucht", start=d("2026-05-01"),
    velden={"beleidsdomeinen": ["Zorg", "Welzijn"]},
    taken=[("kartrekker", "wijkverpleegkundige", "bewoner")],
    stromen=[
        Stroom(
            "Ruimte en uren van zorgorganisaties", "Zorgorganisaties West-Brabant", NATURA, ZAAI, d("2026-06-01"), d("2027-05-31"),
            besluit=d("2026-05-20"), extra={"soort_natura": "uren", "afspraak": "mondeling"},
        ),
        Stroom(
            "Onderzoek onder bewoners", "Oranje Fonds", FONDS, ONTWIKKEL, d("2027-02-01"), d("2027-12-31"), 9000,
            gevraagd=d("2026-11-02"), extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

VERHALEN = (
    ATHOS, KUNST, MEERWAARDE, MEET, WIJVAALS, SERRE, TAV, DANS, VOORUIT, SLEUTEL, BADHUIS, KEMPENAAR,
    DRIEMASTER, WIJKTEAM, DICHTERSWIJK, WEST_BRABANT,
)  # fmt: skip
