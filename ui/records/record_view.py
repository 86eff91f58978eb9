"""A record's own page: its fields by section, its history, and what hangs on it, each one click away."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget
from unionapp.records import access, fields, formats, search
from unionapp.records.fields import RecordField
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.store import access_log

from ui.kit import style
from ui.kit.actions import Action
from ui.kit.attaching import shown_file
from ui.kit.choosing import kind_of
from ui.kit.plain import label
from ui.kit.sections import LABEL, SectionSheet, shape_of
from ui.kit.seen import Watch, tables_of
from ui.kit.side_label import SideLabel
from ui.records.history import HistoryTree
from ui.records.record_head import APART, STATES, RecordHead, standing
from ui.records.related import Related, RelatedTable, hanging_on, related
from ui.session import Session


class RecordView(QWidget):
    """One record to read; everything else starts from here."""

    left = Signal()
    edit_wanted = Signal(int)
    removal_wanted = Signal(list)
    pause: int | None = None
    """Milliseconds after the last change until the record is read anew; None for within the change."""

    def __init__(
        self,
        session: Session,
        kind: Kind,
        row_id: int,
        actions: Sequence[Action] = (),
        stays: bool = False,
    ) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.row_id = row_id
        self.record: Any | None = None
        self._actions = actions
        self._stays = stays
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.setFocusProxy(self.tabs.tabBar())
        self._related: list[Related] = []
        self._lay_out()
        self.tabs.currentChanged.connect(self._fill_tab)
        self.seen = Watch(self, session, self.tables(), self.refresh, self.pause)
        self.seen.now()

    def _lay_out(self) -> None:
        back = Action("back", "返回", self.leave, "Esc", face="← 返回")
        self.top = RecordHead(self, back, self.own_actions())
        self.title, self.facts, self.tools = self.top.title, self.top.facts, self.top.tools
        column = QVBoxLayout(self)
        column.setContentsMargins(style.MARGIN, 8, style.MARGIN, 8)
        column.setSpacing(4)
        column.addWidget(self.top)
        column.addWidget(self.tabs, 1)

    def own_actions(self) -> list[Action]:
        """What can be done with the record; pages may add to it."""
        found: list[Action] = []
        if not self.kind.append_only:
            found.append(Action("edit", "编辑", lambda: self.edit_wanted.emit(self.row_id), "F2", "one", also="Ctrl+E"))
        if not self.kind.append_only and not self._stays:
            gone = Action("remove", "删除", lambda: self.removal_wanted.emit([self.row_id]), needs="one", rare=True)
            return [*found, *self._actions, gone]
        return [*found, *self._actions]

    def may_leave(self) -> bool:
        """Whether the page may go; asks where something typed would be lost."""
        return True

    def leave(self) -> None:
        """Go back, unless the clerk thinks better of it."""
        if self.may_leave():
            self.left.emit()

    def tables(self) -> frozenset[str] | None:
        """After a change of which tables the record is read anew: its own and those of what hangs on it."""
        return tables_of(self.kind, *hanging_on(self.session, self.kind))

    def start(self) -> None:
        """Put the cursor where the arrow keys turn the pages."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.record is not None:
            access_log.record_seen(self.session.store.journal, self.kind, self.record.label)

    def refresh(self) -> None:
        """Read the record anew; say so where it is gone."""
        found = search.rows(self.kind, [self.row_id])
        self.record = found[0] if found else None
        self.tools.choose(int(self.record is not None))
        if self.record is None:
            self.top.say(f"这条{self.kind.noun}已经不在了（被删除，或新增被撤销）。按 Esc 返回。")
            self._make_tabs([])
            return
        self.top.say(self.record.label, standing(self.kind, self.record), self._facts(self.record))
        self._related = related(self.session, self.kind, self.row_id)
        self._make_tabs(["资料", "历史", *(each.heading for each in self._related)])

    def table_of(self, what: Related) -> QWidget:
        """What shows the records that hang on this one; pages may tell of some of them in another way."""
        return RelatedTable(self.session, what)

    def _facts(self, record: Record) -> str:
        seen = [name for name in self.kind.columns if name not in (*self.kind.unseen, *STATES)]
        named = [(name, self.kind.shown(record, name, mask=True)) for name in seen]
        texts = [f"{self.kind.fields[name].label} {text}" for name, text in named if text and text != record.label]
        return APART.join(texts[:6])

    def _make_tabs(self, headings: Sequence[str]) -> None:
        """Tabs that are filled when they are first looked at; the one looked at stays in front."""
        place = max(0, self.tabs.currentIndex())
        self.tabs.blockSignals(True)
        while self.tabs.count():
            widget = self.tabs.widget(0)
            self.tabs.removeTab(0)
            widget.deleteLater()
        for heading in headings:
            page = QWidget()
            QVBoxLayout(page).setContentsMargins(0, 4, 0, 0)
            self.tabs.addTab(page, heading)
        self.tabs.setCurrentIndex(min(place, self.tabs.count() - 1))
        self.tabs.blockSignals(False)
        self._fill_tab(self.tabs.currentIndex())

    def _fill_tab(self, place: int) -> None:
        page = self.tabs.widget(place)
        layout = page.layout() if page is not None else None
        if layout is None or layout.count() or self.record is None:
            return
        if place == 0:
            layout.addWidget(self._sheet(self.record))
        elif place == 1:
            layout.addWidget(HistoryTree(self.session, self.kind, self.row_id))
        else:
            layout.addWidget(self.table_of(self._related[place - 2]))

    def _sheet(self, record: Record) -> QWidget:
        """All fields by section."""
        sheet = SectionSheet()
        sheet.setAccessibleName("资料")
        for title, names in self.kind.sections.items():
            section = sheet.add_section(title)
            for name in names:
                field = self.kind.fields[name]
                missing = isinstance(field, fields.Attachment) and not getattr(record, name)
                section.add(_named(field, self._shown(record, field)), "half" if missing else shape_of(field))
        return sheet

    def _shown(self, record: Record, field: RecordField) -> QWidget:
        value = getattr(record, field.name) if access.may_see(field) else None
        if isinstance(field, fields.Link) and value is not None:
            other = kind_of(self.session, field.rel_model)
            link = QLabel(f'<a href="open">{escape(value.label)}</a>')
            link.setWordWrap(True)
            link.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
            link.setAccessibleName(f"{field.label}：{value.label}，打开")
            link.linkActivated.connect(lambda: self.session.show(other, value))
            return link
        if isinstance(field, fields.Attachment) and value and field.name not in self.kind.unseen:
            return shown_file(self.session, field, value)
        shown = label(formats.show(field, value) or "—")
        shown.setProperty("role", "" if shown.text() != "—" else "faint")
        shown.setAccessibleName(f"{field.label}：{shown.text()}")
        shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return shown


def _named(field: RecordField, shown: QWidget) -> QWidget:
    """What a field shows, with the name of the field before it."""
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    name = SideLabel(field.label, LABEL)
    name.setProperty("role", "faint")
    row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(shown, 1, Qt.AlignmentFlag.AlignTop)
    return whole
