#!/bin/sh
# Makes .venv from the locks that are given. Debian ships python3 without ensurepip: the package
# python3-venv holds it, so that is the one thing this may have to install.
set -eu

python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  echo "Python 3.11 of nieuwer is nodig (python3)." >&2
  exit 1
}

if ! .venv/bin/python -c 'import pip' 2>/dev/null; then
  if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    echo "Het pakket python3-venv ontbreekt. We installeren het nu met apt."
    als_root=""
    [ "$(id -u)" = 0 ] || als_root=sudo
    export DEBIAN_FRONTEND=noninteractive
    { $als_root apt-get update -qq && $als_root apt-get install -y -qq python3-venv; } >/dev/null || {
      echo "Dat lukte niet. Installeer python3-venv zelf en probeer het opnieuw." >&2
      exit 1
    }
  fi
  rm -rf .venv
  python3 -m venv .venv
fi

set -- $(printf ' -r %s' "$@")
echo "De pakketten worden geïnstalleerd. Dat duurt de eerste keer ongeveer een minuut."
.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes "$@"
