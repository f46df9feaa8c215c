"""`python -m bench.kalibratie HISTORIE.csv`: does the forecast of a late decision hold on a real register?

Learns from the decisions first seen in 2016 and 2017 and says what 2018 will bring, per part of the
municipality and kind of grant; then looks what 2018 brought. The register says when a decision was first
seen, in copies made every week or so: it was taken after the copy before. A decision counts for an equal
part on each of those days. Days late are counted from 31 December before the year of the grant, so only
yearly grants (Periodiek) can be judged; for a one-off grant the register has no day to count from.
"""

import csv
import sys
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.besluitkansen import Besluit, Besluitduur, Verwachting, learn

LEERJAREN, TOETSJAAR = (2016, 2017), 2018
TREKKRACHT, MINSTENS = 20.0, 10


def read_besluiten(pad: Path) -> dict[int, list[Besluit]]:
    """Decisions on yearly grants by the year they are for; what the first copy held is of no known day."""
    with pad.open(encoding="utf-8", newline="") as bestand:
        rijen = [r for r in csv.DictReader(bestand, delimiter=";") if r["verlening_eerst_gezien"]]
    gezien = sorted({rij[k] for rij in rijen for k in ("eerst_gezien", "verlening_eerst_gezien")})
    per_jaar: dict[int, list[Besluit]] = {}
    for rij in rijen:
        plek = bisect_left(gezien, rij["verlening_eerst_gezien"])
        if rij["periodiciteit"] != "Periodiek" or plek == 0:
            continue
        jaar = int(rij["subsidiejaar"])
        uiterste = date(jaar - 1, 12, 31)
        na, op = (date.fromisoformat(gezien[n]) for n in (plek - 1, plek))
        besluit = Besluit(
            rij["organisatieonderdeel"], "periodiek", (na - uiterste).days + 1, (op - uiterste).days
        )
        per_jaar.setdefault(jaar, []).append(besluit)
    return per_jaar


def compute_binnen(besluiten: Sequence[Besluit], laag: Sequence[int], hoog: Sequence[int]) -> float:
    """The share of the decisions that fell from `laag` up to and including `hoog`, in percents."""
    som = 0.0
    for besluit, van, tot in zip(besluiten, laag, hoog, strict=True):
        dagen = besluit.laatst - besluit.vroegst + 1
        som += max(0, min(tot, besluit.laatst) - max(van, besluit.vroegst) + 1) / dagen
    return 100 * som / len(besluiten)


def compute_misser(besluiten: Sequence[Besluit], gezegd: Sequence[int]) -> float:
    """Days between what was said and what came, on average."""
    som = 0.0
    for besluit, zei in zip(besluiten, gezegd, strict=True):
        dagen = range(besluit.vroegst, besluit.laatst + 1)
        som += sum(abs(dag - zei) for dag in dagen) / len(dagen)
    return som / len(besluiten)


def compute_verlies(besluiten: Sequence[Besluit], gezegd: Sequence[Verwachting]) -> float:
    """Pinball loss in days over the shares of 5, 25, 50, 75 and 95%: lower is better."""
    som = 0.0
    for besluit, v in zip(besluiten, gezegd, strict=True):
        dagen = range(besluit.vroegst, besluit.laatst + 1)
        for deel, q in ((0.05, v.p5), (0.25, v.p25), (0.5, v.p50), (0.75, v.p75), (0.95, v.p95)):
            som += sum(max(deel * (d - q), (deel - 1) * (d - q)) for d in dagen) / len(dagen)
    return som / (5 * len(besluiten))


def report(naam: str, besluiten: Sequence[Besluit], gezegd: Sequence[Verwachting]) -> None:
    half = compute_binnen(besluiten, [v.p25 for v in gezegd], [v.p75 for v in gezegd])
    veel = compute_binnen(besluiten, [v.p5 for v in gezegd], [v.p95 for v in gezegd])
    mis = compute_misser(besluiten, [v.p50 for v in gezegd])
    print(
        f"| {naam} | {half:.0f}% | {veel:.0f}% | {mis:.1f} | {compute_verlies(besluiten, gezegd):.1f} |"
    )


def say(geleerd: Besluitduur, besluiten: Sequence[Besluit], *, eigen: bool) -> list[Verwachting]:
    """What would have been said of each decision; of an unknown giver: what all givers do."""
    allen = geleerd.forecast_allen("periodiek")
    if allen is None:
        sys.exit("te weinig besluiten om iets te leren")
    return [(eigen and geleerd.forecast(b.gever, b.soort)) or allen for b in besluiten]


def main(pad: Path) -> None:
    """Print the tables of docs/kalibratie.md."""
    per_jaar = read_besluiten(pad)
    for leerjaren, toetsjaar in ((LEERJAREN, TOETSJAAR), ((2017,), 2018), ((2017, 2018), 2019)):
        leer = [besluit for jaar in leerjaren for besluit in per_jaar[jaar]]
        toets = per_jaar[toetsjaar]
        geleerd = learn(leer, trekkracht=TREKKRACHT, minstens=MINSTENS)
        eigen, allen = (say(geleerd, toets, eigen=keuze) for keuze in (True, False))
        print(
            f"\nGeleerd op {' en '.join(map(str, leerjaren))} ({len(leer)} besluiten), "
            f"getoetst op {toetsjaar} ({len(toets)} besluiten)\n"
        )
        print("| Voorspelling | in de 50%-band | in de 90%-band | mis, dagen | verlies, dagen |")
        print("|---|---|---|---|---|")
        report("per gever, getrokken naar allen", toets, eigen)
        report("alle gevers samen", toets, allen)
        vast = [Verwachting(*[v.p50] * 6, v.aantal) for v in allen]
        report("altijd de mediaan", toets, vast)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
