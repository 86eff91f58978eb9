"""Where every paper of the program is found: those of the subjects and the office's own."""

from __future__ import annotations

from unionapp.errors import Refused
from unionapp.office import handing_over, matter_papers, papers
from unionapp.paper.paper import Paper
from unionapp.records import reading
from unionapp.subjects import printed

PAPERS: tuple[Paper, ...] = (*printed.PAPERS, *papers.PAPERS, *matter_papers.PAPERS, handing_over.HANDOVER)


def readable() -> tuple[Paper, ...]:
    """The papers about what the operator at work may read."""
    return tuple(each for each in PAPERS if reading.may(each.reading))


def paper(key: str) -> Paper:
    """The paper of that id; Refused in words where there is none."""
    for each in PAPERS:
        if each.id == key:
            return each
    raise Refused(f"没有名为“{key}”的表格。用 papers 命令可以看到全部。")
