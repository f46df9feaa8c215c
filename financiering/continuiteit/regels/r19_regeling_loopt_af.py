"""R19, the scheme behind the money ends.

Source documents 004 (if the scheme's money falls away, what is offered has to be cut) and 003 (temporary
grants give little certainty). Counts to the end of the first giver's scheme, not to the end of one's own
grant. A municipality can only fill the hole in the budget round of the spring before.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from financiering.continuiteit.feiten import Dossier, FeitStroom
from financiering.continuiteit.horizon import build_jaar_van, share_zeker
from financiering.continuiteit.regel import Drempels, Regel
from financiering.continuiteit.uitkomst import Uitkomst, pick_ernst
from financiering.domain.codes import Ernst, WieKan
from financiering.domain.perioden import add_maanden
from financiering.domain.woorden import format_dagen, format_datum, format_procent

NUL = Decimal(0)


def beoordeel(dossier: Dossier, peildatum: date, drempels: Drempels) -> Iterable[Uitkomst]:
    """One outcome per stream, certain or hoped for, that runs on a scheme with an end."""
    for stroom in dossier.stromen:
        if stroom.regeling_eindigt_op is None or not (stroom.is_zeker or stroom.is_gehoopt):
            continue
        if stroom.tot is None or stroom.tot >= peildatum:
            dagen = (stroom.regeling_eindigt_op - peildatum).days
            if dagen <= drempels["info_dagen"]:
                yield _judge_stroom(
                    dossier, stroom, stroom.regeling_eindigt_op, peildatum, drempels
                )


def _judge_stroom(
    dossier: Dossier, stroom: FeitStroom, einde: date, peildatum: date, drempels: Drempels
) -> Uitkomst:
    dagen = (einde - peildatum).days
    deel = NUL
    if stroom.is_zeker:
        deel = share_zeker(dossier, stroom, build_jaar_van(stroom, peildatum))
    groot = deel >= drempels["risico_deel"] and stroom.vervolg_bekend is not True
    ernst = pick_ernst(
        let_op=dagen <= drempels["let_op_dagen"] and deel >= drempels["let_op_deel"],
        risico=dagen <= drempels["risico_dagen"] and groot,
        kritiek=dagen <= drempels["kritiek_dagen"] and groot,
    )
    return Uitkomst(
        ernst or Ernst.INFO,
        _tell(stroom, einde, dagen, deel),
        "Vraag de gemeente om dit geld in de begroting op te nemen, en doe dat in het voorjaar: dan wordt "
        "over het jaar erna beslist. Laat zien wat er anders wegvalt.",
        WieKan.SAMEN,
        cijfers={
            "regeling": stroom.regeling,
            "eindigt_op": einde.isoformat(),
            "dagen": dagen,
            "deel": format_procent(deel) if stroom.is_zeker and stroom.bedrag is not None else None,
            "vervolg_bekend": stroom.vervolg_bekend,
        },
        laatste_dag=_find_laatste_dag(einde, peildatum, int(drempels["voorjaar_maand"])),
        stroom=(stroom.pk, stroom.kenmerk),
    )


def _find_laatste_dag(einde: date, peildatum: date, maand: int) -> date | None:
    """The first day of the spring month in which the first year without is budgeted; else the end itself."""
    zonder = einde + timedelta(days=1)
    voorjaar = add_maanden(date(zonder.year - 1, 1, 1), maand - 1)
    for dag in (voorjaar, einde):
        if dag >= peildatum:
            return dag
    return None


def _tell(stroom: FeitStroom, einde: date, dagen: int, deel: Decimal) -> str:
    naam = f" ({stroom.regeling})" if stroom.regeling else ""
    stopt = "stopt" if dagen >= 0 else "is gestopt"
    zin = (
        f"De regeling achter “{stroom.omschrijving}”{naam} {stopt} op {format_datum(einde)}, "
        f"{format_dagen(-dagen)}."
    )
    if not stroom.is_zeker:
        zin += " Dit geld is nog niet zeker."
    elif stroom.bedrag is None:
        zin += " Hoeveel geld dat is, is niet ingevuld."
    else:
        zin += f" Dat is {format_procent(deel)} van het zekere geld van een jaar."
    if stroom.vervolg_bekend is True:
        return f"{zin} Er komt een vervolg."
    return f"{zin} Er is nog geen vervolg bekend."


REGEL = Regel(
    code="R19",
    versie=1,
    naam="De regeling achter het geld stopt",
    grondslag="003 visie West-Brabant; 004 De kracht van het gewone",
    drempels={
        "info_dagen": Decimal(730),
        "let_op_dagen": Decimal(548),
        "let_op_deel": Decimal("0.10"),
        "risico_dagen": Decimal(365),
        "risico_deel": Decimal("0.25"),
        "kritiek_dagen": Decimal(183),
        "voorjaar_maand": Decimal(5),
    },
    uitleg=(
        "Geld uit een regeling met een einddatum. Hoe lang nog, en welk deel van het "
        "zekere geld is het? De gemeente kan zo'n gat alleen dichten in de voorjaarsnota "
        "(maand {voorjaar_maand}) ervoor."
    ),
    niveaus={
        Ernst.INFO: "de regeling eindigt binnen {info_dagen} dagen",
        Ernst.LET_OP: "binnen {let_op_dagen} dagen, en {let_op_deel:%} van het geld of meer",
        Ernst.RISICO: (
            "binnen {risico_dagen} dagen, {risico_deel:%} van het geld of meer, en een "
            "vervolg is niet bekend"
        ),
        Ernst.KRITIEK: "hetzelfde, binnen {kritiek_dagen} dagen",
    },
    voorbeeld=(
        "Een rijksregeling betaalt 40% en stopt over tien maanden, zonder bekend vervolg: risico."
    ),
    loopt=True,
    beoordeel=beoordeel,
)
