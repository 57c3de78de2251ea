#!/bin/sh
# Runs our client against the real clamd, with a virus database of the test's own. Installs clamd from Debian if it is missing;
# here nothing is skipped.
set -eu
cd "$(dirname "$0")/.."
PATH="$PATH:/usr/sbin"
if ! command -v clamd >/dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends clamav-daemon >/dev/null
fi
CLAMD_TESTS=all npm run -s test:only -- test/cleaning/clamd
