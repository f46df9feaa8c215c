"""Staff come in through the log-in of their own organisation (OpenID Connect); off unless it is set.

The provider says who somebody is and nothing else: an account must be here already, by invitation,
with the same address, and what it may do is decided here. The library does the flow (code, state,
nonce, PKCE, signature); what it leaves open is closed below.
"""

import logging
from typing import Any

import jwt
import requests
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView, OIDCAuthenticationRequestView

from financiering.domain.codes import SoortToegang

logger = logging.getLogger(__name__)

PERSONEEL = (SoortToegang.GEMEENTE, SoortToegang.KENNISSTEUNFUNCTIE, SoortToegang.BEHEER)
"""Who has an employer with a log-in of its own; people of an initiative keep their password."""

STUK = (requests.RequestException, jwt.PyJWTError, SuspiciousOperation, ValueError, KeyError)
"""A provider that cannot be reached, or says what cannot be right."""

NIET_GELUKT = (
    "Inloggen via je organisatie is niet gelukt. Gebruik het e-mailadres van je uitnodiging, of vraag "
    "de beheerder om er een te sturen."
)


class OrganisatieBackend(OIDCAuthenticationBackend):  # type: ignore[misc]
    """Finds the invited account behind a verified address; makes none, changes none."""

    def authenticate(self, request: Any, **kwargs: Any) -> Any:
        """Only at the end of a flow that began here; a form with a password is not for us."""
        if not kwargs.get("nonce") or not kwargs.get("code_verifier"):
            return None
        return super().authenticate(request, **kwargs)

    def verify_token(self, token: str, **kwargs: Any) -> Any:
        """Signed by the provider, about a log-in at this provider, for us, and still valid."""
        payload = super().verify_token(token, **kwargs)
        gehoor = payload.get("aud")
        gehoor = gehoor if isinstance(gehoor, list) else [gehoor]
        if payload.get("iss") != settings.OIDC_OP_ISSUER:
            raise SuspiciousOperation("OIDC: the token is of another issuer")
        if settings.OIDC_RP_CLIENT_ID not in gehoor:
            raise SuspiciousOperation("OIDC: the token is for somebody else")
        if len(gehoor) > 1 and payload.get("azp") != settings.OIDC_RP_CLIENT_ID:
            raise SuspiciousOperation("OIDC: the token was asked for by somebody else")
        if not payload.get("exp") or not payload.get("sub"):
            raise SuspiciousOperation("OIDC: the token has no end or no subject")
        return payload

    def get_userinfo(self, access_token: str, id_token: str, payload: Any) -> Any:
        """What the provider says of the same person as in the token."""
        gezegd = super().get_userinfo(access_token, id_token, payload)
        if gezegd.get("sub") != payload["sub"]:
            raise SuspiciousOperation("OIDC: the token and the user are not the same person")
        self.request.via_organisatie = str(gezegd.get("email", ""))[:255]
        return gezegd

    def verify_claims(self, claims: dict[str, Any]) -> bool:
        """An address that the provider checked itself; else anybody could name that of a colleague."""
        return bool(claims.get("email")) and claims.get("email_verified") is True

    def filter_users_by_claims(self, claims: dict[str, Any]) -> Any:
        """The invited account of somebody who works here, if it is switched on."""
        return (
            super()
            .filter_users_by_claims(claims)
            .filter(is_active=True, toegangen__soort__in=PERSONEEL)
            .distinct()
        )

    def get_user(self, user_id: Any) -> Any:
        """Somebody whose account is switched off is out at the next page."""
        return ModelBackend.get_user(self, user_id)


def name_poging(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """Who tried to come in, for the log: what was typed, else the address the provider named."""
    getypt: Any = credentials or getattr(request, "data", request.POST)
    wie: str | None = getypt.get("username")
    return wie or getattr(request, "via_organisatie", None) or None


class Terug(OIDCAuthenticationCallbackView):  # type: ignore[misc]
    """Back from the provider: in, or to the log-in page with the same words for every reason."""

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            antwoord: HttpResponse = super().get(request)
        except STUK as fout:
            logger.warning("OIDC: %s: %s", type(fout).__name__, fout)
            antwoord = self.login_failure()
        return antwoord

    def login_failure(self) -> HttpResponse:
        messages.error(self.request, NIET_GELUKT)
        antwoord: HttpResponse = super().login_failure()
        return antwoord


def _need_oidc() -> None:
    if not settings.OIDC_AAN:
        raise Http404


@login_not_required
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """To the provider."""
    _need_oidc()
    antwoord: HttpResponse = OIDCAuthenticationRequestView.as_view()(request)
    return antwoord


@login_not_required
@require_safe
def terug(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    _need_oidc()
    antwoord: HttpResponse = Terug.as_view()(request)
    return antwoord


urlpatterns = [
    path("inloggen/organisatie", begin, name="oidc_begin"),
    path("inloggen/organisatie/terug", terug, name="oidc_terug"),
]
