"""The door for other systems."""

API_VERSIE = "1.0.0"
"""The full version, in every answer; the first number is in the address."""
