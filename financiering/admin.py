"""The back room: to look in, never to write; writing goes through the pages, so that history is whole."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest

from financiering.permissions import can_manage_beheer

TE_ZIEN = {
    "Gebruiker", "Toegang", "Uitnodiging", "Kennissteunfunctie", "Gemeente", "Verkiezing", "Wetsparameter",
    "Regelprofiel", "Regeldrempel", "Regelinstelling", "Regelstand", "Koppeling", "Importbatch", "Publicatie",
}  # fmt: skip
"""Accounts, code lists and dated settings (domein.md, "Who sees what"); a new model is not seen until it is here."""


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


for _naam in sorted(TE_ZIEN):
    admin.site.register(apps.get_model("financiering", _naam), AlleenKijken)
