"""备份与恢复: the copies there are, a new one here or on a stick, and putting one in the place of the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from unionapp import paths
from unionapp.errors import Refused
from unionapp.store import backup, consent
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages
from ui.kit.actions import Action
from ui.kit.plain import PlainPage, label
from ui.kit.seen import EVERYTHING, Watch
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.session import Session
from ui.window import restoring

HELP = (
    "备份把全部数据复制成一个加密的文件，做完自动核对。关闭程序时，有改动会自动备份一次；"
    "每周请再备份到移动硬盘或U盘，放在别处。恢复会用备份替换现在的数据，替换下来的另存，不会丢。"
)


@dataclass(frozen=True)
class Copy:
    """A backup as it is listed; its size in bytes."""

    file: Path
    made: datetime
    reason: str
    size: int


_COLUMNS = (
    Column[Copy]("备份时间", lambda copy: f"{copy.made:%Y-%m-%d %H:%M:%S}", sort_key=lambda copy: copy.made),
    Column[Copy]("原因", lambda copy: copy.reason, sort_key=lambda copy: copy.reason),
    Column[Copy]("大小", lambda copy: _size(copy.size), "right", sort_key=lambda copy: copy.size),
    Column[Copy]("文件名", lambda copy: paths.shown(copy.file.name)),
)


class BackupsPage(PlainPage):
    """The backups in the data folder, newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "备份与恢复",
            HELP,
            (
                Action("back-up", "立即备份", self.back_up, main=True),
                Action("back-up-elsewhere", "备份到U盘…", self.back_up_elsewhere),
                Action("check", "检查所选", self.check),
                Action("restore", "恢复所选…", self.restore),
                Action("restore-other", "恢复其他文件…", self.restore_other),
            ),
        )
        self._session = session
        self.table = TextTable("备份列表", _COLUMNS, key=lambda copy: copy.file, empty="还没有备份。点“立即备份”。")
        self.column.addWidget(self.table, 1)
        self.column.addWidget(label(f"备份所在文件夹：{session.folder / backup.FOLDER}", "faint"))
        self.seen = Watch(self, session, EVERYTHING, self.refresh, None, always=True)

    def refresh(self) -> None:
        """List the files anew."""
        files = backup.listing(self._session.folder)
        self.table.show_rows([_told(file) for file in files])
        self.tools.allow({"check": bool(files), "restore": bool(files)})

    def back_up(self) -> None:
        """A copy into the data folder."""
        self._make(None)

    def back_up_elsewhere(self) -> None:
        """A copy where the clerk says."""
        name = backup.name(datetime.now(), "手动")
        out = messages.save_file(self, "备份到U盘或其他文件夹", name, restoring.PATTERNS)
        if out is not None:
            self._make(out)

    def _make(self, out: Path | None) -> None:
        store = self._session.store
        tasks.run(self, "备份", lambda progress: store.backup(out, progress=progress), self._made)

    def _made(self, path: Path) -> None:
        self.refresh()
        messages.toast(self, f"已备份并核对：{paths.shown(path.name)}")

    def check(self) -> None:
        """Make sure that the chosen backup can be restored with a password."""
        chosen = self.table.row()
        if chosen is None:
            return
        file = chosen.file
        password = messages.ask_text(self, "检查备份", f"操作员“{self._operator}”在备份时的密码：", secret=True)
        if password is None:
            return

        def work(progress: Progress) -> str:
            return restoring.verdict(file, self._operator, password)

        tasks.run(self, "检查备份", work, self._checked)

    def _checked(self, problem: str) -> None:
        if problem:
            messages.warn(self, problem)
        else:
            messages.tell(self, "这个备份完好，可以用来恢复。")

    def restore(self) -> None:
        """Put the chosen backup in the place of the data."""
        chosen = self.table.row()
        if chosen is not None:
            self._restore(chosen.file)

    def restore_other(self) -> None:
        """Put a backup from elsewhere in the place of the data."""
        self._restore(None)

    def _restore(self, file: Path | None) -> None:
        try:
            leave = consent.of_session(self._session.store.journal)
        except Refused as refused:
            messages.report(self, refused)
            return
        wanted = restoring.ask(self, self._session.folder, file, leave)
        if wanted is not None:
            self._session.once_closed = wanted.work
            self._session.closing_wanted.emit()

    @property
    def _operator(self) -> str:
        return self._session.store.operator


def _told(file: Path) -> Copy:
    """When and why a backup was made: its name says so, of a renamed one its date."""
    made = backup.stamp(file)
    found = file.stat()
    return Copy(file, made or datetime.fromtimestamp(found.st_mtime), file.stem[16:] if made else "", found.st_size)


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count / 1000:,.0f} KB"
