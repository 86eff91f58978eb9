"""Import from a sheet as a clerk does it: headings, plan, application, the refused rows, the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.exchange import importing
from ui.exchange import page as exchange
from ui.exchange.importing import ImportDialog
from ui.records.record_page import RecordPage
from ui.session import Session
from unionapp.exchange import workbook, writer
from unionapp.exchange.columns import letter
from unionapp.exchange.sheet import Sheet, SheetColumn
from unionapp.records.kind import Kind
from unionapp.subjects.members.models import Member, MembershipChange
from unionapp.subjects.members.records import MEMBERS, MEMBERSHIP_CHANGES
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.records import UNIONS

from tests.ui.conftest import Recorder
from tests.ui.township import DAIRY, MILL, member, number, put

Rows = list[tuple[Any, ...]]
HEADINGS = ("序号", "姓名", "身份证号码", "手机", "厂名", "会籍变化日期", "所属工会")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window before which the import is made."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    """Writes rows under headings, below a title."""

    def write(rows: Rows, headings: tuple[str, ...] = HEADINGS, **others: Rows) -> Path:
        path = tmp_path / "花名册.xlsx"
        columns = [SheetColumn(heading) for heading in headings]
        sheets = [Sheet("花名册", columns, rows, title_lines=("青山乡会员花名册",))]
        sheets += [Sheet(name, columns, lines) for name, lines in others.items()]
        writer.write(path, sheets)
        return path

    return write


def row(serial: int, name: str, **values: str) -> tuple[Any, ...]:
    """One row under `HEADINGS`."""
    given = {"id": number(serial), "phone": f"154{serial:08}", "employer": "面粉厂", "day": "2020.3.1", "union": MILL}
    return (str(serial), name, *(given | values).values())


def opened(qtbot: QtBot, window: QWidget, session: Session, path: Path, kind: Kind = MEMBERS) -> ImportDialog:
    """The dialog over a file that was read."""
    with qtbot.waitSignal(tasks.desk.idle):
        importing.begin(window, session, kind, path)
    return next(each for each in window.findChildren(ImportDialog) if each.isVisible())


def go_on(qtbot: QtBot, dialog: ImportDialog) -> None:
    """Press the button to the right and wait for the work."""
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.mouseClick(dialog.frame.next, Qt.MouseButton.LeftButton)


def contents(session: Session) -> list[tuple[Any, ...]]:
    """Everything in the registers of members."""
    return [*Member.select().order_by(Member.id).tuples(), *MembershipChange.select().tuples()]


def messy(sheet: Callable[..., Path]) -> Path:
    """Two new members, one changed, two wrong."""
    spoilt = number(5)[:15] + "000"
    return sheet(
        [
            row(1, "王一", phone="15499999999"),
            row(2, "李 二"),
            row(3, "张三丰", day="2020年4月1日"),
            row(4, "赵四", union="没有这个工会"),
            row(5, "钱五", id=spoilt),
        ]
    )


def test_a_messy_sheet_comes_in_after_a_heading_was_changed(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path]
) -> None:
    put(session, MEMBERS, member("王一", 1, change_date=date(2020, 3, 1), employer="面粉厂"))
    dialog = opened(qtbot, window, session, messy(sheet))
    employer = dialog.headings.combos[4]
    assert employer.currentData() == "" and dialog.headings.table.item(4, 4).text() == "不认识，不导入"
    employer.setCurrentIndex(employer.findData("employer"))
    employer.activated.emit(employer.currentIndex())
    assert dialog.headings.table.item(4, 4).text() == "✓ 导入"
    go_on(qtbot, dialog)
    plan = dialog.plan
    assert plan is not None and (plan.new, plan.changed, plan.wrong) == (2, 1, 2)
    assert dialog.frame.next.text() == "导入（3 条）"
    go_on(qtbot, dialog)
    assert {row.name: row.employer for row in Member.select()} == dict.fromkeys(("王一", "李二", "张三丰"), "面粉厂")
    assert Member.get(Member.name == "王一").mobile == "15499999999"
    assert len(session.store.journal.steps(1)) == 1
    assert "新增 2 条，变更 1 条" in dialog.outcome.words.text()


def test_undo_asks_and_restores_everything(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path], door: Recorder
) -> None:
    put(session, MEMBERS, member("王一", 1, change_date=date(2020, 3, 1)))
    before = contents(session)
    dialog = opened(qtbot, window, session, messy(sheet))
    go_on(qtbot, dialog)
    go_on(qtbot, dialog)
    assert contents(session) != before
    door.answers = [None, "导错了"]
    qtbot.mouseClick(dialog.outcome.undo, Qt.MouseButton.LeftButton)
    assert contents(session) != before and "导入会员名册" in door.texts("ask_text")[0]
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.mouseClick(dialog.outcome.undo, Qt.MouseButton.LeftButton)
    assert contents(session) == before
    assert "已经撤销" in dialog.outcome.words.text()


def test_the_wrong_rows_are_saved_with_their_reasons(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path], door: Recorder, tmp_path: Path
) -> None:
    dialog = opened(qtbot, window, session, messy(sheet))
    go_on(qtbot, dialog)
    out = tmp_path / "有误.xlsx"
    door.answers.append(out)
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.mouseClick(dialog.rows.save, Qt.MouseButton.LeftButton)
    saved = workbook.read(out)
    assert saved.rows[0].cells[-1] == "错误原因"
    assert [cells[1] for _, cells in saved.rows[1:]] == ["赵四", "钱五"]
    assert "没有找到名为“没有这个工会”的工会" in str(saved.rows[1].cells[-1])
    assert "证件号码修复" in saved.sheets
    assert "打开所在文件夹" in door.offered


def test_the_counters_filter_the_rows(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path]
) -> None:
    put(session, MEMBERS, member("王一", 1, change_date=date(2020, 3, 1), mobile="15400000001"))
    dialog = opened(qtbot, window, session, messy(sheet))
    go_on(qtbot, dialog)
    step, model = dialog.rows, dialog.rows.table.rows
    assert model is not None and model.rowCount() == 2
    assert [model.index(n, 0).data() for n in range(2)] == ["6", "7"]
    qtbot.mouseClick(step.buttons["changed"], Qt.MouseButton.LeftButton)
    assert "移动电话：15400000001 → 15499999999" in str(model.index(0, 3).data())
    qtbot.mouseClick(step.buttons["new"], Qt.MouseButton.LeftButton)
    assert [model.index(n, 2).data() for n in range(2)] == ["李 二", "张三丰"]
    qtbot.mouseClick(step.buttons[""], Qt.MouseButton.LeftButton)
    assert model.rowCount() == 5
    qtbot.mouseClick(step.buttons["wrong"], Qt.MouseButton.LeftButton)
    assert "第 6 行" in step.details.toPlainText() and "没有这个工会" in step.details.toPlainText()


def test_a_required_field_without_a_column_is_given_once_for_all(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path]
) -> None:
    path = sheet([("王一", number(1)), ("李二", number(2))], ("姓名", "身份证号"))
    dialog = opened(qtbot, window, session, path)
    (edit,) = dialog.headings.constants.values()
    edit.set_value(Union.get(Union.name == DAIRY))
    again = dialog.headings.combos[1]
    again.setCurrentIndex(again.findData("id_number"))
    again.activated.emit(again.currentIndex())
    go_on(qtbot, dialog)
    assert dialog.plan is not None and dialog.plan.new == 2
    go_on(qtbot, dialog)
    assert {row.union.name for row in Member.select()} == {DAIRY}


def test_without_that_the_clerk_is_told_and_nothing_can_come_in(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path]
) -> None:
    dialog = opened(qtbot, window, session, sheet([("王一", number(1))], ("姓名", "身份证号")))
    assert "可以给全表统一指定" in dialog.headings.missing.text()
    go_on(qtbot, dialog)
    assert dialog.plan is not None and dialog.plan.wrong == 1
    assert not dialog.frame.next.isEnabled() and "没有一行可以导入" in dialog.rows.hint.text()
    qtbot.mouseClick(dialog.frame.back, Qt.MouseButton.LeftButton)
    assert dialog.frame.steps.currentWidget() is dialog.headings


def test_a_stopped_import_leaves_nothing_and_can_be_begun_again(
    qtbot: QtBot,
    window: QWidget,
    session: Session,
    sheet: Callable[..., Path],
    door: Recorder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = opened(qtbot, window, session, messy(sheet))
    go_on(qtbot, dialog)
    before = contents(session), len(session.store.journal.steps())
    put_rows, stopped = importing.apply, []

    def stop_late(*given: Any, progress: Any, **options: Any) -> Any:
        def watched(done: int, total: int, what: str) -> None:
            if done and not stopped:
                stopped.append(done)
                assert tasks.desk._job is not None
                tasks.desk._job.stop()
            progress(done, total, what)

        return put_rows(*given, progress=watched, **options)

    monkeypatch.setattr(importing, "apply", stop_late)
    go_on(qtbot, dialog)
    assert stopped and door.texts("toast") == ["已停止，没有改动"]
    assert (contents(session), len(session.store.journal.steps())) == before
    assert dialog.frame.steps.currentWidget() is dialog.rows
    go_on(qtbot, dialog)
    assert Member.select().count() == 3


def test_another_sheet_of_the_file_can_be_chosen(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path]
) -> None:
    path = sheet([row(1, "王一")], 乳业=[row(2, "李二"), row(3, "张三")])
    dialog = opened(qtbot, window, session, path)
    with qtbot.waitSignal(tasks.desk.idle):
        dialog.headings.sheet_wanted.emit("乳业")
    go_on(qtbot, dialog)
    assert dialog.plan is not None and dialog.plan.new == 2


def test_a_sheet_without_headings_is_said_in_place(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path]
) -> None:
    dialog = opened(qtbot, window, session, sheet([("甲", "乙")], ("这里", "那里")))
    assert "没有找到“会员名册”的栏目名" in dialog.headings.summary.text()
    assert not dialog.frame.next.isEnabled()


def test_a_file_that_is_no_sheet_is_a_sentence(
    qtbot: QtBot, window: QWidget, session: Session, door: Recorder, tmp_path: Path
) -> None:
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    with qtbot.waitSignal(tasks.desk.idle):
        importing.begin(window, session, MEMBERS, path)
    assert "是图片，不是表格" in door.texts("warn")[0]
    assert window.findChildren(ImportDialog) == []


def test_the_same_sheet_again_changes_nothing(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path]
) -> None:
    path = sheet([row(1, "王一"), row(2, "李二")])
    dialog = opened(qtbot, window, session, path)
    go_on(qtbot, dialog)
    go_on(qtbot, dialog)
    qtbot.mouseClick(dialog.frame.next, Qt.MouseButton.LeftButton)
    again = opened(qtbot, window, session, path)
    go_on(qtbot, again)
    assert again.plan is not None and (again.plan.same, again.plan.wrong) == (2, 0)
    assert not again.frame.next.isEnabled()


def test_the_template_comes_in_again(
    qtbot: QtBot, window: QWidget, session: Session, door: Recorder, tmp_path: Path
) -> None:
    out = tmp_path / "模板.xlsx"
    door.answers.append(out)
    with qtbot.waitSignal(tasks.desk.idle):
        importing.save_template(window, session, MEMBERS)
    dialog = opened(qtbot, window, session, out)
    assert dialog.frame.next.isEnabled() and "姓名" in dialog.reading.book.rows[0].cells
    assert "打开所在文件夹" in door.offered


def test_leaving_the_file_dialog_opens_nothing(window: QWidget, session: Session, door: Recorder) -> None:
    door.answers.append(None)
    importing.begin(window, session, MEMBERS)
    assert window.findChildren(ImportDialog) == [] and not tasks.busy()


def test_a_file_dropped_on_the_page_is_imported(qtbot: QtBot, session: Session, sheet: Callable[..., Path]) -> None:
    page = exchange.page_of(session, MEMBERS)
    qtbot.addWidget(page)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sheet([row(1, "王一")])))])
    how = (QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter, drop = QDragEnterEvent(*how), QDropEvent(*how)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(tasks.desk.idle):
        QApplication.sendEvent(page, drop)
    (dialog,) = page.findChildren(ImportDialog)
    assert dialog.path.name == "花名册.xlsx"


def test_kinds_that_are_only_added_to_offer_no_import(session: Session) -> None:
    def words(kind: Kind) -> list[str]:
        return [action.words for action in exchange.exchange_actions(RecordPage(session, kind))]

    assert words(MEMBERSHIP_CHANGES) == ["导出…"]
    assert words(UNIONS) == ["导入…", "导出…", "下载模板…"]


def test_all_of_the_import_works_by_return_alone(
    qtbot: QtBot, window: QWidget, session: Session, sheet: Callable[..., Path], door: Recorder
) -> None:
    dialog = opened(qtbot, window, session, sheet([row(1, "王一")]))
    for _ in range(2):
        with qtbot.waitSignal(tasks.desk.idle):
            qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert Member.select().count() == 1
    assert not any(each.isVisible() for each in window.findChildren(ImportDialog))
    assert "撤销" in door.offered


def test_columns_bear_the_letters_of_excel() -> None:
    assert [letter(index) for index in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]
