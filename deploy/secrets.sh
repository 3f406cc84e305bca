#!/bin/sh
# Writes what compose.yaml reads into the folder secrets, one value in a file, and leaves a file alone that is there.
# SECRET_KEY and OWNER_PASSWORD in the environment are taken over; everything else is chosen by chance.
# Only you may enter the folder. Its files can be read by all, because the containers run as users of their own.
set -eu
cd "$(dirname "$0")"
umask 022
mkdir -p secrets
chmod 700 secrets

keep() {
    [ -e "secrets/$1" ] || printf '%s' "$2" > "secrets/$1"
}

keep secret_key "${SECRET_KEY:-$(openssl rand -hex 48)}"
keep superuser_password "$(openssl rand -hex 24)"
keep owner_password "${OWNER_PASSWORD:-$(openssl rand -hex 24)}"
keep web_password "$(openssl rand -hex 24)"
keep owner_url "postgres://plumbline:$(cat secrets/owner_password)@database/plumbline"
keep web_url "postgres://plumbline_web:$(cat secrets/web_password)@database/plumbline"
