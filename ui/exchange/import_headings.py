"""How the headings of a spreadsheet were understood, column by column, and the clerk's say in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from unionapp.exchange import constants
from unionapp.exchange.book import Cell, Spreadsheet
from unionapp.exchange.columns import letter
from unionapp.exchange.directory import as_text
from unionapp.exchange.headings import SPOILT, SPOILT_HEADING, UID, UID_HEADING, Layout, sheet_names
from unionapp.records import fields, formats
from unionapp.records.kind import Kind
from unionapp.store import rows as stored

from ui.kit.field_edit import FieldEdit
from ui.kit.fields import editor_for
from ui.session import Session

_SAMPLES = 3
_MOST_NAMED = 6
_SAMPLE_ROWS = 60
_MOST_COLUMNS = 200
"""Columns that are shown; a sheet with more has stray cells far to the right."""
_CONSTANT = (fields.Link, fields.Choice, fields.Date, fields.YesNo)
"""Types of fields for which one value may hold for a whole sheet."""


class HeadingsStep(QWidget):
    """The columns of the sheet and the field each goes to; below, required fields without a column."""

    sheet_wanted = Signal(str)
    """The clerk chose another sheet of the file."""

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.session = session
        self.kind = kind
        self.layout_read: Layout | None = None
        self.combos: dict[int, QComboBox] = {}
        self.constants: dict[str, FieldEdit] = {}
        self._samples: dict[int, str] = {}
        self.sheets = QComboBox()
        self.sheets.setAccessibleName("工作表")
        self.sheets.activated.connect(lambda: self.sheet_wanted.emit(self.sheets.currentText()))
        self._sheet_label = QLabel("工作表：")
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.missing = QLabel()
        self.missing.setWordWrap(True)
        self.missing.setProperty("level", "warning")
        self.table = QTableWidget(0, 5)
        self._fixed_rows = QFormLayout()
        self._lay_out()

    def show_book(self, book: Spreadsheet, layout: Layout | None, refusal: str) -> None:
        """Show the columns of a book; without a layout say why there is none."""
        self.sheets.clear()
        self.sheets.addItems(list(book.sheets))
        self.sheets.setCurrentText(book.sheet)
        for widget in (self.sheets, self._sheet_label):
            widget.setVisible(len(book.sheets) > 1)
        self.layout_read = layout
        self.table.setVisible(layout is not None)
        self._clear_constants()
        if layout is None:
            self.summary.setText(f"有误：{refusal}")
            self.missing.hide()
            return
        self._samples = _samples(book, layout)
        self._fill(layout, len(book.rows) - layout.last - 1, _row_words(book, layout))
        self._offer_constants(layout)
        self._say(layout)

    def layout_wanted(self) -> Layout | None:
        """The layout as the clerk left it; ValueError in words for a constant that cannot be read."""
        layout = self.layout_read
        if layout is None:
            return None
        for name, edit in self.constants.items():
            layout = layout.with_constant(self.kind, name, self._constant_text(edit))
        return layout

    def _constant_text(self, edit: FieldEdit) -> str:
        value = edit.value()
        if isinstance(edit.field, fields.Link) and value is not None:
            value = stored.get(edit.field.rel_model, value)
        return formats.show(edit.field, value)

    def _fill(self, layout: Layout, rows: int, where: str) -> None:
        self.summary.setText(
            f"栏目名在{where}，下面约有 {rows} 行内容。“对应栏目”不对的，在右边改；不需要的栏目选“不导入”。"
        )
        wanted = [index for index in range(len(layout.headings)) if layout.headings[index] or self._samples.get(index)][
            :_MOST_COLUMNS
        ]
        self.combos.clear()
        self.table.setRowCount(len(wanted))
        for row, index in enumerate(wanted):
            self._fill_row(row, index, layout)
        self._mark(layout)

    def _fill_row(self, row: int, index: int, layout: Layout) -> None:
        heading = layout.headings[index].replace("\n", "／") or "（无栏目名）"
        for column, text in enumerate((letter(index), heading, self._samples.get(index, ""))):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, column, item)
        self.table.setItem(row, 4, QTableWidgetItem())
        combo = QComboBox()
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.setAccessibleName(f"{letter(index)} 列“{heading}”对应的栏目")
        combo.addItem("不导入", "")
        for name in sheet_names(self.kind):
            field = self.kind.on_sheet[name]
            combo.addItem(f"{field.label} *" if field.required else field.label, name)
        combo.addItem(UID_HEADING, UID)
        if SPOILT in layout.columns.values():
            combo.addItem(SPOILT_HEADING, SPOILT)
        combo.setCurrentIndex(max(combo.findData(layout.columns.get(index, "")), 0))
        combo.activated.connect(lambda _, index=index: self._changed(index))
        self.combos[index] = combo
        self.table.setCellWidget(row, 3, combo)

    def _changed(self, index: int) -> None:
        """Take over what the clerk chose for one column; a field goes to one column only."""
        assert self.layout_read is not None
        chosen = self.combos[index].currentData() or None
        self.layout_read = self.layout_read.with_column(self.kind, index, chosen)
        for other, combo in self.combos.items():
            combo.setCurrentIndex(max(combo.findData(self.layout_read.columns.get(other, "")), 0))
        self._offer_constants(self.layout_read)
        self._mark(self.layout_read)
        self._say(self.layout_read)

    def _mark(self, layout: Layout) -> None:
        """Say of every column what becomes of it."""
        for row, index in enumerate(self.combos):
            item = self.table.item(row, 4)
            assert item is not None
            item.setText("没有权限" if layout.columns.get(index) in self.kind.unseen else _state(layout, index))

    def _say(self, layout: Layout) -> None:
        """Say what required fields have no column."""
        labels = [f"“{self.kind.on_sheet[name].label}”" for name in layout.missing if name not in self.constants]
        lines = []
        strange = [f"{letter(at)} 列“{layout.headings[at]}”" for at in layout.unknown if self._samples.get(at)]
        if strange:
            more = f"等 {len(strange)} 列" if len(strange) > _MOST_NAMED else ""
            lines.append(
                f"没有看懂、不导入的列：{'、'.join(strange[:_MOST_NAMED])}{more}。要导入的，在“对应栏目”里指定。"
            )
        if labels:
            lines.append(f"请核对：必填栏目{'、'.join(labels)}没有对应的列，新增的记录会因此不能导入。")
        if self.constants:
            lines.append("下面的栏目表里没有列，可以给全表统一指定：")
        self.missing.setText("\n".join(lines))
        self.missing.setVisible(bool(lines))

    def settle_focus(self, otherwise: QWidget) -> None:
        """Put the cursor where the clerk has something to fill in, else on the button that goes on."""
        first = next(iter(self.constants.values()), None)
        (first or otherwise).setFocus()

    def _offer_constants(self, layout: Layout) -> None:
        """Ask for the required fields without a column; what was chosen for one that is still missing stays.

        What the lines above the headings say, or the only union or set of books, stands there already.
        """
        wanted = [name for name in dict.fromkeys((*layout.missing, *layout.constants)) if self._can_be_asked(name)]
        for name in [name for name in self.constants if name not in wanted]:
            self._fixed_rows.removeRow(self.constants.pop(name))
        for name in wanted:
            value = self._stated(layout, name)
            if name not in self.constants and (value is not None or name in layout.missing):
                field = self.kind.on_sheet[name]
                edit = editor_for(field, self.session)
                edit.inner.setAccessibleName(f"全表统一的{field.label}")
                edit.setMaximumWidth(520)
                if value is not None:
                    edit.set_value(value)
                self._fixed_rows.addRow(f"{field.label} *" if field.required else str(field.label), edit)
                self.constants[name] = edit

    def _can_be_asked(self, name: str) -> bool:
        return isinstance(self.kind.on_sheet[name], _CONSTANT) and name not in self.kind.unseen

    def _stated(self, layout: Layout, name: str) -> object:
        """What is known to hold for every row, None where nothing is that can be read."""
        text = layout.constants.get(name)
        return None if text is None else constants.value_of(self.session.store, self.kind, name, text)

    def _clear_constants(self) -> None:
        self.constants.clear()
        while self._fixed_rows.rowCount():
            self._fixed_rows.removeRow(0)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self._sheet_label)
        top.addWidget(self.sheets)
        top.addWidget(self.summary, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self.missing)
        column.addWidget(self.table, 100)
        column.addLayout(self._fixed_rows)
        column.addStretch(1)
        _dress(self.table)


def _dress(table: QTableWidget) -> None:
    table.setAccessibleName("表中的栏目")
    table.setHorizontalHeaderLabels(["列", "表中的栏目名", "内容举例", "对应栏目（* 必填）", "结果"])
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setShowGrid(False)
    table.setAlternatingRowColors(True)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(int(table.fontMetrics().height() * 2.1))
    wide = table.fontMetrics().horizontalAdvance("汉")
    for place, characters in enumerate((3, 11, 12, 13, 8)):
        table.setColumnWidth(place, wide * characters)
    head = table.horizontalHeader()
    head.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def _state(layout: Layout, index: int) -> str:
    if index in layout.columns:
        return "✓ 导入"
    if index in layout.repeated:
        return "重复，不导入"
    return "不认识，不导入" if index in layout.unknown else "不导入"


def _row_words(book: Spreadsheet, layout: Layout) -> str:
    first, last = book.rows[layout.first].number, book.rows[layout.last].number
    return f"第 {last} 行" if first == last else f"第 {first} 至 {last} 行"


def _samples(book: Spreadsheet, layout: Layout) -> dict[int, str]:
    """The first values of every column below the headings."""
    found: dict[int, list[str]] = {}
    for row in book.rows[layout.last + 1 : layout.last + 1 + _SAMPLE_ROWS]:
        for index, cell in enumerate(row.cells):
            listed = found.setdefault(index, [])
            if cell is not None and len(listed) < _SAMPLES and (text := _sample(cell)) and text not in listed:
                listed.append(text)
    return {index: "，".join(texts) for index, texts in found.items()}


def _sample(cell: Cell) -> str:
    return as_text(cell).strip().replace("\n", " ")[:24]
