"""Made-up photos: simple drawings of people before a banner, so that pages of photos have something to show."""

from __future__ import annotations

import io
from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

from unionapp import paths

_WIDE, _HIGH = 1200, 800
"""Pixels."""
_SKIES = ("#9cc9ee", "#c7def0", "#f3d9b1", "#b7d7c3")
_GROUNDS = ("#7fa65a", "#b59a6a", "#8c8f94", "#a3b86c")
_CLOTHES = ("#c0392b", "#2e6da4", "#27825a", "#d08b1d", "#6c4a9c", "#444b54", "#e8e6df", "#b5476f")
_SKINS = ("#e8b98f", "#d9a273", "#f0c9a4")


@cache
def draw(title: str, seed: str) -> bytes:
    """A picture of people before a red banner with the title, as JPEG; always the same for the same seed."""
    random = Random(seed)
    picture = Image.new("RGB", (_WIDE, _HIGH), random.choice(_SKIES))
    pen = ImageDraw.Draw(picture)
    _landscape(pen, random)
    _banner(pen, title)
    for row, count in ((470, 9), (560, 11)):
        for place in range(count):
            _person(pen, random, (place + 0.5 + random.uniform(-0.2, 0.2)) * _WIDE / count, row)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()


def _landscape(pen: ImageDraw.ImageDraw, random: Random) -> None:
    hills = [(x, 330 + random.randrange(-70, 70)) for x in range(0, _WIDE + 200, 200)]
    pen.polygon([(0, _HIGH), *hills, (_WIDE, _HIGH)], fill="#88a0a8")
    pen.rectangle((0, 420, _WIDE, _HIGH), fill=random.choice(_GROUNDS))


def _banner(pen: ImageDraw.ImageDraw, title: str) -> None:
    pen.rectangle((110, 150, 1090, 260), fill="#b8261f")
    for pole in (118, 1074):
        pen.rectangle((pole, 150, pole + 8, 560), fill="#6b5b4b")
    size = min(64, 920 // max(len(title), 1))
    font = ImageFont.truetype(str(paths.resources() / "fonts" / "hei.ttf"), size)
    pen.text((_WIDE // 2, 205), title, fill="white", font=font, anchor="mm")


def _person(pen: ImageDraw.ImageDraw, random: Random, x: float, y: int) -> None:
    tall = random.randrange(150, 185)
    skin, coat = random.choice(_SKINS), random.choice(_CLOTHES)
    pen.rectangle((x - 20, y + tall * 0.55, x + 20, y + tall), fill="#30343b")
    pen.rounded_rectangle((x - 30, y + 44, x + 30, y + tall * 0.65), 14, fill=coat)
    pen.ellipse((x - 22, y, x + 22, y + 48), fill=skin)
    pen.pieslice((x - 23, y - 4, x + 23, y + 44), 180, 360, fill="#26211d")
