"""表格: every paper about a record in one place, each one click from its preview."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout
from unionapp.records.kind import Kind
from unionapp.records.record import Row

from ui.cases.part import CasePart, Made
from ui.kit.actions import Action
from ui.kit.plain import label
from ui.kit.text_model import Told
from ui.kit.text_table import told_table
from ui.printing.opening import papers_of
from ui.session import Session


def papers_part(kind: Kind[Row]) -> Made[Row]:
    """What makes the part for the records of a kind."""
    return lambda session, record: PapersPart(session, record, kind)


class PapersPart(CasePart[Row]):
    """The papers about one record, in their order."""

    def __init__(self, session: Session, record: Row, kind: Kind[Row]) -> None:
        super().__init__(session, record)
        self.table = told_table(f"这次{kind.noun}的表格", ("序号", "表格", "说明"), ("序号",))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label("双击或按回车打开预览，可以打印、另存 PDF，公文和表格还可以存成 Word 再改。", "faint"))
        column.addWidget(self.bar(Action("preview", "预览这一张", self.open)))
        column.addWidget(self.table, 1)
        self.table.opened.connect(lambda: self.attempt(self.open))
        self.setFocusProxy(self.table)
        papers = [paper for paper in papers_of(kind) if paper.about_one]
        rows = [Told(paper.id, (str(place), paper.title, paper.help)) for place, paper in enumerate(papers, 1)]
        self.table.show_rows(rows)

    def open(self) -> None:
        """Open the preview of the chosen paper."""
        chosen = self.table.chosen()
        if isinstance(chosen, str):
            self.print(chosen)
