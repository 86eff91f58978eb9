"""Run: make storm, or python -m tests.storm [--only NAME] [--scale 0.1] [--seed 1]; 1 where something gave way."""

from __future__ import annotations

import argparse
import sys
import time
from unittest import mock

from unionapp.store import keys

from tests.storm import scenes
from tests.storm.scene import Result, Scene
from tests.support import CHEAP

_LINE = "{name:<10} {tried:>7} {wrong:>6} {seconds:>8.1f} s  {must}{remarks}\n"
_SHOWN = 20
"""Failures of a scene that are printed."""


def main(arguments: list[str]) -> int:
    """Run the wanted scenes, all where none is named, and print the table of figures."""
    parser = argparse.ArgumentParser(prog="tests.storm")
    parser.add_argument("--only", choices=[scene.name for scene in scenes.ALL], action="append")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    sys.stdout.write(f"{'what':<10} {'tried':>7} {'wrong':>6} {'time':>10}  must be\n")
    wanted = [scene for scene in scenes.ALL if not options.only or scene.name in options.only]
    with mock.patch.object(keys, "_COST", CHEAP):
        told = [_told(scene, max(1, round(scene.count * options.scale)), options.seed) for scene in wanted]
    return int(any(told))


def _told(scene: Scene, count: int, seed: int) -> bool:
    """Run one scene and print its line; whether something gave way."""
    began = time.monotonic()
    result: Result = scene.run(count, seed)
    figures = {"tried": result.tried, "wrong": len(result.failures), "seconds": time.monotonic() - began}
    remarks = f"  ({result.remarks})" if result.remarks else ""
    sys.stdout.write(_LINE.format(name=scene.name, must=scene.must, remarks=remarks, **figures))
    sys.stdout.writelines(f"    {failure}\n" for failure in result.failures[:_SHOWN])
    sys.stdout.flush()
    return bool(result.failures)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
