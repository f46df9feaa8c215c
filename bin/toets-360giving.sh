#!/bin/sh
# Holds what we write as 360Giving against the published JSON schema. Give the folder with
# 360-giving-package-schema.json and 360-giving-schema.json as the first argument.
set -eu
cd "$(dirname "$0")/.."
map="${1:-../shared/standards/360giving}"
if [ ! -f "$map/360-giving-package-schema.json" ] || [ ! -f "$map/360-giving-schema.json" ]; then
  echo "Geen schema gevonden in $map: haal het bij threesixtygiving.org en geef de map mee." >&2
  exit 3
fi
GIVING360_SCHEMA=$(cd "$map" && pwd) DEMO=ja .venv/bin/python -m pytest -q tests/uitwisseling/test_giving360_schema.py
