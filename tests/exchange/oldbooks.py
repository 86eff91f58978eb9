"""Small workbooks in old forms, made in the test: streams of records, locked ones, containers under other names."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from hashlib import md5

import msoffcrypto
import xlsxwriter
from msoffcrypto.method.rc4 import DocumentRC4
from msoffcrypto.method.xor_obfuscation import DocumentXOR
from unionapp.exchange import ole

BOF, EOF, CODE_PAGE, SHEET, LABEL, LOCK = 0x0809, 0x000A, 0x0042, 0x0085, 0x0204, 0x002F
Rows = Sequence[Sequence[str]]


def record(kind: int, body: bytes) -> bytes:
    """One record."""
    return struct.pack("<HH", kind, len(body)) + body


def biff5(rows: Rows, page: int | None = 936, sheet: str = "名册", lock: bytes = b"", encoding: str = "gbk") -> bytes:
    """The stream of a workbook of Excel 95, its texts in GBK."""
    name = sheet.encode(encoding)
    head = record(BOF, struct.pack("<HHHH", 0x0500, 5, 0, 0)) + lock
    head += b"" if page is None else record(CODE_PAGE, struct.pack("<H", page))
    begin = len(head) + 4 + 7 + len(name) + 4
    head += record(SHEET, struct.pack("<IHB", begin, 0, len(name)) + name) + record(EOF, b"")
    cells = b"".join(
        record(LABEL, struct.pack("<HHHH", row, column, 0, len(text.encode(encoding))) + text.encode(encoding))
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
    )
    return head + record(BOF, struct.pack("<HHHH", 0x0500, 0x10, 0, 0)) + cells + record(EOF, b"")


def biff5_locked(rows: Rows, password: str) -> bytes:
    """The same, obfuscated under a password as Excel 95 does it."""
    array = DocumentXOR.create_xor_array_method1(password)
    code = next(code for code in range(0x10000) if DocumentXOR.verifypw(password, code))
    plain = biff5(rows, lock=record(LOCK, struct.pack("<HH", 0, code)))
    locked, at = bytearray(plain), 0
    while at < len(plain):
        kind, length = struct.unpack_from("<HH", plain, at)
        for place in range(4 if kind == SHEET else 0, length) if kind not in (BOF, LOCK) else ():
            byte = plain[at + 4 + place]
            locked[at + 4 + place] = (byte << 5 | byte >> 3) & 0xFF ^ array[(at + 4 + length + place) % 16]
        at += 4 + length
    return bytes(locked)


def biff8_locked(stream: bytes, password: str) -> bytes:
    """The stream of an .xls of today, encrypted under a password with RC4 ([MS-OFFCRYPTO] 2.3.6)."""
    salt, verifier = bytes(range(16)), bytes(16)
    sealed = _rc4(verifier + md5(verifier).digest(), password, salt)
    lock = record(LOCK, struct.pack("<HHH", 1, 1, 1) + salt + sealed)
    at = 4 + struct.unpack_from("<H", stream, 2)[0]
    longer = stream[:at] + lock + stream[at:]
    bare, kept, at = bytearray(longer), [], 0
    while at < len(longer):
        kind, length = struct.unpack_from("<HH", longer, at)
        secret = 0 if kind in (BOF, LOCK) else length - 4 if kind == SHEET else length
        if kind == SHEET:
            begin = struct.unpack_from("<I", longer, at + 4)[0] + len(lock)
            struct.pack_into("<I", bare, at + 4, begin)
        kept += [(at, at + 4 + length - secret)]
        at += 4 + length
    out = bytearray(_rc4(bytes(bare), password, salt))
    for begin, end in kept:
        out[begin:end] = bare[begin:end]
    return bytes(out)


def _rc4(data: bytes, password: str, salt: bytes) -> bytes:
    """The cipher, which is its own inverse."""
    return bytes(DocumentRC4.decrypt(password, salt, io.BytesIO(data), blocksize=1024).read())


def xlsx(rows: Rows) -> bytes:
    """An .xlsx of one sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("名册")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return out.getvalue()


def xlsx_locked(rows: Rows, password: str) -> bytes:
    """An .xlsx encrypted under a password."""
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(xlsx(rows))).encrypt(password, out)
    return out.getvalue()


def named(container: bytes, name: str) -> bytes:
    """A container whose workbook has another name of at most eight letters."""
    assert ole.Container(container).read("workbook")
    entry = "Workbook".encode("utf-16-le")
    at = container.index(entry)
    changed = bytearray(container)
    changed[at : at + 16] = name.encode("utf-16-le").ljust(16, b"\0")
    struct.pack_into("<H", changed, at + 64, 2 * len(name) + 2)
    return bytes(changed)
