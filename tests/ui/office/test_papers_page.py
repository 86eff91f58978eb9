"""The page of all papers: each is there, is found by typing, and comes blank."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.office.papers_page import PapersPage, by_subject, matches, needed
from ui.printing.print_dialog import PrintDialog
from ui.session import Session
from unionapp.office import cabinet


@pytest.fixture
def page(session: Session, qtbot: QtBot) -> PapersPage:
    """The page as the window shows it."""
    made = PapersPage(session)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    return made


def shown(page: PapersPage) -> set[str]:
    """The papers that are in the list now."""
    return {paper.id for paper, widgets in page.rows if not widgets[0].isHidden()}


def test_every_paper_is_there_once_under_what_it_is_about(page: PapersPage) -> None:
    assert [paper.id for paper, _ in page.rows] == [p.id for _, group in by_subject(cabinet.PAPERS) for p in group]
    assert sorted(paper.id for paper, _ in page.rows) == sorted(paper.id for paper in cabinet.PAPERS)
    titles = [heading.text() for heading, _ in page.headings]
    assert len(titles) == len(set(titles))


def test_a_paper_is_found_by_its_name_and_by_its_initials(page: PapersPage) -> None:
    for typed in ("接转", "hygxjzd", "jiezhuan"):
        page.search.setText(typed)
        assert shown(page) == {"member-transfer"}
        assert [heading.text() for heading, _ in page.headings if not heading.isHidden()] == ["会员名册"]
    page.search.setText("没有这样的表")
    assert shown(page) == set() and not page.nothing.isHidden()
    page.search.clear()
    assert len(shown(page)) == len(cabinet.PAPERS) and page.nothing.isHidden()


def test_every_paper_says_what_it_needs(page: PapersPage) -> None:
    assert needed(cabinet.paper("member-transfer")) == "先选会员"
    assert needed(cabinet.paper("member-changes")) == "选月份；可选工会"
    assert matches(cabinet.paper("member-roster"), "")


def test_every_button_says_what_it_prints(page: PapersPage) -> None:
    names = [button.accessibleName() for button in page.findChildren(QPushButton)]
    assert len(names) == len(set(names)) and "会员花名册：空白表" in names
    assert "恢复码页：空白表" in names and "恢复码页：打印" not in names


def test_a_blank_form_opens_blank(page: PapersPage, qtbot: QtBot) -> None:
    (button,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == "会员关系接转单：空白表"]
    with qtbot.waitSignal(tasks.desk.idle):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(PrintDialog) or page.window().findChildren(PrintDialog)
    assert dialog.asking.blank.isChecked() and dialog.pages is not None
    dialog.reject()
