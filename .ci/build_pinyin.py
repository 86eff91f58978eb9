"""Build resources/pinyin.tsv from the character readings of the package pypinyin (MIT).

Run: python .ci/build_pinyin.py resources/pinyin.tsv

Each line is a Han character, a tab and its readings without tones, commonest first, parted by commas;
ü is written v. The program reads this table instead of importing pypinyin, which would load a dictionary
of phrases (0.1 s and some 40 MB) that names do not need.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from pypinyin.pinyin_dict import pinyin_dict

TONES = {"\u0300", "\u0301", "\u0304", "\u030c"}
OTHERS = str.maketrans({"ɡ": "g", "ü": "v", "ê": "e"})


def without_tone(reading: str) -> str:
    """One syllable in plain letters."""
    letters = "".join(mark for mark in unicodedata.normalize("NFD", reading) if mark not in TONES)
    return unicodedata.normalize("NFC", letters).translate(OTHERS)


def readings(listed: str) -> list[str]:
    """The readings of one character, each once, syllables only."""
    plain = dict.fromkeys(without_tone(reading) for reading in listed.split(","))
    return [reading for reading in plain if reading.isascii() and reading.isalpha()]


def main(target: str) -> None:
    """Write the table in the order of the code points."""
    found = {chr(code): readings(listed) for code, listed in sorted(pinyin_dict.items())}
    lines = [f"{char}\t{','.join(plain)}\n" for char, plain in found.items() if plain]
    Path(target).write_text("".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
