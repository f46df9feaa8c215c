"""The application with the addresses of the yardstick before its own, for one server process."""

from importlib import import_module

from financiering.wsgi import application

__all__ = ["application"]

# Only now: models can be imported once the application is set up.
import_module("financiering.urls").urlpatterns[:0] = import_module("bench.api_maat").urlpatterns
