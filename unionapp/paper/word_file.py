"""How a Word document becomes the bytes of its file, whatever the clock of the computer says.

python-docx would date the parts of the file by the clock, and fail where it stands before 1980 or after 2107.
"""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter

from unionapp.store import packing

_WRITER: Any = PackageWriter


class _Parts:
    """Takes the parts of a document as python-docx hands them out, in place of its own writer."""

    def __init__(self, pack: packing.Pack) -> None:
        self._pack = pack

    def write(self, place: PackURI, content: bytes) -> None:
        self._pack.add(place.membername, content)


def packed(word: WordDocument) -> bytes:
    """The file of a python-docx document."""
    package = word.part.package
    for part in package.parts:
        part.before_marshal()
    out = io.BytesIO()
    with packing.new_pack(out, small=True) as pack:
        parts = _Parts(pack)
        _WRITER._write_content_types_stream(parts, package.parts)
        _WRITER._write_pkg_rels(parts, package.rels)
        _WRITER._write_parts(parts, package.parts)
    return out.getvalue()
