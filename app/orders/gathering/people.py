"""Coordinators, schools, curators and experts as the directory has them on the day."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select, true
from sqlalchemy.orm import joinedload

from app.directory.models import Grant, Municipality
from app.directory.queries import asked, in_force
from app.expertise.sheets.queries import sheet_of
from app.extensions import db
from app.orders.queries import window_of
from app.papers.russian import in_digits
from app.refusals import Refused
from app.roles import Role
from app.year.cycle.models import Cycle, Participation
from app.year.cycle.queries import deadline, participations, stages_of


def regional(cycle: Cycle, on: date) -> dict:
    """O_REG: who works for the Department on the day."""
    found = [_person(grant) for grant in grants(Role.REGIONAL, on)]
    return _rows(found, "Региональных координаторов", days=_data_by(cycle, "regional_coordinators_appointed"))


def municipal(cycle: Cycle, on: date) -> dict:
    """O_MUN, L_FIOKO_MUN: the coordinators of municipalities, in the order of the list of municipalities."""
    held = sorted(grants(Role.MUNICIPAL, on), key=lambda grant: _town(grant).position)
    found = [_person(grant) | _reached(grant) | {"municipality": _town(grant).name} for grant in held]
    return _rows(found, "Муниципальных координаторов", days=_data_by(cycle, "municipal_coordinators_sent"))


def schools(cycle: Cycle, _on: date) -> dict:
    """O_SCH, L_MOUO_START: the participants of the year."""
    survey = window_of(cycle, "school_survey")
    found = [
        {
            "municipality": one.school.municipality.name,
            "school": one.school.short_name,
            "full_name": one.school.full_name,
            "code": one.school.code or "–",
            "card": {"school": str(one.id)},
        }
        for one in in_order(participations(cycle, true()))
    ]
    days = {"survey_from": survey.starts_on, "survey_to": survey.ends_on} if survey else {}
    return _rows(found, "Школ", days=days)


def curators(cycle: Cycle, on: date) -> dict:
    """O_CUR, L_FIOKO_CUR: who leads which school; a school without a curator stands with a dash and is asked about.

    A substitute makes no row of their own: the order names who leads the school, and a leave does not change it.
    """
    by_school: dict[int | None, list[Grant]] = {}
    for grant in grants(Role.CURATOR, on):
        by_school.setdefault(grant.school_id, []).append(grant)
    found = [
        {"municipality": one.school.municipality.name, "school": one.school.short_name} | person
        for one in in_order(participations(cycle, true()))
        for person in map(_person, by_school.get(one.school_id, ()))
        or [{"name": "–", "post": "–", "card": {"school": str(one.id)}}]
    ]
    visit = window_of(cycle, "curator_first_visit")
    days: dict[str, date | None] = {"documents_by": deadline(cycle, "concept_documents").due_on}
    if visit:
        days |= {"visit_from": visit.starts_on, "visit_to": visit.ends_on}
    return _rows(found, "Школ", days=days)


def experts(cycle: Cycle, on: date) -> dict:
    """O_EXP: who leads the expertise, then the reviewers, the days of the stages, the sheet in force of the first."""
    leading = grants(Role.LEAD, on)
    others = [one for one in grants(Role.REVIEWER, on) if one.person_id not in {one.person_id for one in leading}]
    found = [_person(one) | {"role": "председатель"} for one in leading]
    found += [_person(one) | {"role": "эксперт"} for one in others]
    stages = stages_of(cycle)
    days = ", ".join(in_digits(stage.due_on) for stage in stages)
    sheet = sheet_of(stages[0]) if stages else None
    if sheet is None:
        raise Refused.because("no_sheet", "У первого этапа нет экспертного листа: его утверждает этот приказ.")
    criteria = [{"criterion": one.title} for one in sheet.criteria]
    return _rows(found, "Экспертов", said={"stages": days}, criteria=criteria)


def grants(role: Role, on: date) -> list[Grant]:
    """Who holds the role on the day and is asked, by name."""
    held = (
        select(Grant)
        .options(joinedload(Grant.person), joinedload(Grant.municipality))
        .where(Grant.role == role, in_force(on), asked(on))
    )
    return sorted(db.session.scalars(held), key=lambda grant: (grant.person.name, grant.id))


def in_order(found: Iterable[Participation]) -> list[Participation]:
    """Schools as lists have them: towns first, then districts by the alphabet, then schools by name."""
    return sorted(found, key=lambda one: (one.school.municipality.position, one.school.short_name))


def _data_by(cycle: Cycle, key: str) -> dict[str, date]:
    """The day by which the plan wants the data sent, when it has such an item."""
    window = window_of(cycle, key)
    return {"data_by": window.ends_on} if window else {}


def _town(grant: Grant) -> Municipality:
    assert grant.municipality is not None  # place_of_role
    return grant.municipality


def _person(grant: Grant) -> dict:
    card = {"person": str(grant.person_id)}
    return {"name": grant.person.name, "post": grant.person.post or "–", "card": card}


def _reached(grant: Grant) -> dict[str, str]:
    """At work: these columns are not published (domain.md §7.3)."""
    return {"phone": grant.person.phone or "–", "email": grant.person.email}


def _rows(
    found: list[dict],
    whom: str,
    *,
    said: Mapping[str, str] | None = None,
    days: Mapping[str, date | None] | None = None,
    criteria: list[dict[str, str]] | None = None,
) -> dict:
    """Every row with the card that it comes from beside it: a card is no word of the paper."""
    if not found:
        raise Refused.because("empty", f"{whom} в справочнике на этот день нет: внесите их, и приложение заполнится.")
    cards = [row.pop("card") for row in found]
    tables = {"rows": found, "cards": cards} | ({} if criteria is None else {"criteria": criteria})
    return {"tables": tables, "said": said, "days": days}
