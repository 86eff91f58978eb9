"""What follows by itself in campaigns: where the money lies, who somebody is, what she gets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from unionapp.records import access
from unionapp.subjects.members.states import SexCode
from unionapp.subjects.service.campaigns import register, standards
from unionapp.subjects.service.campaigns.models import AidCampaign, AidRecipient, AidSite, MedicalAid, StudentAid
from unionapp.subjects.service.campaigns.states import CampaignType
from unionapp.subjects.service.households.models import FamilyMember
from unionapp.subjects.service.households.register import family
from unionapp.subjects.service.taking import take
from unionapp.values import idnumber, periods


def fill_campaign(campaign: AidCampaign) -> None:
    """The set of books of the money that is used, the year from the first day; for the rest as it was last time."""
    last = register.last_of_its_type(campaign)
    if last is not None and not campaign.id:
        take(campaign, last, ("union", "book", "source"))
    if not campaign.book_id and campaign.project:
        campaign.book_id = campaign.project.book_id
    if campaign.__data__.get("year") is None and campaign.since:
        campaign.year = campaign.since.year


_WHERE = ("union", ("phone", "mobile"))
_WHO = ("name", "id_number")


def fill_recipient(recipient: AidRecipient) -> None:
    """Who it is, from the application, the file or the register; the amount from the campaign's standards."""
    applied = _application_of(recipient)
    if applied is not None:
        take(recipient, applied, (*_WHO, "union", "household", "member"))
    who = () if applied is not None else _WHO  # a child is not the worker in whose family it lives
    if recipient.household:
        take(recipient, recipient.household, (*who, *_WHERE, "grade"))
    if recipient.member:
        take(recipient, recipient.member, (*who, *_WHERE))
    if recipient.campaign_id and recipient.standard is None:
        _price(recipient)
    if recipient.__data__.get("amount") is None and recipient.standard is not None:
        recipient.amount = recipient.standard


def _application_of(recipient: AidRecipient) -> StudentAid | MedicalAid | None:
    return recipient.student or recipient.medical


def _price(recipient: AidRecipient) -> None:
    stage = recipient.student.stage if recipient.student else ""
    found = standards.fitting(
        register.standards(recipient.campaign_id),
        standards.Entitlement(recipient.grade, recipient.category, stage, bool(recipient.household_id)),
    )
    if found is not None:
        recipient.standard = found.amount
        take(recipient, found, ("goods",))


def fill_student(student: StudentAid) -> None:
    """The only campaign; worker and union from the file or the register; the student from the family, or the number."""
    _put_in_campaign(student, CampaignType.STUDY)
    _fill_worker(student, "parent")
    _fill_from_the_family(student, ("sex", "politics", "id_number", ("school", "unit")))
    if student.household:
        take(student, student.household, ("people", "address", "on_allowance", "migrant", "cause"))
    _fill_age(student)


def _put_in_campaign(record: StudentAid | MedicalAid | AidSite, *types: str) -> None:
    """The campaign of these types where only one is running."""
    if not record.campaign_id and (only := register.only_running(*types)) is not None:
        record.campaign = only


def fill_patient(patient: MedicalAid) -> None:
    """The only campaign; worker and union from the file or the register; the patient from the family, or the number."""
    _put_in_campaign(patient, CampaignType.MEDICAL, CampaignType.MUTUAL)
    _fill_worker(patient, "worker")
    _fill_from_the_family(patient, ("sex", "id_number"))
    _fill_age(patient)


def _fill_worker(application: StudentAid | MedicalAid, name: str) -> None:
    if application.household:
        take(application, application.household, ((name, "name"), "union", "member"))
    if application.member:
        take(application, application.member, ((name, "name"), "union"))


def _fill_from_the_family(application: StudentAid | MedicalAid, names: Sequence[str | tuple[str, str]]) -> None:
    """Somebody of the family is known by her name; who holds the file too, as 本人.

    What the operator may not see is not taken over: she could not store it.
    """
    of = type(application)._meta.fields
    names = [each for each in names if access.may_see(of[each if isinstance(each, str) else each[0]])]
    household = application.household
    if household is None or not application.name:
        return
    person = next((each for each in family(household) if each.name == application.name), None)
    if person is not None:
        take(application, person, names)
        if isinstance(application, MedicalAid):
            application.relation = application.relation or FamilyMember.relation.codes.label(person.relation)
    elif isinstance(application, MedicalAid) and application.name == household.name:
        application.relation = application.relation or "本人"
        take(application, household, names)


def _fill_age(person: StudentAid | MedicalAid) -> None:
    found = idnumber.read(person.id_number) if person.id_number else None
    if not isinstance(found, idnumber.Identity):
        return
    person.id_number = found.number
    person.sex = person.sex or (SexCode.MALE if found.sex == "男" else SexCode.FEMALE)
    if person.age is None:
        person.age = periods.age(found.birth, person.received or date.today())


def fill_site(site: AidSite) -> None:
    """The worth of the goods."""
    _put_in_campaign(site, CampaignType.COOLING)
    if site.amount is None and site.quantity is not None and site.price is not None:
        site.amount = site.quantity * site.price
    if not site.name and site.union:
        site.name = site.union.name
