"""个人信息: what is known of a person, shown before it is erased; and files that are kept longer than they should."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget
from unionapp.office import forgetting
from unionapp.office.forgetting import Trace
from unionapp.records.record import Record
from unionapp.subjects.service.households.records import HOUSEHOLDS
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages
from ui.kit.actions import Action
from ui.kit.choosing import RecordChoice
from ui.kit.plain import PlainPage, label
from ui.kit.seen import EVERYTHING, Watch
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.session import Session

HELP = (
    "本人有权要求删除个人信息；困难职工档案退档满规定年限的，也应当删除。先选人，看清将删除什么，再删除。"
    "会计档案、换届档案依法保管，不删；会员名册保留姓名和会籍，号码、住址、照片等删除。"
)
_ASKED = (
    "将删除 {count} 条记录里的个人信息，操作日志里的旧内容和附件一并抹去，只留下删除这件事。"
    "删除以后不能撤销，也不能恢复。以前的备份里仍有这些资料，自动备份到期会清理，手动做的请自行删除。"
)
_COLUMNS = (
    Column[Trace]("台账", lambda trace: trace.kind.title),
    Column[Trace]("记录", lambda trace: trace.record.label),
    Column[Trace]("处理", lambda trace: trace.kept or "删除"),
    Column[Trace]("删除的内容", lambda trace: "" if trace.kept else trace.lost),
)


class PrivacyPage(PlainPage):
    """One person, or a family whose file is due, and every record that holds something of her."""

    def __init__(self, session: Session) -> None:
        super().__init__(
            "个人信息",
            HELP,
            (
                Action("due", "到期的档案", self.show_due),
                Action("erase", "删除个人信息…", self.erase, main=True),
            ),
        )
        self._session = session
        self._found: Sequence[Trace] = ()
        self.kind = QComboBox()
        self.kind.setAccessibleName("台账")
        self.kind.addItems([kind.title for kind in forgetting.PERSONS])
        self.persons = QStackedWidget()
        self.choices = [RecordChoice(session, kind) for kind in forgetting.PERSONS]
        for choice in self.choices:
            choice.chosen.connect(self.refresh)
            self.persons.addWidget(choice)
        self.kind.currentIndexChanged.connect(self.persons.setCurrentIndex)
        self.kind.currentIndexChanged.connect(self.refresh)
        row = QHBoxLayout()
        row.addWidget(self.kind)
        row.addWidget(self.persons, 1)
        self.table = TextTable("将删除的内容", _COLUMNS, key=lambda trace: trace.record.uid, empty="先在上面选一个人。")
        self.words = label("", "faint")
        self.column.addLayout(row)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.words)
        self.seen = Watch(self, session, EVERYTHING, self.refresh, None, always=True)

    def refresh(self) -> None:
        """List what is known of the chosen person, and how many files are due."""
        kind = forgetting.PERSONS[self.kind.currentIndex()]
        offer = self.choices[self.kind.currentIndex()].offer
        self._show(forgetting.person(kind, offer.value) if offer else None)
        due = forgetting.due(date.today())
        self.words.setText(f"困难职工档案退档已满年限、还没有删除的：{len(due)} 份。")
        self.tools.allow({"due": bool(due)}, "没有到期的档案")

    def _show(self, record: Record | None) -> None:
        kind = forgetting.PERSONS[self.kind.currentIndex()]
        self._found = forgetting.traces(self._session.store, kind, record) if record else ()
        self.table.show_rows(list(self._found))
        going = any(not trace.kept for trace in self._found)
        self.tools.allow({"erase": going}, "先选一个人" if record is None else "没有可以删除的内容")

    def show_due(self) -> None:
        """Turn to the family whose file is due longest."""
        due = forgetting.due(date.today())
        if due:
            self.kind.setCurrentIndex(forgetting.PERSONS.index(HOUSEHOLDS))
            self.choices[self.kind.currentIndex()].choose(due[0].id)
            self.refresh()

    def erase(self) -> None:
        """Ask for the reason, then erase what is listed."""
        count = sum(not trace.kept for trace in self._found)
        if not count or not messages.ask(self, _ASKED.format(count=count), "删除", "先不删除"):
            return
        because = messages.ask_text(self, "删除个人信息", "原因（如：本人 2026-11-28 书面申请）：")
        if because is None:
            return
        store, found = self._session.store, self._found

        def work(progress: Progress) -> int:
            progress(0, 0, "正在删除个人信息……")
            return forgetting.forget(store, found, because)

        tasks.run(self, "删除个人信息", work, self._done)

    def _done(self, count: int) -> None:
        self.refresh()
        messages.toast(self, f"已删除 {count} 条记录里的个人信息")
