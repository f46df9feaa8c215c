#!/bin/sh
# Makes .venv from the lock. Debian ships python3 without ensurepip, so python3-venv may be missing.
set -eu
lock=$1
if [ ! -x .venv/bin/pip ]; then
  if ! python3 -c 'import ensurepip' 2>/dev/null; then
    echo "python3-venv ontbreekt; dat installeren we nu met apt."
    als_root=""; [ "$(id -u)" = 0 ] || als_root=sudo
    $als_root apt-get update -qq
    $als_root apt-get install -y -qq python3-venv >/dev/null
  fi
  rm -rf .venv
  python3 -m venv .venv
fi
echo "Pakketten installeren (dit duurt de eerste keer een paar minuten) ..."
.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
