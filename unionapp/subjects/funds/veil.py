"""What a posted list hides in free text: numbers of persons, cards and telephones, and where somebody lives.

财会〔2024〕11号 第43条, 财会〔2024〕12号 第33条; names, units and amounts stay.
"""

from __future__ import annotations

import re

HIDDEN = "＊＊＊"
_NUMBER = re.compile(r"(?<![\d.,])(?:\d[ -]?){7,22}[\dXx](?![\d.,])")
_HOME = re.compile(r"(?:住址|家住|地址)[:：]?[^，。；、,;\s]+")
_DOOR = re.compile(r"\d+\s*(?:栋|幢|单元|弄|室|号楼)")


def veiled(text: str) -> str:
    """The text without numbers of eight figures and more, and without addresses."""
    for found in (_HOME, _DOOR, _NUMBER):
        text = found.sub(HIDDEN, text)
    return text
