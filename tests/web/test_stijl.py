"""The stylesheets: readable in light and dark, and nothing inline anywhere."""

import re
from pathlib import Path

import pytest
from django.conf import settings

BLADEN = sorted((settings.BASE_DIR / "financiering/web/static/stijl").glob("*.css"))
SJABLONEN = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
TOKENS = (settings.BASE_DIR / "financiering/web/static/stijl/tokens.css").read_text()
KLEUR = re.compile(r"(--(?:eigen|kleur)-[a-z-]+): #([0-9a-f]{6});")

LICHT = dict(KLEUR.findall(TOKENS.split("@media")[0]))
DONKER = LICHT | dict(KLEUR.findall(TOKENS.split("@media")[1]))

TEKST_OP_VLAK = [
    *((tekst, "vlak") for tekst in ("tekst", "gedempt", "accent", "kritiek", "risico", "goed")),
    *((tekst, "vlak-zacht") for tekst in ("tekst", "gedempt", "accent")),
    *((tekst, "accent-zacht") for tekst in ("tekst", "accent")),
    *((tekst, "risico-zacht") for tekst in ("tekst", "accent")),
    *((tekst, "kritiek-zacht") for tekst in ("tekst", "kritiek", "accent")),
    *((tekst, "goed-zacht") for tekst in ("tekst", "accent")),
    ("op-accent", "accent"),
    ("op-accent", "accent-sterk"),
    ("focus-tekst", "focus-vlak"),
]
SOORTEN = ("structureel", "incidenteel", "onbekend", "zaaigeld", "ontwikkelgeld", "basisgeld")


def compute_helderheid(kleur: str) -> float:
    delen = (int(kleur[plek : plek + 2], 16) / 255 for plek in (0, 2, 4))
    r, g, b = (
        deel / 12.92 if deel <= 0.04045 else ((deel + 0.055) / 1.055) ** 2.4 for deel in delen
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def compute_contrast(een: str, ander: str) -> float:
    laag, hoog = sorted((compute_helderheid(een), compute_helderheid(ander)))
    return (hoog + 0.05) / (laag + 0.05)


@pytest.mark.parametrize("kleuren", [LICHT, DONKER], ids=["licht", "donker"])
def test_text_stands_out_from_what_it_stands_on(kleuren: dict[str, str]) -> None:
    for tekst, vlak in TEKST_OP_VLAK:
        contrast = compute_contrast(kleuren[f"--eigen-{tekst}"], kleuren[f"--eigen-{vlak}"])
        assert contrast >= 4.5, (tekst, vlak, contrast)
    for soort in SOORTEN:
        contrast = compute_contrast(kleuren[f"--kleur-{soort}"], kleuren["--eigen-vlak"])
        assert contrast >= 4.5, (soort, contrast)


@pytest.mark.parametrize("kleuren", [LICHT, DONKER], ids=["licht", "donker"])
def test_edges_of_fields_are_seen(kleuren: dict[str, str]) -> None:
    assert compute_contrast(kleuren["--eigen-rand"], kleuren["--eigen-vlak"]) >= 3


@pytest.mark.parametrize("blad", BLADEN, ids=lambda blad: blad.name)
def test_every_value_used_is_a_token_that_exists(blad: Path) -> None:
    bron = blad.read_text()
    eigen = set(re.findall(r"(--[a-z0-9-]+):", TOKENS)) | {"--reeks"}
    gebruikt = set(re.findall(r"var\((--[a-z0-9-]+)", bron))
    assert {
        naam for naam in gebruikt if not naam.startswith(("--basis-", "--utrecht-", "--nl-"))
    } <= eigen
    assert bron.count("\n") <= 400
    assert blad.name == "tokens.css" or not re.search(r"#[0-9a-f]{3,8}\b", bron)


@pytest.mark.parametrize("sjabloon", SJABLONEN, ids=lambda pad: pad.name)
def test_nothing_is_inline(sjabloon: Path) -> None:
    bron = sjabloon.read_text()
    assert not re.search(r"""\sstyle\s*=|<style|javascript:|\son[a-z]+\s*=\s*["']""", bron)
    assert not re.search(r"<script(?![^>]*\ssrc=)", bron)
