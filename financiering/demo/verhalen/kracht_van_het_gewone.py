"""The initiatives of source document 004, De kracht van het gewone."""

from financiering.demo.verhaal import Stroom, Verhaal
from financiering.demo.verhalen.bouw import (
    BASIS,
    DEELT_ALLES,
    DEELT_SIGNALEN,
    EIGEN,
    FONDS,
    GEMEENTE,
    NATURA,
    ZAAI,
    d,
    gedeeld,
    jaarketen,
)
from financiering.domain.codes import Bron

ATHOS = Verhaal(
    "athos", "Athos", "Maastricht", wijk="Wittevrouwenveld", start=d("2016-04-01"),
    velden={"beleidsdomeinen": ["Welzijn", "Participatie", "Zorg", "Ruimte", "Economie"], "doelgroep": "Buurtbewoners met en zonder zorgvraag"},
    taken=gedeeld("coördinator", "bedrijfsleider", "bestuurslid"),
    kosten={2026: [("huur en beheer", 90000), ("begeleiding", 160000), ("eetcafé en activiteiten", 50000)]},
    stromen=[
        Stroom(
            "Integraal budget: plekken zonder indicatie, ontmoeting en eetcafé", "Gemeente Maastricht",
            Bron.INTEGRAAL_BUDGET, BASIS, d("2024-01-01"), d("2027-12-31"), 1020000,
            gevraagd=d("2023-06-15"), besluit=d("2023-11-20"), betaald=d("2024-01-15"),
            domeinen={"Welzijn": 40, "Participatie": 35, "Zorg": 25}, pot="integraal-budget-athos-2024",
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
        "projectfase_eindigt_op": d("2027-12-31"), "bewijs_niveau": 3, "bewijs_op": d("2025-10-01"),
    },
    taken=gedeeld("projectleider", "docent", "consulent"),
    kosten={2026: [("docenten", 42000), ("werving en begeleiding", 18000)]},
    stromen=[
        Stroom(
            "Lessen en werving", "VSBfonds", FONDS, BASIS, d("2025-07-01"), d("2027-12-31"), 127500,
            gevraagd=d("2025-01-20"), besluit=d("2025-05-28"), betaald=d("2025-07-05"),
            domeinen={"Cultuur": 100}, extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
        Stroom(
            "Bijdrage aan de lessen", "Gemeente Nieuwegein", GEMEENTE, BASIS, d("2026-01-01"), d("2026-12-31"),
            15000, gevraagd=d("2025-09-15"), besluit=d("2025-12-10"), betaald=d("2026-01-20"),
            domeinen={"Cultuur": 100}, extra={"aard": "incidenteel", "regelmaat": "eenmalig"},
        ),
        Stroom(
            "Vervolg van de lessen", "Gemeente Nieuwegein", GEMEENTE, BASIS, d("2028-01-01"), d("2028-12-31"),
            40000, gevraagd=d("2026-10-05"), extra={"aard": "incidenteel"},
        ),
    ],
    deelt=DEELT_SIGNALEN,
)  # fmt: skip

MEERWAARDE = Verhaal(
    "meerwaarde", "Sociaal makelaar MeerWaarde", "Haarlemmermeer", start=d("2014-01-01"),
    velden={
        "beleidsdomeinen": ["Welzijn"], "saldo": "980000.00", "saldo_op": d("2026-11-01"), "vrij_vermogen": "90000.00",
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
            gevraagd=d("2025-09-01"), besluit=d("2025-12-15"), extra={"regelmaat": "periodiek", "voorbehoud": True},
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
        Stroom(
            "Keuken per dagdeel, tegen een lage prijs", "Startende ondernemers in de keuken", Bron.DEELNEMERSBIJDRAGE, BASIS,
            d("2026-01-01"), d("2026-12-31"), besluit=d("2025-12-20"), extra={"prijs_per_keer": "15.00"},
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
        *jaarketen(
            "Basissubsidie dans voor ouderen", "Gemeente Rotterdam", {2024: 50000, 2025: 52000, 2026: 52000},
            verslag={"niveau": "accountant", "uren": "90", "accountantskosten": "2400", "ervaren_last": 4},
        ),
        Stroom(
            "Basissubsidie dans voor ouderen", "Gemeente Rotterdam", GEMEENTE, BASIS, d("2027-01-01"), d("2027-12-31"), 54000,
            gevraagd=d("2026-09-29"), volgt=True,
            extra={
                "aard": "incidenteel", "regelmaat": "periodiek", "beslissen_voor": d("2026-12-31"),
                "toelichting": "Elk jaar opnieuw een hele aanvraag, en contracten met alle organisaties die meedoen. Dat "
                "kost naar verhouding veel tijd.",
            },
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
        *jaarketen("Activiteiten in Noord en Nieuw-West", "Gemeente Amsterdam", {2023: 90000, 2024: 90000, 2025: 92000, 2026: 92000}, domeinen={"Welzijn": 100}, regelmaat="eenmalig"),
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
