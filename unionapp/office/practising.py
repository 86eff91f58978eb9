"""A practice township beside the real data: made when first wanted, opened without a password."""

from __future__ import annotations

import shutil
from pathlib import Path

from unionapp import paths, subjects
from unionapp.office import demo
from unionapp.store import disk, practice, store
from unionapp.store.store import Store
from unionapp.work import Progress, silent

SIZE = "township"
WAIT = "正在准备练习乡镇"


def place(home: Path) -> Path:
    """Where the practice township lies that belongs to a folder of real data; of its own folder, itself."""
    return home if practice.is_practice(home) else home / paths.DEMO_FOLDER


def made_in(folder: Path, progress: Progress = silent) -> Store:
    """The practice township in a folder, open: made anew where there is none yet, whole or not at all.

    Refused where somebody gave it another password.
    """
    if store.exists(folder):
        if not practice.is_practice(folder):
            practice.set_apart(folder)  # made by an earlier program
        return Store.open(folder, subjects.KINDS, demo.OPERATOR, demo.PASSWORD, subjects.OPTIONS)
    made, _ = Store.create(folder, subjects.KINDS, demo.OPERATOR, demo.PASSWORD, subjects.OPTIONS)
    try:
        practice.set_apart(folder)
        with made.active():
            demo.fill(made, SIZE, 1, progress)
    except BaseException:
        made.close()
        shutil.rmtree(folder)
        raise
    return made


def begin_anew(folder: Path) -> None:
    """Remove a practice township, so that the next one is as on the first day; real data are never removed.

    Trouble where the disk refuses.
    """
    if practice.is_practice(folder):
        with disk.in_words(folder):
            shutil.rmtree(folder)
            disk.make_folder(folder)
        practice.set_apart(folder)
