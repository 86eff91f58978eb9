"""Timing, and the table of ratios."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Table:
    """The rows measured so far: what, ours, the baseline, their ratio and what is allowed."""

    rows: list[tuple[str, float, float, float]] = field(default_factory=list)

    def add(self, what: str, ours: float, base: float, most: float) -> None:
        """Note one comparison (seconds, or any unit that both share) and say it at once."""
        self.rows.append((what, ours, base, most))
        mark = "" if ours <= base * most else "   <-- over"
        sys.stdout.write(f"{what:<64} {ours:>10.4f} {base:>10.4f} {ours / base:>7.2f} x  at most {most:g}{mark}\n")
        sys.stdout.flush()


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds."""
    return min(once(work) for _ in range(times))


def once(work: Callable[[], object]) -> float:
    """One run, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def p95(samples: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(samples, n=20)[-1]


@contextmanager
def saying(what: str) -> Iterator[None]:
    """Say what is being prepared."""
    sys.stderr.write(f"… {what}\n")
    yield
