"""A record shown as a case: its parts in tabs in place of its fields, each made when it is first looked at."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic

from PySide6.QtWidgets import QApplication
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.records.record import Row
from unionapp.values.present import present

from ui import tasks
from ui.cases.part import CasePart, Made
from ui.kit.seen import EVERYTHING
from ui.records.record_head import standing
from ui.records.record_view import RecordView

Parts = Mapping[str, tuple[str, Made[Row]]]
"""The heading of each part and what makes it, by its key."""


class CaseView(RecordView, Generic[Row]):
    """The page of a case in place of the plain page of a record; read anew once the clerk pauses."""

    kind: Kind[Row]
    record: Row | None
    pause = 250

    def _lay_out(self) -> None:
        self._parts: dict[str, CasePart[Row]] = {}
        super()._lay_out()

    def parts(self) -> Parts[Row]:
        """The parts that such a record has, in their order."""
        raise NotImplementedError

    def show_head(self, record: Row) -> None:
        """Show anew what stands above the parts."""
        raise NotImplementedError

    def lead(self, where: str) -> None:
        """Go where something is found or done; the key of a part."""
        self.tabs.setCurrentIndex(list(self.parts()).index(where))

    def may_leave(self) -> bool:
        """Whether the page may go; a part asks where something typed would be lost."""
        return all(part.may_leave() for part in self._parts.values())

    def tables(self) -> frozenset[str] | None:
        """The parts of a case read far and wide."""
        return EVERYTHING

    def refresh(self) -> None:
        """Read the record anew, and show it in the head and in the part in front."""
        if self._parts and (tasks.busy() or QApplication.activeModalWidget() is not None):
            self.seen.later()
            return
        found = search.rows(self.kind, [self.row_id])
        self.record = found[0] if found else None
        self.tools.choose(int(self.record is not None))
        self.tabs.setVisible(self.record is not None)
        if self.record is None:
            self.top.say(f"这次{self.kind.noun}已经不在了（被删除，或新增被撤销）。按 Esc 返回。")
            return
        self.top.say(self._title(self.record), standing(self.kind, self.record), self._words(self.record))
        self._make_parts()
        current = self._current()
        if current is not None:
            current.show_case(self.record)
        self.show_head(self.record)

    def part(self, key: str) -> CasePart[Row]:
        """A part of the page, made when it is first wanted."""
        if key not in self._parts:
            parts = self.parts()
            made = parts[key][1](self.session, present(self.record))
            made.lead_wanted.connect(self.lead)
            self._parts[key] = made
            layout = self.tabs.widget(list(parts).index(key)).layout()
            assert layout is not None
            layout.addWidget(made)
        return self._parts[key]

    def _title(self, record: Row) -> str:
        return record.label

    def _words(self, record: Row) -> str:
        """What stands below the title."""
        return self._facts(record)

    def _current(self) -> CasePart[Row] | None:
        keys = list(self.parts())
        place = self.tabs.currentIndex()
        return self.part(keys[place]) if 0 <= place < len(keys) else None

    def _make_parts(self) -> None:
        """Tabs for the parts; made anew only where there are others than before."""
        headings = [heading for heading, _ in self.parts().values()]
        if [self.tabs.tabText(at) for at in range(self.tabs.count())] != headings:
            self._parts = {}
            self._make_tabs(headings)

    def _fill_tab(self, place: int) -> None:
        part = self._current()
        if part is not None and self.record is not None:
            part.show_case(self.record)
