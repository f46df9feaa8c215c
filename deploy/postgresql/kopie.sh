#!/bin/sh
# The copy: fetch everything once, then follow. Runs as postgres. Needs EERSTE (the machine of the first
# database), PGPASSWORD (of the account kopie) and PGDATA; PGPORT when the first listens elsewhere than
# on 5432, KOPIE_POORT when the copy does.
# A slot keeps at the first what the copy has not fetched yet, at most 10 GB, so that a copy that is away
# never fills the disk of the first. Away for longer: empty PGDATA, and it is made anew.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  until pg_isready -q -h "$EERSTE"; do sleep 1; done
  install -d -m 700 "$PGDATA"
  psql -h "$EERSTE" -U kopie -d postgres -qc \
    "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = 'kopie' AND NOT active" \
    >/dev/null
  pg_basebackup -h "$EERSTE" -U kopie -D "$PGDATA" -X stream -R -C -S kopie --checkpoint fast
  echo "hot_standby_feedback = on" >> "$PGDATA/postgresql.auto.conf"
  # Debian keeps these elsewhere, and they do not come along.
  cd "$PGDATA"
  [ -e postgresql.conf ] || echo "listen_addresses = '*'" > postgresql.conf
  [ -e pg_hba.conf ] || printf '%s\n' 'local all all peer' 'host all all samehost scram-sha-256' \
    'host all all samenet scram-sha-256' > pg_hba.conf
  [ -e pg_ident.conf ] || : > pg_ident.conf
fi
exec postgres -c hot_standby=on -p "${KOPIE_POORT:-5432}" "$@"
