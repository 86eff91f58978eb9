"""Build resources/strokes.tsv from Debian's package rime-data-stroke (LGPL-3).

Run:
    apt-get download rime-data-stroke
    dpkg-deb -x rime-data-stroke_*.deb unpacked
    python .ci/build_strokes.py unpacked/usr/share/rime-data/stroke.dict.yaml resources/strokes.tsv

Each line of the result is a character, a tab and its strokes in writing order as digits
(1 横, 2 竖, 3 撇, 4 点, 5 折). Where the dictionary lists several orders, the last is the mainland one.
"""

from __future__ import annotations

import sys
from pathlib import Path

DIGITS = str.maketrans("hspnz", "12345")

# Where the dictionary's last order is not the one of 通用规范汉字笔顺规范 (GF 0023-2020), with the reason.
CORRECTIONS: dict[str, str] = {}


def read(dictionary: Path) -> dict[str, str]:
    """The last listed stroke order of every single character."""
    body = dictionary.read_text("utf-8").split("\n...\n", 1)[1]
    orders: dict[str, str] = {}
    for line in body.splitlines():
        char, _, code = line.partition("\t")
        strokes = code.split("\t")[0].strip().translate(DIGITS)
        if len(char) == 1 and strokes and set(strokes) <= set("12345"):
            orders[char] = strokes
    return orders | CORRECTIONS


def main(source: str, target: str) -> None:
    """Write the table in the order of the code points."""
    orders = read(Path(source))
    lines = [f"{char}\t{orders[char]}\n" for char in sorted(orders)]
    Path(target).write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
