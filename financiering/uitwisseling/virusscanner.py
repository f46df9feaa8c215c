"""Ask a virus scanner, where the installation has one: ClamAV's daemon over a socket (INSTREAM)."""

import socket
import struct
from contextlib import closing

from django.conf import settings

from financiering.uitwisseling.bestanden import BestandGeweigerd

STUK = 64 * 1024
SECONDEN = 30


def scan(inhoud: bytes) -> None:
    """Raises BestandGeweigerd for a virus, and when a scanner is set but does not answer."""
    if not settings.VIRUSSCANNER:
        return
    try:
        antwoord = _ask(settings.VIRUSSCANNER, inhoud)
    except (OSError, ValueError) as fout:
        raise BestandGeweigerd(
            "De virusscanner antwoordt niet, dus we nemen nu geen bestanden aan. Probeer het later."
        ) from fout
    if antwoord.endswith("OK"):
        return
    if antwoord.endswith("FOUND"):
        raise BestandGeweigerd("In dit bestand zit een virus. We bewaren het niet.")
    raise BestandGeweigerd("De virusscanner kon dit bestand niet nakijken. Probeer het later.")


def _ask(adres: str, inhoud: bytes) -> str:
    with closing(_connect(adres)) as lijn:
        lijn.sendall(b"zINSTREAM\0")
        for begin in range(0, len(inhoud), STUK):
            stuk = inhoud[begin : begin + STUK]
            lijn.sendall(struct.pack("!I", len(stuk)) + stuk)
        lijn.sendall(struct.pack("!I", 0))
        antwoord = b""
        while not antwoord.endswith(b"\0") and (deel := lijn.recv(4096)):
            antwoord += deel
    return antwoord.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connect(adres: str) -> socket.socket:
    if adres.startswith("/"):
        lijn = socket.socket(socket.AF_UNIX)
        lijn.settimeout(SECONDEN)
        lijn.connect(adres)
        return lijn
    host, _, poort = adres.rpartition(":")
    return socket.create_connection((host, int(poort)), timeout=SECONDEN)
