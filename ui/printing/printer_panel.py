"""Where and how the previewed pages are printed: printer, copies, both sides, which pages."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QSpinBox, QWidget

from ui.printing import printers
from ui.printing.printers import DUPLEX_WORDS, MOST_COPIES, PrintChoice, page_numbers

NO_PRINTER = "这台电脑没有安装打印机。可以先存成 PDF，用优盘拷到有打印机的电脑上打印。"
_ALL, _THIS, _SOME = "all", "this", "some"


class PrinterPanel(QWidget):
    """The choice of a printer, with what was chosen for this paper the last time."""

    def __init__(self, choice: PrintChoice) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.printer = QComboBox()
        self.printer.setMinimumContentsLength(10)
        self.printer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.copies = QSpinBox()
        self.duplex = QComboBox()
        self.which = QComboBox()
        self.numbers = QLineEdit()
        self._fill(choice)
        self._lay_out()

    @property
    def usable(self) -> bool:
        """Whether there is any printer."""
        return self.printer.count() > 0

    def choice(self) -> PrintChoice:
        """What stands there."""
        return PrintChoice(self.printer.currentText(), self.copies.value(), self.duplex.currentData())

    def wanted(self, count: int, current: int) -> list[int]:
        """The pages to print, from 0 on; ValueError in words. `current` is the page in sight, from 1 on."""
        if self.which.currentData() == _THIS:
            return [max(current, 1) - 1]
        return list(range(count)) if self.which.currentData() == _ALL else page_numbers(self.numbers.text(), count)

    def _fill(self, choice: PrintChoice) -> None:
        names = printers.printers.names()
        self.printer.addItems(names)
        if choice.printer in names:
            self.printer.setCurrentText(choice.printer)
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setValue(choice.copies)
        self.copies.setSuffix(" 份")
        for key, words in DUPLEX_WORDS.items():
            self.duplex.addItem(words, key)
        self.duplex.setCurrentIndex(self.duplex.findData(choice.duplex))
        for key, words in ((_ALL, "全部页"), (_THIS, "当前页"), (_SOME, "指定页")):
            self.which.addItem(words, key)
        self.numbers.setPlaceholderText("如 1-3,5")
        self.which.currentIndexChanged.connect(self._show_numbers)

    def _lay_out(self) -> None:
        if not self.usable:
            words = QLabel(NO_PRINTER)
            words.setWordWrap(True)
            self._form.addRow(words)
        for label, widget in (
            ("打印机", self.printer),
            ("份数", self.copies),
            ("单双面", self.duplex),
            ("页码", self.which),
            ("", self.numbers),
        ):
            widget.setAccessibleName(label or "指定的页码")
            widget.setVisible(self.usable)
            if self.usable:
                self._form.addRow(label, widget)
            else:
                widget.setParent(self)
        self._show_numbers()

    def _show_numbers(self) -> None:
        self._form.setRowVisible(self.numbers, self.which.currentData() == _SOME) if self.usable else None
