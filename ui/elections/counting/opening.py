"""The questions before a count: heads and sheets of a vote."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget
from unionapp.errors import Refused
from unionapp.store import editing
from unionapp.subjects.elections import rules
from unionapp.subjects.elections.case import first_session
from unionapp.subjects.elections.counting import actions as counting
from unionapp.subjects.elections.counting.actions import Sheets
from unionapp.subjects.elections.models import Body, Round
from unionapp.subjects.elections.records import ROUNDS
from unionapp.subjects.elections.states import BodyKind, RoundSort

from ui.cases.asking import ask_and_do, opened
from ui.kit.forms import Asked, FieldForm, FormDialog
from ui.session import Session

Then = Callable[[Round], object]
"""What is done with a vote once it was begun."""

_HEADS = ("due", "present", "issued", "returned", "printed")


def ask_for_round(parent: QWidget, session: Session, body: Body, then: Then) -> FormDialog:
    """Ask for the frame of a vote on a body and begin it; Refused where a first session cannot elect it as it is."""
    due, present = first_session.heads(body)
    listed = counting.on_the_ballot(body)
    heads = [
        Asked(
            "sort",
            ROUNDS.fields["sort"],
            value=RoundSort.FORMAL,
            required=True,
            codes=(RoundSort.FORMAL, RoundSort.PRIMARY),
        ),
        *_heads({"due": due, "present": present}),
    ]
    names = "、".join(listed) or "还没有候选人"
    about = f"{body.label}：应选 {body.seats} 名，候选人 {len(listed)} 名。\n选票上的次序：{names}"
    if first_session.in_session(body):
        about += "\n由新当选的委员在第一次全体会议上选举，应到人数是委员人数，不是大会的人数。"

    def act(sort: str, **sheets: int) -> None:
        made = counting.open_round(session.store.journal, body, sort, _sheets(**sheets))
        _keep_heads(session, body, made)
        then(made)

    return ask_and_do(parent, session, "开始计票", about, heads, act)


def ask_to_follow(parent: QWidget | None, session: Session, round: Round, then: Then) -> FormDialog:
    """Ask for the sheets of the vote that follows a frozen one, and begin it."""
    found = counting.result(round)
    form = FieldForm(session, _heads({"due": round.due, "present": round.present}))
    if found.runoff:
        title, who = "再次投票", f"得票相同的人再次投票：{'、'.join(found.runoff)}"
    else:
        title, who = "另行选举", f"就不足的 {found.open_seats} 个名额另行选举"
    dialog = FormDialog(parent, title, f"{who}。请填写这次投票的人数和选票数。", form, f"开始{title}")

    def act(values: Mapping[str, int]) -> None:
        then(counting.follow_up(session.store.journal, round, _sheets(**values)))

    dialog.act = act
    return opened(dialog)


def ask_for_heads(parent: QWidget | None, session: Session, round: Round, done: Callable[[], None]) -> FormDialog:
    """Put right heads and sheets of a vote that is not frozen."""
    form = FieldForm(session, _heads({name: getattr(round, name) for name in _HEADS}))
    dialog = FormDialog(parent, "核对人数和选票数", f"{round.label}：改正后按改正的数计算。", form, "改正")

    def act(values: Mapping[str, int]) -> None:
        for name in _HEADS:
            setattr(round, name, values[name])
        editing.save(session.store.journal, ROUNDS, round)
        done()

    dialog.act = act
    return opened(dialog)


def _heads(known: Mapping[str, int | None]) -> list[Asked]:
    return [Asked(name, ROUNDS.fields[name], value=known.get(name), required=name != "printed") for name in _HEADS]


def _sheets(due: int, present: int, issued: int, returned: int, printed: int | None) -> Sheets:
    """The sheets as typed; Refused where two thirds of those due are not there, so that nobody votes in vain."""
    if not rules.quorate(present, due):
        text = f"实到 {present} 人，不足应到 {due} 人的三分之二，不能进行选举。"
        raise Refused(f"{text}依据：总工发〔2016〕27号第十七条。")
    return Sheets(due, present, issued, returned, printed)


def _keep_heads(session: Session, body: Body, round: Round) -> None:
    """The assembly's heads are kept with the election where nobody typed them before."""
    election = body.election
    if body.body in (BodyKind.COMMITTEE, BodyKind.AUDIT, BodyKind.WOMEN) and election.due is None:
        election.due, election.present = round.due, round.present
        editing.save(session.store.journal, session.kind("elections"), election)
