"""Export of what is chosen, shown or all there is, with private data hidden or, for those who may, in full."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from unionapp import paths
from unionapp.exchange import outgoing
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.records.search import Condition, Query
from unionapp.work import Progress

from ui import tasks
from ui.kit import messages
from ui.kit.folders import written
from ui.kit.plain import decision
from ui.records.record_page import RecordPage
from ui.session import Session

SHEET = "Excel 表格 (*.xlsx)"
_MOST_CHOSEN = 20_000
"""So many rows can be chosen one by one for an export; more are asked for by a filter."""


@dataclass(frozen=True)
class Scope:
    """Which rows may go out: the words on the button, how many, and the query that finds them."""

    words: str
    count: int
    query: Query


def may_see_all(session: Session) -> bool:
    """Whether the operator has the right to take out private data unmasked."""
    return session.store.journal.may("export")


def has_private(kind: Kind) -> bool:
    """Whether a kind holds anything to be hidden."""
    return any(field.private for field in kind.fields.values())


def scopes(page: RecordPage) -> list[Scope]:
    """The rows that can be exported from a page, the likeliest first."""
    query, every = page.list.query(), Query(order=page.list.query().order)
    shown, total = search.count(page.kind, query), search.count(page.kind, every)
    chosen = page.list.table.chosen_ids()
    found = []
    if 1 < len(chosen) <= _MOST_CHOSEN and len(chosen) < shown:
        wanted = replace(every, where=(Condition("id", "in", tuple(chosen)),))
        found.append(Scope("选中的", len(chosen), wanted))
    if shown != total:
        found.append(Scope("当前筛选出的", shown, query))
    return [*found, Scope("全部", total, every)]


class ExportDialog(QDialog):
    """Asks which rows go out, and whether in full."""

    def __init__(self, parent: QWidget | None, kind: Kind, offered: list[Scope], may_be_full: bool) -> None:
        super().__init__(parent)
        self.offered = offered
        self.which, self.how = QButtonGroup(self), QButtonGroup(self)
        self.setWindowTitle(f"导出{kind.title}")
        column = QVBoxLayout(self)
        column.setSpacing(8)
        self._add_heading(column, "导出哪些")
        for place, scope in enumerate(offered):
            self._add(column, self.which, place, f"{scope.words} {scope.count} 条")
        if has_private(kind):
            self._add_heading(column, "证件号码、电话等")
            self._add(column, self.how, 1, "隐去一部分，适合张贴、转交")
            full = self._add(column, self.how, 0, "完整（会记入操作日志），可以改好后再导入")
            full.setEnabled(may_be_full)
            if not may_be_full:
                note = QLabel("你没有“导出与打印未脱敏资料”的权限，需要完整资料请找管理操作员的人。")
                note.setWordWrap(True)
                column.addWidget(note)
        self._add_buttons(column)
        self.setMinimumWidth(460)

    @property
    def scope(self) -> Scope:
        """The rows that shall go out."""
        return self.offered[self.which.checkedId()]

    @property
    def masked(self) -> bool:
        """Whether private data are hidden."""
        return self.how.checkedId() == 1

    def _add_heading(self, column: QVBoxLayout, text: str) -> None:
        label = QLabel(text)
        label.setProperty("role", "heading")
        column.addWidget(label)

    def _add(self, column: QVBoxLayout, group: QButtonGroup, number: int, text: str) -> QRadioButton:
        button = QRadioButton(text)
        group.addButton(button, number)
        button.setChecked(len(group.buttons()) == 1)
        column.addWidget(button)
        return button

    def _add_buttons(self, column: QVBoxLayout) -> None:
        column.addSpacing(8)
        column.addWidget(decision(self, QPushButton("导出…")))


def ask(page: RecordPage) -> None:
    """Ask what to export from a page, then write it."""
    dialog = ExportDialog(page, page.kind, scopes(page), may_see_all(page.session))
    dialog.accepted.connect(lambda: write(page, dialog.scope, dialog.masked))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def write(page: RecordPage, scope: Scope, masked: bool) -> None:
    """Write the rows off the GUI thread into a file that the clerk names."""
    store, kind = page.session.store, page.kind
    name = f"{kind.title}{'（已隐去号码）' if masked else ''} {date.today().isoformat()}.xlsx"
    path = messages.save_file(page, f"导出{kind.title}", name, SHEET)
    if path is None:
        return

    def work(progress: Progress) -> int:
        return outgoing.export(store, kind, scope.query, path, masked, progress)

    tasks.run(
        page,
        f"导出{kind.title}",
        work,
        lambda count: written(page, path, f"已导出 {count} 条到“{paths.shown(path.name)}”"),
    )
