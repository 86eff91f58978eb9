"""Writes letters, forms and listings as Word files (.docx) for those who must edit them in Word or WPS."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from docx import Document as new_document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from unionapp.errors import Refused
from unionapp.paper import word_file
from unionapp.paper.document import (
    Addressee,
    Align,
    Attachments,
    Block,
    Bookmark,
    Contents,
    Copies,
    Document,
    FormGrid,
    LedgerPages,
    Listing,
    Masthead,
    Page,
    PageBreak,
    Paragraph,
    Signature,
    Space,
    Title,
    loose_parts,
)
from unionapp.paper.flow import EM, TypeSetting, setting, written
from unionapp.paper.fonts import Role, clean, width
from unionapp.paper.layout import balanced
from unionapp.paper.word_marks import indent, kept, tighten, underline_red
from unionapp.paper.word_table import add_grid, add_listing
from unionapp.store import disk

NAMES: dict[Role, str] = {"song": "宋体", "fang": "仿宋", "hei": "黑体", "kai": "楷体", "title": "方正小标宋简体"}
_LONGEST_TITLE = 255
"""A property of a Word file may have so many characters (as python-docx holds to)."""
ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.JUSTIFY,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def render(document: Document, out: Path | BinaryIO) -> None:
    """Writes the document; raises Refused for an account book, Trouble where the file cannot be written."""
    writer = _Writer(document)
    writer.write()
    content = word_file.packed(writer.word)
    if not isinstance(out, Path):
        out.write(content)
        return
    disk.write_whole(out, content)


class _Writer:
    """The Word file being written."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.way: TypeSetting = setting(document.page)
        self.word = new_document()
        self.headed = False

    def write(self) -> None:
        properties = self.word.core_properties
        properties.title = " ".join(clean(self.document.title).split())[:_LONGEST_TITLE]
        properties.author, properties.comments = "", ""
        self._section(self.document.page)
        usual = self.word.styles["Normal"]
        usual.font.size, usual.font.name = Pt(self.way.size), "Times New Roman"
        usual.element.rPr.rFonts.set(qn("w:eastAsia"), NAMES[self.way.body])
        usual.element.rPr.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="zh-CN" w:eastAsia="zh-CN"/>'))
        if self.document.page.grid:
            tighten(usual.element.rPr)
        for place, part in enumerate(loose_parts(self.document)):
            if place:
                self._other(PageBreak())
            self.document, self.headed = part, False
            for block in part.blocks:
                self._block(block)
        if self.document.closing:
            self._paragraph(self.document.closing.replace("\t", EM * 6), "song", 10.5, "left")
        if self.document.footer:
            self._footers()
        if self.document.mark:
            self._headers()

    def _section(self, page: Page) -> None:
        section = self.word.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        top, right, bottom, left = page.margins
        section.top_margin, section.right_margin = Mm(top), Mm(right)
        section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
        section.footer_distance = Mm(max(8.0, bottom - 12))
        if page.grid:
            xml = f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{round(self.way.pitch * 20)}"/>'
            for old in section._sectPr.findall(qn("w:docGrid")):
                section._sectPr.remove(old)
            section._sectPr.append(parse_xml(xml))

    def _block(self, block: Block) -> None:
        match block:
            case Title():
                self._title(block)
            case Paragraph():
                self._text(block)
            case Masthead():
                self._masthead(block)
            case Addressee():
                ended = block.text if block.text.endswith(("：", ":")) else block.text + "："
                self._text(Paragraph(ended, indent=False))
            case Attachments():
                self._attachments(block)
            case Signature():
                self._signature(block)
            case _:
                self._other(block)

    def _other(
        self, block: Space | PageBreak | FormGrid | Listing | LedgerPages | Bookmark | Contents | Copies
    ) -> None:
        match block:
            case Space():
                self._paragraph("", self.way.body, self.way.size, "left", pitch=block.mm * 72 / 25.4)
            case PageBreak():
                self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case FormGrid():
                add_grid(self.word, block)
            case Listing():
                page = self.document.page
                add_listing(self.word, block, page.width - page.margins[1] - page.margins[3])
            case LedgerPages():
                raise Refused("账簿每页带有承前页、过次页，不能存为 Word 文件。请保存为 PDF。")
            case Copies():
                if self.headed:
                    self._other(PageBreak())
                for inner in block.document.blocks:
                    self._block(inner)
            case Bookmark() | Contents():
                pass

    def _run(self, paragraph: WordParagraph, text: str, role: Role, size: float, bold: bool = False) -> Run:
        run = paragraph.add_run("\t".join(clean(part) for part in text.split("\t")))
        run.font.size, run.font.name, run.bold = Pt(size), "Times New Roman", bold or None
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), NAMES[role])
        return run

    def _paragraph(self, text: str, role: Role, size: float, align: Align, pitch: float = 0.0) -> WordParagraph:
        made = self.word.add_paragraph()
        made.alignment = ALIGNS[align]
        form = made.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.line_spacing = Pt(round(pitch or self.way.pitch, 2))
        form.widow_control = False
        if text:
            self._run(made, text, role, size)
        return made

    def _title(self, block: Title) -> None:
        size = block.size or self.way.title
        measure = self.way.measure
        for line in (one for part in clean(block.text).split("\n") for one in balanced(part, measure, "title", size)):
            self._paragraph(line, "title", size, "center", max(self.way.title_pitch, size * 1.3))
        if self.headed or not self.document.header:
            self._paragraph("", self.way.body, self.way.size, "center")
        else:
            page = self.document.page
            measure = page.width - page.margins[1] - page.margins[3]
            made = self._paragraph(self.document.header, "song", 10.5, "left")
            middle = self.document.header.count("\t") > 1
            stops = made.paragraph_format.tab_stops
            if middle:
                stops.add_tab_stop(Mm(measure / 2), WD_TAB_ALIGNMENT.CENTER)
            stops.add_tab_stop(Mm(measure), WD_TAB_ALIGNMENT.RIGHT)
        self.headed = True

    def _text(self, block: Paragraph) -> None:
        role, size = self.way.face(block.style)
        made = self._paragraph("", role, size, block.align, size * 1.5 if block.style == "small" else 0.0)
        if block.indent:
            indent(made, self.way.size)
        if block.hang:
            made.paragraph_format.left_indent = Pt(block.hang * size)
            made.paragraph_format.first_line_indent = Pt(-block.hang * size)
        if block.lead:
            self._run(made, block.lead, self.way.face(block.lead_style)[0], size)
        self._run(made, block.text, role, size, block.bold)

    def _masthead(self, block: Masthead) -> None:
        if block.issuer:
            wide = self.way.measure / max(1.0, width(block.issuer, "title", 1.0))
            size = round(min(40.0, wide))
            head = self._paragraph("", "title", size, "center", size * 1.4)
            self._run(head, block.issuer, "title", size).font.color.rgb = RGBColor(0xD9, 0, 0)
        if block.number or block.signer:
            gap = EM * 2
            text = f"{EM}{block.number}\t签发人：{block.signer}{EM}" if block.signer else block.number
            made = self._paragraph(text, self.way.body, self.way.size, "left" if block.signer else "center")
            made.paragraph_format.tab_stops.add_tab_stop(Pt(self.way.measure), WD_TAB_ALIGNMENT.RIGHT)
            if block.issuer:
                underline_red(made)
            self._paragraph(gap, self.way.body, self.way.size, "left")

    def _attachments(self, block: Attachments) -> None:
        self._paragraph("", self.way.body, self.way.size, "left")
        several = len(block.names) > 1
        for number, name in enumerate(block.names, 1):
            mark = f"{number}. " if several else ""
            opening = "附件：" if number == 1 else EM * 3
            made = self._paragraph(opening + mark + name, self.way.body, self.way.size, "left")
            hang = 3 * self.way.size + width(mark, self.way.body, self.way.size)
            made.paragraph_format.left_indent = Pt(2 * self.way.size + hang)
            made.paragraph_format.first_line_indent = Pt(-hang)

    def _signature(self, block: Signature) -> None:
        size, body = self.way.size, self.way.body
        for _line in range(2):
            kept(self._paragraph("", body, size, "left"))
        day = written(block.day)
        wide = width(day, body, size)
        issuer = width(block.issuer, body, size)
        right = max(2 * size, 4 * size + (wide - issuer) / 2)
        if block.issuer:
            made = self._paragraph(block.issuer, body, size, "right")
            made.paragraph_format.right_indent = Pt(round(right, 1))
            kept(made)
        made = self._paragraph(day, body, size, "right")
        made.paragraph_format.right_indent = Pt(4 * size)

    def _headers(self) -> None:
        """The mark over every page."""
        for header in (self.word.sections[0].header, self.word.sections[0].even_page_header):
            made = self._run(header.paragraphs[0], clean(self.document.mark), "hei", 22.0)
            made.font.color.rgb = RGBColor(0x99, 0x99, 0x99)

    def _footers(self) -> None:
        section = self.word.sections[0]
        if not self.document.page.grid:
            place = section.footer.paragraphs[0]
            place.alignment = ALIGNS["center"]
            for piece in ("第 ", "PAGE", " 页　共 ", "NUMPAGES", " 页"):
                self._piece(place, piece, 9.0)
            return
        self.word.settings.odd_and_even_pages_header_footer = True
        sides: tuple[tuple[_Footer, Align], ...] = ((section.footer, "right"), (section.even_page_footer, "left"))
        for footer, align in sides:
            place = footer.paragraphs[0]
            place.alignment = ALIGNS[align]
            indent = "right_indent" if align == "right" else "left_indent"
            setattr(place.paragraph_format, indent, Pt(self.way.size))
            for piece in ("— ", "PAGE", " —"):
                self._piece(place, piece, 14.0)

    def _piece(self, place: WordParagraph, text: str, size: float) -> None:
        """A piece of the foot: plain text, or a field where it is in capitals."""
        run = self._run(place, "" if text.isupper() else text, "song", size)
        if not text.isupper():
            return
        for kind in ("begin", "", "end"):
            if kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
            else:
                mark = OxmlElement("w:instrText")
                mark.text = text
            run._element.append(mark)
