"""公文: the official letter of a union (请示, 批复, 通知, 报告, 函) after GB/T 9704-2012."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from unionapp.paper.document import (
    LETTER_PAGE,
    Addressee,
    Attachments,
    Block,
    Document,
    Masthead,
    Paragraph,
    Signature,
    Style,
    Title,
)

FIRST = re.compile(r"[一二三四五六七八九十]+、")
SECOND = re.compile(r"（[一二三四五六七八九十]+）")
LONGEST_HEADING = 40


def letter(
    title: str,
    addressee: str,
    paragraphs: Iterable[str | Paragraph],
    attachments: Sequence[str] = (),
    issuer: str = "",
    date: date | None = None,
    number: str = "",
    signer: str = "",
    contact: str = "",
    masthead: str = "",
) -> Document:
    """The letter as a document. `contact` (联系人、电话) is the note in brackets that a 请示 carries.

    `masthead` is the red head; it stays empty where printed letterhead is used or none is wanted.
    """
    blocks: list[Block] = []
    if number or signer or masthead:
        blocks.append(Masthead(number, signer, masthead))
    blocks.append(Title(title))
    if addressee:
        blocks.append(Addressee(addressee))
    blocks += [paragraph(text) if isinstance(text, str) else text for text in paragraphs]
    if attachments:
        blocks.append(Attachments(tuple(attachments)))
    if issuer or date:
        blocks.append(Signature(issuer, date))
    if contact:
        blocks.append(Paragraph(f"（{contact}）"))
    return Document(title.replace("\n", ""), tuple(blocks), LETTER_PAGE)


def paragraph(text: str) -> Paragraph:
    """A paragraph whose level tells its face: 一、黑体, （一）楷体, the rest 仿宋 (GB/T 9704-2012, 7.3.3)."""
    style: Style | None = "hei" if FIRST.match(text) else "kai" if SECOND.match(text) else None
    if style is None:
        return Paragraph(text)
    heading, mark, rest = text.partition("。")
    if not rest and len(text) <= LONGEST_HEADING:
        return Paragraph(text, style=style)
    if rest and len(heading) <= LONGEST_HEADING:
        return Paragraph(rest, lead=heading + mark, lead_style=style)
    return Paragraph(text)
