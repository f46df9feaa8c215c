"""A last day on which acting helps is never behind the day that is looked at."""

from datetime import date, timedelta

from financiering.demo.laden import load_demo
from financiering.services.signalen import scan_initiatieven

P = date(2026, 11, 23)


def test_over_the_whole_trial_in_every_month_of_two_years(db):
    load_demo(P)
    achter = {
        (b.initiatief, b.regel, dag, b.uitkomst.laatste_dag)
        for dag in (P + timedelta(days=30 * maand) for maand in range(-12, 13))
        for b in scan_initiatieven(dag)
        if b.uitkomst.laatste_dag and b.uitkomst.laatste_dag < dag
    }
    assert achter == set()
