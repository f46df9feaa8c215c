"""Follows the money of residents' initiatives, and warns in time."""

__version__ = "0.1.0"
