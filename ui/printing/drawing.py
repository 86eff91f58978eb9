"""A paper drawn for the preview: its bytes, or the words that stand in place of its pages."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from unionapp import paths
from unionapp.errors import Refused, Stopped, Trouble
from unionapp.later import later
from unionapp.paper.characters import Texts, watched
from unionapp.paper.fonts import undrawable
from unionapp.paper.paper import Paper, PrintRequest
from unionapp.records import sight
from unionapp.records.sight import Sight
from unionapp.store.store import Store
from unionapp.work import Progress

if TYPE_CHECKING:
    from unionapp.paper import pdf
else:
    pdf = later("unionapp.paper.pdf")


@dataclass(frozen=True)
class Made:
    """A drawn paper: its bytes, and the characters that no font can draw."""

    request: PrintRequest
    content: bytes = b""
    lost: str = ""
    seen: Sight = field(default_factory=Sight)
    """What it shows whole that takes a right to be seen."""
    words: str = ""
    """Why there is nothing to see."""


def draw(paper: Paper, store: Store, request: PrintRequest, progress: Progress) -> Made:
    """What comes of a request; what the clerk can mend, and a stop, are words in place of pages."""
    texts, out = Texts(), io.BytesIO()
    try:
        with sight.watching() as whole:
            pdf.render(watched(paper.document(store, request), texts), out, progress)
    except Stopped:
        return Made(request, words="已停止，没有生成预览。改动左边任一项，或按 F5 重新生成。")
    except (Refused, Trouble) as error:
        return Made(request, words=str(error))
    whole.keep(texts.held)
    return Made(request, out.getvalue(), "".join(sorted(undrawable("".join(texts.held)))), whole)


def file_name(paper: Paper, request: PrintRequest, suffix: str) -> str:
    """A file name that says which paper it is and whose."""
    whose = request.record.label if request.record is not None and not request.blank else ""
    if paper.about_one and request.chosen and not request.blank:
        whose = f"{request.chosen[0].label}等{len(request.chosen)}份"
    name = "-".join(part for part in (paper.title, whose, "空白" if request.blank else "") if part)
    return paths.offered("_".join(name.split()) + suffix)
