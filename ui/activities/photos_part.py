"""照片: the photos of an activity with their captions, in the order in which they are pasted up."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout
from unionapp.store import editing
from unionapp.subjects.activities import actions
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.records import PHOTOS

from ui.cases.part import CasePart
from ui.kit.actions import Action
from ui.kit.photo_strip import PhotoStrip
from ui.session import Session


class ActivityAlbum:
    """The photos of one activity; each change is a step."""

    def __init__(self, session: Session, activity: Activity) -> None:
        self.session = session
        self.activity = activity

    def pictures(self) -> Sequence[tuple[str, str]]:
        """What is stored and the caption of each photo, in order."""
        return [(each.photo, each.caption) for each in actions.photos(self.activity)]

    def add(self, stored: Sequence[str]) -> None:
        """Put photos at the end."""
        actions.add_photos(self.session.store.journal, self.activity, [(each, "") for each in stored])

    def remove(self, place: int) -> None:
        """Let go of the photo at a place."""
        editing.remove(self.session.store.journal, PHOTOS, [actions.photos(self.activity)[place]])

    def move(self, place: int, to: int) -> None:
        """Put the photo at a place where another one stands now."""
        ordered = actions.photos(self.activity)
        ordered.insert(to, ordered.pop(place))
        actions.arrange_photos(self.session.store.journal, ordered)

    def caption(self, place: int, text: str) -> None:
        """Give the photo at a place another caption."""
        photo = actions.photos(self.activity)[place]
        photo.caption = text
        editing.save(self.session.store.journal, PHOTOS, photo)


class PhotosPart(CasePart[Activity]):
    """The strip of photos, and the page that they are pasted on."""

    def __init__(self, session: Session, activity: Activity) -> None:
        super().__init__(session, activity)
        self.album = ActivityAlbum(session, activity)
        self.strip = PhotoStrip(session, self.album)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.bar(Action("print-photos", "打印照片粘贴页", lambda: self.print("activity-photos"))))
        column.addWidget(self.strip, 1)
        self.setFocusProxy(self.strip)

    def show_case(self, record: Activity) -> None:
        """Show the photos anew where they are others than before."""
        super().show_case(record)
        self.album.activity = record
        if tuple(self.album.pictures()) != self.strip.grid.photos:
            self.strip.refresh()
