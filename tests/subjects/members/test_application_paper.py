"""入会申请书和会员登记表: the photo of the member stands in its place, on paper and in Word."""

from __future__ import annotations

import io
import zipfile

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from pypdfium2 import raw
from unionapp.paper import pdf, word
from unionapp.paper.paper import PrintRequest
from unionapp.store.store import Store
from unionapp.subjects.members.papers import application
from unionapp.subjects.members.records import MEMBERS

from tests.support import saved

MM = 72 / 25.4


def portrait() -> bytes:
    """A made-up picture of a person, in the shape of two inches, as a telephone lays it down on its side."""
    image = Image.new("RGB", (1050, 1470), "white")
    drawing = ImageDraw.Draw(image)
    drawing.ellipse((300, 250, 750, 850), fill="wheat")
    drawing.rectangle((150, 900, 900, 1470), fill="navy")
    exif = Image.Exif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=exif)
    return out.getvalue()


def pictures(content: bytes) -> list[tuple[int, float, float]]:
    """The pictures of a PDF: page, width and height in mm."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        for each in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]):
            left, low, right, high = each.get_bounds()
            found.append((number, (right - left) / MM, (high - low) / MM))
    return found


@pytest.fixture
def facts(store: Store) -> application.Applicant:
    """The facts of a member with a photo."""
    member = saved(store, MEMBERS, photo=store.files.keep_picture(portrait(), "照片.jpg"))
    return application.gather(store, PrintRequest(record=member))


def test_the_photo_is_printed_upright_in_two_inches(facts: application.Applicant) -> None:
    out = io.BytesIO()
    pdf.render(application.draw(facts), out)
    [(page, wide, high)] = pictures(out.getvalue())
    assert page == 1
    assert 34.5 <= wide <= 37
    assert wide / high == pytest.approx(35 / 49, abs=0.01)
    assert len(pypdfium2.PdfDocument(out.getvalue())) == 2


def test_word_holds_the_photo_too(facts: application.Applicant) -> None:
    out = io.BytesIO()
    word.render(application.draw(facts), out)
    with zipfile.ZipFile(out) as pack:
        [name] = [name for name in pack.namelist() if name.startswith("word/media/")]
        image = Image.open(io.BytesIO(pack.read(name)))
        assert image.width < image.height
        assert "（二寸）" not in pack.read("word/document.xml").decode()


def test_a_photo_that_is_gone_leaves_its_place_to_be_pasted(store: Store) -> None:
    member = saved(store, MEMBERS, photo="0" * 64 + "/照片.jpg")
    facts = application.gather(store, PrintRequest(record=member))
    assert facts.photo is None
    out = io.BytesIO()
    pdf.render(application.draw(facts), out)
    assert pictures(out.getvalue()) == []
    assert "（二寸）" in pypdfium2.PdfDocument(out.getvalue())[1].get_textpage().get_text_range()
