"""R08, funds grow tired of what is not new.

Source document 004 (VoorUit): less interesting for funds, which rather look at new projects. The age of
the initiative, what funds pay of its cost, refusals because it is not new or is exploitation, and the
maximum number of years in the fund's own rules.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import build_jaar_vooruit, find_kosten, sum_periode
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst, report_ontbrekend
from financiering.domain.codes import ZEKERE_STATUSSEN, Bron, Ernst, RedenAfwijzing, Status, WieKan
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_aantal, format_datum, format_procent

MOE = frozenset({RedenAfwijzing.NIET_NIEUW, RedenAfwijzing.EXPLOITATIE, RedenAfwijzing.STRUCTUREEL})
FONDS = Bron.FONDS


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """About the initiative, when a fund ever paid it or refused it."""
    fondsen = [stroom for stroom in dossier.stromen if stroom.bron == FONDS]
    if not fondsen:
        return
    start = dossier.initiatief.startdatum
    if start is None:
        yield report_ontbrekend("de startdatum is niet ingevuld.", "startdatum")
        return
    zeker = [s for s in fondsen if s.is_zeker and (s.tot is None or s.tot >= peildatum)]
    oud = add_maanden(start, 12 * int(drempels["jaren"])) <= peildatum
    deel = _share(dossier, zeker, peildatum)
    afgewezen = _count_afwijzingen(fondsen, peildatum, int(drempels["terugkijken_maanden"]))
    rest = _count_jaren_over(dossier, fondsen, peildatum)
    bijna = rest is not None and rest <= drempels["jaren_over"]
    risico = afgewezen >= drempels["risico_afwijzingen"] or (
        deel is not None and deel >= drempels["risico_deel"] and bijna
    )
    einde = _find_einde(zeker)
    stopt = einde is not None and einde <= add_maanden(peildatum, int(drempels["kritiek_maanden"]))
    ernst = pick_ernst(
        info=oud and bool(zeker),
        let_op=bijna or (oud and deel is not None and deel >= drempels["let_op_deel"]),
        risico=risico,
        kritiek=risico and stopt,
    )
    if ernst:
        yield _report(ernst, start, peildatum, deel, afgewezen, rest, einde)


def _share(dossier: Dossier, zeker: list[FeitStroom], peildatum: date) -> Decimal | None:
    """Fund money of the next twelve months as a share of its cost; None when the cost is not known."""
    kosten = find_kosten(dossier, peildatum.year)
    if not kosten:
        return None
    jaar = build_jaar_vooruit(peildatum)
    return Decimal(sum(sum_periode(s, s.bedrag, *jaar) for s in zeker)) / kosten


def _count_afwijzingen(fondsen: list[FeitStroom], peildatum: date, maanden: int) -> int:
    """Refusals of that kind in the months before; by the day of the decision, else of applying."""
    vanaf = add_maanden(peildatum, -maanden)
    dagen = [
        stroom.beschikking_op or stroom.ingediend_op or stroom.van
        for stroom in fondsen
        if stroom.status == Status.AFGEWEZEN and stroom.reden_afwijzing in MOE
    ]
    return sum(vanaf <= dag <= peildatum for dag in dagen)


def _count_jaren_over(dossier: Dossier, fondsen: list[FeitStroom], peildatum: date) -> int | None:
    """Years until the first fund that still pays reaches the most its own rules allow; None: no such rule."""
    over = []
    for gever in {s.financier_id for s in fondsen if s.is_zeker}:
        profiel = dossier.find_profiel(gever, peildatum)
        betaald = [s for s in fondsen if s.financier_id == gever and s.status in ZEKERE_STATUSSEN]
        loopt = any(s.tot is None or s.tot >= peildatum for s in betaald)
        if profiel and profiel.max_jaren and loopt:
            jaren = {jaar for s in betaald for jaar in range(s.van.year, peildatum.year + 1)}
            over.append(profiel.max_jaren - len(jaren))
    return max(0, min(over)) if over else None


def _find_einde(zeker: list[FeitStroom]) -> date | None:
    """The last day of certain fund money; None without, or without an end."""
    if not zeker or any(stroom.tot is None for stroom in zeker):
        return None
    return max(stroom.tot for stroom in zeker if stroom.tot)


def _report(
    ernst: Ernst,
    start: date,
    peildatum: date,
    deel: Decimal | None,
    afgewezen: int,
    rest: int | None,
    einde: date | None,
) -> Uitkomst:
    jaren = (peildatum.year - start.year) - (
        (peildatum.month, peildatum.day) < (start.month, start.day)
    )
    delen = [f"Het initiatief bestaat {format_aantal(jaren, 'jaar', 'jaar')}."]
    if deel is not None:
        delen.append(f"Fondsen betalen {format_procent(deel)} van de kosten van een jaar.")
    if afgewezen:
        keren = format_aantal(afgewezen, "keer", "keer")
        delen.append(f"Fondsen wezen {keren} af omdat het niet nieuw is of gewone kosten zijn.")
    if rest is not None:
        nog = f"nog {format_aantal(rest, 'jaar', 'jaar')}" if rest else "niet langer dan dit jaar"
        delen.append(f"Eén fonds mag volgens zijn eigen regels {nog} betalen.")
    if einde:
        delen.append(f"Het fondsgeld loopt tot en met {format_datum(einde)}.")
    return Uitkomst(
        ernst,
        " ".join(delen),
        "Gebruik fondsgeld voor wat nieuw is. Zoek voor de vaste kosten structureel geld: de gemeente, "
        "eigen inkomsten of hulp in natura.",
        WieKan.SAMEN,
        cijfers={
            "jaren_oud": jaren,
            "deel_van_kosten": None if deel is None else format_procent(deel),
            "afwijzingen": afgewezen,
            "jaren_over": rest,
            "fondsgeld_tot": einde and einde.isoformat(),
        },
        laatste_dag=einde,
    )


REGEL = Regel(
    code="R08",
    versie=1,
    naam="Fondsen willen iets nieuws",
    grondslag="004 De kracht van het gewone",
    drempels={
        "jaren": Decimal(5),
        "terugkijken_maanden": Decimal(24),
        "let_op_deel": Decimal("0.25"),
        "jaren_over": Decimal(1),
        "risico_afwijzingen": Decimal(2),
        "risico_deel": Decimal("0.50"),
        "kritiek_maanden": Decimal(6),
    },
    uitleg=(
        "Geld van fondsen. Hoe oud is het initiatief, welk deel van de kosten betalen "
        "fondsen, hoe vaak wezen zij in {terugkijken_maanden} maanden af omdat het niet "
        "nieuw is, en hoeveel jaar mag een fonds nog?"
    ),
    niveaus={
        Ernst.INFO: "{jaren} jaar of ouder, en fondsen betalen mee",
        Ernst.LET_OP: (
            "{jaren} jaar of ouder en fondsen betalen {let_op_deel:%} of meer, of een fonds "
            "mag nog hoogstens {jaren_over} jaar"
        ),
        Ernst.RISICO: (
            "{risico_afwijzingen} zulke afwijzingen of meer, of {risico_deel:%} van fondsen "
            "waarvan er een nog hoogstens {jaren_over} jaar mag"
        ),
        Ernst.KRITIEK: "risico, en het fondsgeld eindigt binnen {kritiek_maanden} maanden",
    },
    voorbeeld=(
        "Tien jaar oud, en twee fondsen zeiden dit jaar dat het niet nieuw genoeg is: risico."
    ),
    beoordeel=beoordeel,
)
