"""The components: what they say, and that text of others stays text."""

from decimal import Decimal

from django import forms
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from financiering.domain.codes import Geldsoort
from financiering.web.begrippen import LIJSTEN, UITLEG
from financiering.web.formulier.velden import BedragVeld
from financiering.web.onderdelen import BedragRegel, Stap, Zin


def render(bron: str, **context: object) -> str:
    return engines["django"].from_string(bron).render(context, RequestFactory().get("/?wijk=1"))


class Formulier(forms.Form):
    naam = forms.CharField(label="Waarvoor", help_text="In een paar woorden.")
    bedrag = BedragVeld()
    soort = forms.ChoiceField(choices=Geldsoort.choices, widget=forms.RadioSelect)
    noot = forms.CharField(required=False)
    akkoord = forms.BooleanField(label="Ik weet het zeker")

    def clean(self) -> None:
        raise forms.ValidationError("De periode klopt niet met het bedrag.")


def test_a_notice_escapes_its_heading_and_keeps_its_content() -> None:
    html = render("{% melding 'let_op' kop %}<p>{{ kop }}</p>{% endmelding %}", kop="<b>")
    assert html == (
        '<div class="melding melding-let_op"><p class="kopje">&lt;b&gt;</p><p>&lt;b&gt;</p></div>'
    )


def test_every_code_is_explained() -> None:
    assert {code for lijst in LIJSTEN.values() for code in lijst} == set(UITLEG)
    assert "Wat betekent basisgeld?" in render("{% begrip 'geldsoort' 'basisgeld' %}")


def test_a_form_links_every_mistake_to_its_field() -> None:
    html = render("{{ form }}", form=Formulier({"bedrag": "twaalf"}))
    assert "Er kloppen nog 5 dingen niet" in html
    assert 'href="#id_naam">Waarvoor:' in html
    assert 'aria-describedby="id_naam_helptext id_naam_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="twaalf"' in html
    assert html.count("autofocus") == 1


def test_a_fresh_form_is_silent_and_says_what_may_stay_empty() -> None:
    html = render("{{ form }}", form=Formulier())
    assert "foutenlijst" not in html
    assert html.count("(hoeft niet)") == 1
    assert '<span aria-hidden="true">€</span>' in html
    assert html.count("<legend>") == 1


def test_crumbs_end_at_this_page() -> None:
    html = render("{% kruimels 'Mijn initiatief' '/' hier %}", hier="<Huur>")
    assert '<a href="/">Mijn initiatief</a>' in html
    assert '<li aria-current="page">&lt;Huur&gt;</li>' in html


def test_amounts_say_when_they_are_not_known() -> None:
    regels = [BedragRegel("Verleend", Decimal("9000")), BedragRegel("Vastgesteld", None)]
    html = render("{% bedragen regels %}", regels=regels)
    assert "€ 9.000,00" in html.replace("\u00a0", " ")
    assert "nog niet bekend" in html


def test_steps_mark_where_one_is() -> None:
    stappen = [Stap("aangevraagd", "gedaan", "1 juni 2026"), Stap("verleend", "nu")]
    html = render("{% stappen stappen %}", stappen=stappen)
    assert html.count('aria-current="step"') == 1
    assert "(gedaan)" in html


def test_sentences_are_text() -> None:
    assert "&lt;i&gt;" in render("{% zinnen z %}", z=[Zin("<i>")])


def test_paging_keeps_the_filters() -> None:
    html = render("{% paginering blad %}", blad=Paginator(range(30), 10).page(2))
    assert 'href="?wijk=1"' in html
    assert 'href="?wijk=1&amp;bladzijde=3"' in html
    assert "Bladzijde 2 van 3" in html


def test_progress_tells_the_truth_in_words_too() -> None:
    html = render("{% voortgang 'Rij 20 van 50' gedaan=20 totaal=50 adres='/v' %}")
    assert '<progress value="20" max="50"' in html
    assert 'hx-get="/v"' in html
    assert "progress" not in render("{% voortgang 'We beginnen zo' %}")
