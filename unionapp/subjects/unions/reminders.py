"""What is due of unions: certificates of legal personality that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from unionapp.records.duty import Duty
from unionapp.subjects.unions.models import Union
from unionapp.subjects.unions.rules import RENEW
from unionapp.subjects.unions.states import UnionState
from unionapp.values.present import present

CERTIFICATES = "《基层工会法人登记管理办法》第二十七条：有效期届满前三十日内换领"
LOOK_AHEAD = 90
"""So many days before a certificate ends it is named."""


def all_due(today: date) -> Iterator[Duty]:
    """Certificates that have ended or will end."""
    ending = (
        Union.select(Union.id, Union.name, Union.certificate_to)
        .where((Union.state == UnionState.ACTIVE) & (Union.certificate_to <= today + timedelta(LOOK_AHEAD)))
        .order_by(Union.certificate_to)
    )
    for union in ending:
        end = present(union.certificate_to)
        text = f"{union.name}的法人资格证书{_words(end, today)}。"
        yield Duty("certificates", "unions", union.id, end, text, CERTIFICATES, end < today)


def _words(end: date, today: date) -> str:
    days, before = (end - today).days, RENEW.value
    if days < 0:
        return f"已于 {end} 到期"
    if days <= before:
        return f" {days} 天后到期，现在可以换领"
    return f" {end} 到期，{end - timedelta(before)} 起可以换领"
