"""The initiatives of source documents 002 (Collectief), 000 (Kaag en Braassem) and 003 (West-Brabant)."""

from financiering.demo.verhaal import Stroom, Verhaal
from financiering.demo.verhalen.bouw import (
    BASIS,
    DEELT_ALLES,
    DEELT_SIGNALEN,
    EIGEN,
    FONDS,
    GEMEENTE,
    NATURA,
    ONTWIKKEL,
    ZAAI,
    d,
    gedeeld,
    jaarketen,
)
from financiering.domain.codes import Bron

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
        "beleidsdomeinen": ["Welzijn"], "saldo": "560000.00", "saldo_op": d("2026-11-01"), "vrij_vermogen": "120000.00",
        "bewijs_niveau": 4, "bewijs_op": d("2026-03-01"), "evaluatie_positief": True,
        "projectfase_eindigt_op": d("2025-12-31"), "vrijwilligersuren_nodig": "120", "vrijwilligersuren_beschikbaar": "130",
    },
    taken=gedeeld("directeur", "teamleider", "beleidsmedewerker"),
    kosten={2026: [("personeel", 480000), ("huisvesting", 60000), ("activiteiten", 60000)]},
    stromen=[
        Stroom(
            "MAG-opdracht Welzijn & Preventie", "Gemeente Kaag en Braassem", Bron.MAG_OPDRACHT, BASIS, d("2021-01-01"), None, 600000,
            gevraagd=d("2020-06-01"), besluit=d("2020-10-20"), betaald=d("2020-11-26"), domeinen={"Welzijn": 100},
            extra={
                "aard": "structureel", "regelmaat": "periodiek", "meerjarig_besluit": True,
                "toelichting": "De gemeente bepaalt wat er moet gebeuren, De Driemaster bepaalt hoe. Er is ruimte om het "
                "projectplan onderweg te wijzigen.",
            },
        ),
        Stroom(
            "Inwoners versterken elkaar", "ZonMw", Bron.RIJKSREGELING, ONTWIKKEL, d("2024-01-01"), d("2025-12-31"), 80000,
            gevraagd=d("2023-05-01"), besluit=d("2023-10-01"), betaald=d("2023-11-02"), verantwoord=d("2026-02-15"),
            vastgesteld=d("2026-06-01"),
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
