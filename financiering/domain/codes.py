"""Code lists: the values a field may hold and the words people read for them.

Values are what the database, the API and the commands use; labels are what pages and
the workbook show. Both are accepted on input (see `uitwisseling`).
"""

from django.db.models import IntegerChoices, TextChoices


class Geldsoort(TextChoices):
    """The phase the money is for (source document 001, section 3)."""

    ZAAIGELD = "zaaigeld", "zaaigeld"
    ONTWIKKELGELD = "ontwikkelgeld", "ontwikkelgeld"
    BASISGELD = "basisgeld", "basisgeld"
    ONBEKEND = "onbekend", "onbekend"
    """Only for rows of a foreign register that does not say; never offered in a form."""


class Aard(TextChoices):
    """How the giver carries it: is there an end by decision? (BBV, notitie incidenteel)."""

    STRUCTUREEL = "structureel", "structureel"
    INCIDENTEEL = "incidenteel", "incidenteel"
    ONBEKEND = "onbekend", "onbekend"


class Regelmaat(TextChoices):
    """How it is granted. Never derived from `Aard`, nor the other way round."""

    EENMALIG = "eenmalig", "eenmalig"
    PERIODIEK = "periodiek", "periodiek"
    ONBEKEND = "onbekend", "onbekend"


class Bron(TextChoices):
    """The kind of source a stream of money comes from."""

    MAG_OPDRACHT = "mag_opdracht", "MAG-opdracht"
    FONDS = "fonds", "fonds"
    INTEGRAAL_BUDGET = "integraal_budget", "integraal budget"
    SCHARRELGELD = "scharrelgeld", "scharrelgeld"
    GEMEENTESUBSIDIE = "gemeentesubsidie", "gemeentesubsidie"
    RIJKSREGELING = "rijksregeling", "rijksregeling"
    ZORGVERZEKERAAR = "zorgverzekeraar", "zorgverzekeraar"
    WONINGCORPORATIE = "woningcorporatie", "woningcorporatie"
    BEDRIJF = "bedrijf", "bedrijf"
    GIFT = "gift", "gift"
    CONTRIBUTIE = "contributie", "contributie"
    DEELNEMERSBIJDRAGE = "deelnemersbijdrage", "deelnemersbijdrage"
    EIGEN_INKOMSTEN = "eigen_inkomsten", "eigen inkomsten"
    IN_NATURA = "in_natura", "in natura"


GEMEENTEBRONNEN = frozenset(
    {Bron.MAG_OPDRACHT, Bron.INTEGRAAL_BUDGET, Bron.SCHARRELGELD, Bron.GEMEENTESUBSIDIE}
)
"""Sources that are the municipality's own money (rule R10)."""

BRONNEN_ZONDER_BESLUIT = frozenset(
    {
        Bron.GIFT,
        Bron.CONTRIBUTIE,
        Bron.DEELNEMERSBIJDRAGE,
        Bron.EIGEN_INKOMSTEN,
        Bron.IN_NATURA,
        Bron.BEDRIJF,
    }
)
"""Sources agreed on directly: no application, no decision, no report."""

SUBSIDIEBRONNEN = GEMEENTEBRONNEN | {Bron.RIJKSREGELING}
"""Sources under Awb title 4.2: the clocks of the law run on these."""


class Status(TextChoices):
    """Where a stream stands in its life (Awb title 4.2). Whether it runs follows from its dates."""

    VOORNEMEN = "voornemen", "voornemen"
    AANGEVRAAGD = "aangevraagd", "aangevraagd"
    VERLEEND = "verleend", "verleend"
    AFGEWEZEN = "afgewezen", "afgewezen"
    INGETROKKEN = "ingetrokken", "ingetrokken"
    VERANTWOORD = "verantwoord", "verantwoord"
    VASTGESTELD = "vastgesteld", "vastgesteld"


ZEKERE_STATUSSEN = frozenset({Status.VERLEEND, Status.VERANTWOORD, Status.VASTGESTELD})
"""Only these count as certain money. A hope is never certain."""

OPEN_STATUSSEN = frozenset({Status.VOORNEMEN, Status.AANGEVRAAGD})


class RedenAfwijzing(TextChoices):
    NIET_NIEUW = "niet_nieuw", "niet nieuw"
    EXPLOITATIE = "exploitatie", "exploitatie"
    STRUCTUREEL = "structureel", "structureel"
    HOORT_ELDERS = "hoort_elders", "hoort elders"
    BUDGET_OP = "budget_op", "budget op"
    TE_LAAT = "te_laat", "te laat"
    OVERIG = "overig", "overig"


class Fase(TextChoices):
    IDEE = "idee", "idee"
    OPSTART = "opstart", "opstart"
    ONTWIKKELING = "ontwikkeling", "ontwikkeling"
    UITVOERING = "uitvoering", "uitvoering"
    GEBORGD = "geborgd", "geborgd"
    GESTOPT = "gestopt", "gestopt"


class SoortInitiatief(TextChoices):
    """A recipient of a foreign register is an organisation until somebody says it is more."""

    INITIATIEF = "initiatief", "bewonersinitiatief"
    ORGANISATIE = "organisatie", "organisatie uit een register"
    PARTICULIEREN = "particulieren", "particulieren samen"


class SoortTaak(TextChoices):
    """The eight tasks every initiative has; they are critical unless somebody says otherwise."""

    KARTREKKER = "kartrekker", "kartrekker"
    CONTACT_GEMEENTE = "contact_gemeente", "contact gemeente"
    GELD_EN_BANK = "geld_en_bank", "geld en bank"
    SLEUTEL_EN_OPENEN = "sleutel_en_openen", "sleutel en openen"
    WERVING = "werving", "werving"
    INHOUD = "inhoud", "inhoud"
    DOORVERWIJZING = "doorverwijzing", "doorverwijzing"
    COMMUNICATIE = "communicatie", "communicatie"
    EIGEN = "eigen", "eigen taak"


class Briefsoort(TextChoices):
    """A letter about a decision that is awaited."""

    VRAAG = "vraag", "Vraag hoe het staat"
    INGEBREKESTELLING = "ingebrekestelling", "Stel de gever in gebreke"


class SoortFinancier(TextChoices):
    GEMEENTE = "gemeente", "gemeente"
    RIJK = "rijk", "rijk"
    PROVINCIE = "provincie", "provincie"
    FONDS = "fonds", "fonds"
    ZORGVERZEKERAAR = "zorgverzekeraar", "zorgverzekeraar of zorgkantoor"
    WONINGCORPORATIE = "woningcorporatie", "woningcorporatie"
    BEDRIJF = "bedrijf", "bedrijf"
    ORGANISATIE = "organisatie", "maatschappelijke organisatie"
    EIGEN_KRING = "eigen_kring", "eigen kring (deelnemers, leden, verkoop, giften)"
    OVERIG = "overig", "overig"


class SoortBeschikking(TextChoices):
    VERLENING = "verlening", "verlening"
    WIJZIGING = "wijziging", "wijziging"
    AFWIJZING = "afwijzing", "afwijzing"
    VASTSTELLING = "vaststelling", "vaststelling"
    INTREKKING = "intrekking", "intrekking"


class SoortBetaling(TextChoices):
    """The direction of a payment is its kind, never a minus sign."""

    VOORSCHOT = "voorschot", "voorschot"
    EINDBETALING = "eindbetaling", "eindbetaling"
    TERUGBETALING = "terugbetaling", "terugbetaling"


class SoortPot(TextChoices):
    SCHARRELGELD = "scharrelgeld", "scharrelgeld"
    INTEGRAAL_BUDGET = "integraal_budget", "integraal budget"
    MAG_OPDRACHT = "mag_opdracht", "MAG-opdracht"
    ZAAIGELD = "zaaigeld", "zaaigeld"


class NaJaar(TextChoices):
    """What happens to the rest of a pot when its year is closed."""

    VERVALT = "vervalt", "wat over is, vervalt"
    GAAT_MEE = "gaat_mee", "wat over is, gaat mee naar het volgende jaar"


class Toekenning(TextChoices):
    """What a municipality does with a stream of its own and a pot."""

    RESERVEREN = "reserveren", "reserveren: er is nog niet besloten"
    VERLENEN = "verlenen", "verlenen: de aanvraag wordt betaald uit deze pot"
    KOPPELEN = "koppelen", "koppelen: het is al verleend"


class SoortNatura(TextChoices):
    RUIMTE = "ruimte", "ruimte"
    GROND = "grond", "grond"
    WONING = "woning", "woning"
    UREN = "uren", "uren"
    SPULLEN = "spullen", "spullen"


class Afspraak(TextChoices):
    SCHRIFTELIJK = "schriftelijk", "schriftelijk"
    MONDELING = "mondeling", "mondeling"
    GEEN = "geen", "geen"


class Niveau(TextChoices):
    """How much a giver asks to be shown, lightest first; the order is `NIVEAU_ORDE`."""

    GEEN = "geen", "geen"
    DESGEVRAAGD = "desgevraagd", "desgevraagd"
    INHOUDELIJK = "inhoudelijk", "inhoudelijk"
    FINANCIEEL = "financieel", "financieel"
    ACCOUNTANT = "accountant", "accountant"


NIVEAU_ORDE = {niveau: plek for plek, niveau in enumerate(Niveau)}


class VerslagStatus(TextChoices):
    """Where a report stands; a report that was sent never changes, a new version follows it."""

    CONCEPT = "concept", "concept"
    TEKENEN = "tekenen", "wacht op een tweede handtekening"
    INGEDIEND = "ingediend", "ingediend"
    AANVULLING = "aanvulling", "aanvulling gevraagd"
    AKKOORD = "akkoord", "akkoord"


class SoortBijlage(TextChoices):
    """What may be added to a report; known by what is in it, never by its name."""

    JPEG = "image/jpeg", "foto"
    PNG = "image/png", "afbeelding"
    PDF = "application/pdf", "PDF"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel"
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint"
    ODT = "application/vnd.oasis.opendocument.text", "OpenDocument-tekst"
    ODS = "application/vnd.oasis.opendocument.spreadsheet", "OpenDocument-rekenblad"
    ODP = "application/vnd.oasis.opendocument.presentation", "OpenDocument-presentatie"


NIET_VERSTUURD = frozenset({VerslagStatus.CONCEPT, VerslagStatus.TEKENEN})
FOTO_SOORTEN = frozenset({SoortBijlage.JPEG, SoortBijlage.PNG})


class Ernst(TextChoices):
    """The level of a signal. `niet_te_beoordelen` names what is missing; it never reads as safe."""

    KRITIEK = "kritiek", "kritiek"
    RISICO = "risico", "risico"
    LET_OP = "let_op", "let op"
    INFO = "info", "info"
    NIET_TE_BEOORDELEN = "niet_te_beoordelen", "nog niet te zeggen"


ERNST_ORDE = {ernst: plek for plek, ernst in enumerate(Ernst)}
"""Worst first: sort ascending."""


class WieKan(TextChoices):
    """Who can act on a signal."""

    INITIATIEF = "initiatief", "het initiatief"
    GEMEENTE = "gemeente", "de gemeente"
    FONDS = "fonds", "het fonds"
    SAMEN = "samen", "samen"


class Ontvanger(TextChoices):
    """To whom an initiative may open something up."""

    GEMEENTE = "gemeente", "de gemeente"
    KENNISSTEUNFUNCTIE = "kennissteunfunctie", "de adviseur van de kennissteunfunctie"
    OPENBAAR = "openbaar", "iedereen"


class Onderdeel(TextChoices):
    """What an initiative opens up; each is a choice of its own, revocable, in history."""

    SIGNALEN = "signalen", "signalen en de cijfers erachter"
    GELDSTROMEN = "geldstromen", "alle geldstromen met details"
    TAKEN = "taken", "wie welke taak draagt"
    PAGINA = "pagina", "een korte openbare pagina"
    VERHAAL = "verhaal", "het hele verhaal op de openbare pagina"
    TOTALEN = "totalen", "het geld per jaar op de openbare pagina"


class SoortToegang(TextChoices):
    """The capacity in which a person uses the system."""

    INITIATIEF = "initiatief", "penningmeester of bestuur"
    GEMEENTE = "gemeente", "accounthouder van een gemeente"
    KENNISSTEUNFUNCTIE = "kennissteunfunctie", "adviseur van een kennissteunfunctie"
    BEHEER = "beheer", "beheerder"


class SoortBericht(TextChoices):
    """What comes by mail; each can be stopped on its own."""

    WEEKBERICHT = "weekbericht", "het weekbericht"
    KRITIEK = "kritiek", "het bericht als iets niet kan wachten"


class Weekdag(IntegerChoices):
    """Monday is 0, as Python counts."""

    MAANDAG = 0, "maandag"
    DINSDAG = 1, "dinsdag"
    WOENSDAG = 2, "woensdag"
    DONDERDAG = 3, "donderdag"
    VRIJDAG = 4, "vrijdag"
    ZATERDAG = 5, "zaterdag"
    ZONDAG = 6, "zondag"


class Bereik(TextChoices):
    """What an application may do with its key; writing includes reading."""

    LEZEN = "lezen", "alleen lezen"
    SCHRIJVEN = "schrijven", "lezen en schrijven"


BEWIJS = (
    "nog geen bewijs",
    "één verhaal of foto",
    "een veranderverhaal met tellingen",
    "een korte vragenlijst of verhalen, samen gelezen",
    "een vergelijking",
)
"""What each level of proof is, from nothing (0) up."""

WETSPARAMETERS = {
    "awb_4_13_beslissen": "Besluiten als er geen andere termijn is",
    "awb_4_17_dwangsom_na": "Dwangsom na een brief dat het te laat is",
    "awb_4_17_dwangsom_dag_1_14": "Dwangsom per dag, dag 1 tot en met 14",
    "awb_4_17_dwangsom_dag_15_28": "Dwangsom per dag, dag 15 tot en met 28",
    "awb_4_17_dwangsom_dag_29_42": "Dwangsom per dag, dag 29 tot en met 42",
    "awb_4_34_voorbehoud": "Een begrotingsvoorbehoud inroepen",
    "awb_4_51_jaren": "Jaren subsidie waarna stoppen een redelijke termijn vraagt",
    "awb_4_57_terugvorderen": "Terugvorderen kan tot na vaststelling",
    "awb_4_69_bewaren": "De administratie bewaren",
    "awb_4_87_betalen": "Betalen na het besluit",
    "awb_6_7_bezwaar": "Bezwaar maken",
    "kans_herhaald_eenmalig": "Kans op een eenmalige subsidie na een eerdere",
    "kans_herhaald_periodiek": "Kans op een jaarlijkse subsidie die er al was",
    "kans_nieuw": "Kans op een eerste subsidie",
    "last_uren_geen": "Uren werk als er niets wordt gevraagd",
    "last_uren_desgevraagd": "Uren werk om desgevraagd iets te laten zien",
    "last_uren_inhoudelijk": "Uren werk aan een inhoudelijk verslag",
    "last_uren_financieel": "Uren werk aan een verslag met cijfers",
    "last_uren_accountant": "Uren werk als een accountant meekijkt",
    "last_accountantskosten": "Wat een accountant kost",
    "last_uurtarief": "Waar een uur voor telt",
    "kleinste_groep": "Kleinste groep die in een uitsplitsing mag staan",
    "grootste_aandeel": "Deel dat één initiatief hooguit van een openbaar bedrag mag zijn",
}
"""What each dated setting is, in words."""
