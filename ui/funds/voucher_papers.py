"""The papers that a voucher rests on: registered, scanned, dropped; one that was used before is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from unionapp.errors import Problem, Refused, errors_only
from unionapp.store.files import name_of
from unionapp.subjects.funds.spending import rules
from unionapp.subjects.funds.vouchers import register
from unionapp.subjects.funds.vouchers.models import Voucher, VoucherPaper
from unionapp.subjects.funds.vouchers.records import VOUCHER_PAPERS

from ui.cases.asking import opened
from ui.exchange.incoming import Incoming, arriving
from ui.kit import copies
from ui.kit.actions import Action, ActionBar
from ui.kit.fields import FileEdit
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.kit.plain import label
from ui.kit.text_model import Column
from ui.kit.text_table import TextTable
from ui.records.columns import field_columns
from ui.session import Session

_ASKED = ("sort", "number", "code", "title", "issuer", "day", "amount", "sheets", "scan", "remark")
_SHOWN = ("sort", "number", "issuer", "amount", "sheets")
_KEPT = ("id", *_ASKED)
_PAUSE = 250
_ABOUT = "发票号码登记以后，重复报销会当场发现。扫描件或电子发票可以拖进来，加密保存；原来的纸质凭证仍要粘贴装订。"


class PaperDialog(FormDialog):
    """Asks for one paper; what is doubtful about it is told while it is typed."""

    def __init__(self, parent: QWidget | None, session: Session, paper: VoucherPaper) -> None:
        self.paper = paper
        form = FieldForm(session, [_asked(paper, name) for name in _ASKED])
        super().__init__(parent, "原始凭证", _ABOUT, form, "放入凭证")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)
        form.edited.connect(self._pause.start)

    def take(self, found: Incoming) -> None:
        """Keep a file that was dropped."""
        edit = self.form.edits["scan"]
        assert isinstance(edit, FileEdit)
        edit.file.take(found)

    def fill(self, values: Mapping[str, object]) -> VoucherPaper:
        """Put what was typed into the paper; Refused, with the paper as it was, where it may not be kept."""
        if wrong := errors_only(self._doubts(values)):
            raise Refused(wrong)
        return _filled(self.paper, values)

    def check(self) -> None:
        """Tell what is doubtful."""
        values, _ = self.form.read()
        self.form.show_problems(self._doubts(values))

    def _doubts(self, values: Mapping[str, object]) -> list[Problem]:
        """What is doubtful about what was typed: used before, made out to another name."""
        return rules.of_paper(_filled(VoucherPaper(**self.paper.__data__), values))


def _filled(paper: VoucherPaper, values: Mapping[str, object]) -> VoucherPaper:
    for name, value in values.items():
        setattr(paper, name, value)
    return paper


def new_paper(voucher: Voucher) -> VoucherPaper:
    """A paper of a voucher, made out to the union as it must be."""
    return VoucherPaper(voucher=voucher, title=voucher.book.title or voucher.book.union.name, day=voucher.day)


def ask_for_paper(
    parent: QWidget, session: Session, paper: VoucherPaper, done: Callable[[VoucherPaper], None]
) -> PaperDialog:
    """Ask for a paper, then `done(paper)`."""
    dialog = PaperDialog(parent, session, paper)
    dialog.act = lambda values: done(dialog.fill(values))
    return opened(dialog)


def _asked(paper: VoucherPaper, name: str) -> Asked:
    field = VOUCHER_PAPERS.fields[name]
    value = paper.__data__.get(name)
    return Asked(name, field, value=value if value not in ("", None) else None, required=field.required)


class PapersPanel(QWidget):
    """The papers of a voucher that is written; they are stored together with it."""

    edited = Signal()

    def __init__(self, session: Session, voucher: Voucher) -> None:
        super().__init__()
        self.session = session
        self.voucher = voucher
        self.papers: list[VoucherPaper] = list(register.papers(voucher))
        self.gone: list[VoucherPaper] = []
        """Stored papers that were taken away."""
        scan = Column[VoucherPaper]("扫描件", lambda paper: name_of(paper.scan) or "（没有）")
        self.table = TextTable("原始凭证", [*field_columns(VOUCHER_PAPERS, _SHOWN), scan])
        self.setAcceptDrops(True)
        self._lay_out()
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(label("原始凭证", "heading"))
        actions = (
            Action("add-paper", "登记原始凭证…", self.add, face="登记一张…"),
            Action("change-paper", "编辑原始凭证…", self.change, face="编辑…"),
            Action("open-scan", "打开原始凭证的扫描件", self.show_scan, face="打开扫描件"),
            Action("drop-paper", "删除原始凭证", self.drop, face="删除"),
        )
        self.tools = ActionBar(self, row, actions)
        row.addWidget(label("也可以把发票文件拖到这里", "faint"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.table)
        high = int(self.fontMetrics().height() * 1.8)
        self.table.setMinimumHeight(int(high * 1.9))
        self.table.setMaximumHeight(high * 4)
        self.table.opened.connect(lambda: self.change())

    def refresh(self) -> None:
        """List the papers anew."""
        self.table.show_rows(self.papers)
        self.table.setVisible(bool(self.papers))
        self.tools.allow(dict.fromkeys(("change-paper", "open-scan", "drop-paper"), bool(self.papers)))

    def sheets(self) -> int:
        """How many sheets are registered."""
        return sum(paper.sheets or 0 for paper in self.papers)

    def stands(self) -> list[dict[str, object]]:
        """What the papers say, for a draft, and to tell whether they were changed."""
        columns = VoucherPaper._meta.fields
        return [{name: columns[name].db_value(each.__data__.get(name)) for name in _KEPT} for each in self.papers]

    def retype(self, said: object) -> None:
        """Put the papers of a draft back; stored ones stay themselves."""
        columns, stored = VoucherPaper._meta.fields, {each.id: each for each in self.papers}
        found = []
        for given in said if isinstance(said, list) else ():
            paper = stored.get(given["id"]) or VoucherPaper(voucher=self.voucher)
            values = {name: columns[name].python_value(value) for name, value in given.items() if name != "id"}
            found.append(_filled(paper, values))
        self.gone += [each for each in self.papers if each.id and each not in found]
        self.papers = found
        self._tell()

    def add(self, found: Incoming | None = None) -> PaperDialog:
        """Register another paper."""
        dialog = ask_for_paper(self, self.session, new_paper(self.voucher), self._added)
        if found is not None:
            dialog.take(found)
        return dialog

    def change(self) -> None:
        """Change the chosen paper."""
        if (paper := self.table.row()) is not None:
            ask_for_paper(self, self.session, paper, lambda changed: self._tell())

    def drop(self) -> None:
        """Take the chosen paper away."""
        if (paper := self.table.row()) is not None:
            self.papers = [each for each in self.papers if each is not paper]
            self.gone += [paper] if paper.id else []
            self._tell()

    def show_scan(self) -> None:
        """Open the file of the chosen paper."""
        paper = self.table.row()
        if paper is not None and paper.scan:
            copies.open_kept(self, self.session.store.files, paper.scan)

    def kept(self) -> None:
        """All of them were stored."""
        self.gone = []

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if arriving(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Register what was dropped."""
        event.acceptProposedAction()
        self.add(arriving(event.mimeData())[0])

    def _added(self, paper: VoucherPaper) -> None:
        self.papers.append(paper)
        self._tell()

    def _tell(self) -> None:
        self.refresh()
        self.edited.emit()
