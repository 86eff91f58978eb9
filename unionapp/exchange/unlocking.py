"""Workbooks whose structure alone is protected: Excel opens them without asking, and so do we.

They are locked under a password that every Excel knows ([MS-OFFCRYPTO] 2.2.3, [MS-XLS] 2.2.10); any other means that
the file asks for one when it is opened. Runs in the child process that reads a file.
"""

from __future__ import annotations

import io

import msoffcrypto
from msoffcrypto.method.xor_obfuscation import DocumentXOR

from unionapp.errors import Trouble
from unionapp.exchange import biffmarks, forms, ole

STANDING_PASSWORD = "VelvetSweatshop"


def of_file(data: bytes) -> bytes:
    """The file without its lock, where that is the one that every Excel opens; Trouble for any other."""
    out = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        file.load_key(password=STANDING_PASSWORD, **({"verify_password": True} if file.format == "ooxml" else {}))
        file.decrypt(out)
    except Exception as error:
        raise Trouble(forms.PASSWORD) from error
    return out.getvalue()


def of_stream(stream: bytes) -> bytes:
    """The stream of an .xls without its lock, likewise; the library does not know that of workbooks before Excel 97."""
    code = biffmarks.old_lock(stream)
    if code is None:
        return ole.workbook(of_file(ole.wrapped(biffmarks.evened(stream))))
    if not DocumentXOR.verifypw(STANDING_PASSWORD, code):
        raise Trouble(forms.PASSWORD)
    return biffmarks.unlocked(stream, DocumentXOR.create_xor_array_method1(STANDING_PASSWORD))
