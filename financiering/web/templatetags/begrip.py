"""Codes as words with what they mean behind a question mark. Loaded in every template."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from financiering.domain.codes import Geldsoort
from financiering.web.begrippen import LIJSTEN, UITLEG
from financiering.web.templatetags.opmaak import vraag

register = template.Library()


@register.simple_tag
def begrip(lijst: str, code: str) -> SafeString:
    """{% begrip "aard" stroom.aard %}: the word, and behind the `?` what it means."""
    waarde = LIJSTEN[lijst](code)
    return format_html("{} {}", waarde.label, vraag(UITLEG[waarde], waarde.label))


@register.simple_tag
def soort(code: str) -> SafeString:
    """A kind of money as a word with its own shape."""
    return format_html('<span class="soort soort-{}">{}</span>', code, Geldsoort(code).label)
