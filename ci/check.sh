#!/usr/bin/env bash
# What the GitHub Action runs: comity in an environment of its own, then comity check.
# Inputs are environment variables, so that nothing in them is ever read as a command.
set -euo pipefail

python="${PYTHON:-python3}"
venv="${COMITY_VENV:-${RUNNER_TEMP:-$(mktemp -d)}/comity-venv}"
if [ ! -x "$venv/bin/comity" ]; then
    "$python" -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check "$COMITY_SOURCE"
fi

arguments=(--format github --severity "${INPUT_SEVERITY:-violation}")
while IFS= read -r shapes; do
    [ -z "$shapes" ] || arguments+=(--shapes "$shapes")
done <<<"${INPUT_SHAPES:-}"
[ -z "${INPUT_BASELINE:-}" ] || arguments+=(--baseline "$INPUT_BASELINE")
[ -z "${INPUT_SARIF:-}" ] || arguments+=(--report "$INPUT_SARIF")
[ -z "${INPUT_JUNIT:-}" ] || arguments+=(--report "$INPUT_JUNIT")
arguments+=(--)
while IFS= read -r file; do
    [ -z "$file" ] || arguments+=("$file")
done <<<"$INPUT_FILES"

[ -z "${GITHUB_OUTPUT:-}" ] || echo "sarif=${INPUT_SARIF:-}" >>"$GITHUB_OUTPUT"
exec "$venv/bin/comity" check "${arguments[@]}"
