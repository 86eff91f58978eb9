"""慰问发放: rounds of handing out, and one of them as a case from the list to the voucher."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout
from unionapp import paths
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest
from unionapp.records import codes
from unionapp.subjects.funds.handouts import actions as handing
from unionapp.subjects.funds.handouts import paying
from unionapp.subjects.funds.handouts import rules as handing_rules
from unionapp.subjects.funds.handouts import sheet as handing_sheet
from unionapp.subjects.funds.handouts.models import Handout
from unionapp.subjects.funds.handouts.records import HANDOUTS
from unionapp.subjects.funds.spending import limits
from unionapp.subjects.funds.vouchers.records import VOUCHERS
from unionapp.values import money

from ui import tasks
from ui.cases.facts import facts_part, history_part
from ui.cases.part import CasePart
from ui.cases.problems import ProblemList
from ui.cases.view import CaseView, Parts
from ui.funds.drafting import ask_for_handout_voucher
from ui.funds.handout_part import HandoutPart
from ui.funds.records_page import BookRecordsPage, book_records_page
from ui.kit import messages
from ui.kit.actions import Action
from ui.kit.folders import written
from ui.kit.plain import label
from ui.printing.opening import print_paper
from ui.records.record_page import RecordPage
from ui.records.record_view import RecordView
from ui.session import Session

HELP = (
    "新增一批发放，再“选人”“打印签领表”，发放时在名单里按空格签收，最后“生成凭证”。\n"
    "重复的、今年已领过的、超标准的会标出来；超标准的写明依据才能生成凭证。"
)
_SHEET = "Excel 表格 (*.xlsx)"


def handouts_page(session: Session) -> RecordPage:
    """慰问发放."""
    return book_records_page(session, HANDOUTS, _of_handouts, HandoutsPage)


def _of_handouts(page: RecordPage) -> Sequence[Action]:
    return (Action("draft", "生成凭证", lambda: draft(page), "F8", "one"),)


class HandoutsPage(BookRecordsPage):
    """The rounds of the chosen book; one that is opened shows its list."""

    opens_new = True

    def view_of(self, row_id: int) -> RecordView:
        """The page of one round."""
        return HandoutView(self.session, self.kind, row_id, self.actions_for_one())


class HandoutView(CaseView[Handout]):
    """One round: its standard and figures above, its list below."""

    record: Handout | None

    def _lay_out(self) -> None:
        self.limit = label("", "faint")
        self.figures = label("", "heading")
        self.problems = ProblemList()
        super()._lay_out()
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        for place, widget in enumerate((self.limit, self.figures, self.problems)):
            column.insertWidget(1 + place, widget)

    def own_actions(self) -> list[Action]:
        """Besides, the sign list, the list for the bank and the voucher."""
        return [
            *super().own_actions(),
            Action("sign-list", "打印签领表", self._print, needs="one"),
            Action("bank-list", "导出银行代发", self._export, needs="one"),
            Action("voucher", "看凭证", self._show_voucher, needs="one"),
        ]

    def start(self) -> None:
        """The cursor into the list, where Space signs and letters look for somebody."""
        super().start()
        if self.record is not None:
            self.list.setFocus()

    def parts(self) -> Parts[Handout]:
        """The list, the fields, what happened."""
        return {
            "list": ("名单", HandoutPart),
            "facts": ("资料", facts_part(self._sheet)),
            "history": ("历史", history_part(self.kind)),
        }

    def show_head(self, record: Handout) -> None:
        """The standard and where it comes from, what is wrong, the voucher."""
        self.limit.setText(limit_words(record))
        lines = handing.lines_of(record)
        state = codes.table("handout-state").label(record.state)
        voucher = f"　凭证：{record.voucher.label}" if record.voucher is not None else ""
        self.figures.setText(f"{state}　{len(lines):,} 人　合计 {money.show(handing.total(lines))} 元{voucher}")
        over = handing.check_heads(record)
        self.problems.show_problems([*HANDOUTS.check(record), *over])
        self.tools.allow({"voucher": bool(record.voucher_id), "draft": not record.voucher_id})

    @property
    def list(self) -> CasePart[Handout]:
        """The part with the list."""
        return self.part("list")

    def _print(self) -> None:
        print_paper(self.session, self, cabinet.paper("handout-list"), PrintRequest(record=self.record))

    def _show_voucher(self) -> None:
        if self.record is not None and self.record.voucher is not None:
            self.session.show(VOUCHERS, self.record.voucher)

    def _export(self) -> None:
        """Write the bank's list to a file that the clerk names; what hinders it is said before."""
        handout, store = self.record, self.session.store
        if handout is None or not paying.bank_list(handout):
            raise Refused("名单里没有转账的人。发放形式选“转账”的才做代发清单。")
        path = messages.save_file(self, "导出银行代发清单", f"{handout.title}代发清单.xlsx", _SHEET)
        if path is not None:
            tasks.run(
                self,
                "导出银行代发清单",
                lambda progress: handing_sheet.write_transfers(store, handout, path, progress),
                lambda count: written(self, path, f"已导出 {count} 人到“{paths.shown(path.name)}”"),
            )


def limit_words(handout: Handout) -> str:
    """The standards in force for a round, with the documents they come from."""
    region = handout.book.region
    if not region:
        return "账套没有填“发放标准地区”，金额不作检查。"
    item = codes.table("limit-item").label(handout.item)
    rows = limits.covering(region, handout.item, handout.day)
    said = [
        f"{handing_rules.PER_HEAD.get(row.per, '')}不超过 {money.show(row.amount)} 元（{row.document}）"
        for row in rows
        if row.amount is not None
    ]
    return f"{item}标准：{'；'.join(said)}" if said else f"“发放标准”里没有{region}的{item}标准，金额不作检查。"


def draft(page: RecordPage) -> None:
    """Make the voucher of the chosen round."""
    chosen: list[Handout] = page.selected()
    if len(chosen) != 1:
        raise Refused("请先选中一批发放。")
    ask_for_handout_voucher(page, page.session, chosen[0])
