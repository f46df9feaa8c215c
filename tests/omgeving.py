"""Loaded before the settings are: a test run keeps its files in a folder that goes away."""

import atexit
import os
import shutil
import tempfile

_map = tempfile.mkdtemp(prefix="proef-")
atexit.register(shutil.rmtree, _map, ignore_errors=True)
os.environ["DATA_DIR"] = _map
os.environ.setdefault("DEMO", "ja")
for _naam in (
    "DATABASE_REPLICA_URL",
    "CELERY_BROKER_URL",
    "CACHE_URL",
    "ALLOWED_HOSTS",
    "PORT",
    "BIND",
):
    os.environ.pop(_naam, None)
