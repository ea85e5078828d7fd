"""Municipalities, schools, people, and who holds which role where, from when to when."""

from datetime import date, datetime
from typing import Annotated

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.kernel.moments import Moment
from app.kernel.places import Regional
from app.roles import PLACES, TITLES, Role

PersonId = Annotated[int, mapped_column(ForeignKey("people.id"))]  # who: `made_by_id: Mapped[PersonId]`


class Municipality(Model):
    """One of the 27 municipalities; names may change, so they have dates (domain.md §8)."""

    __tablename__ = "municipalities"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class School(Model):
    """A general education organisation, ОО."""

    __tablename__ = "schools"
    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipalities.id"), index=True)
    short_name: Mapped[str] = mapped_column(String(300))
    full_name: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    municipality: Mapped[Municipality] = relationship(lazy="joined")

    @property
    def school_id(self) -> int:
        """A school is a place itself."""
        return self.id


class Person(Regional, Model):
    """A person of the project: work data only (152-ФЗ, domain.md §9.1)."""

    __tablename__ = "people"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str] = mapped_column(String(200), unique=True)
    post: Mapped[str] = mapped_column(Text, default="", server_default="")
    phone: Mapped[str] = mapped_column(String(60), default="", server_default="")
    grants: Mapped[list["Grant"]] = relationship(back_populates="person", foreign_keys="Grant.person_id")


class Grant(Model):
    """A role of a person for a school, a municipality or the region, from a day to a day inclusive.

    `ended_at`: somebody said «now» on the last day; access ends at that moment, the day still counts as held.
    `stands_for`: the curator who is away on those days, and whom this one stands in for.
    """

    __tablename__ = "grants"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    role: Mapped[str] = mapped_column(String(20))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("schools.id"), index=True)
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipalities.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    stands_for_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    person: Mapped[Person] = relationship(back_populates="grants", foreign_keys=person_id)
    stands_for: Mapped[Person | None] = relationship(foreign_keys=stands_for_id, lazy="joined")
    school: Mapped[School | None] = relationship()
    municipality: Mapped[Municipality | None] = relationship()

    __table_args__ = (
        CheckConstraint(
            " OR ".join(
                f"(role = '{role}' AND school_id IS {'NOT ' * (place == 'school')}NULL"
                f" AND municipality_id IS {'NOT ' * (place == 'municipality')}NULL)"
                for role, place in PLACES.items()
            ),
            name="place_of_role",
        ),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="order_of_days"),
        CheckConstraint("ended_at IS NULL OR ends_on IS NOT NULL", name="ended_with_a_day"),
        CheckConstraint("stands_for_id IS NULL OR role = 'curator'", name="curator_stands_in"),
        CheckConstraint("stands_for_id IS NULL OR ends_on IS NOT NULL", name="stands_in_till_a_day"),
        CheckConstraint("stands_for_id IS NULL OR stands_for_id <> person_id", name="stands_in_for_another"),
    )

    @property
    def title(self) -> str:
        """«Директор, Ясеневская СОШ (демо)»; of a substitute also for whom."""
        place = self.school.short_name if self.school else self.municipality.name if self.municipality else ""
        return title_of(self.role, place, self.stands_for.name if self.stands_for else "")

    @property
    def instead(self) -> str:
        """«замещает: Соколова Мария (демо)»; empty of a role of one's own."""
        return instead_of(self.stands_for.name if self.stands_for else "")


def title_of(role: str, place: str, stands_for: str) -> str:
    """The title of a grant, of plain words."""
    return ", ".join(filter(None, (TITLES[Role(role)], place, instead_of(stands_for))))


def instead_of(stands_for: str) -> str:
    """Whom a substitute stands in for; nothing of nobody."""
    return f"замещает: {stands_for}" if stands_for else ""


class Official(Regional, Model):
    """Who signs and who controls an order, from a day to a day.

    In the genitive, dative and accusative stand only words that a person has confirmed; until then they are empty.
    """

    __tablename__ = "officials"
    id: Mapped[int] = mapped_column(primary_key=True)
    duty: Mapped[str] = mapped_column(String(20))
    acting: Mapped[str] = mapped_column(String(20), default="", server_default="")
    full_name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    position_nom: Mapped[str] = mapped_column(Text)
    position_gen: Mapped[str] = mapped_column(Text, default="", server_default="")
    position_dat: Mapped[str] = mapped_column(Text, default="", server_default="")
    position_acc: Mapped[str] = mapped_column(Text, default="", server_default="")
    name_nom: Mapped[str] = mapped_column(String(200))
    name_gen: Mapped[str] = mapped_column(String(200), default="", server_default="")
    name_dat: Mapped[str] = mapped_column(String(200), default="", server_default="")
    name_acc: Mapped[str] = mapped_column(String(200), default="", server_default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("duty IN ('signatory', 'controller')", name="duty"),)

    @property
    def confirmed(self) -> bool:
        """A person has confirmed every form."""
        return all(getattr(self, f"{word}_{case}") for word in ("position", "name") for case in ("gen", "dat", "acc"))

    @property
    def post(self) -> str:
        """As lists show it: that somebody stands in is said before the words are confirmed as well."""
        waits = self.acting and not self.confirmed
        return f"{self.acting} ({self.position_nom})" if waits else self.position_nom
