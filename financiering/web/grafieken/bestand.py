"""A picture as a file of its own, and its figures as a file: for a council paper or another program."""

import csv
import io
import re
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse

from financiering.uitwisseling.registers.bron import protect_tekst
from financiering.web.grafieken import svg
from financiering.web.grafieken.grafiek import Cel, Grafiek, Tabel

TOKENS = Path(__file__).parent.parent / "static" / "stijl" / "tokens.css"
KOP, KOPREGEL, RAND = 18, 26, 16
"""Size of the title, height of one line of it, and the margin around everything; pixels."""

STIJL = (
    "text {{ font-family: Arial, sans-serif; font-size: 14px; fill: {tekst} }}",
    ".kop {{ font-size: 18px; font-weight: bold }}",
    ".stil {{ fill: {gedempt} }} .sterk {{ font-weight: bold }}",
    ".eind {{ text-anchor: end }} .midden {{ text-anchor: middle }}",
    ".raster {{ stroke: {lijn} }} .as {{ stroke: {rand} }}",
    ".streep {{ fill: none; stroke: {tekst}; stroke-width: 1.5 }}",
    ".kans {{ fill: none; stroke: {accent}; stroke-width: 2.5; stroke-dasharray: 2 4 }}",
    ".vandaag {{ stroke: {tekst}; stroke-width: 1.5; stroke-dasharray: 4 3 }}",
    ".mist {{ fill: {vlak}; stroke: {kritiek}; stroke-width: 1.25 }} .vlak {{ fill: {vlak} }}",
    ".band {{ fill-opacity: 0.35 }} .halo {{ stroke: {vlak}; stroke-width: 5px; paint-order: stroke }}",
)
"""The classes of the pictures without custom properties: a word processor knows none."""
REEKSEN = {
    "structureel": "structureel", "incidenteel": "incidenteel", "onbekend": "onbekend",
    "zaaigeld": "zaaigeld", "ontwikkelgeld": "ontwikkelgeld", "basisgeld": "basisgeld",
    "verleend": "accent", "gereserveerd": "gedempt", "vrij": "gedempt", "gehoopt": "gedempt", "rest": "gedempt", "gewoon": "accent",
}  # fmt: skip


def send_beeld(request: HttpRequest, *grafieken: Grafiek | None) -> HttpResponse | None:
    """What `?download=<name>.svg` or `.csv` asks for, of the pictures on this page; None: nothing asked.

    Raises Http404 when no such picture is on the page.
    """
    gevraagd = request.GET.get("download", "")
    if not gevraagd:
        return None
    naam, _, vorm = gevraagd.rpartition(".")
    grafiek = next((g for g in grafieken if g and g.naam == naam), None)
    if grafiek is None or vorm not in ("svg", "csv") or (vorm == "svg" and grafiek.is_leeg):
        raise Http404
    inhoud, soort = (
        (build_svg(grafiek), "image/svg+xml") if vorm == "svg" else (build_csv(grafiek), "text/csv")
    )
    antwoord = HttpResponse(inhoud, content_type=f"{soort}; charset=utf-8")
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.{vorm}"'
    return antwoord


def build_csv(grafiek: Grafiek) -> str:
    """The table beside the picture; amounts in euros to the cent, and without a sign."""
    uit = io.StringIO()
    schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
    tabel = grafiek.tabel
    schrijver.writerow([protect_tekst(kolom.naam) for kolom in tabel.kolommen])
    for rij in _list_rijen(tabel):
        schrijver.writerow([_write_cel(cel) for cel in rij])
    return uit.getvalue()


def _list_rijen(tabel: Tabel) -> list[list[Cel]]:
    return [list(rij) for rij in (*tabel.rijen, tabel.totaal) if rij]


def _write_cel(cel: Cel) -> str:
    return protect_tekst(cel.tekst) if cel.waarde is None else str(cel.waarde)


def build_svg(grafiek: Grafiek) -> str:
    """The wide drawing with its title in it and its colours with it, on white."""
    tekening = str(grafiek.breed)
    maat = re.search(r'viewBox="0 0 (\d+) (\d+)"', tekening)
    assert maat
    regels = _wrap(grafiek.titel)
    boven = len(regels) * KOPREGEL + RAND
    breed, hoog = int(maat[1]) + 2 * RAND, int(maat[2]) + boven + RAND
    kop = [
        svg.text(regel, 0, -boven + KOPREGEL * nr, "kop")
        for nr, regel in enumerate(regels, start=1)
    ]
    vlak = svg.element("rect", x=-RAND, y=-boven, width=breed, height=hoog, class_="vlak")
    begin = tekening.index(">") + 1
    los = tekening[:begin].replace(
        maat[0], f'viewBox="{-RAND} {-boven} {breed} {hoog}" width="{breed}" height="{hoog}"'
    )
    return f"{los}<style>{load_stijl()}</style>{vlak}{svg.join(kop)}{tekening[begin:]}"


def _wrap(titel: str) -> list[str]:
    """The title in lines that fit above the drawing."""
    regels = [""]
    for woord in titel.split():
        langer = f"{regels[-1]} {woord}".strip()
        if svg.measure(langer, KOP) > svg.BREED and regels[-1]:
            regels.append(woord)
        else:
            regels[-1] = langer
    return regels


@cache
def load_stijl() -> str:
    """The style of a drawing with the colours of our own light palette."""
    licht = TOKENS.read_text(encoding="utf-8").split("@media")[0]
    kleuren = dict(re.findall(r"--(?:eigen|kleur)-([\w-]+): (#[0-9a-f]{6});", licht))
    vast = [regel.format_map(kleuren) for regel in STIJL]
    per_reeks = [
        f".vol.reeks-{code} {{ fill: {kleuren[kleur]} }} "
        f".rand.reeks-{code} {{ stroke: {kleuren[kleur]} }} "
        f".lijn.reeks-{code} {{ stroke: {kleuren[kleur]}; stroke-width: 2.5 }} "
        f".omtrek.reeks-{code} {{ fill: none; stroke: {kleuren[kleur]}; stroke-width: 1.25 }}"
        for code, kleur in REEKSEN.items()
    ]
    return "\n".join((*vast, *per_reeks))
