"""Starting the window: the application, the login, the main window, and login again when the data were closed."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from platformdirs import user_config_path
from PySide6.QtCore import QEventLoop, QLibraryInfo, QLocale, QSettings, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialog
from unionapp.errors import Refused, Trouble
from unionapp.later import later
from unionapp.office import practising
from unionapp.paths import PROGRAM_LOG, default_data_folder
from unionapp.store import practice, renewal, store
from unionapp.store.store import Store
from unionapp.subjects.unions import tree
from unionapp.work import Progress

from ui import tasks
from ui.kit import copies, messages, style
from ui.kit.manners import Manners
from ui.session import Session
from ui.window import clock, restoring, sweeping
from ui.window.login import Login
from ui.window.main_window import MainWindow
from ui.window.used_folders import UsedFolders

if TYPE_CHECKING:
    from ui.window import wizard
else:
    wizard = later("ui.window.wizard")

Result = TypeVar("Result")


def run(folder: Path | None = None) -> int:
    """Open the window on a data folder (the one used last where none is named); returns the exit code."""
    choose_input_method(os.environ)
    application = make_application(sys.argv[:1])
    settings = remembered()
    style.apply(application, style.Look.remembered(settings))
    catch_faults()
    sweeping.Sweeper(application)
    copies.forget()
    place: Path | None = folder or last_folder(settings)
    while place is not None:
        place = once(application, place, settings)
    return 0


def once(application: QApplication, place: Path, settings: QSettings) -> Path | None:
    """Open a folder and stay until its window closes; the folder that is wanted next, None to end."""
    asked = clock.agreed(place, datetime.now())
    opened = enter(place, settings) if asked is not None else None
    if opened is None:
        return place.parent if asked is not None and practice.is_practice(place) else None
    place = opened.folder
    opened = taken_over(opened)
    if opened is None:
        return place
    note_use(opened, settings)
    return attend(application, opened, settings, bool(asked))


def note_use(opened: Store, settings: QSettings) -> None:
    """Remember which data were opened, so that the next login is theirs; those for practice are passed over."""
    if practice.is_practice(opened.folder):
        return
    settings.setValue("folder", str(opened.folder))
    with opened.active():
        UsedFolders(settings).note(opened.folder, tree.own_name(), datetime.now())


def enter(folder: Path, settings: QSettings) -> Store | None:
    """Let the clerk begin or log in; None when she leaves."""
    if practice.is_practice(folder):
        return practise(folder)
    if not store.exists(folder):
        first = wizard.Wizard(folder, settings)
        if first.exec() != QDialog.DialogCode.Accepted:
            return None
        if first.store is not None:
            return first.store
        folder = first.folder
    login = Login(folder, UsedFolders(settings))
    if login.exec() == QDialog.DialogCode.Accepted:
        return login.store
    return practise(practising.place(login.folder)) if login.practising else None


def practise(folder: Path) -> Store | None:
    """The practice township, open; it is made where there is none yet. None where it could not be opened."""
    made: list[Store] = []
    _wait(practising.WAIT, lambda progress: practising.made_in(folder, progress), made.append)
    return made[0] if made else None


def taken_over(opened: Store) -> Store | None:
    """The same data under a new key where this is the first login of an administrator after somebody handed over; None
    where she must log in again."""
    with opened.active():
        due = renewal.due_by_itself(opened)
    if not due:
        return opened
    opened.close()
    return renewed(opened)


def attend(application: QApplication, opened: Store, settings: QSettings, clock_asked: bool = False) -> Path | None:
    """Show the main window until it closes, anew where the data were opened for writing meanwhile; the folder
    that is to be opened next, None to end."""
    handler = keep_log(opened.folder)
    session = Session(opened.enter(), settings)
    tasks.desk.leave = opened.database.close
    window = MainWindow(session)
    window.closed.connect(application.quit)
    window.appear()
    clock.note(window, opened, datetime.now(), clock_asked)
    application.exec()
    wanted = (session.next_folder or opened.folder) if window.login_again else None
    fresh = window.banner.fresh
    window.deleteLater()
    tasks.desk.drain()
    opened.close()
    tasks.desk.leave = _nothing
    copies.forget()
    logging.getLogger().removeHandler(handler)
    handler.close()
    if session.once_closed is not None:
        restore(session.once_closed)
    if session.begun_anew:
        practising.begin_anew(opened.folder)
    if session.renewing:
        fresh = renewed(opened)
    return attend(application, fresh, settings, True) if fresh is not None else wanted


def restore(work: Callable[[Progress], Path]) -> None:
    """Put a backup in the place of the closed data, and wait for it."""
    _wait("恢复备份", work, lambda kept: messages.tell(None, restoring.described(kept)))


def renewed(closed: Store) -> Store | None:
    """Closed data under a new key, open again, under the former one where it could not be renewed; None where somebody
    must log in."""
    keys = [closed.key]
    operator, folder = closed.operator, closed.folder
    work = partial(renewal.renew, folder, operator, closed.key, datetime.now())
    _wait(renewal.RENEWED, work, keys.append)
    try:
        fresh = store.reopened(closed, keys[-1])
    except (Refused, Trouble) as error:
        messages.report(None, error)
        return None
    if fresh.key != closed.key:
        messages.tell(None, "数据钥匙已更换，各人的密码和恢复码照旧。以前的备份没有变，怕被人看到的请收回或销毁。")
    return fresh


def _wait(title: str, work: Callable[[Progress], Result], done: Callable[[Result], object]) -> None:
    waiting = QEventLoop()
    tasks.desk.idle.connect(waiting.quit)
    tasks.run(None, title, work, done)
    waiting.exec()
    tasks.desk.idle.disconnect(waiting.quit)


def choose_input_method(environment: dict[str, str] | os._Environ[str]) -> None:
    """Where fcitx runs and nothing else is chosen, let Qt speak to it by ibus; Qt's wheels hold no fcitx plugin."""
    if not sys.platform.startswith("linux") or environment.get("QT_IM_MODULE", "fcitx") not in ("fcitx", "fcitx5"):
        return
    if _fcitx_is_meant(environment):
        environment["QT_IM_MODULE"] = "ibus"


def _fcitx_is_meant(environment: Mapping[str, str]) -> bool:
    named = environment.get("QT_IM_MODULE", ""), environment.get("XMODIFIERS", ""), environment.get("GTK_IM_MODULE", "")
    return any("fcitx" in word for word in named) or bool(shutil.which("fcitx") or shutil.which("fcitx5"))


def make_application(arguments: list[str]) -> QApplication:
    """The application, speaking Chinese on Qt's own buttons too."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(arguments)
    application.setApplicationName("township-union")
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(style.icon("app"))
    speak_chinese(application)
    application.installEventFilter(Manners(application))
    return application


def speak_chinese(application: QApplication) -> None:
    """Qt's own buttons and dialogs, dates and numbers in Chinese; the words come with Qt."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(application)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)


def remembered() -> QSettings:
    """The choices of this clerk on this computer, in a small file of its own."""
    path = user_config_path("township-union", appauthor=False) / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)


def last_folder(settings: QSettings) -> Path:
    """The data folder used last, the usual one where none was or it is gone."""
    named = str(settings.value("folder", ""))
    return Path(named) if named and store.exists(Path(named)) else default_data_folder()


def keep_log(folder: Path) -> logging.Handler:
    """Write faults to a small file in the data folder; they hold no names and numbers of persons."""
    handler = RotatingFileHandler(folder / PROGRAM_LOG, maxBytes=500_000, backupCount=1, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    return handler


def catch_faults() -> None:
    """Show every fault that nobody caught, once, instead of ending the program."""
    sys.excepthook = _fault
    threading.excepthook = _fault_of_thread


def _fault(sort: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(sort, error, trace)
        return
    messages.report(QApplication.activeWindow(), error)


def _fault_of_thread(arguments: threading.ExceptHookArgs) -> None:
    logging.getLogger("ui").error("%s", messages.bug_report(arguments.exc_value or SystemError()))


def _nothing() -> None:
    """Leave the worker's thread as it is."""
