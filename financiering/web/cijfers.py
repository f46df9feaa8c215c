"""The figures behind a signal as a person reads them; they are kept as a machine does."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from financiering.domain.woorden import format_datum, join_woorden

DAG = re.compile(r"\d{4}-\d\d-\d\d")


def list_cijfers(cijfers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Name and value of every figure that is known."""
    return [
        (naam.replace("_", " ").capitalize(), _show(waarde))
        for naam, waarde in cijfers.items()
        if waarde not in (None, "", [])
    ]


def _show(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, str):
        return format_datum(date.fromisoformat(waarde)) if DAG.fullmatch(waarde) else waarde
    if isinstance(waarde, Mapping):
        return join_woorden([f"{_show(deel)} bij {naam}" for naam, deel in waarde.items()])
    if isinstance(waarde, Sequence):
        return join_woorden([_show(deel) for deel in waarde])
    return str(waarde)
