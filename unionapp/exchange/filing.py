"""A workbook that becomes a file whole or not at all."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from unionapp.store import disk

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def new_workbook(path: Path) -> Iterator[xlsxwriter.Workbook]:
    """An XlsxWriter workbook that becomes the file at the path when the block ends without failure."""
    with disk.replacing(path) as part, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        packed = io.BytesIO()  # a package whose disk fails XlsxWriter would leave open
        workbook = xlsxwriter.Workbook(packed, {**_OPTIONS, "tmpdir": scratch})
        workbook.use_zip64()
        try:
            yield workbook
            workbook.close()
            part.write_bytes(packed.getbuffer())
        except FileCreateError as error:
            raise OSError(*getattr(error.args[0], "args", error.args)) from error
        finally:
            for sheet in workbook.worksheets():  # after a failure XlsxWriter leaves its scratch files open
                sheet._opt_close()
