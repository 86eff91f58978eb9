"""What is done with a whole line at the cursor of a grid: put one in, take it away, copy the one above."""

from __future__ import annotations

from typing import Generic

from unionapp.records.record import Row

from ui.grid.cell_table import CellTable


class LineDeeds(Generic[Row]):
    """Puts in and takes away the lines of a table where they grow; afterwards the cursor stands ready to type."""

    def __init__(self, table: CellTable[Row]) -> None:
        self.table = table
        self.model = table.lines

    def insert(self) -> None:
        """A new line before this one."""
        if not self.table.grows:
            return
        row = max(0, self.table.currentIndex().row())
        self.table.settle()
        self.model.insert(row)
        self.table.go(row, self.table.next_place(row, -1, 1) or 0)

    def drop(self) -> None:
        """Take this line away."""
        row, place = self.table.currentIndex().row(), self.table.currentIndex().column()
        if row >= 0 and self.table.grows:
            self.table.close_cell()
            self.model.drop(row)
            self.table.go(min(row, len(self.model.rows) - 1), place)

    def copy_above(self) -> None:
        """Put into this line what the line above says."""
        row, place = self.table.currentIndex().row(), self.table.currentIndex().column()
        if row > 0:
            self.table.close_cell()
            self.model.copy_above(row)
            self.table.go(row, place)
