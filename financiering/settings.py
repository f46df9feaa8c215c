"""All settings, in one place; what differs per installation comes from the environment.

A default is one that is valid in production and may be public; else there is no default and the
system refuses to start. `DEMO=ja` is the one switch that opens the trial installation.
"""

import os
from datetime import date
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from financiering.omgeving import env_bool, env_geheim, env_list, keep_geheim, read_databases

BASE_DIR = Path(__file__).resolve().parent.parent

DEMO = env_bool("DEMO")
DEBUG = False
if env_bool("DEBUG"):
    raise ImproperlyConfigured("There is no debug mode; run the tests or the trial installation")

DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()


def make_map(naam: str) -> Path:
    """A folder inside the data folder, there when asked for."""
    pad = DATA_DIR / naam
    pad.mkdir(parents=True, exist_ok=True)
    return pad


make_map("")

SECRET_KEY = env_geheim("SECRET_KEY")
if SECRET_KEY and (
    len(SECRET_KEY) < 40 or len({*SECRET_KEY}) < 5 or SECRET_KEY.startswith("django-insecure-")
):
    raise ImproperlyConfigured("SECRET_KEY is no secret: use at least 40 random characters")
MAG_DIENEN = bool(SECRET_KEY) or DEMO
"""Whether this installation may answer people: the trial, or one with a secret of its own.

Commands at a terminal work without; the web server refuses to start (`wsgi.py`).
"""
SECRET_KEY = SECRET_KEY or keep_geheim(DATA_DIR / "geheim")

BIND = os.environ.get("BIND", "127.0.0.1")
PORT = int(os.environ.get("PORT", "8000"))
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
SITE_URL = os.environ.get("SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")

APPNAAM = "Buurtfundament"
DEMO_PEILDATUM = date(2026, 11, 23)
"""The day the fictive histories of the trial installation are told around."""

INSTALLED_APPS = [
    "financiering",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "simple_history",
    "rest_framework",
    "axes",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "financiering.web.koppen.KoppenMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "financiering.web.middleware.NulMiddleware",
    "financiering.web.middleware.PlekkenMiddleware",
    "financiering.web.middleware.InzageMiddleware",
    "api.toegang.SleutelgebruikMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "financiering.urls"
WSGI_APPLICATION = "financiering.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "financiering.web.context.build_context",
            ],
            "builtins": [
                "financiering.web.templatetags.opmaak",
                "financiering.web.templatetags.onderdelen",
                "financiering.web.templatetags.begrip",
                "financiering.web.templatetags.grafiek",
            ],
        },
    }
]

# The trial has a file of its own: its accounts with a known password never meet real data.
SQLITE_PAD = DATA_DIR / ("demo.sqlite3" if DEMO else "financiering.sqlite3")
DATABASES = read_databases(SQLITE_PAD)
IS_SQLITE = DATABASES["default"]["ENGINE"].endswith("sqlite3")
if "replica" in DATABASES:
    DATABASE_ROUTERS = ["financiering.replica.ReplicaRouter"]
    MIDDLEWARE.append("financiering.web.replica.ReplicaMiddleware")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

WACHTRIJ = os.environ.get("WACHTRIJ", "financiering")
"""What stands before the names of the queues (`tasks/rijen.py`) and of what is in the cache, so that
two installations can share a server."""

# How far a job is travels through the cache; files by default, Redis where machines are several.
CACHE_URL = os.environ.get("CACHE_URL", "")
CACHES = {
    "default": {
        "BACKEND": "financiering.geheugen.VergeefRedis"
        if CACHE_URL
        else "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": CACHE_URL or str(DATA_DIR / "cache"),
        "KEY_PREFIX": WACHTRIJ,
    }
}

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

FORM_RENDERER = "financiering.web.formulieren.FormRenderer"

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [BASE_DIR / "financiering/web/static"]

THEMA_PAD = os.environ.get("THEMA_CSS", "")
"""A municipality's NL Design System tokens as one CSS file; its folder is served beside our own."""
THEMA_CSS = ""
THEMA_KLASSE = os.environ.get("THEMA_KLASSE", "")
"""The class that file listens to, for instance `gemeente-theme`; empty when it speaks to :root."""
if THEMA_PAD:
    THEMA_CSS = f"thema/{Path(THEMA_PAD).name}"
    STATICFILES_DIRS.append(("thema", Path(THEMA_PAD).resolve().parent))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "bestanden"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

AUTH_USER_MODEL = "financiering.Gebruiker"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "financiering.web.wachtwoorden.AlledaagsValidator"},
]
LOGIN_URL = "inloggen"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "inloggen"
PASSWORD_RESET_TIMEOUT = 60 * 60 * 4

# Eight wrong tries on one name from one address: half an hour without answer, and the page says
# the same as for a wrong password, so that it tells nothing.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "financiering.web.inloggen.answer_geblokkeerd"
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code", "state"]
AXES_USERNAME_CALLABLE = "financiering.web.oidc.name_poging"

# Staff may come in through the log-in of their own organisation (OpenID Connect). All of it is set,
# or nothing is; `financiering/web/oidc.py` says who is let in.
OIDC_RP_CLIENT_ID = os.environ.get("OIDC_RP_CLIENT_ID", "")
OIDC_RP_CLIENT_SECRET = env_geheim("OIDC_RP_CLIENT_SECRET")
OIDC_OP_ISSUER = os.environ.get("OIDC_OP_ISSUER", "")
OIDC_OP_AUTHORIZATION_ENDPOINT = os.environ.get("OIDC_OP_AUTHORIZATION_ENDPOINT", "")
OIDC_OP_TOKEN_ENDPOINT = os.environ.get("OIDC_OP_TOKEN_ENDPOINT", "")
OIDC_OP_USER_ENDPOINT = os.environ.get("OIDC_OP_USER_ENDPOINT", "")
OIDC_OP_JWKS_ENDPOINT = os.environ.get("OIDC_OP_JWKS_ENDPOINT", "")
OIDC_NAAM = os.environ.get("OIDC_NAAM", "je organisatie")
"""As the button says it: "Inloggen via gemeente Veldstad"."""
_OIDC_ADRESSEN = (
    OIDC_OP_ISSUER, OIDC_OP_AUTHORIZATION_ENDPOINT, OIDC_OP_TOKEN_ENDPOINT, OIDC_OP_USER_ENDPOINT,
    OIDC_OP_JWKS_ENDPOINT,
)  # fmt: skip
_OIDC = (OIDC_RP_CLIENT_ID, OIDC_RP_CLIENT_SECRET, *_OIDC_ADRESSEN)
OIDC_AAN = all(_OIDC)
if any(_OIDC) and not OIDC_AAN:
    raise ImproperlyConfigured("Set all of OIDC_RP_CLIENT_ID, ..._SECRET and OIDC_OP_*, or none")
if OIDC_AAN and not DEMO and not all(adres.startswith("https://") for adres in _OIDC_ADRESSEN):
    raise ImproperlyConfigured("Every address of OIDC_OP_* starts with https://")
OIDC_RP_SIGN_ALGO = os.environ.get("OIDC_RP_SIGN_ALGO", "RS256")
if OIDC_RP_SIGN_ALGO[:2] not in ("RS", "ES"):
    raise ImproperlyConfigured("OIDC_RP_SIGN_ALGO is one of RS256, RS512, ES256 and the like")
OIDC_VERIFY_KID = env_bool("OIDC_VERIFY_KID", "ja")
OIDC_RP_SCOPES = "openid email"
OIDC_USE_PKCE = True
OIDC_CREATE_USER = False
OIDC_TIMEOUT = 10
OIDC_AUTHENTICATION_CALLBACK_URL = "oidc_terug"
LOGIN_REDIRECT_URL_FAILURE = "/inloggen"
OIDC_BACKEND = "financiering.web.oidc.OrganisatieBackend"
if OIDC_AAN:
    AUTHENTICATION_BACKENDS.append(OIDC_BACKEND)

SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = not DEMO
CSRF_COOKIE_SECURE = not DEMO
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "financiering.web.fouten.answer_csrf"
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^gezond$"]
SECURE_HSTS_SECONDS = 0 if DEMO else 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
ACHTER_PROXY = env_bool("ACHTER_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ACHTER_PROXY else None
if ACHTER_PROXY:
    MIDDLEWARE.insert(0, "financiering.web.proxy.ProxyMiddleware")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
UPLOAD_MAX_BYTES = 40 * 1024 * 1024
"""The largest workbook or register that a page accepts."""

BIJLAGE_MAX_BYTES = 10 * 1024 * 1024
BIJLAGE_MAX_AANTAL = 10
"""What may go with one report."""
VIRUSSCANNER = os.environ.get("VIRUSSCANNER", "")
"""Where ClamAV's daemon listens: host:port, or the path of its socket. Empty: nothing is scanned."""

GIVING360_PREFIX = os.environ.get("GIVING360_PREFIX", "360G-buurtfundament")
"""The prefix 360Giving gave this publisher; every id of a grant begins with it."""

SIMPLE_HISTORY_DATE_INDEX = "composite"

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.toegang.SleutelAuthenticatie",
        "api.toegang.Inlogsessie",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["api.toegang.Toegestaan"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.inlezen.Lezer"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.Schema",
    "EXCEPTION_HANDLER": "api.fouten.answer_fout",
    "COERCE_DECIMAL_TO_STRING": True,
}
API_PER_MINUUT = int(os.environ.get("API_PER_MINUUT", "600"))
"""Requests a minute per key, or per person who is logged in."""
API_MISLUKT_PER_MINUUT = int(os.environ.get("API_MISLUKT_PER_MINUUT", "30"))
"""Unknown keys a minute per address."""
API_CORS = env_list("API_CORS")
"""Addresses whose pages may call the API from a browser, such as https://kaart.voorbeeld.nl."""
API_CONTACT = {
    "name": "Buurtfundament maintainers",
    "email": os.environ.get("API_CONTACT_EMAIL", "post@buurtfundament.invalid"),
    "url": "/broncode",
}
SPECTACULAR_SETTINGS = {
    "TITLE": APPNAAM,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "SERVERS": [{"url": "/api/v1"}],
    "COMPONENT_SPLIT_PATCH": False,
    "COMPONENT_NO_READ_ONLY_REQUIRED": True,
    "SORT_OPERATIONS": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "api.schema.complete",
    ],
    "ENUM_NAME_OVERRIDES": {
        naam: f"financiering.domain.codes.{naam}"
        for naam in (
            "Aard", "Afspraak", "Bron", "Ernst", "Fase", "Geldsoort", "NaJaar", "Niveau", "Onderdeel",
            "Ontvanger", "RedenAfwijzing", "Regelmaat", "SoortBeschikking", "SoortBetaling",
            "SoortBijlage", "SoortFinancier", "SoortInitiatief", "SoortNatura", "SoortPot",
            "SoortTaak", "Status", "VerslagStatus", "WieKan",
        )
    } | {"KiesbareGeldsoort": "api.geldstroominvoer.GELDSOORTEN"},
}  # fmt: skip

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env_geheim("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_bool("EMAIL_USE_TLS", "ja")
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", f"{APPNAAM} <post@localhost>")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = DATA_DIR / "post"

# Without a server of its own Celery passes messages through files in the data folder. The message
# may be lost; the job's record in the database is what counts (docs/beslissingen/0002).
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL") or "filesystem://localhost"
BROKER_IS_MAP = CELERY_BROKER_URL.startswith("filesystem:")
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"visibility_timeout": 15 * 60}
if BROKER_IS_MAP:
    BROKER_MAP = make_map("wachtrij")
    CELERY_BROKER_TRANSPORT = "tasks.wachtrij:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"map": str(BROKER_MAP)}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "rooster")
# A tick that nobody took expires, so that a worker that was off does not find a pile of them.
CELERY_BEAT_SCHEDULE = {
    "beoordeel-alle-initiatieven": {
        "task": "tasks.signalen.beoordeel_alles",
        "schedule": crontab(hour=3, minute=0),
        "options": {"expires": 6 * 60 * 60},
    },
    "maak-en-verstuur-post": {
        "task": "tasks.berichten.verstuur_post",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
    "hervat-wat-is-blijven-liggen": {
        "task": "tasks.opdrachten.hervat_opdrachten",
        "schedule": 60.0,
        "options": {"expires": 55},
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
    # It writes the lines that it cannot read, with names and accounts: never in a log.
    "loggers": {"mt940": {"level": "CRITICAL"}},
}
