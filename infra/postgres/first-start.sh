#!/usr/bin/env bash
# Run once by the PostgreSQL container on an empty volume: roles, rights, the real password, the database.
set -euo pipefail
: "${COUNTY_PASSWORD:?set it to the password of the application}"

as_superuser() {
  psql --set ON_ERROR_STOP=1 --quiet --username "$POSTGRES_USER" --dbname "$@"
}

# template1 first: the application's database inherits its rights, and so does any made later.
for database in template1 postgres; do
  as_superuser "$database" --file "${BOOTSTRAP:-/infra/bootstrap.sql}"
done
# bootstrap.sql is shared with development and carries its password; here nobody may sign in with that one.
as_superuser postgres --set password="$COUNTY_PASSWORD" <<'SQL'
ALTER ROLE county PASSWORD :'password';
CREATE DATABASE county OWNER county TEMPLATE template1;
SQL
