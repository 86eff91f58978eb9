"""参数设置: the program's settings, whose values alone are changed."""

from __future__ import annotations

from unionapp.store import own

from ui.records.record_page import RecordPage
from ui.session import Session


def settings_page(session: Session) -> RecordPage:
    """参数设置."""
    return RecordPage(session, own.SETTINGS, rows_fixed=True)
