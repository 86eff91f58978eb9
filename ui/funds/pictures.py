"""Pictures of a book: income and spending by month, spending by purpose, how much of the budget is used."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.funds.statement_lines import Figures
from ui.kit.charts import Bars, Diagram, Pairs, ShareBars
from ui.kit.plain import Card

_YUAN = 100


class BookCharts(QWidget):
    """The pictures of a book, those with nothing to show hidden; `purposes` wants what money was spent for too."""

    def __init__(self, whose: str = "", purposes: bool = True) -> None:
        super().__init__()
        self.months = Pairs(f"{whose}各月收支", "元", "收入", "支出")
        self.purposes = Bars(f"{whose}支出按用途（本年累计，元）", "元")
        self.used = ShareBars(f"{whose}预算执行（本年累计）", "%")
        wanted = (self.months, self.purposes, self.used) if purposes else (self.months, self.used)
        self.cards = {chart: _card(chart) for chart in wanted}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch()

    def show_figures(self, figures: Figures | None) -> None:
        """Show the figures of a book; None where there is none."""
        months = figures.months if figures is not None else ()
        purposes = figures.purposes if figures is not None else ()
        self.months.show_pairs(months)
        self.purposes.show_figures([(each.label, each.year // _YUAN) for each in purposes if each.year])
        planned = [each for each in purposes if each.budget]
        self.used.show_shares([(each.label, each.year, each.budget) for each in planned])
        for chart, card in self.cards.items():
            card.setVisible(any(number for _, number in chart.figures))


def _card(chart: Diagram) -> Card:
    card = Card(chart.accessibleName())
    card.column.addWidget(chart)
    return card
