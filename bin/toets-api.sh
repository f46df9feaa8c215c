#!/bin/sh
# Holds docs/openapi.json against the linter of the NL API Design Rules. Spectral comes from npm by the
# lock in requirements/spectral, into a temporary folder: it is no part of the application.
# The rules are those published at developer.overheid.nl: give the file as the first argument.
set -eu
hier=$(cd "$(dirname "$0")/.." && pwd)
regels="${1:-$hier/../shared/standards/nlgov-adr-linter.yaml}"
if [ ! -f "$regels" ]; then
  echo "Geen regels gevonden op $regels: haal ze bij developer.overheid.nl en geef het bestand mee." >&2
  exit 3
fi
map="${TMPDIR:-/tmp}/spectral-$(id -u)"
if ! cmp -s "$hier/requirements/spectral/package-lock.json" "$map/klaar.json"; then
  mkdir -p "$map"
  cp "$hier"/requirements/spectral/package*.json "$map"
  (cd "$map" && npm ci --no-fund --no-audit --silent)
  cp "$map/package-lock.json" "$map/klaar.json"
fi
"$map/node_modules/.bin/spectral" lint --fail-severity=warn -r "$regels" "$hier/docs/openapi.json"
