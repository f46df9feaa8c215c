"""Who may do what, and why not. Every refusal carries a sentence for the page.

Seeing is decided by `Model.objects.visible_to`; what is not visible is 404. These functions say
what somebody may do with what they see.
"""

from typing import Any, NamedTuple

from financiering.domain.codes import Onderdeel, Ontvanger, SoortToegang
from financiering.models import Geldstroom, Gemeente, Initiatief, Pot, Signaal
from financiering.models.base import read_plekken
from financiering.models.initiatief import build_regio


class Oordeel(NamedTuple):
    """Allowed or not, and the reason when not."""

    mag: bool
    reden: str = ""


JA = Oordeel(True)


def _has_toegang(gebruiker: Any, soort: SoortToegang, **waar: Any) -> bool:
    return bool(
        gebruiker.is_authenticated and gebruiker.toegangen.filter(soort=soort, **waar).exists()
    )


def _is_eigen(gebruiker: Any, initiatief: Initiatief) -> bool:
    """Whether this person runs it."""
    if not gebruiker.is_authenticated:
        return False
    plekken = read_plekken(gebruiker)
    return initiatief.pk in plekken.list_ids(SoortToegang.INITIATIEF, "initiatief")


def _check_eigen(gebruiker: Any, initiatief: Initiatief) -> Oordeel:
    if _is_eigen(gebruiker, initiatief):
        return JA
    return Oordeel(False, "Alleen het initiatief zelf kan dit wijzigen.")


def can_change_initiatief(gebruiker: Any, initiatief: Initiatief) -> Oordeel:
    """Its own people."""
    return _check_eigen(gebruiker, initiatief)


def can_create_geldstroom(gebruiker: Any, initiatief: Initiatief) -> Oordeel:
    """Its own people; a municipality that gives logs its grant from its own pot or register."""
    return _check_eigen(gebruiker, initiatief)


def can_change_geldstroom(gebruiker: Any, geldstroom: Geldstroom) -> Oordeel:
    """Its own people, and the municipality whose register the stream came from."""
    gemeente_id = geldstroom.financier.gemeente_id
    if geldstroom.registerbron and _has_toegang(
        gebruiker, SoortToegang.GEMEENTE, gemeente_id=gemeente_id, gemeente__isnull=False
    ):
        return JA
    return _check_eigen(gebruiker, geldstroom.initiatief)


def can_manage_toestemming(gebruiker: Any, initiatief: Initiatief) -> Oordeel:
    """Opening up is the initiative's own choice, and nobody else's."""
    if _is_eigen(gebruiker, initiatief):
        return JA
    return Oordeel(False, "Alleen het initiatief zelf bepaalt wat anderen mogen zien.")


def can_change_pot(gebruiker: Any, pot: Pot) -> Oordeel:
    """The accounthouders of the municipality whose pot it is."""
    if _has_toegang(gebruiker, SoortToegang.GEMEENTE, gemeente=pot.gemeente_id):
        return JA
    return Oordeel(False, "Alleen de gemeente zelf beheert haar potten.")


def can_create_pot(gebruiker: Any, gemeente: Gemeente) -> Oordeel:
    """The accounthouders of this municipality."""
    if _has_toegang(gebruiker, SoortToegang.GEMEENTE, gemeente=gemeente):
        return JA
    return Oordeel(False, "Alleen de gemeente zelf beheert haar potten.")


def can_import_register(gebruiker: Any, gemeente: Gemeente) -> Oordeel:
    """The accounthouders of the municipality whose register it is."""
    if _has_toegang(gebruiker, SoortToegang.GEMEENTE, gemeente=gemeente):
        return JA
    return Oordeel(False, "Alleen de gemeente zelf leest haar register in.")


def can_publish(gebruiker: Any, gemeente: Gemeente) -> Oordeel:
    """The accounthouders of the municipality whose totals they are."""
    if _has_toegang(gebruiker, SoortToegang.GEMEENTE, gemeente=gemeente):
        return JA
    return Oordeel(False, "Alleen de gemeente zelf maakt haar totalen openbaar.")


def can_mute_signaal(gebruiker: Any, signaal: Signaal) -> Oordeel:
    """Its own people: a warning is theirs to put aside."""
    return _check_eigen(gebruiker, signaal.initiatief)


def _select_in_regio(gebruiker: Any, initiatief: Initiatief) -> Any:
    """The initiative where this person knows of it and advises in its region; else nothing."""
    bekend = Initiatief.objects.visible_to(gebruiker).filter(pk=initiatief.pk)
    return bekend.filter(gemeente__in=build_regio(gebruiker))


def can_give_advies(gebruiker: Any, initiatief: Initiatief) -> Oordeel:
    """The adviser in whose region the initiative let somebody in."""
    if _select_in_regio(gebruiker, initiatief).exists():
        return JA
    return Oordeel(False, "Alleen een adviseur die het initiatief zelf toeliet, geeft hier advies.")


def can_see_horizon(gebruiker: Any, initiatief: Initiatief) -> Oordeel:
    """Who sees all its money: its own people, and those it opened everything to.

    A horizon over a part of the money would say something that is not so.
    """
    if _check_eigen(gebruiker, initiatief).mag or _sees_alles(gebruiker, initiatief):
        return JA
    return Oordeel(
        False, "Het initiatief deelt niet al zijn geldstromen met je. Kijk naar de totalen."
    )


def _sees_alles(gebruiker: Any, initiatief: Initiatief) -> bool:
    alle = Geldstroom.objects.filter(initiatief=initiatief)
    zichtbaar = Geldstroom.objects.visible_to(gebruiker).order_by().values("pk")
    return not alle.exclude(pk__in=zichtbaar).exists()


def can_try_watals(gebruiker: Any, initiatief: Initiatief) -> Oordeel:
    """Its own people, and an adviser to whom it opened both its signals and all its money."""
    if _check_eigen(gebruiker, initiatief).mag:
        return JA
    geopend = _select_in_regio(gebruiker, initiatief).with_toestemming(
        Ontvanger.KENNISSTEUNFUNCTIE, Onderdeel.SIGNALEN
    )
    if geopend.exists() and _sees_alles(gebruiker, initiatief):
        return JA
    return Oordeel(
        False, "Wat als is voor het initiatief zelf, en voor een adviseur die al het geld mag zien."
    )


def can_see_portefeuille(gebruiker: Any, gemeente: Gemeente) -> Oordeel:
    """The accounthouders of this municipality; what it published is for everybody."""
    if _has_toegang(gebruiker, SoortToegang.GEMEENTE, gemeente=gemeente):
        return JA
    return Oordeel(False, "Alleen de gemeente zelf ziet haar portefeuille en haar spiegel.")


def can_manage_beheer(gebruiker: Any) -> Oordeel:
    """Accounts, code lists and dated profiles."""
    if _has_toegang(gebruiker, SoortToegang.BEHEER):
        return JA
    return Oordeel(False, "Dit is het werk van de beheerder.")
