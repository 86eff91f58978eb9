"""The papers of elections: the complete set of a 换届, each from the records of one election."""

from __future__ import annotations

from unionapp.paper.paper import Paper, Question
from unionapp.records import fields
from unionapp.subjects.elections.papers import file, gather, legal_person
from unionapp.subjects.elections.papers.file import INDEX, SET, FilePaper
from unionapp.subjects.elections.records import CANDIDATES, DELEGATES, ELECTIONS
from unionapp.subjects.unions.records import UNIONS

_OF = {"delegate-form": DELEGATES, "candidate-form": CANDIDATES}


_BODY = Question("body", fields.Choice("只印哪个机构", "election-body", help="空着就印全部机构"))
_COPIES = Question("copies", fields.Number("印制张数", help="按应到人数印，另加少量备用"), "1")
_ASKS = {"ballot": (_COPIES, _BODY), "ballot-check": (_BODY,), "tally-sheet": (_BODY,), "result-report": (_BODY,)}


def _paper(part: FilePaper) -> Paper:
    kind, asks = _OF.get(part.id, ELECTIONS), _ASKS.get(part.id, ())
    return Paper(
        part.id,
        part.title,
        part.sort,
        gather.gather,
        part.draw,
        gather.blank,
        kind,
        ("record",),
        asks=asks,
        help=part.help,
    )


PAPERS: tuple[Paper, ...] = (
    *map(_paper, (*SET, INDEX)),
    Paper(
        "election-file",
        "换届选举全卷",
        "book",
        file.gather_file,
        file.draw_file,
        file.blank_file,
        ELECTIONS,
        ("record",),
        help="一次选举的全部表格按顺序装成一个 PDF，带目录、页号和书签。",
    ),
    Paper(
        "legal-person-form",
        file.LEGAL,
        "form",
        legal_person.gather,
        legal_person.draw,
        legal_person.blank,
        UNIONS,
        ("record",),
        help="参照省总工会登记表编排；各地表样不同，请以登记机关发的表为准。",
    ),
)
