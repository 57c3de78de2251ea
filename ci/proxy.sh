#!/bin/sh
# Runs nginx, Caddy and tor with the very settings of docs/proxy and looks for what they write down.
# Installs those that are missing, from Debian; here nothing is skipped.
set -eu
cd "$(dirname "$0")/.."
PATH="$PATH:/usr/sbin"
missing=
for program in nginx caddy tor; do
  command -v "$program" >/dev/null || missing="$missing $program"
done
if [ -n "$missing" ]; then
  apt-get update -qq
  # shellcheck disable=SC2086 # one word a package
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
PROXY_TESTS=all npm run -s test:only -- test/proxy
