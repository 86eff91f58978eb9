"""What an import asks: one question for each cause of doubt, whose answer holds for all rows of it.

A cell is wrong and required (its row waits), wrong and optional (the row comes in without it, and the record stands
among those to be completed, `store/unfinished`), or doubtful (it comes in with a note). Words that were answered once
are remembered (`store/aliases`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from unionapp.errors import Level, Problem
from unionapp.exchange.directory import SPOILT_RULE, Unreadable
from unionapp.records import fields
from unionapp.records.fields import RecordField
from unionapp.records.kind import LINE, Kind
from unionapp.store import aliases
from unionapp.values.text import brief

SKIP, LEAVE, TAKE, SAME, MAKE = "不导入", "留空待补", "导入", "就是登记的那一位", "登记为新的"
"""The answers that are no words of the sheet: the rows wait; they come in without the cell; they come in as they are;
the row means the record that is like it; what it names is registered with it."""
Answers = Mapping[str, str]
"""Answers by the cause they answer."""
Sort = Literal["word", "cell", "whole", "alike", "hidden", "making"]
"""What is asked: what a word means, what becomes of rows with such cells, what holds for rows that say nothing, whether
a person is registered already, whether rows count that nobody sees, whether what they
name and the register lacks shall be registered."""

OF_MAKING = "没有登记：{word}"
OF_WORD, OF_WHOLE, ALIKE = "{label}：{word}", "{label}（没有写）", "可能已经登记：{labels}相同"
LEFT_EMPTY, LEFT_KEPT = "这一格先空着，列入“待补”。", "以“{kept}”登记。"
LEFT_RULE = "left"
_ROW = re.compile(r"第 ?(\d+(?:（[^）]+）)?) ?行 ?(.+)")
"""How a single cell is answered: 第 12 行 移动电话."""
_VARIES = re.compile(r"“[^”]*”|\d+")
_MOST_CHOICES = 8


@dataclass(frozen=True)
class Left:
    """An optional cell that is left out of its row: its field, what was written, and why."""

    name: str
    label: str
    written: str
    message: str
    article: str
    value: str | None = None
    """The text where it is only too long; it may stay where it is stored so already."""
    line: int = 0
    """The line of the record whose row it stands in, 0 where it is the first row."""

    def told(self, instead: str) -> Problem:
        """What is said of it where its row comes in; `instead` is what stands in the record after all."""
        words = LEFT_KEPT.format(kept=instead) if instead else LEFT_EMPTY
        return self._said(words, "warning")

    def refused(self) -> Problem:
        """The same where its row waits for another fault."""
        return self._said("", "error")

    def _said(self, words: str, level: Level) -> Problem:
        message = f"{self.message}{words}"
        if self.line:
            return Problem("", f"“{self.label}”：{message}", self.article, level, LEFT_RULE, self.line)
        return Problem(self.name, message, self.article, level, LEFT_RULE)


@dataclass
class Inquiry:
    """One cause of doubt: `rows` are the numbers of its rows, `choices` what may be answered first of all.

    `suggestion` is what the program would answer, empty where it does not know; `answer` what is in force without the
    clerk, which loses nothing: a person whose number cannot be read waits until somebody says that she may come in.
    """

    cause: str
    name: str
    sort: Sort
    message: str
    word: str = ""
    choices: tuple[str, ...] = ()
    suggestion: str = ""
    answer: str = SKIP
    rows: list[int] = field(default_factory=list)
    samples: dict[str, int] = field(default_factory=dict)
    """Some of what was written, with the first row of each."""


class Asking:
    """Gathers the questions of one import as its rows are read, and knows the answers given beforehand."""

    def __init__(self, kind: Kind, kinds: Sequence[Kind], answers: Answers) -> None:
        self.kind = kind
        self.found: dict[str, Inquiry] = {}
        self.used: set[str] = set()
        self.learned: dict[tuple[str, str], str] = {}
        """What words of areas were said to mean, as far as the sheet has them."""
        self._answers = {cause.strip(): answer.strip() for cause, answer in answers.items() if answer.strip()}
        self._models = {each.model: each for each in kinds}
        self.mended = self._mended()

    def _mended(self) -> dict[str, dict[str, str]]:
        """The single cells that were answered, by row and field."""
        found: dict[str, dict[str, str]] = {}
        names = {each.label: name for name, each in reversed(list(self.kind.on_sheet.items()))}
        for cause, answer in self._answers.items():
            match = _ROW.fullmatch(cause)
            if match and match[2] in names:
                found.setdefault(match[1], {})[names[match[2]]] = answer
                self.used.add(cause)
        return found

    def words(self, name: str) -> dict[str, str]:
        """What words in the column of a field stand for, by the words as they are compared."""
        each = self.kind.on_sheet[name]
        found = aliases.known(aliases.area_of(each, self._models))
        begin = OF_WORD.format(label=each.label, word="")
        for cause, answer in self._answers.items():
            if cause.startswith(begin) and answer not in (SKIP, LEAVE):
                found[aliases.normal(cause.removeprefix(begin))] = answer
        return found

    def was_used(self, name: str, word: str, meaning: str) -> None:
        """A word of the sheet was read as its meaning; where that was answered just now it shall be remembered."""
        each = self.kind.on_sheet[name]
        cause = next((c for c in self._answers if aliases.normal(c) == aliases.normal(_of_word(each, word))), "")
        area = aliases.area_of(each, self._models)
        if cause:
            self.used.add(cause)
            if area:
                self.learned[area, word] = meaning

    def constants(self) -> dict[str, str]:
        """What was answered for rows that say nothing in a column, by field."""
        asked = {OF_WHOLE.format(label=each.label): name for name, each in self.kind.on_sheet.items()}
        found = {asked[c]: answer for c, answer in self._answers.items() if c in asked and answer not in (SKIP, LEAVE)}
        self.used |= {cause for cause in self._answers if cause in asked}
        return found

    def unread(self, name: str, written: str, why: Unreadable, row: int) -> Left | None:
        """A cell that could not be read: asked about, and left out of the row where that may be; None where not."""
        each = self.kind.on_sheet[name]
        cause = _of_word(each, why.word) if why.word else OF_WORD.format(label=each.label, word=sort_of(why.message))
        may, grave = may_leave(self.kind, name), why.rule == SPOILT_RULE
        question = self.found.get(cause) or Inquiry(
            cause,
            name,
            "word" if why.word else "cell",
            why.message if why.word else sort_of(why.message),
            why.word,
            (*why.near[:_MOST_CHOICES], *([LEAVE] if may else []), SKIP),
            why.near[0] if why.near else LEAVE if may and not grave else "",
            LEAVE if may and not grave and name not in self.kind.identity else SKIP,
        )
        answer = self._note(question, row, written)
        if not may or answer != LEAVE:
            return None
        return Left(name, each.label, written, why.message, why.article, why.value)

    def empty(self, name: str, row: int) -> None:
        """A required field that a row says nothing of."""
        each = self.kind.on_sheet[name]
        if isinstance(each, fields.Link | fields.Choice | fields.Date | fields.Number):
            cause = OF_WHOLE.format(label=each.label)
            self._note(Inquiry(cause, name, "whole", f"“{each.label}”没有写", choices=(SKIP,)), row, "")

    def alike(self, labels: str, name: str, message: str, row: int, written: str) -> str:
        """Somebody who may be registered already; the answer in force."""
        cause = ALIKE.format(labels=labels)
        question = Inquiry(cause, name, "alike", message, choices=(SAME, TAKE, SKIP))
        return self._note(question, row, written)

    def hidden(self, cause: str, rows: Sequence[int]) -> str:
        """Rows that Excel does not show; the answer in force."""
        answer = TAKE
        for row in rows:
            question = Inquiry(cause, "", "hidden", f"{cause}，打开表格看不到", choices=(TAKE, SKIP), answer=TAKE)
            answer = self._note(question, row, "")
        return answer

    def making(self, word: str, message: str, row: int) -> bool:
        """Something that a row names and the register lacks; whether it shall be registered with it."""
        cause = OF_MAKING.format(word=word)
        question = Inquiry(cause, "", "making", message, word, (MAKE, SKIP), MAKE, SKIP)
        return self._note(question, row, word) == MAKE

    def _note(self, question: Inquiry, row: int, written: str) -> str:
        """Add a row to a question; the answer in force."""
        asked = self.found.setdefault(question.cause, question)
        given = self._answers.get(asked.cause)
        if given is not None:
            self.used.add(asked.cause)
            asked.answer = given if given in asked.choices else asked.answer
        if not asked.rows or asked.rows[-1] != row:
            asked.rows.append(row)
        if written and len(asked.samples) < _MOST_CHOICES:
            asked.samples.setdefault(brief(written), row)
        return asked.answer

    def unused(self) -> list[str]:
        """The causes that were answered and did not occur."""
        return [cause for cause in self._answers if cause not in self.used]


def _of_word(each: RecordField, word: str) -> str:
    return OF_WORD.format(label=each.label, word=word)


def sort_of(message: str) -> str:
    """What messages have in common that differ only in what was written."""
    return _VARIES.sub("…", message).split("，请")[0].split("。")[0]


def may_leave(kind: Kind, name: str) -> bool:
    """Whether a record can be without a field, and get it later: no amount, line, nor word that tells it apart."""
    if name.startswith(LINE) or name in kind.amounts or kind.append_only or kind.right == "admin":
        return False
    each = kind.fields.get(name)
    if each is None or each.required or (kind.lines is not None and name in kind.lines.by):
        return False
    return name not in kind.identity or isinstance(each, fields.IdNumber | fields.CreditCodeText)


def in_order(questions: Iterable[Inquiry]) -> tuple[Inquiry, ...]:
    """Questions as they are asked: what holds up rows first, then those of most rows."""
    return tuple(sorted(questions, key=lambda each: (each.answer != SKIP, -len(each.rows))))
