#!/bin/sh
# On the first database, once, as an account that owns the server: an account that may copy, a way in
# for it, and how much is kept for a copy that is away. Needs KOPIE_WACHTWOORD, and POSTGRES_USER
# when that is not postgres. The database itself must listen to the copy's machine (listen_addresses).
set -eu
vraag() {
  psql -v ON_ERROR_STOP=1 -v wachtwoord="$KOPIE_WACHTWOORD" -qAt \
    -U "${POSTGRES_USER:-postgres}" -d "${POSTGRES_DB:-postgres}" "$@"
}
vraag <<'SQL'
CREATE ROLE kopie REPLICATION LOGIN PASSWORD :'wachtwoord';
ALTER SYSTEM SET max_slot_wal_keep_size = '10GB';
SQL
echo "host replication kopie all scram-sha-256" >> "$(vraag -c 'SHOW hba_file')"
vraag -c "SELECT pg_reload_conf()" >/dev/null
