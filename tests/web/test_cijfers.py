"""The figures behind a signal, read by a person."""

from financiering.web.cijfers import list_cijfers


def test_dates_answers_and_lists_read_as_dutch():
    assert list_cijfers(
        {
            "eindigt_op": "2026-12-31",
            "evaluatie_positief": False,
            "domeinen": ["welzijn", "cultuur", "zorg"],
            "prijs_straks": {"10%": "€ 12,50", "20%": "€ 7,50"},
            "projecten_op_rij": 4,
            "deel": "91%",
        }
    ) == [
        ("Eindigt op", "31 december 2026"),
        ("Evaluatie positief", "nee"),
        ("Domeinen", "welzijn, cultuur en zorg"),
        ("Prijs straks", "€ 12,50 bij 10% en € 7,50 bij 20%"),
        ("Projecten op rij", "4"),
        ("Deel", "91%"),
    ]


def test_what_is_not_known_is_left_out_and_nothing_at_all_is_a_figure():
    assert list_cijfers({"loopt_tot": None, "betalen": [], "aantal": 0, "uren": ""}) == [
        ("Aantal", "0")
    ]
