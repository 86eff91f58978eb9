"""What belongs to a family's file."""

from __future__ import annotations

from unionapp.subjects.service.households.helping_models import AidPlan
from unionapp.subjects.service.households.models import FamilyMember, Household


def family(household: Household) -> list[FamilyMember]:
    """Those who live with the holder of the file, in the order of registering; the holder is not among them."""
    rows = FamilyMember.select().where(FamilyMember.household == household.id)
    return list(rows.order_by(FamilyMember.id))


def plan_of(household: Household, year: int) -> AidPlan | None:
    """The plan of help (帮扶计划) of a year, None where none was made."""
    found: AidPlan | None = AidPlan.get_or_none((AidPlan.household == household.id) & (AidPlan.year == year))
    return found
