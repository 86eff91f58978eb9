"""选人: who goes on a sign list, out of the register, of an older list or of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.records import fields
from unionapp.records.picking import Listed
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts import choosing
from unionapp.subjects.funds.handouts import sheet as handing_sheet
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.handouts.states import LimitItem
from unionapp.subjects.members.models import Member

from ui import tasks
from ui.cases.asking import ask_and_do
from ui.exchange import importing
from ui.kit import messages
from ui.kit.forms import Asked
from ui.members.picking import members_for
from ui.records.picking import ListSource, PickDialog, pick
from ui.session import Session

Members = PickDialog[Member]


def pick_recipients(parent: QWidget, session: Session, handout: Handout) -> Members:
    """Choose who gets something in a round; birthdays begin with those born in its month."""
    journal = session.store.journal

    def act(members: Sequence[Member]) -> str:
        return f"名单加入 {len(handing.add(journal, handout, members)):,} 人"

    birthday = handout.item == LimitItem.BIRTHDAY and handout.day
    picking = members_for(
        f"选人：{handout.title}",
        act,
        lambda members: choosing.marks(handout, members),
        union=handout.book.union_id,
        born=handout.day.month if birthday else None,
        sources=(ListSource("以前的名单…", _offer_former), ListSource("从 Excel 表…", _offer_sheet)),
    )
    return pick(parent, session, picking)


def _offer_former(dialog: Members) -> None:
    """The list of an older round."""
    asked = [Asked("handout", fields.Link("发放批次", Handout), required=True)]

    def act(handout: int) -> None:
        listed = choosing.on_the_list_of(handout)
        if not listed:
            raise Refused("这一批的名单里没有会员，请选另一批。")
        dialog.choose_listed(Listed(listed, ()))

    ask_and_do(dialog, dialog.session, "选以前的名单", "输入批次名称。名单上的人会选到右边，再看一遍。", asked, act)


def _offer_sheet(dialog: Members) -> None:
    path = messages.choose_file(dialog, "选择名单表格", importing.PATTERNS)
    if path is not None:
        read_sheet(dialog, path)


def read_sheet(dialog: Members, path: Path) -> None:
    """Choose the people of a sheet."""
    tasks.run(dialog, "核对名单", lambda progress: handing_sheet.read(path, progress), dialog.choose_listed)
