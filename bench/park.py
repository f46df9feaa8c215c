"""Several machines' worth of processes on this one, started from the files in deploy/.

PostgreSQL with a streaming copy, Redis, web processes, workers and nginx, each on a port of its own,
in one folder that goes away. Nothing that already runs here is touched.
"""

import os
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from http.cookiejar import CookieJar
from pathlib import Path
from secrets import token_hex
from types import TracebackType

from bench.bench_start import find_poort

WORTEL = Path(__file__).resolve().parent.parent
DEPLOY = WORTEL / "deploy"


def find_postgresql() -> Path:
    """The newest server that Debian has put here."""
    mappen = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda m: float(m.parent.name))
    if not mappen:
        sys.exit("PostgreSQL is not installed")
    return mappen[-1]


def wait_until(waar: Callable[[], object], wat: str, seconden: float = 60) -> None:
    """Ask until it is so, or end the measurement."""
    einde = time.monotonic() + seconden
    while not waar():
        if time.monotonic() > einde:
            raise TimeoutError(wat)
        time.sleep(0.1)


class Park:
    """The processes, by name; use as a context, so that they end."""

    def __init__(self) -> None:
        self.map = Path(tempfile.mkdtemp(prefix="park-"))
        self.map.chmod(0o755)
        self.processen: dict[str, subprocess.Popen[bytes]] = {}
        self.poorten: dict[str, int] = {}
        self.wachtwoord = token_hex(12)
        self.geheim = token_hex(32)

    def __enter__(self) -> "Park":
        return self

    def __exit__(
        self,
        soort: type[BaseException] | None,
        fout: BaseException | None,
        plek: TracebackType | None,
    ) -> None:
        for naam in reversed(list(self.processen)):
            self.stop(naam)
        shutil.rmtree(self.map, ignore_errors=True)

    def start(self, naam: str, *opdracht: str, env: Mapping[str, str] | None = None) -> None:
        """In a group of its own; what it says goes to a file named after it."""
        with (self.map / f"{naam}.log").open("ab") as uit:
            self.processen[naam] = subprocess.Popen(
                opdracht, cwd=WORTEL, env=dict(env or os.environ), stdout=uit, stderr=uit,
                start_new_session=True,
            )  # fmt: skip

    def stop(self, naam: str, wat: int = signal.SIGTERM) -> None:
        """End a process and its children; PostgreSQL ends its own."""
        proces = self.processen.pop(naam)
        stil = signal.SIGINT if naam in ("eerste", "kopie") and wat == signal.SIGTERM else wat
        try:
            os.killpg(proces.pid, stil)
        except ProcessLookupError:
            pass
        proces.wait(30)

    def build_adres(self, naam: str, database: str = "buurtfundament") -> str:
        return f"postgresql://postgres:{self.wachtwoord}@127.0.0.1:{self.poorten[naam]}/{database}"

    @property
    def omgeving(self) -> dict[str, str]:
        """What every process of the application is told: deploy/omgeving.voorbeeld, with our places."""
        site = f"https://localhost:{self.poorten['proxy']}"
        omgeving = os.environ | {
            "DEMO": "nee", "SECRET_KEY": self.geheim, "DATA_DIR": str(self.map / "gegevens"),
            "DATABASE_URL": self.build_adres("eerste"), "ACHTER_PROXY": "ja", "SITE_URL": site,
            "CACHE_URL": f"redis://127.0.0.1:{self.poorten['redis']}/1", "CSRF_TRUSTED_ORIGINS": site,
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{self.poorten['redis']}/0",
            "DJANGO_SETTINGS_MODULE": "financiering.settings",
        }  # fmt: skip
        if "kopie" in self.poorten:
            omgeving["DATABASE_REPLICA_URL"] = self.build_adres("kopie")
        return omgeving

    def manage(self, *opdracht: str) -> str:
        """One command of the application, to its end."""
        uit = subprocess.run(
            [sys.executable, *opdracht],
            cwd=WORTEL,
            env=self.omgeving,
            capture_output=True,
            text=True,
        )
        if uit.returncode:
            sys.exit(uit.stderr)
        return uit.stdout

    def _as_postgres(self, **extra: str) -> tuple[list[str], dict[str, str]]:
        """PostgreSQL refuses root; and what its scripts in deploy/ want to know."""
        env = os.environ | {
            "PATH": f"{find_postgresql()}:{os.environ['PATH']}", "PGPASSWORD": self.wachtwoord,
            "PGHOST": "127.0.0.1", "KOPIE_WACHTWOORD": self.wachtwoord, **extra,
        }  # fmt: skip
        return (["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []), env

    def start_eerste(self, *instellingen: str) -> None:
        """The first database, empty, with the account for the copy."""
        self.poorten["eerste"] = poort = find_poort()
        plek, sleutel = self.map / "eerste", self.map / "wachtwoord"
        wie, env = self._as_postgres(PGDATA=str(plek), PGPORT=str(poort))
        sleutel.write_text(self.wachtwoord)
        plek.mkdir()
        if wie:
            shutil.chown(plek, "postgres")
        opties = ["-A", "scram-sha-256", "-U", "postgres", f"--pwfile={sleutel}", "-E", "UTF8"]
        subprocess.run([*wie, "initdb", *opties], env=env, check=True, stdout=subprocess.DEVNULL)
        vast = ["-p", str(poort), "-k", str(plek), *(d for i in instellingen for d in ("-c", i))]
        self.start("eerste", *wie, "postgres", *vast, env=env)
        wait_until(
            lambda: subprocess.run([*wie, "pg_isready", "-q"], env=env).returncode == 0,
            "PostgreSQL",
        )
        subprocess.run(["sh", str(DEPLOY / "postgresql/eerste.sh")], env=env, check=True)
        subprocess.run(
            ["psql", "-U", "postgres", "-qc", "CREATE DATABASE buurtfundament"], env=env, check=True
        )

    def start_kopie(self) -> None:
        """A streaming copy of it."""
        self.poorten.setdefault("kopie", find_poort())
        plek = self.map / "kopieplek"
        plek.mkdir(exist_ok=True)
        wie, env = self._as_postgres(
            PGDATA=str(plek / "kopie"), PGPORT=str(self.poorten["eerste"]), EERSTE="127.0.0.1",
            KOPIE_POORT=str(self.poorten["kopie"]),
        )  # fmt: skip
        if wie:
            shutil.chown(plek, "postgres")
        script = str(DEPLOY / "postgresql/kopie.sh")
        self.start("kopie", *wie, "sh", script, "-k", str(plek), env=env)
        vraag = ["pg_isready", "-q", "-p", str(self.poorten["kopie"])]
        wait_until(lambda: subprocess.run(vraag, env=env).returncode == 0, "the copy")

    def start_redis(self) -> None:
        poort = self.poorten.setdefault("redis", find_poort())
        self.start(
            "redis",
            "redis-server",
            "--port",
            str(poort),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.map),
        )

    def start_web(self, naam: str) -> None:
        """As the unit does."""
        poort = self.poorten.setdefault(naam, find_poort())
        self.start(naam, *read_unit("web@", str(poort)), env=self.omgeving)
        wait_until(lambda: Bezoeker(f"http://127.0.0.1:{poort}").ask("/gezond") == 200, naam)

    def start_werker(self, rij: str) -> None:
        """As the unit does."""
        self.start(f"werker-{rij}", *read_unit("werker@", rij), env=self.omgeving)

    def start_proxy(self, *webs: str) -> None:
        """nginx with our site, on other ports and with a certificate of its own making."""
        plek = self.map / "nginx"
        plek.mkdir(exist_ok=True)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
             "-days", "2", "-subj", "/CN=localhost", "-keyout", str(plek / "sleutel.pem"),
             "-out", str(plek / "volledig.pem")],
            check=True, capture_output=True,
        )  # fmt: skip
        site = (DEPLOY / "nginx/site.conf").read_text()
        site = site.replace("/etc/nginx/certificaat", str(plek)).replace(
            "server_name buurt.example", "server_name localhost"
        )
        site = site.replace("listen 443", f"listen {self.poorten['proxy']}").replace(
            "listen 80", f"listen {find_poort()}"
        )
        site = site.replace("/etc/nginx/buurtfundament/web.conf", str(plek / "web.conf"))
        rijen = (DEPLOY / "nginx/web-systemd.conf").read_text()
        servers = "".join(
            f"    server 127.0.0.1:{self.poorten[w]} max_fails=1 fail_timeout=5s;\n" for w in webs
        )
        (plek / "web.conf").write_text(re.sub(r"( +server .*\n)+", servers, rijen))
        (plek / "nginx.conf").write_text(
            f"daemon off; pid {plek}/pid; error_log {plek}/fout.log;\n"
            f"events {{}}\nhttp {{ access_log off; client_body_temp_path {plek}/lijf; proxy_temp_path {plek}/tijdelijk;\n{site}}}\n"
        )
        self.start("proxy", "nginx", "-c", str(plek / "nginx.conf"), "-p", str(plek))
        voordeur = Bezoeker(f"https://localhost:{self.poorten['proxy']}")
        wait_until(lambda: voordeur.ask("/gezond") == 200, "the proxy")

    def read_cpu(self, naam: str) -> float:
        """Processor seconds of a process and all its children so far."""
        tikken, ouders = {}, {}
        for pad in Path("/proc").glob("[0-9]*/stat"):
            try:
                velden = pad.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            ouders[int(pad.parent.name)] = int(velden[1])
            # Its own, and of the children that ended.
            tikken[int(pad.parent.name)] = sum(map(int, velden[11:15]))
        wie = {self.processen[naam].pid}
        while meer := {pid for pid, ouder in ouders.items() if ouder in wie} - wie:
            wie |= meer
        return sum(tikken.get(pid, 0) for pid in wie) / os.sysconf("SC_CLK_TCK")


def read_unit(naam: str, wat: str) -> list[str]:
    """The command of a systemd unit, with this Python and the instance filled in."""
    unit = (DEPLOY / f"systemd/buurtfundament-{naam}.service").read_text()
    opdracht = re.search(r"(?m)^ExecStart=\S+ (.*)$", unit)
    assert opdracht is not None
    return [sys.executable, *opdracht[1].replace("%i", wat).replace("%%h", "%h").split()]


class Bezoeker:
    """A browser with cookies; does not look at who signed our certificate."""

    def __init__(self, plek: str) -> None:
        self.plek, self.koekjes = plek, CookieJar()
        beveiligd = ssl._create_unverified_context()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.koekjes),
            urllib.request.HTTPSHandler(context=beveiligd),
        )
        self.inhoud = ""

    def ask(self, pad: str, data: Mapping[str, str] | None = None) -> int:
        """The status; 0 when nobody answers, 401 when sent to log in. The text is kept."""
        inhoud = urllib.parse.urlencode(data).encode() if data else None
        koppen = {"Origin": self.plek, "Referer": f"{self.plek}/"}
        try:
            verzoek = urllib.request.Request(self.plek + pad, inhoud, koppen)
            with self.opener.open(verzoek, timeout=60) as uit:
                self.inhoud = uit.read().decode(errors="replace")
                return 401 if "/inloggen" in uit.url else int(uit.status)
        except urllib.error.HTTPError as fout:
            self.inhoud = fout.read().decode(errors="replace")
            return fout.code
        except OSError:
            return 0

    def log_in(self, naam: str, wachtwoord: str) -> None:
        self.ask("/inloggen")
        koekje = next(str(k.value) for k in self.koekjes if k.name == "csrftoken")
        form = {"username": naam, "password": wachtwoord, "csrfmiddlewaretoken": koekje}
        if self.ask("/inloggen", form) != 200:
            sys.exit(f"logging in failed: {self.inhoud[:500]}")
