"""The computer's clock, asked about before the login where it stands before the last use, or years after it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget
from unionapp.errors import Trouble
from unionapp.office import safekeeping
from unionapp.store import disk
from unionapp.store.store import Store

from ui.kit import messages

_BEFORE = (
    "电脑日期可能不对：现在是 {now:%Y-%m-%d %H:%M}，而上一次使用是 {last:%Y-%m-%d %H:%M}。\n"
    "日期不对，登记的日子、期限和备份时间都会跟着错。请先核对电脑右下角的日期和时间。数据没有变动。"
)
_AFTER = (
    "电脑日期可能不对：现在是 {now:%Y-%m-%d %H:%M}，而上一次使用本程序是 {last:%Y-%m-%d %H:%M}。"
    "数据没有丢失。请核对电脑右下角的日期和时间，改好后再录入；日期不对时，期限和备份时间都不准。"
)


def agreed(folder: Path, now: datetime) -> bool | None:
    """Whether the clerk was asked about the clock and goes on; False where nothing was strange, None where she leaves
    to set it right."""
    try:
        with disk.in_words(folder):
            last = safekeeping.last_use(folder)
    except Trouble:
        return False  # the login says what is wrong with the folder
    if last is None or not safekeeping.clock_is_strange(last, now):
        return False
    asked = messages.ask(None, _BEFORE.format(now=now, last=last), "日期没有错，继续", "退出，先改日期")
    return True if asked else None


def note(window: QWidget, opened: Store, now: datetime, asked: bool) -> None:
    """Note in the log where the clock stands before what it last said, and say it unless that was asked about."""
    last = safekeeping.note_clock(opened.journal, now)
    if last is not None and not asked:
        messages.warn(window, _AFTER.format(now=now, last=last))
