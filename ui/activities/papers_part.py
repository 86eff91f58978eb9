"""表格: every paper of an activity in one place, each one click from its preview."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout
from unionapp.subjects.activities.records import ACTIVITIES

from ui.case_part import CasePart
from ui.plain import ShortTable, label
from ui.printing import of_record, papers_of
from ui.session import Session


class PapersPart(CasePart):
    """The papers about one activity, in their order."""

    def __init__(self, session: Session, activity: Any) -> None:
        super().__init__(session, activity)
        self.table = ShortTable("这次活动的表格", ("序号", "表格", "说明"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("双击或按回车打开预览，可以打印、另存 PDF，公文和表格还可以存成 Word 再改。", "faint"))
        column.addWidget(self.bar([("预览这一张", self.open)]))
        column.addWidget(self.table, 1)
        self.table.activated.connect(lambda: self.attempt(self.open))
        self.setFocusProxy(self.table)
        papers = [paper for paper in papers_of(ACTIVITIES) if of_record(paper)]
        rows = [(paper.id, (str(place), paper.title, paper.help)) for place, paper in enumerate(papers, 1)]
        self.table.show_rows(rows)

    def open(self) -> None:
        """Open the preview of the chosen paper."""
        chosen = self.table.chosen()
        if isinstance(chosen, str):
            self.print(chosen)
