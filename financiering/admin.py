"""The back room: to look in, never to write; writing goes through the pages, so that history is whole."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest

from financiering.permissions import can_manage_beheer

GELD_VAN_ANDEREN = {
    "Initiatief", "Geldstroom", "Taak", "Begrotingspost", "Betaling", "Beschikking", "Verantwoording",
    "Jaarbedrag", "Domeindeel", "Opschorting", "Signaal", "Advies", "Importregel", "Opdracht",
    "ApiVerzoek",
}  # fmt: skip
"""Not the business of a beheerder (domein.md, "Who sees what")."""


class AlleenKijken(admin.ModelAdmin):  # type: ignore[type-arg]
    """Lists and details, for the beheerder."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_manage_beheer(request.user).mag

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_manage_beheer(request.user).mag

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


for _model in apps.get_app_config("financiering").get_models():
    if not _model.__name__.startswith("Historical") and _model.__name__ not in GELD_VAN_ANDEREN:
        admin.site.register(_model, AlleenKijken)
