"""备份与恢复: the copies there are, a new one here or in the second place, a look into one, and putting one back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from unionapp import paths
from unionapp.errors import Refused
from unionapp.office import safekeeping
from unionapp.office.safekeeping import COUNTED, Copy
from unionapp.store import about, backup, consent, looking
from unionapp.store import store as stores
from unionapp.store.looking import OpenedCopy
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages
from ui.kit.actions import Action
from ui.kit.plain import PlainPage, label
from ui.kit.seen import EVERYTHING, Watch
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.office.copy_look import CopyLook
from ui.office.second_place_line import SecondPlaceLine
from ui.session import Session
from ui.window import restoring

HELP = (
    "备份把全部数据复制一份并加密，做完自动打开核对。关闭程序时，有改动会自动备份一次；"
    "指定U盘、移动硬盘或共享文件夹为“第二处”后，接上时也自动备份到那里。"
    "恢复会用备份替换现在的数据，替换下来的另存，可以再换回。"
)
_MOVE = (
    "已存好并核对：{name}\n\n把这个文件拷到另一台电脑，在那里安装本程序，第一次启动时选“从原来的电脑搬来”，"
    "选中这个文件，用现在的密码打开。搬好以后，请只在那一台上录入。"
)


def _rows(at: int) -> Callable[[Copy], str]:
    table = about.alias(COUNTED[at]._meta.table_name)
    return lambda copy: f"{copy.says.rows[table]:,}" if copy.says and table in copy.says.rows else ""


def _attached(copy: Copy) -> str:
    if copy.says is None:
        return ""
    if not copy.says.attachments:
        return "不含附件"
    bad = f"，缺 {copy.gone} 个" if copy.gone else f"，{copy.says.unsound} 个已损坏" if copy.says.unsound else ""
    return f"{copy.says.count:,} 个{bad}"


def _state(copy: Copy) -> str:
    if copy.behind is None:
        return "" if copy.file.is_dir() else "读不出" if copy.says is None else "不在现在的日志里"
    return "最新" if copy.behind == 0 else f"比现在少 {copy.behind:,} 步"


_COLUMNS = (
    Column[Copy]("备份时间", lambda copy: f"{copy.made:%Y-%m-%d %H:%M:%S}", sort_key=lambda copy: copy.made),
    Column[Copy]("原因", lambda copy: copy.reason, sort_key=lambda copy: copy.reason),
    Column[Copy]("在哪里", lambda copy: copy.place, sort_key=lambda copy: copy.place),
    Column[Copy]("新旧", _state, level=lambda copy: "good" if copy.behind == 0 else ""),
    Column[Copy]("会员", _rows(0), "right"),
    Column[Copy]("工会", _rows(1), "right"),
    Column[Copy]("凭证", _rows(2), "right"),
    Column[Copy]("附件", _attached),
    Column[Copy]("大小", lambda copy: _size(copy.size), "right", sort_key=lambda copy: copy.size),
    Column[Copy]("文件名", lambda copy: paths.shown(copy.file.name)),
)


class BackupsPage(PlainPage):
    """The copies that can be reached, newest first."""

    def __init__(self, session: Session) -> None:
        super().__init__("备份与恢复", HELP, self._actions())
        self._session = session
        self.table = TextTable("备份列表", _COLUMNS, key=lambda copy: copy.file, empty="还没有备份。点“立即备份”。")
        self.table.chosen_changed.connect(self._allow)
        self.column.addWidget(self.table, 1)
        self.second = SecondPlaceLine(session, self._made, self.refresh)
        self.column.addWidget(self.second)
        self.column.addWidget(label(f"备份所在文件夹：{session.folder / backup.FOLDER}", "faint"))
        self.seen = Watch(self, session, EVERYTHING, self.refresh, None, always=True)

    def _actions(self) -> tuple[Action, ...]:
        return (
            Action("back-up", "立即备份", self.back_up, main=True),
            Action("look", "看看所选", self.look),
            Action("check", "检查所选", self.check),
            Action("restore", "恢复所选…", self.restore),
            Action("move", "搬到另一台电脑…", self.back_up_elsewhere),
            Action("restore-other", "恢复其他文件…", self.restore_other, rare=True),
            Action("forget", "删除恢复前的数据…", self.forget, rare=True),
        )

    def refresh(self) -> None:
        """List the copies anew."""
        self.table.show_rows(safekeeping.copies(self._session.folder))
        self._allow()
        self.second.refresh()

    def _allow(self) -> None:
        chosen, some = self.table.row(), bool(self.table.keys)
        replaced = chosen is not None and chosen.file.is_dir()
        self.tools.command("restore").setText("换回所选…" if replaced else "恢复所选…")
        self.tools.allow({"check": some, "restore": some, "look": some})
        self.tools.allow({"forget": replaced}, "请先选一行“恢复前的数据”")

    def back_up(self) -> None:
        """A copy into the data folder."""
        store = self._session.store
        tasks.run(self, "备份", lambda progress: store.backup(progress=progress), self._made)

    def back_up_elsewhere(self) -> None:
        """One file with everything, where the clerk says, and what to do with it."""
        out = messages.save_file(self, "存成一个文件", backup.name(datetime.now(), "搬家"), restoring.PATTERNS)
        if out is None:
            return
        store = self._session.store

        def made(path: Path) -> None:
            messages.tell(self, _MOVE.format(name=paths.shown(path)))

        tasks.run(self, "备份", lambda progress: store.backup(out, progress=progress), made)

    def _made(self, path: Path) -> None:
        self.refresh()
        self._session.copied()
        messages.toast(self, f"已备份并核对：{paths.shown(path.name)}")

    def look(self) -> None:
        """Show the records of the chosen copy as they were on that day."""
        chosen = self.table.row()
        if chosen is None:
            return
        store, made, password = self._session.store, chosen.made, ""
        if looking.is_former(chosen.file, store.key):
            words = f"这个备份是更换数据钥匙以前做的。操作员“{self._operator}”在备份时的密码："
            password = messages.ask_text(self, "看看备份", words, secret=True) or ""
            if not password:
                return

        def show(look: OpenedCopy) -> None:
            CopyLook(self, look, made).open()

        tasks.run(self, "打开备份", lambda progress: stores.look_into(store, chosen.file, password), show)

    def forget(self) -> None:
        """Remove what a restore replaced, once the clerk agrees."""
        chosen = self.table.row()
        if chosen is None or not chosen.file.is_dir():
            return
        words = f"将删除 {chosen.made:%Y-%m-%d %H:%M} 恢复前的数据（{_size(chosen.size)}），删除后不能再换回。"
        if messages.ask(self, words, "删除", "不删除"):
            safekeeping.forget_replaced(self._session.store, chosen.file)
            self.refresh()

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
            return restoring.verdict(file, self._operator, password) or restoring.incomplete(file)

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


def _size(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB" if count >= 100_000 else f"{count / 1000:,.0f} KB"
