"""Behind a proxy: whose address counts."""

from typing import Any

import pytest
from django.test import RequestFactory

from financiering.web.proxy import ProxyMiddleware


@pytest.mark.parametrize(
    ("kop", "adres"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("10.0.0.1, 198.51.100.7, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9, 2001:db8::5", "2001:db8::5"),
        ("203.0.113.9, onzin", "127.0.0.1"),
        ("", "127.0.0.1"),
        (None, "127.0.0.1"),
    ],
)
def test_only_what_the_last_proxy_wrote_is_believed(kop: str | None, adres: str) -> None:
    gezien: list[str] = []
    koppen = {} if kop is None else {"X-Forwarded-For": kop}
    verzoek = RequestFactory().get("/", headers=koppen)
    ProxyMiddleware(lambda request: gezien.append(request.META["REMOTE_ADDR"]))(verzoek)  # type: ignore[arg-type, func-returns-value]
    assert gezien == [adres]


@pytest.mark.django_db
def test_wrong_keys_of_one_visitor_do_not_stop_another(client: Any, settings: Any) -> None:
    settings.MIDDLEWARE = ["financiering.web.proxy.ProxyMiddleware", *settings.MIDDLEWARE]
    settings.API_MISLUKT_PER_MINUUT = 2

    def guess(adres: str) -> int:
        koppen = {"Authorization": "Bearer " + "x" * 40, "X-Forwarded-For": f"1.1.1.1, {adres}"}
        return int(client.get("/api/v1/gemeenten", headers=koppen).status_code)

    assert {guess("203.0.113.9") for _ in range(8)} == {401, 429}
    assert guess("203.0.113.10") == 401
