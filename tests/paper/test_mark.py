"""Papers of a practice township say on every page that they are none."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
from unionapp.paper import pdf, word
from unionapp.paper.document import Bundle, Document, PageBreak, Paragraph, Title, marked
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.store import practice

from tests.support import cheap_keys, make_store

__all__ = ["cheap_keys"]

LETTER = Document("请示", (Title("请示"), Paragraph("正文"), PageBreak(), Paragraph("第二页")))


def texts(document: Document) -> list[str]:
    out = io.BytesIO()
    pdf.render(document, out)
    read = pypdfium2.PdfDocument(out.getvalue())
    try:
        return [page.get_textpage().get_text_range() for page in read]
    finally:
        read.close()


def test_every_page_bears_the_word_once() -> None:
    assert [text.count("练习") for text in texts(marked(LETTER, practice.WORD))] == [1, 1]
    assert [text.count("练习") for text in texts(LETTER)] == [0, 0]


def test_the_parts_of_a_file_bear_it_too() -> None:
    whole = Bundle("换届材料", (Title("换届材料"),), parts=(("请示", LETTER), ("名册", replace(LETTER, title="名册"))))
    assert [text.count("练习") for text in texts(marked(whole, practice.WORD))] == [1] * 5


def test_the_word_stands_over_every_page_in_word() -> None:
    out = io.BytesIO()
    word.render(marked(LETTER, practice.WORD), out)
    with zipfile.ZipFile(out) as packed:
        heads = [packed.read(name).decode() for name in packed.namelist() if "/header" in name]
    assert heads and all("练习" in head for head in heads)


def test_only_papers_of_a_practice_folder_are_marked(tmp_path: Path) -> None:
    paper = Paper("letter", "请示", "letter", lambda store, request: None, lambda facts: LETTER)
    store = make_store(tmp_path / "data")
    assert paper.document(store, PrintRequest()).mark == ""
    practice.set_apart(store.folder)
    assert paper.document(store, PrintRequest()).mark == practice.WORD
    store.close()
