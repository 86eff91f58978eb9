"""The main window: tabs above, pages below, and what serves all of them; it knows no page by name but its list."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget
from unionapp.later import later
from unionapp.office import demo, safekeeping
from unionapp.subjects.unions import tree

from ui import tabs, tasks
from ui.kit import messages, style
from ui.kit.actions import in_sight
from ui.session import Session
from ui.window import locking
from ui.window.banner import Banner
from ui.window.drafts_bar import DraftsBar
from ui.window.finder import Finder, of_actions, of_other_pages, of_pages, of_papers, of_settings
from ui.window.foot import Foot
from ui.window.guide_strip import GuideStrip
from ui.window.header import Header
from ui.window.health_sign import HealthSign, WeeklyCheck
from ui.window.pages import Pages
from ui.window.practice_strip import PracticeStrip
from ui.window.steps import Steps

if TYPE_CHECKING:
    from ui.window import keys
else:
    keys = later("ui.window.keys")

_KEYS = (
    "Enter 打开　Ctrl+S 保存　Esc 返回　Ctrl+Z 撤销　Ctrl+Y 重做　Ctrl+1…8 换栏目\n"
    "Ctrl+加号、Ctrl+减号 字大字小　Ctrl+L 锁定　Ctrl+K 查找功能　Ctrl+F1 全部按键"
)


class MainWindow(QMainWindow):
    """Shown while a data folder is open."""

    closed = Signal()
    """The window is gone; `login_again` says whether somebody else wants in."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.login_again = False
        self._copied = False
        self._waiting = False
        self.header = Header([tab.title for tab in tabs.readable()])
        self.body = Pages(session, self.header.tabs)
        self.banner = Banner(session)
        self.practice, self.guide = PracticeStrip(session), GuideStrip(session)
        self.drafts_bar = DraftsBar(session)
        self.steps = Steps(self, session)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        column.addWidget(self.practice)
        column.addWidget(self.guide)
        column.addWidget(self.drafts_bar)
        column.addWidget(self.body, 1)
        self.setCentralWidget(whole)
        self.sign = HealthSign(session)
        self.foot = Foot(self.sign)
        self.setStatusBar(self.foot)
        self.watch = locking.IdleWatch(self, session.remembered)
        self.weekly = WeeklyCheck(self, session, self.watch)
        self._connect()
        self.refresh()
        self.body.show_tab(0)

    def _connect(self) -> None:
        header, session = self.header, self.session
        header.undo_wanted.connect(self.steps.undo)
        header.redo_wanted.connect(self.steps.redo)
        header.backup_wanted.connect(self.back_up)
        header.resize_wanted.connect(lambda by: self.look(style.Look.remembered(session.remembered).resized(by)))
        header.scheme_wanted.connect(lambda: self.look(style.Look.remembered(session.remembered).next_scheme()))
        header.lock_wanted.connect(self.lock)
        header.help_wanted.connect(self.help)
        header.search_wanted.connect(self.search)
        header.keys_wanted.connect(self.show_keys)
        header.practice_wanted.connect(self.practice.practise)
        session.changed.connect(self.refresh)
        session.foot_said.connect(self.foot.say)
        session.closing_wanted.connect(self.leave)
        self.watch.idle.connect(lambda: self.lock("离开时间较长，已自动锁定。"))
        self.weekly.done.connect(self.sign.look)
        self.banner.reopened.connect(self.close)
        self.drafts_bar.wanted.connect(self.body.take_up)

    def appear(self) -> None:
        """Show the window where it stood last, else over the whole screen."""
        place = self.session.remembered.value("window/place")
        if isinstance(place, QByteArray) and self.restoreGeometry(place):
            self.show()
        else:
            self.resize(1280, 720)
            self.showMaximized()

    def refresh(self) -> None:
        """Say anew whose data these are, what can be taken back, and how safe they are."""
        operator = self.session.store.operator
        fictional = "（演示数据）" if operator == demo.OPERATOR else ""
        self.setWindowTitle(f"{tree.own_name() or messages.TITLE}{fictional} · {operator}")
        self.header.follow(self.session.store.journal)
        made = safekeeping.last_backup(self.session.folder)
        self.foot.safety.setText(f"上次备份：{_when(made)}" if made else "还没有备份")

    def back_up(self) -> None:
        """Copy everything into the folder of backups now."""
        store = self.session.store
        tasks.run(self, "备份", lambda progress: store.backup(progress=progress), self._backed_up)

    def _backed_up(self, made: object) -> None:
        self.session.copied()
        messages.toast(self, "已备份并核对", "查看", lambda: self.session.page_wanted.emit("backups"))

    def look(self, wanted: style.Look) -> None:
        """Show everything in another size of letters or other colours, and remember that."""
        wanted.remember(self.session.remembered)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            style.apply(application, wanted)
        self.header.redraw()
        self.body.fit()
        messages.toast(self, f"字号 {wanted.scale}%　{style.SCHEME_WORDS[wanted.scheme]}")

    def help(self) -> None:
        """Say what the page in front is for, and the keys."""
        view = self.body.view
        own = keys.in_words(keys.keyed(in_sight(self.body)))
        said = (view.heading(), view.spec.help(), own and f"本页：{own}", _KEYS)
        messages.tell(self, "\n\n".join(filter(None, said)))

    def show_keys(self) -> None:
        """The keys of the whole program."""
        shown = keys.AllKeys(self, self.session, self.body.views, keys.keyed(in_sight(self.header)))
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.open()

    def search(self) -> None:
        """Find whatever can be done: on this page, on any page, any paper, any setting."""
        view, readable = self.body.view, tabs.readable()
        entries = [
            *of_actions(in_sight(self.body), " › ".join(dict.fromkeys((view.tab.title, view.heading())))),
            *of_pages(readable, self.body.show_page),
            *of_actions(
                (each for each in self.header.keys.commands() if not each.declared.id.startswith("tab-")), "每一页"
            ),
            *of_papers(self.body.show_paper),
            *of_settings(self.body.show_setting),
            *of_other_pages(readable, view.spec.key, self.body.do),
        ]
        Finder(self, entries).open()

    def lock(self, why: str = "已锁定。") -> None:
        """Cover the window until the operator comes back; work under way is waited for."""
        if tasks.busy():
            self.watch.restart()
            return
        locking.lock(self.session, why)
        self.watch.restart()

    def leave(self) -> None:
        """Close, and let the login come again."""
        self.login_again = True
        if not self.close() and not tasks.busy():
            self.login_again = self.session.renewing = False
            self.session.next_folder = self.session.once_closed = None
            self.session.begun_anew = False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for work, ask about what is typed and not saved, copy what changed; then go."""
        if tasks.busy():
            event.ignore()
            messages.toast(self, f"{tasks.desk.title}还没有完成，完成后自动关闭")
            tasks.desk.show_progress()
            if not self._waiting:
                self._waiting = True
                tasks.desk.idle.connect(self._close_later)
        elif not self.body.may_leave():
            event.ignore()
        elif self._copy_is_due():
            event.ignore()
            self._copied = True
            store = self.session.store
            tasks.run(
                self,
                "关闭前备份",
                lambda progress: safekeeping.copy_at_closing(store, progress),
                lambda _: self.close(),
            )
        else:
            self.session.remembered.setValue("window/place", self.saveGeometry())
            event.accept()
            self.session.drafts.stop()
            self.closed.emit()

    def _close_later(self) -> None:
        self._waiting = False
        tasks.desk.idle.disconnect(self._close_later)
        self.close()

    def _copy_is_due(self) -> bool:
        changing = self.session.renewing or self.session.once_closed is not None
        if self._copied or self.session.store.read_only or changing:
            return False
        folder = self.session.folder
        return safekeeping.backup_is_due(folder) or safekeeping.second_is_due(folder)


def _when(made: datetime) -> str:
    if made.date() == date.today():
        return f"今天 {made:%H:%M}"
    days = (date.today() - made.date()).days
    return f"昨天 {made:%H:%M}" if days == 1 else f"{days} 天前（{made:%Y-%m-%d}）"
