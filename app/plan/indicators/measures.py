"""Kinds of measures: each is two scalar questions to the database, the part and the whole, and who is missing.

Questions of all measures go a few to a statement, so their number never grows with schools.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict, Unpack

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, literal, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import within_reach
from app.permissions import Actor
from app.plan.indicators.scene import Scene
from app.plan.indicators.values import Ahead
from app.roles import Role
from app.year.cycle.models import Participation

Question = ScalarSelect | ColumnElement


@dataclass(frozen=True)
class Measure:
    """`missing` selects id and name of what the part lacks; `page` is where one goes to mend it, `at` its arguments.

    `near` is the clause on those whom a reader may be told of: a share is for all, names of others are not (P4).
    """

    label: str
    part: Question
    whole: Question
    missing: Select[int, str] | None = None
    page: str = ""
    at: Mapping[str, int] = field(default_factory=dict)
    counts: bool = True
    ahead: Ahead | None = None
    near: Callable[[Actor], ColumnElement[bool]] = lambda _: true()


class Beside(TypedDict, total=False):
    """What a measure may say besides: the last fields of Measure but for `near`."""

    at: Mapping[str, int]
    counts: bool
    ahead: Ahead | None


def of_reach(actor: Actor) -> ColumnElement[bool]:
    """A clause on School: those that the reader of the plan acts for."""
    return within_reach(actor, "plan.view")


def schools(
    scene: Scene, label: str, done: ColumnElement[bool], page: str = "documents.kit", **more: Unpack[Beside]
) -> Measure:
    """Schools of the project for which the clause holds."""
    names = select(Participation.id, School.short_name).join(Participation.school).where(scene.in_project, ~done)
    return Measure(
        label,
        scene.counted(done),
        scene.schools,
        names.order_by(School.municipality_id, School.short_name),
        page,
        near=of_reach,
        **more,
    )


def curators(
    scene: Scene, label: str, done: ColumnElement[bool], page: str = "registers.first", **more: Unpack[Beside]
) -> Measure:
    """People who lead a school of the project on the day."""
    part, missing = _named(Person.id, Person.name, scene.leading, done)
    return Measure(label, part, scene.curators, missing, page, near=_leading_near, **more)


def _leading_near(actor: Actor) -> ColumnElement[bool]:
    near = select(Grant.person_id).join(School, School.id == Grant.school_id)
    return Person.id.in_(near.where(Grant.role == Role.CURATOR, of_reach(actor)))


def towns(scene: Scene, label: str, done: ColumnElement[bool], page: str, **more: Unpack[Beside]) -> Measure:
    """Municipalities that have a school in the project."""
    part, missing = _named(Municipality.id, Municipality.name, scene.taking_part, done)
    return Measure(label, part, scene.towns, missing, page, near=_town_near, **more)


def _town_near(actor: Actor) -> ColumnElement[bool]:
    return Municipality.id.in_(select(School.municipality_id).where(of_reach(actor)))


def _named(
    key: InstrumentedAttribute[int],
    name: InstrumentedAttribute[str],
    own: ColumnElement[bool],
    done: ColumnElement[bool],
) -> tuple[Question, Select[int, str]]:
    """How many of the own ones the clause holds for, and who are the others."""
    part = select(func.count(key)).where(own, done).scalar_subquery()
    return part, select(key, name).where(own, ~done).order_by(name)


def at_least(
    label: str, found: Select[int], least: int = 1, page: str = "registers.first", **more: Unpack[Beside]
) -> Measure:
    """So many rows of a register; more than enough is enough."""
    return Measure(label, found.scalar_subquery(), literal(least), None, page, **more)


Measures = Callable[[Scene], Sequence[Measure]]


@dataclass(frozen=True)
class Indicator:
    """How an item is measured: `kind` is computed, register or evidence (§11.1); `formula` says it in words.

    `starts` are the first days of the periods that it asks about one by one (quarters, windows, stages).
    """

    kind: str
    formula: str
    measures: Measures
    starts: Callable[[Scene], Sequence[date]] = lambda _: ()
