"""Reading settings from the environment; what cannot be understood stops the start."""

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

JA_WOORDEN = {"1", "ja", "true", "yes", "on"}
NEE_WOORDEN = {"", "0", "nee", "false", "no", "off"}


def env_bool(naam: str, default: str = "") -> bool:
    """Yes or no; a word that is neither stops the start instead of meaning no."""
    waarde = os.environ.get(naam, default).strip().lower()
    if waarde in JA_WOORDEN | NEE_WOORDEN:
        return waarde in JA_WOORDEN
    raise ImproperlyConfigured(f"{naam} is {waarde!r}; write ja or nee")


def env_list(naam: str) -> list[str]:
    """Values separated by commas."""
    return [deel.strip() for deel in os.environ.get(naam, "").split(",") if deel.strip()]


def env_geheim(naam: str) -> str:
    """A secret from NAAM, or from the file that NAAM_FILE points to."""
    pad = os.environ.get(f"{naam}_FILE")
    return Path(pad).read_text().strip() if pad else os.environ.get(naam, "")


def keep_geheim(pad: Path) -> str:
    """The trial installation's own secret: made once, kept in its data folder, readable by its owner."""
    if not pad.exists():
        pad.touch(mode=0o600)
        pad.write_text(secrets.token_urlsafe(50))
    return pad.read_text().strip()
