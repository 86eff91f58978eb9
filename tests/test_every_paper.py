"""The laws that hold for every paper, whatever it says: over the demonstration's records."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from unionapp.errors import Refused, Trouble
from unionapp.office import cabinet, demo
from unionapp.paper import fonts, pdf
from unionapp.paper.paper import Paper, PrintRequest, write
from unionapp.records import fields
from unionapp.store.store import Store
from unionapp.subjects.elections.models import Election
from unionapp.subjects.members.models import Member
from unionapp.values.periods import Month

from tests import support
from tests.support import cheap_keys

__all__ = ["cheap_keys"]

every_paper = pytest.mark.parametrize("paper", cabinet.PAPERS, ids=lambda paper: paper.id)
MONTH = Month(2026, 9)
_NUMBER = re.compile(r"[0-9Xx -]{7,}")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory, cheap_keys: None) -> Iterator[Store]:
    """A small fictional township."""
    folder = tmp_path_factory.mktemp("town") / "data"
    support.make_township(folder)
    opened = support.open_store(folder, demo.OPERATOR, demo.PASSWORD)
    yield opened
    opened.close()


def wish(paper: Paper, **more: bool) -> PrintRequest:
    """What a clerk would name for this paper: the record with most to say, a month, a code."""
    record = None
    if paper.of is not None and paper.of.model is Election:
        record = Election.select().where(Election.state == "approved").first() or Election.select().first()
    elif paper.of is not None and "record" in paper.needs:
        record = paper.of.model.select().first()
    return PrintRequest(
        record=record, month=MONTH, year=2026, day=date(2026, 10, 31), words={"code": "ABCDE-FGHJK"}, **more
    )


def printed(paper: Paper, store: Store, wanted: PrintRequest) -> bytes:
    buffer = io.BytesIO()
    pdf.render(paper.document(store, wanted), buffer)
    return buffer.getvalue()


def text_of(content: bytes) -> str:
    with pypdfium2.PdfDocument(content) as document:
        pages = [document[number].get_textpage().get_text_bounded() for number in range(len(document))]
    return "".join(re.sub(r"\s", "", page) for page in pages)


def private_numbers() -> set[str]:
    rows = Member.select(Member.id_number, Member.mobile).tuples()
    return {number for row in rows for number in row if number}


@every_paper
def test_a_paper_prints_what_the_record_holds(paper: Paper, town: Store) -> None:
    wanted = wish(paper)
    text = text_of(printed(paper, town, wanted))
    assert len(text) > 20
    if wanted.record is not None and "name" in wanted.record._meta.fields:
        assert wanted.record.name in text


@every_paper
def test_the_same_wish_gives_the_same_bytes(paper: Paper, town: Store) -> None:
    assert printed(paper, town, wish(paper)) == printed(paper, town, wish(paper))


@every_paper
def test_a_blank_form_holds_nobody(paper: Paper, town: Store) -> None:
    if paper.empty is None:
        with pytest.raises(Refused, match="空白"):
            paper.document(town, wish(paper, blank=True))
        return
    text = text_of(printed(paper, town, wish(paper, blank=True)))
    assert not [number for number in private_numbers() if number in text]
    assert not [name for (name,) in Member.select(Member.name).tuples() if len(name) > 2 and name in text]


@every_paper
def test_a_masked_paper_shows_no_full_number_of_a_member(paper: Paper, town: Store) -> None:
    text = text_of(printed(paper, town, wish(paper, masked=True)))
    hidden = {getattr(member, name) for member in Member.select() for name in _private(Member)} - {"", None}
    assert not [value for value in hidden if str(value) in text]


def _private(model: type[Member]) -> list[str]:
    return [f.name for f in model._meta.sorted_fields if isinstance(f, fields.IdNumber | fields.Phone)]


@every_paper
def test_whole_numbers_on_a_paper_are_told_by_its_one_line_in_the_log(
    paper: Paper, town: Store, tmp_path: Path
) -> None:
    for masked in (False, True):
        last = town.journal.steps(1)[0].id
        write(paper, town, wish(paper, masked=masked), tmp_path / "paper.pdf")
        text = text_of((tmp_path / "paper.pdf").read_bytes())
        there = {number for number in numbers_kept() if number in text}
        line = town.journal.steps(1)[0]
        assert line.id == last + 1
        assert not there or ("含完整" in line.title and not masked), f"{line.title}: {sorted(there)[:3]}"


def test_a_line_in_the_log_says_of_how_many_a_paper_shows_whole_numbers(town: Store, tmp_path: Path) -> None:
    write(cabinet.paper("member-roster"), town, PrintRequest(), tmp_path / "paper.pdf")
    text = text_of((tmp_path / "paper.pdf").read_bytes())
    count = sum(number in text for (number,) in Member.select(Member.id_number).tuples() if number)
    assert f"，{count} 条）" in town.journal.steps(1)[0].title


def test_whole_numbers_of_many_are_taken_out_on_paper_only_by_who_may_export_them(
    town: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rights = town.context.rights - {"export"}
    monkeypatch.setattr(town, "context", replace(town.context, rights=rights))
    out, roster = tmp_path / "paper.pdf", cabinet.paper("member-roster")
    with pytest.raises(Refused, match="脱敏"):
        write(roster, town, PrintRequest(), out)
    assert not out.exists()
    assert town.journal.steps(1)[0].title.startswith("拒绝")
    write(roster, town, PrintRequest(masked=True), out)
    write(cabinet.paper("member-application"), town, wish(cabinet.paper("member-application")), out)


@cache
def numbers_kept() -> frozenset[str]:
    """ID numbers, telephones and accounts, of every kind of record; not those that a union makes public."""
    found = set()
    for kind in support.ALL_KINDS:
        for field in kind.model._meta.sorted_fields:
            if getattr(field, "private", False) and isinstance(field, fields.Text | fields.IdNumber | fields.Phone):
                found |= {
                    value for (value,) in kind.model.select(field).distinct().tuples() if _NUMBER.fullmatch(value or "")
                }
    return frozenset(found)


@every_paper
def test_every_character_of_a_paper_can_be_drawn(paper: Paper, town: Store) -> None:
    assert fonts.undrawable(text_of(printed(paper, town, wish(paper)))) == set()


@every_paper
def test_letters_and_forms_also_come_as_word(paper: Paper, town: Store, tmp_path: Path) -> None:
    out = tmp_path / "paper.docx"
    if not paper.in_word:
        with pytest.raises(Refused, match="Word"):
            write(paper, town, wish(paper), out)
        return
    write(paper, town, wish(paper), out)
    document = docx.Document(str(out))
    assert document.element.body.xpath(".//w:t")


@every_paper
def test_a_paper_is_not_printed_without_what_it_needs(paper: Paper, town: Store) -> None:
    if paper.needs:
        with pytest.raises(Refused, match="指明"):
            paper.document(town, PrintRequest())
    else:
        assert paper.document(town, PrintRequest()).title


@every_paper
def test_printing_is_noted_and_nothing_else_is(paper: Paper, town: Store, tmp_path: Path) -> None:
    connection = town.database.connection()
    before = connection.total_changes
    town.journal.note("一行")
    line = connection.total_changes - before
    write(paper, town, wish(paper), tmp_path / "paper.pdf")
    assert paper.title in town.journal.steps(1)[0].title
    assert connection.total_changes - before == 2 * line, "more than the line in the log was written"


def test_a_file_of_another_sort_is_refused(town: Store, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="类型"):
        write(cabinet.paper("member-roster"), town, PrintRequest(), tmp_path / "roster.txt")


def test_ids_and_titles_of_papers_are_their_own() -> None:
    assert len({paper.id for paper in cabinet.PAPERS}) == len(cabinet.PAPERS)
    assert len({paper.title for paper in cabinet.PAPERS}) == len(cabinet.PAPERS)
    with pytest.raises(Refused, match="没有"):
        cabinet.paper("nothing")


def test_a_full_roster_does_show_the_numbers_that_a_masked_one_hides(town: Store) -> None:
    paper = cabinet.paper("member-roster")
    assert private_numbers() & set(re.findall(r"\d{17}[\dX]", text_of(printed(paper, town, wish(paper)))))


@every_paper
def test_one_field_at_its_limit_does_not_make_a_paper_of_many_pages(paper: Paper, town: Store) -> None:
    record = wish(paper).record
    if record is None or not hasattr(record, "id"):
        return
    usual = pages_of(paper, town, record)
    written = [field for field in record._meta.sorted_fields if getattr(field, "longest", 0)]
    short = [field.name for field in written if not isinstance(field, fields.LongText)]
    for names, more in [(short, max(3, usual // 4)), *(([each.name], 6) for each in written if each.name not in short)]:
        assert pages_of(paper, town, filled(paper, town, names)) <= usual + more, names


def filled(paper: Paper, town: Store, names: Sequence[str]) -> Any:
    """The record of a paper with as much in these fields as they hold."""
    record: Any = wish(paper).record
    for name in names:
        setattr(record, name, ("长文字" * 20_000)[: record._meta.fields[name].longest])
    return record


def pages_of(paper: Paper, town: Store, record: Any) -> int:
    """How many pages a paper of a record has; none where it says that it does not fit."""
    try:
        content = printed(paper, town, replace(wish(paper), record=record))
    except Refused:
        return 0
    with pypdfium2.PdfDocument(content) as document:
        return len(document)
