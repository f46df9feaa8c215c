"""What a password may not be, in Dutch; Django knows the English ones."""

from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

WOORDEN = Path(__file__).resolve().parent.parent / "codelijsten" / "alledaagse_woorden.txt"


class AlledaagsValidator:
    """Refuses everyday words alone, in a row, or dressed up with digits and signs."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError when nothing is left but everyday words."""
        letters = "".join(teken for teken in password.casefold() if teken.isalpha())
        if letters and _is_rij(letters):
            raise ValidationError(
                "Dit wachtwoord is te makkelijk te raden. Kies een paar woorden die niets met elkaar "
                "te maken hebben.",
                code="password_alledaags",
            )

    def get_help_text(self) -> str:
        """Shown beside the field."""
        return "Geen gewone woorden met alleen cijfers erachter, zoals welkom2026."


@cache
def _read_woorden() -> tuple[str, ...]:
    return tuple(WOORDEN.read_text("utf-8").split())


def _is_rij(letters: str) -> bool:
    """Whether these letters are everyday words one after the other; each place is looked at once."""
    bereikt = {0}
    for plek in range(len(letters)):
        if plek in bereikt:
            bereikt |= {plek + len(w) for w in _read_woorden() if letters.startswith(w, plek)}
    return len(letters) in bereikt
