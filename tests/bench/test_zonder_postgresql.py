"""What needs PostgreSQL says so where there is none, and counts as nothing missed."""

import importlib

import pytest

NAMEN = ("portefeuille", "paginas", "regels", "rapport", "nacht", "groei")


@pytest.mark.parametrize("naam", NAMEN)
def test_measurement_on_the_country_is_left_out(
    naam: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "")
    assert importlib.import_module(f"bench.bench_land_{naam}").main() == 0
    assert "DATABASE_URL" in capsys.readouterr().out
