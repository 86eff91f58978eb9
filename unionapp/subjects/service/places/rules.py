"""What must hold of service places, their assessments and what is written down of those served."""

from __future__ import annotations

from unionapp.errors import Problem
from unionapp.records.rules import in_order, not_in_the_future, not_negative
from unionapp.subjects.service.places.models import PlaceAssessment, ServiceEntry, ServicePlace
from unionapp.subjects.service.places.states import PlaceState, VisitorSort

SIX = ("sign", "room", "devices", "rules", "staff", "mapped")
"""站点六有: 标识、场所、设备、制度、人员管理、地图."""
STATION_SIX = "工会服务站点“六有”标准"

place_figures_are_not_negative = not_negative(
    "area", "capacity", "open_days", "invested", "books", "papers", "recordings", "seats", "platforms"
)
place_closes_after_it_opens = in_order("opened", "closed_on")
assessment_is_mended_later = in_order("day", "mended_on")
entry_is_done_later = in_order("day", "done_on")
entry_has_happened = not_in_the_future("day")


def six_of(place: ServicePlace) -> int:
    """How many of the six a place has."""
    return sum(bool(getattr(place, name)) for name in SIX)


def six_are_there(place: ServicePlace) -> list[Problem]:
    """An open place has all six; what was answered with no is said."""
    if place.state != PlaceState.OPEN:
        return []
    lacking = [place._meta.fields[name].label for name in SIX if getattr(place, name) is False]
    if not lacking:
        return []
    return [Problem("", f"站点六有还缺：{'、'.join(lacking)}。", STATION_SIX, "info", "six")]


def stars_are_up_to_five(record: ServicePlace | PlaceAssessment) -> list[Problem]:
    """A place has no star or up to five."""
    if record.stars is not None and not 0 <= record.stars <= 5:
        return [Problem("stars", "星级是 1 至 5 的整数，不评星填 0。", rule="stars")]
    return []


def closed_places_are_closed(place: ServicePlace) -> list[Problem]:
    """A day of closing belongs to a closed place."""
    if place.closed_on and place.state in (PlaceState.OPEN, PlaceState.PLANNED):
        return [Problem("state", "填了关闭日期，状态应为关闭或暂停。", level="warning", rule="closed")]
    return []


def somebody_was_served(entry: ServiceEntry) -> list[Problem]:
    """An entry counts at least one person."""
    if entry.people is not None and entry.people < 1:
        return [Problem("people", "人次至少是 1。", rule="people")]
    return []


def own_member_is_chosen(entry: ServiceEntry) -> list[Problem]:
    """A member of ours is chosen from the register, so that she is counted."""
    if entry.sort == VisitorSort.OWN and not entry.member_id:
        return [Problem("member", "本级会员请从会员名册里选，便于统计。", level="info", rule="own")]
    if entry.member_id and entry.sort not in (VisitorSort.OWN, ""):
        return [Problem("sort", "选了本级会员，服务对象应为“本级会员”。", level="warning", rule="own")]
    return []
