"""How Django draws a form: one question under another, with our own templates."""

from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """`{{ form }}` gives the error list and every field; `{{ form.naam.as_field_group }}` one field."""

    form_template_name = "componenten/formulier.html"
    field_template_name = "componenten/veld.html"
