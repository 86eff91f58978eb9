"""Pictures as they are kept: whatever camera, phone or scanner they come from, upright RGB JPEG fit for print.

Drawn anew, a picture loses what the camera wrote beside it: place, time and owner of the telephone.
"""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path

from PIL import Image, ImageCms

from unionapp.errors import Refused
from unionapp.store import disk
from unionapp.store.attachable import LONGEST_SIDE, MEGABYTE, refuse_programs

FORMATS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF")
THUMB_SIDE = 320
"""Pixels: sharp at 200 % text size too."""
_LEAST_SIDE = 200
"""Pixels, below which no setting makes the kept pictures."""
_QUALITY = 85
_LARGEST_FILE = 300 * MEGABYTE
_MOST_IN_SMALL = 300_000_000
"""Pixels of a picture that is read in small (JPEG, other than progressive)."""
_MOST_WHOLE = 100_000_000
"""Pixels of a picture that must be held in memory whole (4 to 10 bytes each)."""
_MOST_TWICE = 50_000_000
"""Pixels of a WebP, whose reader takes 16 bytes for each."""
_PHONE = "请在手机“设置—相机—格式”里选“兼容性最佳”后重拍，或用微信发“原图”到电脑另存为 JPG 再选。"
_NONE = "“{name}”不是能认出的图片，没有保存。请选 JPG 或 PNG 格式的照片；其他格式请先用“画图”打开，另存为 JPG。"
_BROKEN = "图片“{name}”已损坏或没有复制完，没有保存。请从手机、相机或原处重新复制后再选。"
_EMPTY = "图片“{name}”是空文件（0 字节），没有保存。它可能没有复制完，请从手机、相机或原处重新复制后再选。"
_HEIC = "“{name}”是 HEIC 格式，本程序读不了，没有保存。" + _PHONE
_AVIF = "“{name}”是 AVIF 格式，本程序读不了，没有保存。请先用“画图”或看图软件打开，另存为 JPG 再选。"
_FILM = "“{name}”是录像，不是照片，没有保存。请从录像里截一张图，存为 JPG 再选。"
_PDF = "“{name}”是 PDF 文件，不是图片，没有保存。请用看图或 PDF 软件导出为 JPG 再选。"
_LARGE = "图片“{name}”太大（{wide}×{high} 像素），没有保存。请用“画图”或看图软件缩小到 8000 像素以内，另存为 JPG 再选。"
_HEAVY = "图片“{name}”有 {size} MB，太大，没有保存。请用“画图”或看图软件另存为 JPG 再选。"
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"))
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How each orientation of EXIF (JEITA CP-3451, tag 274) is set upright."""

Image.MAX_IMAGE_PIXELS = None  # our own limits stand below: a telephone's 200 megapixels are no attack


def prepared(content: bytes, name: str) -> bytes:
    """A picture as it is kept: upright JPEG in RGB over white, no longer than the setting, nothing else in it."""
    return _drawn(content, name, max(LONGEST_SIDE.value or 0, _LEAST_SIDE))


def thumbnail(content: bytes, name: str) -> bytes:
    """A picture in small, as JPEG."""
    return _drawn(content, name, THUMB_SIDE)


def content(source: Path | bytes, name: str) -> bytes:
    """What a picture holds that lies on the disk or came by the clipboard; one that is far too large is not read."""
    if isinstance(source, bytes):
        return source
    with disk.in_words(source):
        size = disk.need_file(source).st_size
        if size > _LARGEST_FILE:
            raise Refused(_HEAVY.format(name=name, size=size // MEGABYTE))
        return source.read_bytes()


def _drawn(content: bytes, name: str, side: int) -> bytes:
    _refuse_strangers(content, name)
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
    except Exception:  # noqa: BLE001 - on a damaged head each format fails in its own way
        raise Refused((_BROKEN if _begins_well(content) else _NONE).format(name=name)) from None
    _refuse_bombs(image, name)
    try:
        image.draft(None, _enough(image.size, side))
        image.load()
        small = _upright(_small(image, side), _orientation(image))
        out = io.BytesIO()
        small.save(out, "JPEG", quality=_QUALITY, optimize=True)
    except Exception:  # noqa: BLE001 - nor does any format agree on how it says that the rest is damaged
        raise Refused(_BROKEN.format(name=name)) from None
    return out.getvalue()


def _refuse_strangers(content: bytes, name: str) -> None:
    """Refused in the words that help, for what clerks take for a picture and is none that can be read."""
    if not content:
        raise Refused(_EMPTY.format(name=name))
    refuse_programs(content, name)
    if content.startswith(b"%PDF"):
        raise Refused(_PDF.format(name=name))
    if content[4:8] == b"ftyp":
        brands = {content[at : at + 4] for at in (8, *range(16, min(len(content), 64), 4))}
        words = _AVIF if brands & _AVIF_BRANDS else _HEIC if brands & _HEIC_BRANDS else _FILM
        raise Refused(words.format(name=name))


def _begins_well(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"II*\0", b"MM\0*"))


def _refuse_bombs(image: Image.Image, name: str) -> None:
    """Refused where the picture would need more memory than an office machine can spare."""
    wide, high = image.size
    in_small = image.format in ("JPEG", "MPO") and "progressive" not in image.info
    most = _MOST_IN_SMALL if in_small else _MOST_TWICE if image.format == "WEBP" else _MOST_WHOLE
    if wide * high > most:
        raise Refused(_LARGE.format(name=name, wide=wide, high=high))


def _enough(size: tuple[int, int], side: int) -> tuple[int, int]:
    """The size at which a picture is read so that it is still sharp when its longest side is made `side`."""
    wide, high = (max(1, 2 * side * each // max(size)) for each in size)
    return wide, high


def _orientation(image: Image.Image) -> int:
    """How the camera was held; upright where what it wrote cannot be read. Only known once the picture is loaded."""
    with suppress(Exception):
        return int(image.getexif().get(_ORIENTATION, 1))
    return 1


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _small(image: Image.Image, side: int) -> Image.Image:
    """The picture in RGB over white, no side longer than `side`; made small first, since colours cost memory."""
    profile = image.info.get("icc_profile")
    plain = _eight_bit(image)
    plain.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
    flat = _over_white(plain) if plain.has_transparency_data else _in_srgb(plain, profile)
    flat.info.clear()
    return flat


def _eight_bit(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be made small smoothly: no palette, no single bits, no 16-bit greys."""
    if image.mode in ("L", "RGB", "CMYK", "RGBA", "LA"):
        opaque = "transparency" not in image.info
        return image if opaque else image.convert("RGBA")
    if image.mode.startswith("I") or image.mode == "F":
        deep = image.convert("F")
        top = 65535 if image.mode.startswith("I") else max(1, *map(float, deep.getextrema()))  # type: ignore[arg-type]
        return deep.point(lambda value: value * (255 / top)).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _over_white(image: Image.Image) -> Image.Image:
    layers = image.convert("RGBA")
    ground = Image.new("RGB", image.size, "white")
    ground.paste(layers, mask=layers.getchannel("A"))
    return ground


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that the profile means, as every screen and printer understands them."""
    if profile:
        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            found = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if found is not None:
                return found
    return image.convert("RGB")
