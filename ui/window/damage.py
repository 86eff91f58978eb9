"""The way out where the data file does not open because it is damaged: the newest whole backup, or what can be read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget
from unionapp import subjects
from unionapp.store import backup, connection, newest, rescue
from unionapp.store.newest import WholeBackup
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages
from ui.window import restoring

RESTORE, RESCUE, OTHER, NOTHING = "用最近的完好备份恢复", "抢救能读出的内容", "换数据文件夹", "先不动"
_WHICH = (
    "数据文件损坏，打不开；程序没有改动它。无论选哪一样，损坏的文件都原样另存。\n\n"
    "{backup}\n抢救：从损坏的文件里读出还能读的内容，并列出缺什么。"
)
_HAVE, _HAVE_NOT = "最近的完好备份：{offer}。", "数据文件夹里没有能用这个密码打开的完好备份。"


@dataclass(frozen=True)
class DamagedFolder:
    """A folder whose data file does not open, and who wanted in."""

    folder: Path
    operator: str
    password: str

    def look(self, progress: Progress) -> WholeBackup | None:
        """The newest whole backup; None where there is none."""
        progress(0, 0, "正在查看备份……")
        return newest.offer(self.folder, self.operator, self.password)

    def restore(self, file: Path) -> str:
        """Put a backup in the place of the data; what the clerk is told."""
        kept = backup.restore(self.folder, file, self.operator, self.password, datetime.now())
        return restoring.described(kept)

    def rescue(self, progress: Progress) -> str:
        """Put what can be read in the place of the data; what the clerk is told."""
        now = datetime.now()
        found = rescue.rescue(self.folder, subjects.KINDS, self.operator, self.password, now, progress)
        return "\n".join(found.lines())


def ask(parent: QWidget, damaged: DamagedFolder, other: Callable[[], None], again: Callable[[], None]) -> None:
    """Look for a backup, offer the ways out, do what is chosen, then go on with `again` or an `other` folder."""

    def choose(offer: WholeBackup | None) -> None:
        words = _HAVE.format(offer=offer) if offer else _HAVE_NOT
        answers = [RESCUE, OTHER]
        if offer is not None:
            answers.insert(0, RESTORE)
        chosen = messages.choose(parent, _WHICH.format(backup=words), answers, NOTHING)
        chosen_word = NOTHING if chosen is None else answers[chosen]
        if chosen_word == RESTORE and offer is not None:
            tasks.run(parent, "恢复备份", lambda progress: damaged.restore(offer.file), told)
        elif chosen_word == RESCUE:
            tasks.run(parent, "抢救", damaged.rescue, told)
        elif chosen_word == OTHER:
            other()

    def told(words: str) -> None:
        again()
        messages.tell(parent, words)

    if (damaged.folder / connection.FILE).exists():
        tasks.run(parent, "查看备份", damaged.look, choose)
