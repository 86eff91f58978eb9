"""One form for each of several records, printed as one job."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdfium2
import pytest
from unionapp.errors import Refused
from unionapp.office import cabinet
from unionapp.paper.paper import PrintRequest, noted, write
from unionapp.store.store import Store
from unionapp.subjects.members.models import Member
from unionapp.subjects.members.records import MEMBERS
from unionapp.subjects.unions.records import UNIONS

from tests import support
from tests.paper.conftest import drawn, page_texts
from tests.support import cheap_keys, store

__all__ = ["cheap_keys", "store"]


@pytest.fixture
def three(store: Store) -> tuple[Member, ...]:
    """Three members of one union."""
    union = support.saved(store, UNIONS, 1)
    return tuple(support.saved(store, MEMBERS, number, union=union) for number in (1, 2, 3))


def test_the_forms_of_several_members_follow_one_another(store: Store, three: tuple[Member, ...]) -> None:
    paper = cabinet.paper("member-application")
    one = page_texts(drawn(paper.document(store, PrintRequest(record=three[0]))))
    content = drawn(paper.document(store, PrintRequest(chosen=three)))
    texts = page_texts(content)
    assert len(texts) == 3 * len(one)
    assert texts[: len(one)] == one
    assert [member.name in "".join(texts) for member in three] == [True] * 3
    with pypdfium2.PdfDocument(content) as document:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
    assert marks == [(member.name, place * len(one)) for place, member in enumerate(three)]


def test_the_forms_of_several_members_come_as_one_word_file(
    store: Store, three: tuple[Member, ...], tmp_path: Path
) -> None:
    out = tmp_path / "forms.docx"
    write(cabinet.paper("member-application"), store, PrintRequest(chosen=three), out)
    text = "".join(node.text or "" for node in docx.Document(str(out)).element.body.iter())
    assert [member.name in text for member in three] == [True] * 3


def test_the_log_says_how_many_forms_were_printed(store: Store, three: tuple[Member, ...]) -> None:
    paper = cabinet.paper("member-transfer")
    assert noted(paper, PrintRequest(chosen=three)) == f"打印“{paper.title}”：{three[0].name} 等 3 份"


def test_without_anybody_a_form_is_not_printed(store: Store) -> None:
    with pytest.raises(Refused, match="哪一条记录"):
        cabinet.paper("member-transfer").document(store, PrintRequest(chosen=()))
