"""选人: the register with search and filters at the left, those chosen at the right, counted against the quota."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Generic

from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget
from unionapp.errors import Refused
from unionapp.records import search
from unionapp.records.kind import Kind
from unionapp.records.picking import Listed, Mark, NameBook
from unionapp.records.record import Row
from unionapp.records.search import Condition

from ui import tasks
from ui.cases.asking import opened
from ui.kit import messages, style, undoing
from ui.kit.actions import Action, ActionBar
from ui.kit.flow import FlowLayout
from ui.kit.forms import Asked, FieldForm
from ui.kit.leaving import FilledDialog
from ui.kit.plain import decision, label
from ui.kit.sizes import fit
from ui.records.pick_search import Found, Narrowing, PickSearch
from ui.records.picked import PickedPanel, PickTable
from ui.session import Session

_NAMED = 12
"""So many names that were not found are said."""


@dataclass(frozen=True)
class ListSource(Generic[Row]):
    """A further way to choose: the words of its button, and what hands a list to `PickDialog.choose_listed`."""

    words: str
    offer: Callable[[PickDialog[Row]], object]


@dataclass(frozen=True)
class Picking(Generic[Row]):
    """What people are chosen for, from which register, and what is done with them."""

    kind: Kind[Row]
    title: str
    act: Callable[..., str]
    """Puts the chosen rows on the list, with the values of `asked` by name; says what was done. Refused where not."""
    marks: Callable[[Sequence[Row]], Mapping[int, Mark]]
    """What is to be known of some of these before they are chosen, by id."""
    take: str = "加入名单"
    columns: Sequence[str] = ()
    filters: Sequence[str] = ()
    preset: Mapping[str, object] = field(default_factory=dict)
    """Filters that are set at the beginning, by their stored values."""
    fixed: Sequence[Condition] = ()
    narrowing: Narrowing[Row] | None = None
    quota: tuple[int, int] | None = None
    """How many are to be chosen in all, and how many there are already."""
    asked: Sequence[Asked] = ()
    sources: Sequence[ListSource[Row]] = ()


class PickDialog(FilledDialog, Generic[Row]):
    """Chooses people of a register for a list."""

    def __init__(self, parent: QWidget | None, session: Session, picking: Picking[Row]) -> None:
        super().__init__(parent, session)
        self.picking = picking
        self.setWindowTitle(picking.title)
        self.marks: dict[int, Mark] = {}
        self.found: Found[Row] | None = None
        self._waiting = False
        self.search = PickSearch(session, picking.kind, picking.filters, picking.fixed, picking.narrowing)
        self.picked = PickedPanel(picking.kind, picking.columns[:1], self.marks, picking.quota)
        self.left: PickTable[Row] = PickTable(picking.kind, picking.columns, self.marks, self.picked.rows)
        self.said = label("", "faint")
        self.form = FieldForm(session, picking.asked)
        self.take = QPushButton(picking.take)
        self._lay_out()
        self._watch()
        self.search.preset(picking.preset)
        self.picked.show_rows()
        self.look()
        self.search.line.setFocus()

    def _lay_out(self) -> None:
        tools, left, right = QWidget(), QWidget(), QWidget()
        self.tools = ActionBar(
            self,
            FlowLayout(tools),
            (
                Action("all", "全选筛选出的人", self.choose_all, "Ctrl+Shift+A"),
                Action("paste", "粘贴名单", self.search.paste, "Ctrl+Shift+V"),
                *(Action(each.words, each.words, partial(each.offer, self)) for each in self.picking.sources),
            ),
        )
        ActionBar(self, None, (Action("take", self.picking.take, self.accept, "Ctrl+Return"),))
        split = QSplitter()
        for side, widgets in (
            (left, (self.search, tools, self.said, self.left)),
            (right, (self.picked, *((self.form,) if self.picking.asked else ()))),
        ):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            for widget in widgets:
                column.addWidget(widget, 1 if widget in (self.left, self.picked) else 0)
            split.addWidget(side)
        split.setChildrenCollapsible(False)
        split.setSizes([style.letters(self, width) for width in (52, 30)])
        whole = QVBoxLayout(self)
        whole.addWidget(split, 1)
        whole.addWidget(decision(self, self.take))
        fit(self, 84, 44)

    def _watch(self) -> None:
        self.search.changed.connect(self.look)
        self.search.line.taken.connect(self.take_first)
        self.search.line.left.connect(self.left.setFocus)
        self.search.line.pasted.connect(self.choose_pasted)
        self.left.toggled.connect(self.toggle)
        self.left.opened.connect(lambda: self.toggle())
        self.left.typed.connect(self.search.begin)
        self.picked.changed.connect(self._count)

    def look(self) -> None:
        """Find off the GUI thread who is meant; an answer that was overtaken is dropped."""
        wanted, marks = self.search.wanted(), self.picking.marks
        tasks.look(
            self,
            lambda progress: wanted.find(marks),
            lambda found: self.show_found(found) if found.asked == self.search.wanted() else None,
        )

    def show_found(self, found: Found[Row]) -> None:
        """Show who was found."""
        self.found = found
        self.marks.update(found.marks)
        self.left.show_rows(found.rows)
        self.said.setText(found.words)
        self.tools.allow({"all": bool(found.ids)})
        if self._waiting:
            self._waiting = False
            self.take_first()

    def take_first(self) -> None:
        """Choose who was found for what is typed, and make the line ready for the next; of namesakes none by itself."""
        if self.found is None or self.found.asked != self.search.wanted():
            self._waiting = True
            return
        typed = self.search.line.text().strip()
        exact = [row for row in self.found.rows if row.label == typed]
        if not self.found.rows:
            self.said.setText(f"没有找到“{typed}”。看看上面的筛选是不是太窄。")
        elif len(exact) > 1:
            self.said.setText(f"有 {len(exact)} 位“{typed}”，请在下面选一位，按空格。")
            self.left.choose(exact[0].id)
            self.left.setFocus()
            return
        else:
            self._choose([exact[0] if exact else self.left.row() or self.found.rows[0]])
        self.search.line.selectAll()

    def toggle(self) -> None:
        """Choose the row with the cursor, or let it go."""
        row = self.left.row()
        if row is None:
            return
        if row.id in self.picked.rows:
            self.picked.let_go(row.id)
        else:
            self._choose([row])

    def choose_all(self) -> None:
        """Choose all that the filters leave against whom nothing speaks."""
        if self.found is None:
            return
        ids, marks, kind = list(self.found.ids), self.picking.marks, self.picking.kind

        def work(progress: object) -> tuple[list[Row], Mapping[int, Mark]]:
            every = search.rows(kind, ids)
            return every, marks(every)

        tasks.run(self, "全选", work, self._choose_free)

    def choose_pasted(self, text: str) -> None:
        """Choose those whom a list of names means; who was not found is said."""
        wanted, kind = self.search.wanted(), self.picking.kind
        fixed = search.Query(where=wanted.query.where)
        tasks.run(
            self,
            "核对名单",
            lambda progress: NameBook(kind, search.ids(kind, fixed)).read(text),
            self.choose_listed,
        )

    def choose_listed(self, listed: Listed) -> None:
        """Choose those of a list, however it came; who cannot be chosen or was not found is said."""
        found = search.rows(self.picking.kind, listed.found)
        self.marks.update(self.picking.marks(found))
        said = self._choose(found)
        if listed.unknown:
            more = "……" if len(listed.unknown) > _NAMED else ""
            said += f"没有找到 {len(listed.unknown)} 人：{'、'.join(listed.unknown[:_NAMED])}{more}。"
        self.said.setText(said)

    def typed(self) -> bool:
        """Whether somebody was chosen who would be lost."""
        return bool(self.picked.rows)

    def accept(self) -> None:
        """Put the chosen ones on the list, off the GUI thread; a refusal is said and nothing is lost."""
        chosen, act = list(self.picked.rows.values()), self.picking.act
        try:
            if not chosen:
                raise Refused("还没有选人。在左边双击，或按空格、回车选中。")
            values = self.form.values()
        except Refused as refused:
            messages.report(self, refused)
            return
        tasks.run(self, self.picking.take, lambda progress: act(chosen, **values), partial(_finish, self))

    def _choose(self, rows: Sequence[Row]) -> str:
        """Choose those who may be, and say whom not and why."""
        barred = [row for row in rows if self.marks.get(row.id, _FREE).bars]
        self.picked.add([row for row in rows if row not in barred])
        words = [f"{row.label}（{self.marks[row.id].words}）" for row in barred[:_NAMED]]
        said = f"没有选入 {len(barred)} 人：{'、'.join(words)}。" if barred else ""
        self.said.setText(said or (self.found.words if self.found is not None else ""))
        return said

    def _choose_free(self, found: tuple[Sequence[Row], Mapping[int, Mark]]) -> None:
        """Choose those against whom nothing speaks; the others are left to the clerk."""
        rows, marks = found
        self.marks.update(marks)
        free = [row for row in rows if not marks.get(row.id, _FREE).doubts]
        self.picked.add(free)
        left = len(rows) - len(free)
        others = f"另有 {left:,} 人要核对（见说明），没有选，可以逐个选。" if left else ""
        self.said.setText(f"选入 {len(free):,} 人。{others}")

    def _count(self) -> None:
        """The button says how many it takes."""
        count = len(self.picked.rows)
        self.take.setText(f"{self.picking.take}（{count:,} 人）" if count else self.picking.take)
        self.take.setEnabled(count > 0)
        self.left.rows.refresh()


def _finish(dialog: PickDialog[Row], said: str) -> None:
    dialog.done(int(True))
    undoing.offer(dialog.parentWidget() or dialog, dialog.session, said)


_FREE = Mark("", doubts=False)


def pick(parent: QWidget, session: Session, picking: Picking[Row]) -> PickDialog[Row]:
    """Let people be chosen for something."""
    return opened(PickDialog(parent, session, picking))
