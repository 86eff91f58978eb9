"""What a paper asks for before it is drawn: whose, of when, which rows, hidden or blank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLabel, QSpinBox, QWidget
from unionapp.paper.paper import Need, Paper, PrintRequest, Question
from unionapp.records import fields, formats, search
from unionapp.records.kind import Kind
from unionapp.records.record import Record
from unionapp.subjects.unions import tree
from unionapp.values.periods import Month

from ui.kit.choosing import RecordChoice
from ui.kit.field_edit import FieldEdit
from ui.kit.fields import editor_for
from ui.session import Session

_FIRST_YEAR, _LAST_YEAR = 1950, 2100
_CHOSEN, _SHOWN, _ALL = "chosen", "query", "all"


class AskingPanel(QWidget):
    """The questions of one paper, with answers that usually fit; `request` is what they come to."""

    changed = Signal()

    def __init__(self, session: Session, paper: Paper, request: PrintRequest) -> None:
        super().__init__()
        self._session = session
        self._paper = paper
        self._given = request
        self._asked: tuple[Need, ...] = tuple(dict.fromkeys((*paper.needs, *paper.takes)))
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self.rows: RowsBox | None = None
        self.record: RecordChoice | None = None
        self.union: RecordChoice | None = None
        self.month: MonthSpin | None = None
        self.year: QSpinBox | None = None
        self.day: FieldEdit | None = None
        self.words: dict[str, FieldEdit] = {}
        self.typing = False
        """Whether the clerk is answering a question here."""
        self.masked = QCheckBox("脱敏（隐去证件号码、电话等）")
        self.blank = QCheckBox("空白表（打出来手工填写）")
        self._build()
        self._settle()
        self.changed.connect(self._was_typed)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to ask."""
        return self._form.rowCount() == 0

    def request(self) -> PrintRequest:
        """What the clerk wants; ValueError in words where something typed cannot be read."""
        if self.blank.isChecked():
            return replace(self._given, blank=True, masked=False)
        rows = self.rows.currentData() if self.rows else _ALL
        return replace(
            self._given,
            record=_found(self.record) if self.record else self._given.record,
            union=None if rows != _ALL else _found(self.union) if self.union else self._given.union,
            month=self.month.value() if self.month else self._given.month,
            year=self.year.value() if self.year else self._given.year,
            day=self.day.value() if self.day else self._given.day,
            query=self._given.query if rows == _SHOWN else None,
            chosen=self._given.chosen if rows == _CHOSEN or self._paper.about_one else (),
            masked=self.masked.isChecked(),
            blank=False,
            words={**self._given.words, **_answers(self.words)},
        )

    def _was_typed(self) -> None:
        self.typing = True

    def _build(self) -> None:
        self._ask_rows()
        asks: dict[Need, Callable[[], None]] = {
            "record": self._ask_record,
            "union": self._ask_union,
            "month": self._ask_month,
            "year": self._ask_year,
            "day": self._ask_day,
        }
        for need in self._asked:
            asks[need]()
        for question in self._paper.asks:
            self._ask(question)
        if self._paper.sort in ("list", "book"):
            self._tick(self.masked, self._given.masked)
        if self._paper.empty is not None:
            self._tick(self.blank, self._given.blank)

    def _add(self, label: str, widget: QWidget) -> None:
        """A question over its answer, the label leading to it by its letter."""
        made = QLabel(label)
        made.setBuddy(widget)
        self._form.addRow(made, widget)

    def _tick(self, box: QCheckBox, on: bool) -> None:
        box.setChecked(on)
        box.toggled.connect(self._settle)
        box.toggled.connect(lambda: self.changed.emit())
        self._form.addRow(box)

    def _ask_rows(self) -> None:
        """Which rows of a list, unless it lists what belongs to one record."""
        kind, given = self._paper.of, self._given
        if kind is None or self._paper.sort != "list" or self._paper.needs:
            return
        if given.chosen or given.query is not None:
            self.rows = RowsBox(kind, given, by_union="union" in self._asked)
            self.rows.currentIndexChanged.connect(self._settle)
            self.rows.currentIndexChanged.connect(lambda: self.changed.emit())
            self._add("打印哪些行", self.rows)

    def _ask_record(self) -> None:
        """Which record; those chosen already are only counted."""
        given, kinds = self._given, self._paper.kinds
        if given.chosen:
            self._form.addRow(QLabel(f"所选 {len(given.chosen)} 条各打一份，一次打完"))
            return
        kind = next((kind for kind in kinds if isinstance(given.record, kind.model)), kinds[0])
        self.record = RecordChoice(self._session, kind)
        self.record.choose(self._given.record.id if self._given.record is not None else None)
        self.record.chosen.connect(lambda: self.changed.emit())
        self._add(kind.noun, self.record)

    def _ask_union(self) -> None:
        """The union: where the paper must have one, the township's own; otherwise none means all."""
        self.union = RecordChoice(self._session, self._session.kind("unions"))
        needed = "union" in self._paper.needs
        given = self._given.union or (tree.own() if needed else None)
        self.union.choose(given.id if given is not None else None)
        if not needed:
            self.union.line.setPlaceholderText("全部工会（可输入名称或拼音首字母）")
        self.union.chosen.connect(lambda: self.changed.emit())
        self._add("工会（含下属）", self.union)

    def _ask_month(self) -> None:
        self.month = MonthSpin(self._given.month or Month.of(date.today()))
        self.month.changed.connect(lambda: self.changed.emit())
        self._add("月份", self.month)

    def _ask_year(self) -> None:
        self.year = _spin(_FIRST_YEAR, _LAST_YEAR, " 年", "年度")
        self.year.setValue(self._given.year or date.today().year)
        self.year.valueChanged.connect(lambda: self.changed.emit())
        self._add("年度", self.year)

    def _ask_day(self) -> None:
        self.day = editor_for(fields.Date("截至日期"), self._session)
        self.day.set_value(self._given.day or date.today())
        self.day.edited.connect(lambda: self.changed.emit())
        self._add("截至日期", self.day)

    def _ask(self, question: Question) -> None:
        """One of the paper's own questions, with its usual answer."""
        edit = editor_for(question.field, self._session)
        given = self._given.words.get(question.name, question.default)
        edit.set_value(formats.parse(question.field, given))
        edit.edited.connect(lambda: self.changed.emit())
        self.words[question.name] = edit
        self._add(question.field.label, edit)

    def _settle(self) -> None:
        """A blank form needs no answers; rows taken from the table need neither union nor day."""
        filled = not self.blank.isChecked()
        whole = self.rows is None or self.rows.currentData() == _ALL
        own = tuple(self.words.values())
        always: tuple[QWidget | None, ...] = (self.record, self.month, self.year, self.rows, self.masked, *own)
        of_all: tuple[QWidget | None, ...] = (self.union, self.day)
        for widget in (*always, *of_all):
            if widget is not None:
                widget.setEnabled(filled and (whole or widget in always))


class RowsBox(QComboBox):
    """Which rows of a list go on paper: those chosen in the table, those shown, or all."""

    def __init__(self, kind: Kind, given: PrintRequest, by_union: bool) -> None:
        super().__init__()
        self.setAccessibleName("打印哪些行")
        if given.chosen:
            self.addItem(f"选中的 {len(given.chosen)} 行", _CHOSEN)
        if given.query is not None:
            asked = "当前筛选的" if given.query.text.strip() or given.query.where else "当前列表的"
            self.addItem(f"{asked} {search.count(kind, given.query)} 行", _SHOWN)
        self.addItem("全部（按工会）" if by_union else "全部", _ALL)


class MonthSpin(QWidget):
    """A month: year and month, going on into the next year after December."""

    changed = Signal()

    def __init__(self, month: Month) -> None:
        super().__init__()
        self._year = _spin(_FIRST_YEAR, _LAST_YEAR, " 年", "年")
        self._month = _spin(0, 13, " 月", "月")
        self._year.setValue(month.year)
        self._month.setValue(month.month)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._year, 3)
        row.addWidget(self._month, 2)
        self.setFocusProxy(self._year)
        self._year.valueChanged.connect(lambda: self.changed.emit())
        self._month.valueChanged.connect(self._turn)

    def value(self) -> Month:
        """The month as it stands."""
        return Month(self._year.value(), self._month.value())

    def set_value(self, month: Month) -> None:
        """Show another month, without telling anybody."""
        self.blockSignals(True)
        self._year.setValue(month.year)
        self._month.setValue(month.month)
        self.blockSignals(False)

    def _turn(self, month: int) -> None:
        if month not in (0, 13):
            self.changed.emit()
            return
        by = 1 if month == 13 else -1
        self._month.setValue(month - 12 * by)
        self._year.setValue(self._year.value() + by)


def _answers(edits: Mapping[str, FieldEdit]) -> dict[str, str]:
    """What was answered to a paper's own questions, as text."""
    answers = {name: edit.value() for name, edit in edits.items()}
    return {name: str(value) for name, value in answers.items() if value not in (None, "")}


def _found(choice: RecordChoice) -> Record | None:
    """The record that is chosen."""
    number = choice.value()
    found = search.rows(choice.kind, [number]) if number else []
    return found[0] if found else None


def _spin(least: int, most: int, suffix: str, name: str) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setSuffix(suffix)
    box.setAccessibleName(name)
    box.setKeyboardTracking(False)
    return box
