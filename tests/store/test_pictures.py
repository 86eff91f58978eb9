"""Pictures of every sort become upright JPEG fit for print, and what is none is refused in words that help."""

from __future__ import annotations

import io
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms
from unionapp.errors import Refused, Trouble
from unionapp.store import pictures
from unionapp.store.files import Files, name_of
from unionapp.store.pictures import prepared, thumbnail

from tests import support

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 160, 60), (30, 60, 200), (255, 255, 255)
TURNED_BACK = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
"""How a camera lays down a scene that it notes with each orientation."""
HEIC = b"\0\0\0\x28ftypheic\0\0\0\0mif1heic" + bytes(64)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """The attached files of an empty folder."""
    return Files(tmp_path / "data", bytes(32))


def scene(wide: int = 60, high: int = 80) -> Image.Image:
    """A picture of which every corner tells itself: red, green, blue, white."""
    image = Image.new("RGB", (wide, high))
    for place, colour in enumerate((RED, GREEN, BLUE, WHITE)):
        left, top = place % 2 * wide // 2, place // 2 * high // 2
        image.paste(colour, (left, top, left + wide // 2, top + high // 2))
    return image


def packed(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.mode) == ("JPEG", "RGB")
    return image


def corners(image: Image.Image) -> list[Any]:
    """The colours at a quarter and three quarters of both sides, row by row."""
    wide, high = image.size
    return [image.getpixel((wide * x // 4, high * y // 4)) for y in (1, 3) for x in (1, 3)]


def alike(found: Any, meant: tuple[int, int, int], most: int = 12) -> bool:
    return max(abs(one - other) for one, other in zip(found, meant, strict=True)) <= most


def shows_scene(content: bytes, most: int = 12) -> bool:
    return all(
        alike(one, other, most) for one, other in zip(corners(opened(content)), (RED, GREEN, BLUE, WHITE), strict=True)
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", TURNED_BACK)
def test_a_picture_stands_upright_however_the_camera_was_held(orientation: int, kind: str) -> None:
    turn = TURNED_BACK[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    laid = scene() if turn is None else scene().transpose(turn)
    options = {"quality": 95} if kind in ("JPEG", "WEBP") else {}
    content = prepared(packed(laid, kind, exif=exif, **options), "照片")
    assert opened(content).size == (60, 80)
    assert shows_scene(content, 25)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF"])
def test_every_usual_format_is_read(kind: str) -> None:
    image = scene().quantize(16) if kind == "GIF" else scene()
    assert shows_scene(prepared(packed(image, kind), f"照片.{kind}"), 25)


def test_a_picture_for_the_press_keeps_its_colours() -> None:
    assert shows_scene(prepared(packed(scene().convert("CMYK"), "JPEG", quality=95), "照片.jpg"), 25)


def test_what_is_transparent_is_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    clear.paste((*BLUE, 255), (0, 0, 20, 40))
    for content in (packed(clear, "PNG"), packed(clear, "WEBP", lossless=True), packed(clear.quantize(8), "PNG")):
        found = corners(opened(prepared(content, "印章.png")))
        assert alike(found[0], BLUE, 20)
        assert alike(found[1], WHITE)


def test_the_clear_colour_of_a_palette_is_white() -> None:
    drawn = Image.new("P", (40, 40), 0)
    drawn.putpalette([0, 0, 0, *BLUE])
    drawn.paste(1, (0, 0, 20, 40))
    for kind in ("PNG", "GIF"):
        found = corners(opened(prepared(packed(drawn, kind, transparency=0), "图章")))
        assert alike(found[0], BLUE, 20)
        assert alike(found[1], WHITE)


def test_single_bits_and_greys_with_transparency_are_read() -> None:
    half = Image.new("1", (40, 40), 1)
    half.paste(0, (0, 0, 20, 40))
    for content in (packed(half, "PNG"), packed(half, "TIFF"), packed(half.convert("LA"), "PNG")):
        found = corners(opened(prepared(content, "扫描件")))
        assert alike(found[0], (0, 0, 0))
        assert alike(found[1], WHITE)


@pytest.mark.parametrize(("mode", "kind"), [("I;16", "PNG"), ("I;16", "TIFF"), ("I", "TIFF"), ("F", "TIFF")])
def test_the_greys_of_a_scanner_are_not_burnt_out(mode: str, kind: str) -> None:
    deep = Image.new(mode, (40, 40), 65535)
    for place in range(20 * 40):
        deep.putpixel((place % 20, place // 20), 32768)
    found = corners(opened(prepared(packed(deep, kind), "扫描件")))
    assert alike(found[0], (128, 128, 128))
    assert alike(found[1], WHITE)


def test_the_first_picture_of_a_film_is_taken() -> None:
    moving = packed(
        Image.new("RGB", (40, 40), RED), "GIF", save_all=True, append_images=[Image.new("RGB", (40, 40), BLUE)]
    )
    assert all(alike(found, RED, 20) for found in corners(opened(prepared(moving, "动图.gif"))))


def test_nothing_that_the_camera_wrote_beside_the_picture_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 37.0, 12.0)})
    sent = packed(scene(), "JPEG", exif=exif, comment=b"SecretPlace", xmp=b"<x>SecretOwner</x>")
    assert b"Secret" in sent
    kept = prepared(sent, "照片.jpg")
    assert b"Secret" not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}


def test_a_profile_of_colours_is_followed_and_not_kept() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    kept = prepared(packed(scene(), "JPEG", icc_profile=profile, quality=95), "照片.jpg")
    assert shows_scene(kept, 25)
    assert "icc_profile" not in opened(kept).info
    assert shows_scene(prepared(packed(scene(), "JPEG", icc_profile=b"no profile", quality=95), "照片.jpg"), 25)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_forty_eight_megapixels_become_two_thousand(kind: str) -> None:
    kept = prepared(packed(scene(8000, 6000), kind), "照片")
    assert opened(kept).size == (2000, 1500)
    assert shows_scene(kept, 25)


def test_a_telephones_two_hundred_megapixels_are_never_held_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[tuple[int, int]] = []
    made_small = pictures._small
    monkeypatch.setattr(pictures, "_small", lambda image, side: held.append(image.size) or made_small(image, side))
    sent = packed(Image.new("L", (16320, 12240), 90), "JPEG")
    assert opened(prepared(sent, "照片.jpg")).size == (2000, 1500)
    assert held == [(4080, 3060)]


def test_a_picture_that_must_be_held_whole_has_a_lower_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_MOST_WHOLE", 4799)
    monkeypatch.setattr(pictures, "_MOST_TWICE", 4799)
    assert prepared(packed(scene(), "JPEG"), "照片.jpg")
    for content in (packed(scene(), "JPEG", progressive=True), packed(scene(), "PNG"), packed(scene(), "WEBP")):
        with pytest.raises(Refused, match="60×80 像素"):
            prepared(content, "照片.jpg")


def test_the_setting_says_how_long_a_kept_picture_is(monkeypatch: pytest.MonkeyPatch) -> None:
    support.put_in_force(monkeypatch, "files.longest_side", "500")
    assert opened(prepared(packed(scene(900, 1200), "PNG"), "照片")).size == (375, 500)


def test_a_small_picture_is_not_blown_up() -> None:
    assert opened(prepared(packed(scene(), "PNG"), "照片")).size == (60, 80)


def bomb(wide: int, high: int) -> bytes:
    """A PNG that says it is so large and holds next to nothing."""
    small = packed(Image.new("L", (1, 1)), "PNG")
    head = b"IHDR" + wide.to_bytes(4, "big") + high.to_bytes(4, "big") + small[24:29]
    return small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]


REFUSED = {
    "nothing": (b"", "照片.jpg", "空文件"),
    "heic": (HEIC, "IMG_1.HEIC", "兼容性最佳"),
    "heic named jpg": (HEIC, "IMG_1.jpg", "微信发“原图”"),
    "avif": (b"\0\0\0\x1cftypavif\0\0\0\0", "图.avif", "AVIF"),
    "film": (b"\0\0\0\x18ftypmp42\0\0\0\0", "录像.jpg", "截一张图"),
    "pdf": (b"%PDF-1.7", "证书.jpg", "PDF"),
    "program": (b"MZ\x90\0" + bytes(100), "照片.jpg", "是程序"),
    "program by name": (packed(scene(), "JPEG"), "照片.jpg.exe", "是程序"),
    "sheet": (b"PK\x03\x04sheet", "照片.png", "不是能认出的图片"),
    "text": ("照片".encode(), "照片.jpg", "不是能认出的图片"),
    "jpeg cut short": (packed(scene(400, 400), "JPEG")[:1500], "照片.jpg", "没有复制完"),
    "jpeg head alone": (packed(scene(), "JPEG")[:20], "照片.jpg", "没有复制完"),
    "png cut short": (packed(scene(400, 400), "PNG")[:200], "照片.png", "没有复制完"),
    "bomb": (bomb(60_000, 60_000), "图.png", "60000×60000"),
}


@pytest.mark.parametrize(("content", "name", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_kept_is_refused_with_what_to_do(files: Files, content: bytes, name: str, words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        files.keep_picture(content, name)
    assert name in str(refused.value)
    assert "请" in str(refused.value)
    assert not files.folder.exists()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF"])
def test_no_damage_is_more_than_a_refusal(kind: str) -> None:
    whole = packed(scene(), kind)
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        damaged = whole[:place] + bytes([whole[place] ^ 0x5A]) + whole[place + 1 :]
        try:
            opened(prepared(damaged, "照片"))
        except Refused as refused:
            assert "照片" in str(refused)


def test_a_picture_is_kept_under_its_name_as_jpeg(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "王一.png"
    path.write_bytes(packed(scene(), "PNG"))
    stored = files.keep_picture(path)
    assert name_of(stored) == "王一.jpg"
    assert shows_scene(files.read(stored), 25)
    assert files.keep_picture(path.read_bytes(), "王一.png") == stored


def test_a_picture_that_is_gone_from_the_disk_is_a_sentence(files: Files, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="找不到"):
        files.keep_picture(tmp_path / "优盘" / "照片.jpg")


def test_a_picture_file_too_heavy_is_refused_unread(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "大图.tif"
    with path.open("wb") as file:
        file.truncate(pictures._LARGEST_FILE + 1)
    with pytest.raises(Refused, match="300 MB"):
        files.keep_picture(path)


def test_a_thumbnail_is_small_and_made_once(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = files.keep_picture(packed(scene(1200, 1600), "JPEG"), "照片.jpg")
    made = files.thumbnail(stored)
    assert opened(made).size == (240, 320)
    monkeypatch.setattr(Files, "read", lambda self, stored: pytest.fail("read again"))
    assert files.thumbnail(stored) is made


def test_thumbnails_do_not_fill_the_memory(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unionapp.store.files._THUMBS", 3)
    kept = [files.keep_picture(packed(Image.new("RGB", (9, 9), (n, 0, 0)), "PNG"), "图.png") for n in range(0, 250, 50)]
    for stored in kept:
        files.thumbnail(stored)
    assert list(files._thumbs) == kept[-3:]


def test_a_file_that_is_no_picture_has_no_thumbnail(files: Files) -> None:
    with pytest.raises(Refused, match="不是能认出的图片"):
        files.thumbnail(files.keep(b"PK\x03\x04", "表.xlsx"))


def test_the_thumbnail_of_a_missing_file_is_a_sentence(files: Files) -> None:
    with pytest.raises(Trouble, match="不在数据文件夹里"):
        files.thumbnail("0" * 64 + "/照片.jpg")


def test_a_thumbnail_fits_its_side() -> None:
    assert max(opened(thumbnail(packed(scene(3000, 100), "JPEG"), "横幅")).size) == pictures.THUMB_SIDE


def test_the_program_starts_without_the_reader_of_pictures() -> None:
    program = "import sys, ui.app, unionapp.store.store; sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
