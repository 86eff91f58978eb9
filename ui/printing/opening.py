"""Printing from any page: which papers there are for what is shown, and the way to their preview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from unionapp.office import cabinet
from unionapp.office.list_paper import list_paper
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records.kind import Kind

from ui.kit import messages
from ui.kit.actions import Action
from ui.printing.print_dialog import PrintDialog
from ui.records.record_page import RecordPage
from ui.session import Session

RECOVERY = "recovery-sheet"
MOST_AT_ONCE = 500
"""So many records have their forms printed as one job."""


def print_paper(session: Session, parent: QWidget | None, paper: Paper, request: PrintRequest) -> PrintDialog:
    """Open the preview of a paper over the window, from where it is printed or saved."""
    dialog = PrintDialog(session, parent, paper, request)
    dialog.open()
    return dialog


def recovery_sheet(session: Session, parent: QWidget | None, code: str) -> PrintDialog:
    """Open the preview of the sheet that keeps the recovery code; the code stands nowhere else."""
    sheet = replace(cabinet.paper(RECOVERY), empty=None)
    return print_paper(session, parent, sheet, PrintRequest(words={"code": code}))


def papers_of(kind: Kind) -> tuple[Paper, ...]:
    """The papers about the records of a kind, or listing them."""
    return tuple(paper for paper in cabinet.readable() if kind in paper.kinds)


def paper_actions(page: RecordPage) -> tuple[Action, ...]:
    """打印 for the page of a kind; with a record open, the papers about it."""
    whole = Action("print", "打印", lambda: _offer_all(page), "Ctrl+P", out=True, pops=bool(papers_of(page.kind)))
    if not any(paper.about_one for paper in papers_of(page.kind)):
        return (whole,)
    of_one = Action("print-record", "打印表格", lambda: _offer_of_record(page), "Ctrl+Shift+P", "some", rare=True)
    return (whole, replace(of_one, out=True, pops=True))


def choices(page: RecordPage) -> list[tuple[str, Callable[[], object] | None]]:
    """What can be printed from a page: the words and what they do, None where a record must be chosen first."""
    found: list[tuple[str, Callable[[], object] | None]] = [("当前列表", partial(_print_shown, page))]
    for paper in papers_of(page.kind):
        if not paper.about_one:
            found.append((paper.title, partial(print_paper, page.session, page, paper, list_wish(page))))
    return found + _about_record(page)


def list_wish(page: RecordPage) -> PrintRequest:
    """The rows that a list starts with: those chosen where there are several, else those shown."""
    ids = page.list.table.chosen_ids()
    several = 1 < len(ids) < len(page.list.table.rows.ids)
    return PrintRequest(query=page.list.query(), chosen=tuple(page.selected()) if several else ())


def _about_record(page: RecordPage) -> list[tuple[str, Callable[[], object] | None]]:
    """The papers about the chosen record, or about each of several as one job."""
    papers = [paper for paper in papers_of(page.kind) if paper.about_one]
    if not page.is_open() and len(page.list.table.chosen_ids()) > MOST_AT_ONCE:
        return [(f"{paper.title}（一次最多 {MOST_AT_ONCE} 条）", None) for paper in papers]
    chosen = page.selected() if papers else []
    if not chosen:
        return [(f"{paper.title}（先选中一行）", None) for paper in papers]
    request = PrintRequest(record=chosen[0]) if len(chosen) == 1 else PrintRequest(chosen=tuple(chosen))
    whom = chosen[0].label if len(chosen) == 1 else f"所选 {len(chosen)} 条各一份"
    return [(f"{paper.title}：{whom}", partial(print_paper, page.session, page, paper, request)) for paper in papers]


def _print_shown(page: RecordPage) -> PrintDialog:
    """The table as it is shown: its columns, its rows, its hidden numbers."""
    request = list_wish(page)
    shown = PrintRequest(
        query=request.query,
        chosen=request.chosen,
        masked=page.list.table.rows.mask,
        words={"filter": page.filter_words()},
    )
    return print_paper(page.session, page, list_paper(page.kind, page.list.table.headings.names()), shown)


def _offer_all(page: RecordPage) -> None:
    found = choices(page)
    if len(found) == 1 and found[0][1] is not None:
        found[0][1]()
    else:
        _offer(page, found)


def _offer_of_record(page: RecordPage) -> None:
    found = _about_record(page)
    if len(found) == 1 and found[0][1] is not None:
        found[0][1]()
    elif found:
        _offer(page, found)
    else:
        messages.toast(page, f"{page.kind.title}没有单张的表格")


def _offer(page: RecordPage, found: list[tuple[str, Callable[[], object] | None]]) -> None:
    """A menu under the button that was pressed, its first line marked for the keyboard."""
    menu = QMenu(page)
    menu.setAccessibleName("选择要打印的表格")
    menu.aboutToHide.connect(menu.deleteLater)
    for words, act in found:
        action = menu.addAction(words)
        action.setEnabled(act is not None)
        if act is not None:
            action.triggered.connect(lambda checked=False, act=act: act())
    menu.setActiveAction(menu.actions()[0])
    menu.popup(_place(page))


def _place(page: RecordPage) -> QPoint:
    focused = QApplication.focusWidget()
    if isinstance(focused, QPushButton) and page.isAncestorOf(focused):
        return focused.mapToGlobal(QPoint(0, focused.height()))
    button = page.list.tools.button("print")
    return button.mapToGlobal(QPoint(0, button.height())) if button.isVisible() else page.mapToGlobal(QPoint(40, 40))
