"""How money, dates and days read."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines


def render(bron: str, **context: object) -> str:
    return engines["django"].from_string(bron).render(context)


@pytest.mark.parametrize(
    ("bron", "waarde", "gelezen"),
    [
        ("{{ w|bedrag }}", Decimal("1234.56"), "€ 1.234,56"),
        ("{{ w|bedrag }}", Decimal("1234567.5"), "€ 1.234.567,50"),
        ("{{ w|bedrag }}", Decimal("-12.3"), "-€ 12,30"),
        ("{{ w|bedrag }}", None, "–"),
        ("{{ w|bedrag }}", 0, "€ 0,00"),
        ("{{ w|euro }}", Decimal("8999.50"), "€ 9.000"),
        ("{{ w|datum }}", date(2026, 10, 1), "1 oktober 2026"),
        ("{{ w|datum }}", None, "–"),
        ("{{ w|datum }}", datetime(2026, 9, 30, 23, 30, tzinfo=UTC), "1 oktober 2026"),
        ("{{ w|moment }}", datetime(2026, 10, 1, 12, 5, tzinfo=UTC), "1 oktober 2026 om 14.05 uur"),
        ("{{ w|wanneer }}", date(2026, 10, 1), "1 oktober 2026"),
        ("{{ w|maand }}", date(2027, 6, 1), "juni 2027"),
        ("{{ w|dagen }}", 42, "42 dagen geleden"),
        ("{{ w|dagen }}", -3, "over 3 dagen"),
        ("{{ w|dagen }}", 0, "vandaag"),
        ("{{ w|procent }}", Decimal("0.615"), "62%"),
        ("{{ w|procent }}", None, "–"),
        ("{{ w|meervoud:'taak,taken' }}", 1, "één taak"),
        ("{{ w|meervoud:'taak,taken' }}", 5, "vijf taken"),
        ("{{ w|meervoud:'initiatief,initiatieven' }}", 31, "31 initiatieven"),
    ],
)
def test_it_reads_as_a_person_says_it(bron: str, waarde: object, gelezen: str) -> None:
    assert render(bron, w=waarde).replace("\u00a0", " ") == gelezen


def test_days_from_the_reference_date() -> None:
    bron = "{{ dag|dagen_tot:peildatum }}"
    dag = date(2026, 10, 12)
    assert render(bron, dag=dag, peildatum=date(2026, 11, 23)) == "42 dagen geleden"


def test_a_level_has_a_word_and_a_shape() -> None:
    html = render("{% ernst 'kritiek' %}")
    assert "kritiek</span>" in html
    assert '<span aria-hidden="true">◆</span>' in html


def test_the_question_mark_says_what_it_explains() -> None:
    html = render("{% vraag tekst 'aard' %}", tekst="<script>")
    assert 'aria-label="Wat betekent aard?"' in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("tekst", "verwacht"), [("één ander signaal", "Eén ander signaal"), ("vijf", "Vijf"), ("", "")]
)
def test_a_sentence_opens_with_one_accent_less(tekst, verwacht):
    assert render("{{ tekst|capfirst }}", tekst=tekst) == verwacht
