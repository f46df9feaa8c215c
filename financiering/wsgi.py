"""The door for a web server."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "financiering.settings")
application = get_wsgi_application()

if not settings.MAG_DIENEN:
    raise ImproperlyConfigured(
        "Set SECRET_KEY (or SECRET_KEY_FILE) to at least 40 random characters, "
        "or set DEMO=ja for a trial installation with fictive data"
    )
