"""What the tests of the API share."""

from tests.api.wereld import vol

__all__ = ["vol"]
