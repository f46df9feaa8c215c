"""The side doors are closed, and evidence cannot be cascaded away."""

import pytest
from django.apps import apps
from django.db import models
from django.db.models import PROTECT
from django.db.models.deletion import ProtectedError

from financiering.models import Geldstroom, Initiatief
from financiering.models.base import BewaardModel, ZijdeurGesloten
from tests.cast import make_geldstroom

BEWAARD = [
    m for m in apps.get_app_config("financiering").get_models() if issubclass(m, BewaardModel)
]


@pytest.mark.parametrize("model", BEWAARD, ids=lambda m: m.__name__)
def test_bulk_writes_are_refused(model):
    for schrijf in (
        lambda: model.objects.update(versie=9),
        lambda: model.objects.bulk_create([]),
        lambda: model.objects.bulk_update([], ["versie"]),
        lambda: model.objects.all().delete(),
    ):
        with pytest.raises(ZijdeurGesloten, match="service"):
            schrijf()


def test_every_kept_model_has_a_history():
    assert all(hasattr(model, "history") for model in BEWAARD)


def test_nothing_of_ours_cascades():
    for model in apps.get_app_config("financiering").get_models():
        if model.__module__.startswith("simple_history") or "Historical" in model.__name__:
            continue
        for veld in model._meta.fields:
            if isinstance(veld, models.ForeignKey) and veld.model is model:
                assert veld.remote_field.on_delete in (PROTECT, models.SET_NULL), veld


def test_an_initiative_with_money_cannot_be_deleted(cast):
    make_geldstroom(cast.kade, cast.fonds)
    with pytest.raises(ProtectedError):
        Initiatief.objects.get(kenmerk="kade").delete()
    assert Geldstroom.objects.exists()
