"""Behind a proxy of our own: whose address it is that asks."""

from collections.abc import Callable
from ipaddress import ip_address

from django.http import HttpRequest, HttpResponse


class ProxyMiddleware:
    """The visitor's address instead of the proxy's, so that one visitor's mistakes lock out no other.

    Only with `ACHTER_PROXY`. The last address of `X-Forwarded-For` is the one that our own proxy
    wrote; whatever stands before it came along with the visitor and is not believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        laatste = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        try:
            request.META["REMOTE_ADDR"] = str(ip_address(laatste))
        except ValueError:
            pass
        return self.get_response(request)
