"""Municipalities found by any name people use."""

import pytest

from financiering.services.gemeenten import find_gemeente


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("woord", "code"),
    [
        ("'s-Gravenhage", "GM0518"),
        ("s Gravenhage", "GM0518"),
        ("Den Haag", "GM0518"),
        ("den bosch", "GM0796"),
        ("gm0363", "GM0363"),
        ("AMSTERDAM", "GM0363"),
        ("Nergenshuizen", None),
        ("", None),
    ],
)
def test_a_municipality_has_more_names_than_one(woord, code):
    gevonden = find_gemeente(woord)
    assert (gevonden and gevonden.code) == code
