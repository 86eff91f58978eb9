"""登记批复: the reply of the higher union puts the result into force; 撤回批复 where it was registered wrongly."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.records import fields
from unionapp.subjects.elections.case import outcome, revoking, steps
from unionapp.subjects.elections.models import Body, Election
from unionapp.subjects.elections.records import ELECTIONS
from unionapp.subjects.elections.states import ElectionState
from unionapp.values import periods

from ui.cases.asking import ask_and_do
from ui.kit import undoing
from ui.kit.forms import Asked, FormDialog
from ui.session import Session


def ask_to_approve(parent: QWidget, session: Session, election: Election) -> FormDialog:
    """Ask for number and day of the reply, and put the result into force as one step."""
    if election.state in (ElectionState.APPROVED, ElectionState.REGISTERED):
        raise Refused("这次选举的结果已经批复过。")
    if problems := outcome.unfinished(election):
        raise Refused(problems)
    of = ELECTIONS.fields
    asked = [
        Asked("reply_no", of["result_reply_no"], value=election.result_reply_no or None, required=True),
        Asked("reply_day", of["result_reply_day"], value=election.result_reply_day or date.today(), required=True),
    ]

    def act(reply_no: str, reply_day: date) -> None:
        term = outcome.approve(session.store.journal, election, reply_no, reply_day)
        undoing.offer(parent, session, f"已登记“{term.label}”，干部名单和工会主席已更新。{_reminder(election)}")

    return ask_and_do(parent, session, "登记批复", _about(election), asked, act)


def ask_to_revoke(parent: QWidget, session: Session, election: Election) -> FormDialog:
    """Ask why an approval is taken back, and put everything back to where it was before."""

    def act(reason: str) -> None:
        revoking.revoke(session.store.journal, election, reason)
        undoing.offer(parent, session, "已撤回批复，届次、干部名单和工会主席退回到批复以前")

    asked = [Asked("reason", fields.Text("撤回原因"), required=True)]
    return ask_and_do(parent, session, "撤回批复", _REVOKED, asked, act)


_REVOKED = "届次、任职和工会主席退回到登记批复以前的样子，改正后再登记一次。撤回的时间、操作员和原因留在操作日志里。"


def _about(election: Election) -> str:
    """Who is elected, so that the clerk sees what the reply puts into force."""
    lines = []
    for key, chosen in outcome.results(election).items():
        title = Body.body.codes.label(key)
        lines.append(f"{title}：{'、'.join(each.name for each in chosen) or '（没有）'}")
    return "登记后：原任干部任职到大会前一天，新一届任职自大会当天起，届次台账和工会主席随之更新。\n" + "\n".join(lines)


def _reminder(election: Election) -> str:
    """The day by which the legal person is to be changed (《基层工会法人登记管理办法》第十八条)."""
    legal = next((row for row in steps.of(election) if row.key == "legal" and not row.done), None)
    if legal is None or legal.due is None:
        return ""
    return f"请在 {periods.chinese_date(legal.due)} 前办理法人资格变更。"
