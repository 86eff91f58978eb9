"""Commands that put out papers and reports."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace
from datetime import date
from pathlib import Path

from unionapp import paths, subjects
from unionapp.cli import opening
from unionapp.cli.output import document, progress, say, table
from unionapp.cli.questions import record_among, record_of
from unionapp.errors import Refused
from unionapp.office import accounts, cabinet, demo, statistics
from unionapp.office.reports import ReportPeriod
from unionapp.paper.characters import boxes
from unionapp.paper.paper import Paper, PrintRequest, write
from unionapp.records import formats, search
from unionapp.records.kind import Kind
from unionapp.records.record import Row
from unionapp.store import disk
from unionapp.store.store import Store
from unionapp.subjects.funds.books import periods as books
from unionapp.subjects.unions.records import UNIONS
from unionapp.values.periods import Month

_REPORTS = (*statistics.REPORTS, *accounts.REPORTS)
_NEEDS = {"record": "--record", "union": "--union", "month": "--month", "year": "--year", "day": "--day"}


def papers(options: Namespace) -> int:
    """Id, title and what each paper needs."""
    if options.json:
        document([_plain(each) for each in cabinet.PAPERS])
    else:
        rows = [(each.id, each.title, " ".join(_NEEDS[need] for need in each.needs)) for each in cabinet.PAPERS]
        table(("ID", "表格", "需要"), rows)
    return 0


def _plain(paper: Paper) -> dict[str, object]:
    return {
        "id": paper.id,
        "title": paper.title,
        "needs": list(paper.needs),
        "takes": list(paper.takes),
        "kind": paper.of.key if paper.of else "",
        "word": paper.in_word,
    }


def paper(options: Namespace) -> int:
    """Print one paper."""
    wanted = cabinet.paper(options.id)
    with opening.opened(options) as data:
        lost = write(wanted, data, _wish(wanted, options), Path(options.out), progress)
    if options.json:
        document({"file": paths.shown(options.out), "boxes": list(lost)})
    else:
        for line in filter(None, (f"已写出“{wanted.title}”：{paths.shown(options.out)}", boxes(lost))):
            say(line)
    return int(bool(lost))


def _wish(wanted: Paper, options: Namespace) -> PrintRequest:
    record = None
    if options.record:
        if not wanted.kinds:
            raise Refused(f"“{wanted.title}”不是某一条记录的表格，请去掉 --record。")
        record = record_among(wanted.kinds, options.record)
    union = record_of(UNIONS, options.union) if options.union else None
    words = dict(_word(wanted, text) for text in options.set or ())
    return PrintRequest(
        record=record, union=union, month=options.month, year=options.year, masked=options.masked, words=words
    )


def _word(wanted: Paper, text: str) -> tuple[str, str]:
    """NAME=VALUE as the answer to one of the paper's own questions, its value read by the question's type."""
    name, _, value = text.partition("=")
    for question in wanted.asks:
        if name in (question.name, question.field.label):
            return question.name, str(formats.parse(question.field, value))
    known = "、".join(question.name for question in wanted.asks) or "没有可以指定的内容"
    raise Refused(f"“{wanted.title}”不问“{name}”。可用：{known}。")


def all_papers(folder: Path, operator: str, password: str, out: Path) -> list[Path]:
    """Every paper of a demonstration as a PDF named by its id, over the first record where it needs one."""
    with disk.in_words(out):
        out.mkdir(parents=True, exist_ok=True)
    data = Store.open(folder, subjects.KINDS, operator, password, subjects.OPTIONS)
    try:
        with data.active():
            for each in cabinet.PAPERS:
                write(each, data, _sample(each), out / f"{each.id}.pdf")
    finally:
        data.close()
    return [out / f"{each.id}.pdf" for each in cabinet.PAPERS]


def _sample(wanted: Paper) -> PrintRequest:
    """A request that names all that a paper needs, as the demonstration has it; blank where there is no record."""
    record = _first(wanted.of) if wanted.of is not None and "record" in wanted.needs else None
    if record is None and "record" in wanted.needs:
        return PrintRequest(blank=True)
    union = _first(UNIONS) if "union" in wanted.needs else None
    return PrintRequest(record=record, union=union, month=Month.of(demo.TODAY), year=demo.TODAY.year, day=demo.TODAY)


def _first(kind: Kind[Row]) -> Row | None:
    """The first record of a kind, None where there is none."""
    return next(iter(search.rows(kind, search.ids(kind, search.Query())[:1])), None)


def report(options: Namespace) -> int:
    """One report over a month or a year, this year where none is named."""
    offer = next((each for each in _REPORTS if each.id == options.id), None)
    if offer is None:
        known = "、".join(f"{each.id}（{each.title}）" for each in _REPORTS)
        raise Refused(f"没有代号为“{options.id}”的报表。可用的有：{known}。")
    period = (
        ReportPeriod.of_month(options.month)
        if options.month
        else ReportPeriod.of_year(options.year or date.today().year)
    )
    with opening.opened(options) as data:
        data.journal.need(offer.reading, f"查看“{offer.title}”")
        made = offer.make(replace(period, book=books.named(options.book)) if offer.of_book else period)
    if options.json:
        document(made.plain())
    else:
        say(f"{made.title}　{made.period}　编制单位：{made.unit}")
        table((made.head, *made.columns), [(row.label, *map(str, row.values)) for row in made.rows])
    return 0
