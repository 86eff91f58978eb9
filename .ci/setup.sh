#!/bin/sh
# Finds a Python the program runs on (3.11 to 3.13), then lets it prepare the machine: see setup.py.
set -eu
cd "$(dirname "$0")/.."

find_python() {
    for candidate in python3.11 python3.12 python3.13 python3 python \
        "${HOME:-}"/.pyenv/versions/3.1[1-3].*/bin/python3; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Python ..."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3 >/dev/null
    python=$(find_python)
fi
if [ -z "$python" ]; then
    echo "Python 3.11, 3.12 or 3.13 is needed. On Debian-like systems: sudo apt-get install python3" >&2
    exit 1
fi
exec "$python" .ci/setup.py
