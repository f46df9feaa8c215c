"""The style of the house, held by a machine: what a reviewer would have to say every time."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from financiering import __version__

WORTEL = Path(__file__).resolve().parent.parent
MAX_REGELS = 400
MAX_FUNCTIE = 70
GETELD = {".py", ".html", ".css", ".js"}
GEEN_TEKST = {".png", ".xlsx", ".ico", ".woff2", ".gz", ".zip", ".svg"}
VASTGESTELD = ("/migrations/", "web/static/vendor/")
"""Made by a machine or by others: not ours to shorten."""

# Built from parts, so that this file does not hold what it looks for.
ONAF = re.compile("|".join(("TO" + "DO", "FIX" + "ME", r"\bXX" + r"X\b")))
PADEN = re.compile("|".join(("/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", r"\.libr" + "ary/")))
HOSTS = re.compile(r"--(extra-)?index-url|https?://[^ \"')>]+/(simple|packages)(/|\s|$)")


def list_bestanden() -> list[Path]:
    """Every file that is, or is about to be, committed."""
    uitvoer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=WORTEL,
        capture_output=True,
        text=True,
        check=True,
    )
    return [pad for naam in uitvoer.stdout.splitlines() if (pad := WORTEL / naam).is_file()]


BESTANDEN = list_bestanden()
PYTHON = [pad for pad in BESTANDEN if pad.suffix == ".py"]


def name(pad: Path) -> str:
    return str(pad.relative_to(WORTEL))


def read_tekst() -> Iterator[tuple[str, str]]:
    for pad in BESTANDEN:
        if pad.suffix not in GEEN_TEKST and pad.name != "LICENSE":
            yield name(pad), pad.read_text(encoding="utf-8", errors="replace")


def find_regels(patroon: re.Pattern[str]) -> list[str]:
    return [
        f"{naam}:{nummer}"
        for naam, tekst in read_tekst()
        for nummer, regel in enumerate(tekst.splitlines(), 1)
        if patroon.search(regel)
    ]


def is_ours(pad: Path) -> bool:
    return not any(deel in f"/{name(pad)}" for deel in VASTGESTELD)


def list_imports(pad: Path) -> Iterator[str]:
    for knoop in ast.walk(ast.parse(pad.read_text())):
        if isinstance(knoop, ast.Import):
            yield from (naam.name for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom):
            yield from (f"{'.' * knoop.level}{knoop.module}.{n.name}" for n in knoop.names)


def test_files_stay_short() -> None:
    lengtes = {
        name(pad): len(pad.read_text().splitlines())
        for pad in BESTANDEN
        if pad.suffix in GETELD and is_ours(pad)
    }
    assert not {naam: aantal for naam, aantal in lengtes.items() if aantal > MAX_REGELS}


def test_functions_stay_short() -> None:
    lang = [
        f"{name(pad)}:{knoop.lineno} {knoop.name}"
        for pad in filter(is_ours, PYTHON)
        for knoop in ast.walk(ast.parse(pad.read_text()))
        if isinstance(knoop, ast.FunctionDef) and knoop.end_lineno is not None
        if knoop.end_lineno - knoop.lineno >= MAX_FUNCTIE
    ]
    assert not lang


def test_nothing_is_left_for_later() -> None:
    assert not find_regels(ONAF)


def test_no_drawer_for_odds_and_ends() -> None:
    assert not [name(pad) for pad in PYTHON if pad.name in ("utils.py", "helpers.py", "misc.py")]


def test_no_relative_imports() -> None:
    assert not [name(pad) for pad in PYTHON if any(i.startswith(".") for i in list_imports(pad))]


def test_no_place_of_this_machine_and_no_download_host() -> None:
    assert not find_regels(PADEN)
    assert not find_regels(HOSTS)


def test_every_locked_package_has_a_hash_and_a_reason() -> None:
    redenen = (WORTEL / "docs" / "dependencies.md").read_text().lower()
    for soort in ("base", "test", "lint"):
        slot = (WORTEL / "requirements" / f"{soort}.txt").read_text()
        assert "--hash=sha256:" in slot
        gevraagd = (WORTEL / "requirements" / f"{soort}.in").read_text()
        for naam in re.findall(r"(?m)^([A-Za-z][\w.-]*)", gevraagd):
            assert f"`{naam.lower()}`" in redenen, f"{naam} has no reason in docs/dependencies.md"


DOMEIN = [pad for pad in PYTHON if "financiering/domain/" in name(pad)]


@pytest.mark.parametrize("pad", DOMEIN, ids=name)
def test_domain_knows_no_django_but_textchoices_no_clock_and_no_files(pad: Path) -> None:
    for geimporteerd in list_imports(pad):
        if geimporteerd.startswith("django"):
            assert geimporteerd.rpartition(".")[2] in ("TextChoices", "IntegerChoices"), (
                geimporteerd
            )
        assert geimporteerd.split(".")[0] not in {"os", "time", "pathlib", "socket", "random"}
    aanroepen = {
        knoop.func.attr
        for knoop in ast.walk(ast.parse(pad.read_text()))
        if isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute)
    }
    assert not aanroepen & {"today", "now", "localdate"}


def test_today_is_asked_at_the_edge_and_never_at_import() -> None:
    """Rules and services get their date; a default argument would freeze it at the first import."""
    fout = []
    for pad in filter(is_ours, PYTHON):
        for knoop in ast.walk(ast.parse(pad.read_text())):
            if isinstance(knoop, ast.FunctionDef):
                for waarde in [*knoop.args.defaults, *knoop.args.kw_defaults]:
                    if waarde is not None and re.search(
                        r"today|now\(|localdate", ast.unparse(waarde)
                    ):
                        fout.append(f"{name(pad)}:{knoop.lineno}")
    assert not fout


def test_every_template_is_used() -> None:
    sjablonen = WORTEL / "templates"
    tekst = "\n".join(tekst for naam, tekst in read_tekst() if naam.endswith((".py", ".html")))
    namen = [str(pad.relative_to(sjablonen)) for pad in BESTANDEN if sjablonen in pad.parents]
    by_django = ("registration/", "admin/", "400.html", "403.html", "404.html", "500.html")
    assert not [n for n in namen if n not in tekst and not n.startswith(by_django)]


def test_modules_and_public_functions_outside_tests_say_why() -> None:
    """A module, a class and a task without a word leave the reader to guess."""
    stil = [
        name(pad)
        for pad in filter(is_ours, PYTHON)
        if pad.name != "__init__.py" and not ast.get_docstring(ast.parse(pad.read_text()))
    ]
    assert not stil


def test_version_is_the_same_everywhere() -> None:
    assert f"softwareVersion: {__version__}" in (WORTEL / "publiccode.yml").read_text()
    assert re.search(rf"^## {re.escape(__version__)}", (WORTEL / "CHANGELOG.md").read_text(), re.M)
