"""Short questions about the people and the fields of an activity."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from unionapp.errors import Refused
from unionapp.records import fields
from unionapp.subjects.activities import actions, register
from unionapp.subjects.activities.models.activities import Activity
from unionapp.subjects.activities.models.people import Participant
from unionapp.subjects.activities.records import ACTIVITIES, PARTICIPANTS

from ui.cases.asking import ask_and_do
from ui.kit import undoing
from ui.kit.field_edit import FieldEdit
from ui.kit.forms import Asked, FormDialog
from ui.session import Session


class OneOfFew(FieldEdit):
    """One of a few things in words, from a drop-down; the first one to begin with."""

    def __init__(self, label: str, offered: Sequence[tuple[str, object]]) -> None:
        self.box = QComboBox()
        super().__init__(fields.Text(label), self.box)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values = [value for _, value in offered]
        self.box.addItems([words for words, _ in offered])
        self.box.currentIndexChanged.connect(lambda: self.edited.emit())

    def value(self) -> object:
        """What the chosen words mean."""
        return self._values[self.box.currentIndex()]

    def set_value(self, value: object) -> None:
        """Choose by what the words mean; None leaves the first."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def stands(self) -> str:
        """The chosen words."""
        return self.box.currentText()

    def _put_back(self, said: object) -> None:
        self.box.setCurrentText(str(said))


def ask_to_repeat(parent: QWidget, session: Session, activity: Activity) -> FormDialog:
    """Plan the same activity again: plan, budget, events and prizes; nobody is on its list yet."""
    field = ACTIVITIES.fields["day"]
    about = f"照“{activity.title}”再办一次：方案、预算、比赛项目和奖项照抄，参加人、成绩和开支从头登记。"
    asked = [Asked("day", field, "这次的日期", value=_next_year(activity.day), required=True)]

    def act(day: date) -> None:
        made = actions.repeat(session.store.journal, activity, day)
        undoing.offer(parent, session, f"已照上次登记“{made.title}”{day}")
        session.show(ACTIVITIES, made)

    return ask_and_do(parent, session, "再办一次", about, asked, act)


def _next_year(day: date) -> date:
    """The same day of the next year that is not past; the first of March for the 29th of February."""
    year = max(day.year + 1, date.today().year)
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def ask_to_give(parent: QWidget, session: Session, activity: Activity, chosen: Sequence[Participant]) -> FormDialog:
    """Give the same goods to those chosen, to all who came, or to all on the list."""
    people = register.participants(activity)
    came = [each for each in people if each.present]
    waiting = [each for each in came or people if not (each.goods or each.amount)]
    ways = [
        (f"选中的 {len(chosen)} 人", tuple(chosen)),
        (f"到场的 {len(came)} 人", tuple(came)),
        (f"还没有领物品的 {len(waiting)} 人", tuple(waiting)),
        (f"名单上的 {len(people)} 人", tuple(people)),
    ]
    offered = [(words, who) for words, who in ways if who and (words[0] != "选" or len(who) > 1)]
    if len(chosen) == 1:
        offered.append((f"只给 {chosen[0].name}", tuple(chosen)))
    if not offered:
        raise Refused("名单上还没有人。请先登记参加人。")
    of = PARTICIPANTS.fields
    asked = [
        Asked("goods", of["goods"], required=True),
        Asked("quantity", of["quantity"], "每人数量", value=1, required=True),
        Asked("price", fields.Money("单价（元）")),
        Asked("who", fields.Text("发给"), edit=OneOfFew("发给", offered)),
    ]

    def act(goods: str, quantity: int, price: int | None, who: Sequence[Participant]) -> None:
        amount = None if price is None else price * quantity
        actions.give(session.store.journal, who, goods, quantity, amount)
        undoing.offer(parent, session, f"已给 {len(who)} 人登记“{goods}”，领取时在签领表上签字")

    about = "登记发给谁、每人多少。已登记过物品的人，再登记一次就换成新的物品。"
    return ask_and_do(parent, session, "发放物品", about, asked, act)
