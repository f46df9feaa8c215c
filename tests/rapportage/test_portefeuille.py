"""The portfolio table: whichever way it is asked, the same streams and the same euros."""

from decimal import Decimal
from typing import Any

import pytest

from bench.land.land import Land, Omvang
from financiering.models import Geldstroom, Gemeente
from financiering.rapportage.portefeuille import ASSEN, compute_tabel, compute_tabellen, list_posten
from financiering.rapportage.selectie import Vraag, union_gemeente

JAREN = (2024, 2025, 2026)


@pytest.fixture
def stad(db: None) -> Gemeente:
    """The municipality with most initiatives of a small country."""
    Land(Omvang(40, 200), zaad=11).build()
    return max(Gemeente.objects.all(), key=lambda g: g.initiatieven.count())


def key(rij: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(rij.values())


@pytest.mark.django_db
def test_several_years_at_once_are_the_years_one_by_one(stad: Gemeente) -> None:
    for vraag in (Vraag(), Vraag(gemeente=stad.pk), Vraag(gemeente=stad.pk, natura=False)):
        los = [rij for jaar in JAREN for rij in compute_tabel(vraag, jaar)]
        assert sorted(map(key, compute_tabellen(vraag, JAREN, ASSEN))) == sorted(map(key, los))


@pytest.mark.django_db
def test_municipality_is_its_own_initiatives_and_what_it_pays_elsewhere(stad: Gemeente) -> None:
    """Each stream once, also one of its own that it pays itself."""
    hier = [
        stroom
        for stroom in Geldstroom.objects.select_related("initiatief", "financier")
        if stad.pk in (stroom.initiatief.gemeente_id, stroom.financier.gemeente_id)
    ]
    gevonden = union_gemeente(Geldstroom.objects.order_by(), stad.pk)
    assert set(gevonden.values_list("pk", flat=True)) == {s.pk for s in hier}
    posten = list(list_posten(Vraag(gemeente=stad.pk), (2026, 2026)))
    rijen = compute_tabel(Vraag(gemeente=stad.pk, stromen=Geldstroom.objects.all()), 2026)
    assert sum(rij["aantal"] for rij in rijen) == len(posten) > 0
    som = sum((post.verleend for post in posten), Decimal(0))
    assert sum((rij["verleend"] for rij in rijen), Decimal(0)) == som
