"""How Django draws a form: one question under another, with our own templates."""

from django.forms import ChoiceField, Field, FileField, ModelChoiceField
from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """`{{ form }}` gives the error list and every field; `{{ form.naam.as_field_group }}` one field."""

    form_template_name = "componenten/formulier.html"
    field_template_name = "componenten/veld.html"


def speak_plainly() -> None:
    """The messages of Django that people meet most, in our words. Before the first form is made."""
    Field.default_error_messages["required"] = "Vul dit nog in."
    FileField.default_error_messages["required"] = "Kies eerst een bestand."
    for veld in (ChoiceField, ModelChoiceField):
        veld.default_error_messages["invalid_choice"] = "Kies iets uit de lijst."
