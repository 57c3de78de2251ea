#!/usr/bin/env bash
# `npm run bench` on both databases in one run: SQLite, and the MongoDB-compatible test server started for it.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(ci/mongo-compatible/start.sh)
eval "$out"
export MONGODB_TEST_URI
trap 'kill "$MONGODB_TEST_PID" 2>/dev/null || true' EXIT
npm run -s bench
