"""What must hold of a change within a term."""

from __future__ import annotations

from unionapp.errors import Problem
from unionapp.records.rules import not_in_the_future
from unionapp.subjects.elections import succession
from unionapp.subjects.elections.models import TermChange
from unionapp.subjects.elections.states import TermChangeType
from unionapp.subjects.members.models import Cadre


def change_is_within_the_term(change: TermChange) -> list[Problem]:
    """A change falls into its term."""
    if not change.term_id or not change.day:
        return []
    if change.term.elected and change.day < change.term.elected:
        return [Problem("day", "日期早于这一届的选举日期，请核对。", level="warning", rule="change-in-term")]
    return []


change_has_happened = not_in_the_future("day", rule="change-day")


def change_finds_its_office(change: TermChange) -> list[Problem]:
    """Who gives up an office holds it by the register of cadres, as far as the register knows who does."""
    if not change.term_id or not change.day or change.type not in succession.LEAVING:
        return []
    cadres = list(Cadre.select().where(Cadre.union == change.term.union_id))
    held = succession.holders(cadres, change.office, change.day)
    if not held or change.name in {cadre.name for cadre in held}:
        return []
    names = "、".join(cadre.name for cadre in held[:3])
    message = f"干部名册里当时担任这个职务的是{names}，没有{change.name}，请核对姓名和职务。"
    return [Problem("name", message, level="warning", rule="change-office")]


def only_a_correction_voids(change: TermChange) -> list[Problem]:
    """作废 stands in the place of a change that never was."""
    if change.type == TermChangeType.VOID and change.replaces_id is None:
        return [Problem("type", "“作废”只用于更正登记错的一笔。请选中那一笔，点“更正”。", rule="void")]
    return []


def correction_stands_for_one_of_its_term(change: TermChange) -> list[Problem]:
    """What is corrected is a change of the same term that no other stands for yet."""
    wrong = change.replaces
    if wrong is None:
        return []
    if wrong.term_id != change.term_id:
        return [Problem("replaces", "所更正的那一笔不属于这一届，请重选。", rule="replaces")]
    others = TermChange.select().where(TermChange.replaces == wrong.id, TermChange.id != (change.id or 0))
    if others.exists():
        return [Problem("replaces", "那一笔已经更正过，请更正最后那一笔。", rule="replaces")]
    return []
