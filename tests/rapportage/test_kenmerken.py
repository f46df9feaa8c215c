"""Whatever was done to the money, every figure is the same from the split alone and beside its streams."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from financiering.demo.laden import load_demo
from financiering.domain.codes import Aard, Bron, Geldsoort, Regelmaat, Status
from financiering.domain.exceptions import DomeinFout
from financiering.models import (
    Financier,
    Gebruiker,
    Geldstroom,
    Initiatief,
    Jaarbedrag,
    Pot,
    Taak,
)
from financiering.models.base import Plekken
from financiering.rapportage import portefeuille
from financiering.rapportage.portefeuille import compute_jaren, compute_tabel
from financiering.rapportage.selectie import (
    GEEN,
    KENMERKEN,
    Vraag,
    narrow,
    select_delen,
    union_gemeente,
)
from financiering.services.financiers import publish_financier, save_financier
from financiering.services.geldstromen import (
    Stap,
    correct_status,
    execute_overgang,
    update_geldstroom,
)
from financiering.services.initiatieven import save_initiatief
from financiering.services.schrijven import Handeling
from financiering.uitwisseling.exporter import export_werkboek
from financiering.uitwisseling.importer import read_werkboek
from tests.cast import make_geldstroom
from tests.kenmerken import list_afwijkend

IK = Handeling(None, "Test")
JAREN = range(2024, 2030)
WIJKEN = ("", "Noord", "Oost", "Zuid")
BRONNEN = (Bron.GEMEENTESUBSIDIE, Bron.FONDS, Bron.GIFT, Bron.IN_NATURA)
STAPPEN = ("aanvragen", "afspreken", "verlenen", "afwijzen", "intrekken", "verantwoorden", "vaststellen")  # fmt: skip
VRAGEN = (
    {}, {"aard": "structureel"}, {"bron": "fonds"}, {"wijk": "Oost"}, {"wijk": GEEN}, {"tot": "2027"},
    {"tot": GEEN}, {"geldsoort": "basisgeld", "regelmaat": "periodiek"},
)  # fmt: skip
ASSEN = (portefeuille.ASSEN, ("aard",), ("geldsoort", "aard"), ("wijk", "bron"), ("tot",))


class Loop:
    """Things people do to money, in an order that a seed decides."""

    def __init__(self, cast: SimpleNamespace, pad: Path, zaad: int) -> None:
        self.cast, self.pad, self.kies = cast, pad, Random(zaad)
        self.teller = 0

    def draw(self, model: Any) -> Any:
        rijen = list(model.objects.order_by("pk"))
        return self.kies.choice(rijen) if rijen else None

    def draw_velden(self) -> dict[str, Any]:
        van = date(self.kies.randint(2024, 2027), self.kies.choice((1, 1, 4, 9)), 1)
        jaren = self.kies.choice((None, 0, 1, 2))
        tot = None if jaren is None else date(van.year + jaren, self.kies.choice((10, 12)), 31)
        return {
            "aard": self.kies.choice(Aard.values),
            "regelmaat": self.kies.choice(Regelmaat.values),
            "geldsoort": self.kies.choice(Geldsoort.values),
            "bron": self.kies.choice(BRONNEN),
            "wijk": self.kies.choice(WIJKEN),
            "van": van,
            "tot": tot,
            "financier": self.draw(Financier),
        }

    def create(self) -> None:
        bedrag = Decimal(self.kies.randint(1, 10_000_00)) / 100
        stand = self.kies.choice((Status.VOORNEMEN, Status.AANGEVRAAGD, Status.VERLEEND))
        velden = self.draw_velden() | {"status": stand, "verleend": bedrag, "aangevraagd": bedrag}
        make_geldstroom(self.draw(Initiatief), velden.pop("financier"), **velden)

    def change(self) -> None:
        stroom = self.draw(Geldstroom)
        nieuw = self.draw_velden()
        for naam in self.kies.sample(sorted(nieuw.keys() - {"van", "tot"}), 2):
            setattr(stroom, naam, nieuw[naam])
        if self.kies.random() < 0.3:
            stroom.van, stroom.tot = nieuw["van"], nieuw["tot"]
        update_geldstroom(stroom, IK)

    def step(self) -> None:
        stap = Stap(date(2026, 6, 1), Decimal(self.kies.randint(1, 9000)), reden_afwijzing="overig")
        execute_overgang(self.draw(Geldstroom).pk, self.kies.choice(STAPPEN), stap, IK)

    def correct(self) -> None:
        correct_status(self.draw(Geldstroom).pk, self.kies.choice(Status.values), IK)

    def move(self) -> None:
        initiatief = self.draw(Initiatief)
        initiatief.gemeente = self.kies.choice((self.cast.veldstad, self.cast.havenstad))
        initiatief.wijk = self.kies.choice(WIJKEN)
        save_initiatief(initiatief, IK)

    def change_gever(self) -> None:
        gever = self.draw(Financier)
        gever.gemeente = self.kies.choice((None, self.cast.veldstad, self.cast.havenstad))
        gever.soort = "gemeente" if gever.gemeente else "overig"
        save_financier(gever, IK)

    def publish(self) -> None:
        gemeente = self.kies.choice((None, self.cast.veldstad))
        soort = "gemeente" if gemeente else "fonds"
        publish_financier(self.draw(Financier).naam, soort, gemeente, IK)

    def export(self) -> None:
        export_werkboek(
            self.pad,
            initiatieven=Initiatief.objects.order_by("kenmerk"),
            geldstromen=Geldstroom.objects.order_by("pk"),
            taken=Taak.objects.none(),
            potten=Pot.objects.none(),
        )

    def read_back(self) -> None:
        """What was kept earlier comes back: streams and initiatives change in bulk."""
        if self.pad.exists():
            assert read_werkboek(self.pad, IK).gelukt

    def do(self) -> None:
        doen = (
            self.create, self.create, self.change, self.change, self.step, self.step, self.correct,
            self.move, self.change_gever, self.publish,
        )  # fmt: skip
        try:
            self.kies.choice(doen)()
        except DomeinFout:
            self.teller += 1


def ask_beide(monkeypatch: pytest.MonkeyPatch, doe: Callable[[], Any]) -> tuple[Any, Any]:
    """The answer of the split alone, and that of streams beside their split."""
    snel = doe()
    with monkeypatch.context() as anders:
        anders.setattr(portefeuille, "select_delen", lambda *_: None)
        return snel, doe()


def list_vragen(cast: SimpleNamespace) -> list[Vraag]:
    mens = Gebruiker.objects.get(pk=cast.accounthouder.pk)
    mens.plekken = Plekken(mens)  # type: ignore[attr-defined]
    mag = Geldstroom.objects.countable_by(mens)
    wie = (
        Vraag(),
        Vraag(gemeente=cast.veldstad.pk, stromen=mag),
        Vraag(gemeente=cast.havenstad.pk),
    )
    return [
        narrow(Vraag(gemeente=v.gemeente, stromen=v.stromen, natura=natura), **filters)
        for v in wie
        for natura in (None, False, True)
        for filters in VRAGEN
    ]  # fmt: skip


@pytest.mark.parametrize("zaad", range(4))
def test_every_figure_is_the_same_both_ways(
    cast: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zaad: int
) -> None:
    loop = Loop(cast, tmp_path / "boek.xlsx", zaad)
    for ronde in range(3):
        loop.create()
        for _ in range(20):
            loop.do()
            assert not list_afwijkend()
        loop.read_back()
        assert not list_afwijkend()
        if ronde == 0:
            loop.export()
    assert loop.teller < 45
    assert Jaarbedrag.objects.known_on(None).exclude(betaler="").exists()
    for vraag in list_vragen(cast)[zaad % 2 :: 2]:
        assert select_delen(vraag, (2026, 2026), ("aard",)) is not None
        for assen in ASSEN:
            snel, traag = ask_beide(
                monkeypatch,
                lambda v=vraag, a=assen: [str(r) for j in JAREN for r in compute_tabel(v, j, a)],  # type: ignore[misc]
            )
            assert sorted(snel) == sorted(traag)
        snel, traag = ask_beide(monkeypatch, lambda v=vraag: compute_jaren(v, JAREN, 2026))  # type: ignore[misc]
        assert snel == traag


def test_the_whole_of_a_municipality_is_all_of_its_streams(cast: SimpleNamespace) -> None:
    """Who is of a municipality may count all of it; every other choice of streams is asked of the streams."""
    for initiatief in (cast.kade, cast.tuin, cast.dok):
        for gever in (cast.gemeente, cast.fonds):
            make_geldstroom(initiatief, gever)
    for mens in (cast.accounthouder, cast.buurman, cast.penningmeester, cast.adviseur):
        mens.plekken = Plekken(mens)
        mag = Geldstroom.objects.countable_by(mens)
        assert mag.heel == mens.plekken.list_ids("gemeente", "gemeente")
        for gemeente in mag.heel:
            alles = union_gemeente(Geldstroom.objects.order_by(), gemeente)
            telt = union_gemeente(mag.order_by(), gemeente)
            assert set(telt.values_list("pk")) == set(alles.values_list("pk"))
        zichtbaar = Geldstroom.objects.visible_to(mens)
        minder = (mag.filter(pk__gt=0), mag.exclude(pk__in=zichtbaar), mag.order_by(), zichtbaar)
        assert not any(stromen.heel for stromen in minder)
        eerst = Geldstroom.objects.filter(initiatief=cast.kade).countable_by(mens)
        assert not eerst.heel
    del cast.accounthouder.plekken
    assert not Geldstroom.objects.countable_by(cast.accounthouder).heel


@pytest.mark.parametrize(
    "anders",
    [
        {"peildatum": date(2026, 6, 1)},
        {"filters": (("fase", "uitvoering"),)},
        {"filters": (("financier", "1"),)},
        {"gemeente": "GM9002"},
        {"gemeente": None},
    ],
)
def test_what_the_split_does_not_carry_is_asked_of_the_streams(
    cast: SimpleNamespace, anders: dict[str, Any]
) -> None:
    cast.accounthouder.plekken = Plekken(cast.accounthouder)
    mag = Geldstroom.objects.countable_by(cast.accounthouder)
    vraag = {"gemeente": cast.veldstad.pk, "stromen": mag}
    assert select_delen(Vraag(**vraag), (2026, 2026), ("aard",)) is not None  # type: ignore[arg-type]
    assert select_delen(Vraag(**vraag), (2026, 2026), ("fase",)) is None  # type: ignore[arg-type]
    assert select_delen(Vraag(**vraag | anders), (2026, 2026), ("aard",)) is None


def test_directions_that_are_carried_are_directions_of_a_stream() -> None:
    assert KENMERKEN.keys() <= portefeuille.PADEN.keys()


@pytest.mark.django_db
def test_the_demo_carries_what_it_says() -> None:
    load_demo(date(2026, 11, 23))
    assert Jaarbedrag.objects.known_on(None).count() > 50
    assert not list_afwijkend()
