"""Coming in and choosing a password, with Django's checks in our words."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm

from financiering.models import Gebruiker

WACHTWOORD_HULP = "Minstens twaalf tekens. Een paar woorden achter elkaar is goed."
NIET_GELIJK: dict[str, Any] = {
    "password_mismatch": "De twee wachtwoorden zijn niet gelijk. Typ ze nog eens."
}


class InlogForm(AuthenticationForm):
    """Says the same for a wrong name, a wrong password and too many tries."""

    error_messages = {
        "invalid_login": "De naam of het wachtwoord klopt niet. Hoofdletters tellen mee.",
        "inactive": "Dit account staat uit. Vraag de beheerder om het aan te zetten.",
    }


class NieuwWachtwoordForm(SetPasswordForm):
    """A new password after a link by mail."""

    error_messages = NIET_GELIJK

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        describe_wachtwoorden(self)


class WijzigWachtwoordForm(PasswordChangeForm):
    """A new password for who knows the old one."""

    error_messages = NIET_GELIJK | {
        "password_incorrect": "Dit is niet je oude wachtwoord. Typ het nog eens."
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "Je oude wachtwoord"
        describe_wachtwoorden(self)


def describe_wachtwoorden(form: forms.Form) -> None:
    """One sentence of help instead of a list of rules; the rules speak when one is broken."""
    for naam, label, hulp in (
        ("new_password1", "Je nieuwe wachtwoord", WACHTWOORD_HULP),
        ("new_password2", "Nog een keer", ""),
    ):
        form.fields[naam].label, form.fields[naam].help_text = label, hulp


class UitnodigingForm(forms.Form):
    """What an invited person chooses."""

    username = forms.CharField(label="Gebruikersnaam", max_length=150)
    first_name = forms.CharField(label="Voornaam", max_length=150, required=False)
    wachtwoord = forms.CharField(
        label="Wachtwoord",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=WACHTWOORD_HULP,
    )

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        wachtwoord = gegevens.get("wachtwoord", "")
        if wachtwoord:
            gebruiker = Gebruiker(username=gegevens.get("username", ""))
            try:
                password_validation.validate_password(wachtwoord, gebruiker)
            except forms.ValidationError as fout:
                self.add_error("wachtwoord", fout)
        return gegevens
