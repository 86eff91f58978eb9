"""Papers are tested with the shipped fonts alone, so that no result depends on the machine."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from unionapp.paper.document import Document
from unionapp.paper.fonts import ONLY_SHIPPED
from unionapp.paper.pdf import render

HASHES = Path(__file__).parent / "golden" / "hashes.json"


@pytest.fixture(autouse=True, scope="session")
def shipped_fonts() -> Iterator[None]:
    """Leaves the machine's fonts alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ONLY_SHIPPED, "1")
        yield


def drawn(document: Document) -> bytes:
    """The document as PDF."""
    out = io.BytesIO()
    render(document, out)
    return out.getvalue()


def page_texts(data: bytes) -> list[str]:
    """The text of each page, as a reader would find it."""
    found = []
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    return found


def whole_text(data: bytes) -> str:
    """All text without spaces and line ends."""
    return "".join("".join(page_texts(data)).split())


def fingerprint(data: bytes) -> str:
    """A hash of what is drawn, whatever the compressor of the machine makes of it."""
    drawn = hashlib.sha256()
    for head, body in re.findall(rb"<<([^<]*?/Length[^<]*?)>>\s*stream\r?\n(.*?)\r?\n?endstream", data, re.DOTALL):
        if b"/ASCII85Decode" in head:
            body = base64.a85decode(body.strip().removesuffix(b"~>"))
        drawn.update(zlib.decompress(body) if b"/FlateDecode" in head else body)
    return drawn.hexdigest()


Golden = Callable[[str, bytes], None]


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a PDF with the accepted one by its hash, or accepts it under `--update-golden`."""

    def check(name: str, data: bytes) -> None:
        known: dict[str, str] = json.loads(HASHES.read_text()) if HASHES.exists() else {}
        found = fingerprint(data)
        if request.config.getoption("update_golden", default=False):
            known[name] = found
            HASHES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
        assert found == known.get(name), f"{name} is drawn differently: look at it, then --update-golden"

    return check
