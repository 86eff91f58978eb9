"""The search for what a day's work leaves on the disk finds what lies there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storm import at_rest


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gb18030"])
def test_a_name_and_a_number_are_found_however_they_are_written(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "left"
    file.write_bytes(b"\x00\x01" + "王小丽 13912345678".encode(encoding))
    (tmp_path / "other").write_bytes(b"nothing")
    secrets = ["王小丽", "13912345678", "赵大山"]
    assert list(at_rest.found([file, tmp_path / "other"], secrets)) == [(file, each) for each in secrets[:2]]


def test_a_name_is_found_in_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "王小丽.tmp").write_bytes(b"")
    assert len(list(at_rest.found(list(tmp_path.iterdir()), ["王小丽"]))) == 1
