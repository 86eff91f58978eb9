"""What stands on a paper, as plain data: described once, drawn as PDF and, for letters and forms, as Word file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

Align = Literal["left", "center", "right"]
Style = Literal["body", "song", "kai", "hei", "small"]
SIZES = {"A3": (297.0, 420.0), "A4": (210.0, 297.0), "A5": (148.0, 210.0), "B5": (176.0, 250.0)}
"""Width and height in mm, upright."""


@dataclass(frozen=True)
class Page:
    """The sheet; margins in mm: top, right, bottom, left. `grid` sets text on the 22 × 28 grid of GB/T 9704."""

    size: str = "A4"
    landscape: bool = False
    margins: tuple[float, float, float, float] = (20.0, 18.0, 18.0, 18.0)
    grid: bool = False

    @property
    def width(self) -> float:
        """Width of the sheet in mm."""
        return SIZES[self.size][1 if self.landscape else 0]

    @property
    def height(self) -> float:
        """Height of the sheet in mm."""
        return SIZES[self.size][0 if self.landscape else 1]


LETTER_PAGE = Page(margins=(37.0, 26.0, 35.0, 28.0), grid=True)
"""公文用纸 (GB/T 9704-2012, 5.2): A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm."""


@dataclass(frozen=True)
class Title:
    """标题, centred; several lines are divided by line breaks. `size` in points, 0 for the usual one."""

    text: str
    size: float = 0.0


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. `hang` is the indent of the further lines in characters; `lead` opens it in `lead_style`."""

    text: str
    indent: bool = True
    align: Align = "left"
    style: Style = "body"
    bold: bool = False
    hang: int = 0
    lead: str = ""
    lead_style: Style = "hei"


@dataclass(frozen=True)
class Masthead:
    """版头: the issuer's red head (left out when empty), 发文字号 and, for a 请示, 签发人."""

    number: str = ""
    signer: str = ""
    issuer: str = ""


@dataclass(frozen=True)
class Addressee:
    """主送机关: flush left, ended by a colon."""

    text: str


@dataclass(frozen=True)
class Attachments:
    """附件说明 under the body."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class Signature:
    """落款: issuer over date, with room for the seal; a missing date is left blank for the pen."""

    issuer: str
    day: date | None = None


@dataclass(frozen=True)
class Space:
    """Empty height in mm."""

    mm: float


@dataclass(frozen=True)
class PageBreak:
    """What follows starts a new page; `restart` begins the page numbers of a letter anew."""

    restart: bool = False


@dataclass(frozen=True)
class Bookmark:
    """An entry in the outline of the PDF, leading to what follows."""

    text: str


@dataclass(frozen=True)
class Cell:
    """A field of a form. `height_mm` and `lines` (blank lines for the pen, 8 mm each) are the least height.

    `size` in points, 0 for the form's own; `vertical` stacks the characters; `photo` is a JPEG or PNG file, drawn
    instead of the text; `foot` stands at the lower right (盖章, date); `strike` draws the line that cancels so many
    blank rows from this one on (空行划线注销); `red` prints in red (红字冲销).
    """

    text: str = ""
    span: int = 1
    rows: int = 1
    label: bool = False
    align: Align | None = None
    height_mm: float = 0.0
    photo: bytes | None = None
    vertical: bool = False
    lines: int = 0
    size: float = 0.0
    bold: bool = False
    border: bool = True
    top: bool = False
    foot: str = ""
    strike: int = 0
    red: bool = False


def label(text: str, span: int = 1, rows: int = 1, bold: bool = False) -> Cell:
    """The cell that names the field beside it."""
    return Cell(text, span=span, rows=rows, label=True, align="center", bold=bold)


@dataclass(frozen=True)
class FormGrid:
    """A fixed form with borders: column widths in mm and rows of cells; a cell spanning rows stands in its first."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    size: float = 10.5
    row_mm: float = 8.0


@dataclass(frozen=True)
class ListingColumn:
    """A column of a listing; `width` is a weight, 0 to find it from the contents. `group` stands over neighbours."""

    title: str
    width: float = 0.0
    align: Align = "left"
    kind: Literal["text", "number"] = "text"
    wrap: bool = True
    group: str = ""


@dataclass(frozen=True)
class Band:
    """A heading across a listing, over the rows that belong together."""

    text: str


@dataclass(frozen=True)
class Listing:
    """A table over as many pages as its rows need; the heading is repeated, the totals end it."""

    columns: tuple[ListingColumn, ...]
    rows: Iterable[Sequence[str] | Band]
    totals: Sequence[str] | None = None
    size: float = 10.5
    row_mm: float = 7.0


@dataclass(frozen=True)
class LedgerEntry:
    """A line of a ledger. `amounts` (fen) are added to the running sums; `restart` sets them to zero after it.

    `rule` draws the red line of 月结 (single) and 年结 (double) under it.
    """

    cells: tuple[str, ...]
    amounts: tuple[int, ...] = ()
    restart: bool = False
    rule: Literal["", "single", "double"] = ""


@dataclass(frozen=True)
class LedgerPages:
    """账簿 with 过次页 and 承前页. `carry` are the columns whose sums (fen) are carried over, `latest` those of
    which the last text is repeated (方向, 余额); both words stand in column `label`."""

    columns: tuple[ListingColumn, ...]
    entries: Iterable[LedgerEntry]
    carry: tuple[int, ...] = ()
    opening: tuple[int, ...] = ()
    latest: tuple[int, ...] = ()
    label: int = 0
    size: float = 10.0
    row_mm: float = 7.0


@dataclass(frozen=True)
class Contents:
    """目录 of a bundle: each part's title and the page where it begins."""

    titles: tuple[str, ...]


@dataclass(frozen=True)
class Copies:
    """A sheet that is drawn once and put down `count` times, such as a ballot; `up` of them stand one under another
    on a page. What does not fit on the one sheet is refused."""

    document: Document
    count: int = 1
    up: int = 1


Block = (
    Title
    | Paragraph
    | Masthead
    | Addressee
    | Attachments
    | Signature
    | Space
    | PageBreak
    | Bookmark
    | FormGrid
    | Listing
    | LedgerPages
    | Contents
    | Copies
)


@dataclass(frozen=True)
class Document:
    """A paper. `header` is the line over every page (unit · period · filter), `footer` asks for 第 n 页 共 m 页.

    Tabs in `header` and `closing` part left, middle and right. `closing` stands at the foot of every page
    (制表, 审核 …); `repeat_title` prints the heading on every page as account books have it, otherwise further pages
    carry a small running title.
    """

    title: str
    blocks: Iterable[Block]
    page: Page = Page()
    footer: bool = True
    header: str = ""
    closing: str = ""
    repeat_title: bool = False
    mark: str = ""
    """A word across every page, which says that the paper is none: 练习."""


@dataclass(frozen=True)
class Bundle(Document):
    """Several papers in one file: its own pages (cover, 目录) first, then every part on sheets of its own format.

    Each part is an entry of the outline; all pages carry their number within the whole at the upper right (页号).
    """

    parts: tuple[tuple[str, Document], ...] = ()
    loose: bool = False
    """Whether the parts are papers of their own that are only printed together: nothing stands before them, and no
    page carries a number within the whole. Its own page is that of the first."""


def marked(document: Document, word: str) -> Document:
    """The same paper with a word across every page, those of its parts too."""
    if not isinstance(document, Bundle):
        return replace(document, mark=word)
    parts = tuple((title, marked(part, word)) for title, part in document.parts)
    return replace(document, mark=word, parts=parts)


def loose_parts(document: Document) -> tuple[Document, ...]:
    """The papers that are only printed together; any other document is the one."""
    if isinstance(document, Bundle) and document.loose:
        return tuple(part for _, part in document.parts)
    return (document,)
