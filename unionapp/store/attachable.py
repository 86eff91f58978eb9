"""What may be attached: no program, nothing empty, nothing larger than the setting allows."""

from __future__ import annotations

import re
from pathlib import Path

from unionapp.errors import Refused
from unionapp.records.options import Option

LARGEST = Option("files.largest", int)
LONGEST_SIDE = Option("files.longest_side", int)
OPTIONS = (LARGEST, LONGEST_SIDE)

MEGABYTE = 1024 * 1024
# fmt: off
_PROGRAMS = frozenset((
    ".exe", ".com", ".scr", ".pif", ".cpl", ".msi", ".msp", ".msix", ".appx", ".bat", ".cmd", ".ps1", ".psm1",
    ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta", ".jar", ".lnk", ".url", ".reg", ".inf", ".dll", ".sys",
    ".ocx", ".scf", ".chm", ".gadget", ".application", ".desktop", ".sh", ".run", ".apk", ".deb", ".rpm",
))
# fmt: on
_PROGRAM_STARTS = (b"MZ", b"\x7fELF", b"#!")
_NO_PROGRAM = "“{name}”是程序或脚本，可能带有病毒，没有保存。附件请用照片、PDF、Word、Excel、WPS 等文件。"
_TOO_LARGE = (
    "“{name}”有 {size} MB，超过附件上限 {most} MB，没有保存。请压缩或分成几个文件，也可以在“参数设置”里改上限。"
)
_EMPTY = "“{name}”是空文件（0 字节），没有保存。它可能没有复制完，请从原处重新复制后再选。"


def refuse_programs(content: bytes, name: str) -> None:
    """Refused where a file is a program, by its name or by how it begins."""
    suffix = Path(re.sub(r"[\s.]+$", "", name)).suffix.lower()
    if suffix in _PROGRAMS or content.startswith(_PROGRAM_STARTS):
        raise Refused(_NO_PROGRAM.format(name=Path(name).name))


def refuse_size(size: int, name: str) -> None:
    """Refused where a file is empty, or larger than the setting allows; its size in bytes."""
    most = max(LARGEST.value or 0, 0)
    if size == 0:
        raise Refused(_EMPTY.format(name=Path(name).name))
    if most and size > most * MEGABYTE:
        shown = -(-size * 10 // MEGABYTE)
        raise Refused(_TOO_LARGE.format(name=Path(name).name, size=f"{shown // 10}.{shown % 10}", most=most))
