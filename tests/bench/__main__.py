"""Run: make bench, or python -m tests.bench [name ...]; data and results lie in out/bench."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from . import copies, papers, records, sheets, window
from .measure import Table

PARTS: dict[str, Callable[[Table, Path], None]] = {
    "records": records.run,
    "sheets": sheets.run,
    "papers": papers.run,
    "window": window.run,
    "copies": copies.run,
}


def main(wanted: list[str]) -> None:
    """Measure the wanted parts, all when none is named."""
    out = Path("out/bench")
    out.mkdir(parents=True, exist_ok=True)
    table = Table()
    sys.stdout.write(f"{'work':<64} {'ours':>10} {'baseline':>10} {'ratio':>7}\n")
    for name in wanted or PARTS:
        PARTS[name](table, out)


if __name__ == "__main__":
    main(sys.argv[1:])
