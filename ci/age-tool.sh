#!/bin/sh
# Installs the standard age tool (1.3 or later reads post-quantum recipients) into .cache/age-tool with Go, and runs the
# tests that hold our files against it. Pinned; Go's checksum database guards the download.
# Without Go or a network the tests are skipped elsewhere and say so; here they fail.
set -eu
VERSION=v1.3.1
cd "$(dirname "$0")/.."
TOOLS="$PWD/.cache/age-tool"
if ! "$TOOLS/age" --version 2>/dev/null | grep -qxF "$VERSION" || ! [ -x "$TOOLS/age-keygen" ]; then
  mkdir -p "$TOOLS"
  GOBIN="$TOOLS" go install "filippo.io/age/cmd/age@$VERSION" "filippo.io/age/cmd/age-keygen@$VERSION"
fi
"$TOOLS/age" --version
AGE_TOOL="$TOOLS/age" npm run -s test:only -- test/cases/age-tool.test.ts
