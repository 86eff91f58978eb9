"""How ballots look here: the settings of symbols, places and sheets."""

from __future__ import annotations

from unionapp.records.options import Option

SYMBOLS = Option("elections.ballot_symbols", str)
PLACE = Option("elections.ballot_place", str)
TOGETHER = Option("elections.ballot_together", str)
PAPER = Option("elections.ballot_paper", str)
OPTIONS: tuple[Option[str], ...] = (SYMBOLS, PLACE, TOGETHER, PAPER)
