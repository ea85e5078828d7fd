"""Kinds of measures: each is two scalar questions to the database, the part and the whole, and who is missing.

Questions of all measures go a few to a statement, so their number never grows with schools.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, literal, select, true

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
    missing: Select | None = None
    page: str = ""
    at: Mapping[str, int] = field(default_factory=dict)
    counts: bool = True
    ahead: Ahead | None = None
    near: Callable[[Actor], ColumnElement[bool]] = lambda _: true()


def of_reach(actor: Actor) -> ColumnElement[bool]:
    """A clause on School: those that the reader of the plan acts for."""
    return within_reach(actor, "plan.view")


def schools(scene: Scene, label: str, done: ColumnElement[bool], page: str = "documents.kit", **more) -> Measure:
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


def curators(scene: Scene, label: str, done: ColumnElement[bool], page: str = "registers.first", **more) -> Measure:
    """People who lead a school of the project on the day."""
    near = more | {"near": _leading_near}
    return _named(label, Person, Person.name, scene.leading, scene.curators, done, page, near)


def _leading_near(actor: Actor) -> ColumnElement[bool]:
    near = select(Grant.person_id).join(School, School.id == Grant.school_id)
    return Person.id.in_(near.where(Grant.role == Role.CURATOR, of_reach(actor)))


def towns(scene: Scene, label: str, done: ColumnElement[bool], page: str, **more) -> Measure:
    """Municipalities that have a school in the project."""
    near = more | {"near": lambda actor: Municipality.id.in_(select(School.municipality_id).where(of_reach(actor)))}
    return _named(label, Municipality, Municipality.name, scene.taking_part, scene.towns, done, page, near)


def _named(label: str, model, name, own, whole: Question, done: ColumnElement[bool], page: str, more) -> Measure:
    part = select(func.count(model.id)).where(own, done).scalar_subquery()
    missing = select(model.id, name).where(own, ~done).order_by(name)
    return Measure(label, part, whole, missing, page, **more)


def at_least(label: str, found: Select, least: int = 1, page: str = "registers.first", **more) -> Measure:
    """So many rows of a register; more than enough is enough."""
    return Measure(label, found.scalar_subquery(), literal(least), None, page, **more)


@dataclass(frozen=True)
class Way:
    """How an item is measured: `kind` is computed, register or evidence (§11.1); `formula` says it in words.

    `starts` are the first days of the periods that it asks about one by one (quarters, windows, stages).
    """

    kind: str
    formula: str
    measures: Callable[[Scene], Sequence[Measure]]
    starts: Callable[[Scene], Sequence[date]] = lambda _: ()
