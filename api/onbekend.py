"""Whatever is not an address of the API, with a slash too many for instance."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.basis import ApiView


@extend_schema(exclude=True)
class Onbekend(ApiView):
    """404 in the form of every other problem, to whoever asks and however."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Before the method is looked at: an address that does not exist has no methods."""
        raise Http404
