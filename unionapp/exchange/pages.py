"""Tables in files that are text and no comma-separated one: web pages, XML of Excel 2003, SYLK, DIF.

Many systems of offices call such files .xls. Runs in the child process that reads a file.
"""

from __future__ import annotations

import codecs
import email
import re

from unionapp.errors import Trouble
from unionapp.exchange import sylk, webpage, xmlsheets
from unionapp.exchange.book import FlatSheet
from unionapp.exchange.csvtext import decode

NO_TABLE = (
    "这个文件虽然像表格，其实是网页或 XML，里面没有表格；没有读入任何内容。它可能是网站的出错页、登录页："
    "请在浏览器里打开看看，重新下载后再选择。"
)
_MAIL = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version:|Content-Type:\s*multipart/)", re.IGNORECASE
)
_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_HEAD = 4096
_CHINESE = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "936", "cp936"}
_WEB = re.compile(
    r"<(?:!doctype|html|head|body|meta|style|script|table|div|span|p|font|center|form)[\s>/]", re.IGNORECASE
)
_NAMED = re.compile(r"<x:Name>(.*?)</x:Name>(?:(?!<x:Name>).)*?HRef=[\"']([^\"']*)", re.DOTALL | re.IGNORECASE)


def read(data: bytes) -> list[FlatSheet] | None:
    """The tables of a file that is text, None where its lines are its rows. Raises Trouble where it holds none."""
    if _MAIL.match(data[:_HEAD]):
        return _of_mail(data)
    head = data[:_HEAD].replace(b"\0", b"").lstrip(codecs.BOM_UTF8 + codecs.BOM_UTF16_LE + codecs.BOM_UTF16_BE).strip()
    if head.startswith(sylk.MAGIC):
        return [sylk.read(_text(data))]
    if sylk.is_dif(head):
        return [sylk.read_dif(_text(data))]
    if not head.startswith(b"<"):
        return None
    text = _text(data)
    if xmlsheets.is_one(text):
        return xmlsheets.read(text)
    if not head.startswith(b"<?xml") and not _WEB.search(text[:_HEAD]):
        return None
    return _with_rows(webpage.read(text))


def _text(data: bytes) -> str:
    """The text of a file in the encoding that it names, else in the one that fits; a wrong byte spoils its place."""
    named = None if b"\0" in data[:_HEAD] else _CHARSET.search(data[:_HEAD])
    if named and not data.startswith(codecs.BOM_UTF8):
        name = named[1].decode("latin-1").lower()
        try:
            return data.decode("gb18030" if name in _CHINESE else name, "replace" if name in _CHINESE else "strict")
        except (LookupError, UnicodeError):
            pass  # it says one thing and is another
    try:
        return decode(data)
    except Trouble:
        return data.decode("gb18030", "replace")


def _with_rows(pages: list[FlatSheet]) -> list[FlatSheet]:
    if not any(page.rows for page in pages):
        raise Trouble(NO_TABLE)
    return pages


def _of_mail(data: bytes) -> list[FlatSheet]:
    """The tables of a web page that was saved as one file; those of Excel have a part for every sheet."""
    message = email.message_from_bytes(data)
    parts = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    found: list[FlatSheet] = []
    names: dict[str, str] = {}
    for part in parts:
        content = part.get_payload(decode=True)
        text = _text(content) if isinstance(content, bytes) else ""
        names.update((place.rpartition("/")[2], name) for name, place in _NAMED.findall(text))
        for page in webpage.read(text):
            place = str(part.get("Content-Location", "")).rpartition("/")[2]
            page.name = names.get(place, page.name)
            found += [page] if page.rows else []
    _tell_apart(found)
    return _with_rows(found)


def _tell_apart(pages: list[FlatSheet]) -> None:
    """Give each page a name of its own."""
    taken: set[str] = set()
    for number, page in enumerate(pages, 1):
        page.name = page.name if page.name not in taken else f"{page.name}（{number}）"
        taken.add(page.name)
