"""At every size of text no button, heading or label of any page is narrower than its words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot
from ui import tasks
from ui.kit import style
from ui.session import Session
from ui.tabs import TABS
from ui.window.main_window import MainWindow

PAGES = [page.key for tab in TABS for page in tab.pages]
_ACROSS = Qt.Orientation.Horizontal


def cut(window: QWidget) -> Iterator[str]:
    """What is seen of which the words have no room."""
    for sort in (QPushButton, QComboBox, QCheckBox, QLabel):
        for each in window.findChildren(sort):
            words = each.currentText() if isinstance(each, QComboBox) else each.text()
            wraps = isinstance(each, QLabel) and (each.wordWrap() or not each.pixmap().isNull())
            if each.isVisible() and words and not wraps and each.width() < each.sizeHint().width() - 1:
                yield words
    for table in window.findChildren(QTableView):
        head, model = table.horizontalHeader(), table.model()
        for place in range(model.columnCount() if table.isVisible() and not head.isHidden() else 0):
            words = str(model.headerData(place, _ACROSS))
            if 0 < head.sectionSize(place) < head.fontMetrics().horizontalAdvance(words) + 16:
                yield words


@pytest.mark.parametrize(("scale", "scheme"), [(200, "light")])
def test_nothing_is_cut_on_any_page(qtbot: QtBot, qapp: QApplication, town: Session, scale: int, scheme: str) -> None:
    style.apply(qapp, style.Look(scale, scheme))
    window = MainWindow(town)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    found = {}
    for key in PAGES:
        window.body.show_page(key)
        QApplication.processEvents()
        found[key] = sorted(set(cut(window)))
    qtbot.waitUntil(tasks.desk.at_rest)
    assert {key: words for key, words in found.items() if words} == {}


def test_what_is_cut_is_found(qtbot: QtBot) -> None:
    button = QPushButton("保存并新增下一个")
    page = QWidget()
    button.setParent(page)
    qtbot.addWidget(page)
    button.setFixedWidth(30)
    page.show()
    assert list(cut(page)) == ["保存并新增下一个"]
