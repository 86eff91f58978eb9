#!/bin/sh
# All linters, each to its end; fails when one of them complains.
cd "$(dirname "$0")/.." || exit 1
python=.venv/bin/python
status=0
echo "== ruff"
"$python" -m ruff check --config .ci/ruff.toml . || status=1
"$python" -m ruff format --config .ci/ruff.toml --check . || status=1
echo "== mypy"
"$python" -m mypy || status=1
echo "== import-linter"
.venv/bin/lint-imports --no-cache --no-logo || status=1
exit $status
