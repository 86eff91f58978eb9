"""A workbook as the reading library takes it: unlocked, in a container, its parts in their places, its texts in order.

Runs in the child process that reads a file.
"""

from __future__ import annotations

import codecs
import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from unionapp.errors import Trouble
from unionapp.exchange import biffmarks, forms, marks, ole
from unionapp.exchange.book import Limits
from unionapp.later import later
from unionapp.store import packing

if TYPE_CHECKING:
    from unionapp.exchange import unlocking
else:
    unlocking = later("unionapp.exchange.unlocking")

CONTENT = "content.xml"
_BETWEEN = re.compile(rb"(?<=>)\s+(?=</?(?:table|office|text:p\b))")
_LATIN = 1252
_OFFICE_DOCUMENT = re.compile(rb'<(?:\w+:)?Relationship\s[^>]*?Target="([^"]*(?:workbook\.xml|workbook\.bin))"')
_ABSOLUTE = re.compile(rb'Target="/(?!/)')
_BACK = str.maketrans({bytes([n]).decode("cp1252", "ignore") or chr(n): chr(n) for n in range(256)})
"""From what the library makes of a byte that it takes for Latin back to the byte."""


class Readable(NamedTuple):
    """A workbook that the library reads, and in what its texts are encoded where the library takes them for Latin."""

    data: bytes
    encoding: str = ""

    def spelled(self, text: str) -> str:
        """A text as the library gives it, as it was written."""
        if not self.encoding:
            return text
        return text.translate(_BACK).encode("latin-1", "replace").decode(self.encoding, "replace")


def ready(data: bytes, limits: Limits) -> Readable:
    """The workbook; Trouble for one that asks for a password when it is opened, or that cannot be followed."""
    try:
        return _ready(data, limits)
    except marks.BROKEN as error:
        raise Trouble(forms.DAMAGED) from error


def _ready(data: bytes, limits: Limits) -> Readable:
    if data.startswith(b"PK"):
        return Readable(_in_places(data))
    if data.lstrip(codecs.BOM_UTF8).startswith(b"<"):
        return Readable(_packed(data))
    if data.startswith(ole.MAGIC) and "encryptedpackage" in ole.Container(data):
        inner = unlocking.of_file(data)
        forms.form(inner, limits)
        return Readable(_in_places(inner))
    stream = ole.workbook(data)
    if biffmarks.is_locked(stream):
        stream = unlocking.of_stream(stream)
    encoding = biffmarks.encoding(stream)
    if encoding is None:
        return Readable(ole.wrapped(stream))
    return Readable(ole.wrapped(biffmarks.with_code_page(stream, _LATIN)), encoding)


def _packed(content: bytes) -> bytes:
    """An OpenDocument sheet as a package, from the one file that holds all of it."""
    out = io.BytesIO()
    with packing.new_pack(out, small=False) as pack:
        pack.add("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        pack.add("META-INF/manifest.xml", b"<manifest/>")
        pack.add(CONTENT, _BETWEEN.sub(b"", content))
    return out.getvalue()


def tightened(data: bytes) -> bytes:
    """An OpenDocument package without the blanks between its rows and cells, over which the library stumbles.

    Raises what `marks.BROKEN` lists for any other file.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return _packed(pack.read(CONTENT))


def _in_places(data: bytes) -> bytes:
    """A package with its parts under xl/, where the library looks for them; others are given as they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        names = {name: name.replace("\\", "/") for name in pack.namelist()}
        lower = {name.lower() for name in names.values()}
        if "mimetype" in lower or (any(name.startswith("xl/") for name in names)):
            return data
        root = _root(pack)
        out = io.BytesIO()
        with packing.new_pack(out, small=False) as moved:
            for old, name in names.items():
                moved.add(_moved(name, root), _mended(name, pack.read(old), root))
    return out.getvalue()


def _root(pack: zipfile.ZipFile) -> str:
    """The folder of a package in which its workbook lies, with a stroke behind it; empty for the package itself."""
    try:
        found = _OFFICE_DOCUMENT.search(pack.read("_rels/.rels"))
    except KeyError:
        found = None
    target = found[1].decode("utf-8", "replace").lstrip("/") if found else ""
    folder = posixpath.dirname(target)
    return f"{folder}/" if folder else ""


def _moved(name: str, root: str) -> str:
    """Where a part comes to lie."""
    if name in ("[Content_Types].xml", "_rels/.rels") or not name.startswith(root):
        return name
    return "xl/" + name.removeprefix(root)


def _mended(name: str, content: bytes, root: str) -> bytes:
    """A part with the places that it names in full."""
    if name == "_rels/.rels":
        return re.sub(rb'Target="/?' + re.escape(root.encode()) + rb"(?=workbook)", b'Target="xl/', content)
    if name.endswith(".rels"):
        return _ABSOLUTE.sub(b'Target="/xl/', content.replace(b'Target="/' + root.encode(), b'Target="/'))
    if name == "[Content_Types].xml":
        return content.replace(b'PartName="/' + root.encode(), b'PartName="/xl/')
    return content
