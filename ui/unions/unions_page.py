"""基层工会: the register, each union with the activities that its members took part in."""

from __future__ import annotations

from unionapp.subjects.unions.records import UNIONS

from ui.activities.took import TookPage
from ui.exchange.page import page_of
from ui.records.record_page import RecordPage
from ui.session import Session


def unions_page(session: Session) -> RecordPage:
    """基层工会."""
    return page_of(session, UNIONS, sort=TookPage)
