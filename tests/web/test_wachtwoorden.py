"""Passwords that anybody in the street would try first."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "woord",
    ["wachtwoord123", "Welkom2026!!!", "zomerzomer2026", "MijnWachtwoord1", "!Feyenoord!1908"],
)
def test_everyday_words_with_digits_are_refused(woord):
    with pytest.raises(ValidationError, match="te makkelijk te raden"):
        validate_password(woord)


@pytest.mark.parametrize("woord", ["trapleuning-mosterd-vlieger", "welkomstgordijn gele fietsbel"])
def test_words_that_have_nothing_to_do_with_each_other_pass(woord):
    validate_password(woord)


def test_a_long_row_of_words_that_can_be_cut_in_many_ways_is_read_once():
    """With backtracking this would not end."""
    validate_password("abcdef" * 2000 + "!vlieger")
