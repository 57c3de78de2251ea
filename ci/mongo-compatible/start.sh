#!/bin/sh
# Starts the MongoDB-compatible test server on a free port of 127.0.0.1.
#
#   start.sh [cache directory]     default: .cache/mongo-compatible in the tree
#
# Builds first if the sources changed (needs Go 1.22 or newer). Prints three
# lines for a shell to evaluate, and leaves the server running:
#   MONGODB_TEST_URI=mongodb://127.0.0.1:PORT/suetrong-test
#   MONGODB_TEST_PID=PID
#   MONGODB_TEST_SERVER='COMMAND --port {port} --dir {dir}'   to start others
# Everything else goes to stderr. Data is new and empty at every start.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cache=${1:-$here/../../.cache/mongo-compatible}
mkdir -p "$cache"
cache=$(cd "$cache" && pwd)

say() { echo "mongo-compatible: $*" >&2; }

# One binary per state of the sources, so that an old one is never started.
sum=$(cat "$here"/*.go "$here/go.mod" "$here/go.sum" | cksum | tr ' ' '-')
server=$cache/server-$sum

if [ ! -x "$server" ]; then
  command -v go >/dev/null 2>&1 || { say "no Go found; 1.22 or newer is needed"; exit 1; }
  say "building (about a minute the first time)"
  (cd "$here" && CGO_ENABLED=0 GOFLAGS=-mod=readonly GOWORK=off \
    go build -trimpath -buildvcs=false -tags ferretdb_no_postgresql -o "$cache/build.$$" .) >&2
  mv "$cache/build.$$" "$server"
  for old in "$cache"/server-*; do
    [ "$old" = "$server" ] || rm -f "$old"
  done
fi

# Data of servers that have ended.
for old in "$cache"/run.*; do
  [ -s "$old/pid" ] && ! kill -0 "$(cat "$old/pid")" 2>/dev/null && rm -rf "$old"
done

run=$(mktemp -d "$cache/run.XXXXXX")
"$server" --port 0 --dir "$run/data" </dev/null >"$run/out" 2>"$run/err" &
pid=$!
echo "$pid" >"$run/pid"

tries=0
until address=$(sed -n 's/^ready //p' "$run/out") && [ -n "$address" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 200 ] || ! kill -0 "$pid" 2>/dev/null; then
    say "did not start:"
    cat "$run/err" >&2
    kill "$pid" 2>/dev/null || true
    exit 1
  fi
  sleep 0.1
done

echo "MONGODB_TEST_URI=mongodb://$address/suetrong-test"
echo "MONGODB_TEST_PID=$pid"
echo "MONGODB_TEST_SERVER='$server --port {port} --dir {dir}'"
