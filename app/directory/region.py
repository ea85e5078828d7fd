"""The one row that says which region this is; its columns are the fields of app/region.py, word for word."""

from dataclasses import fields

from sqlalchemy import CheckConstraint, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.places import Regional
from app.kernel.reads import Read
from app.region import Region


class RegionCard(Regional, Model):
    """What the coordinator has said of the region; papers that are registered keep the words of their day."""

    __tablename__ = "regions"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_gen: Mapped[str] = mapped_column(String(200))
    city: Mapped[str] = mapped_column(String(120))
    department: Mapped[str] = mapped_column(Text)
    department_gen: Mapped[str] = mapped_column(Text)
    department_site: Mapped[str] = mapped_column(Text)
    unit_dat: Mapped[str] = mapped_column(Text)
    institute_short: Mapped[str] = mapped_column(String(60))
    institute: Mapped[str] = mapped_column(Text)
    institute_gen: Mapped[str] = mapped_column(Text)
    institute_dat: Mapped[str] = mapped_column(Text)
    institute_site: Mapped[str] = mapped_column(Text)
    centre_short: Mapped[str] = mapped_column(String(60))
    centre: Mapped[str] = mapped_column(Text)
    centre_gen: Mapped[str] = mapped_column(Text)
    centre_dat: Mapped[str] = mapped_column(Text)
    centre_site: Mapped[str] = mapped_column(Text)
    footer: Mapped[str] = mapped_column(Text)
    zone: Mapped[str] = mapped_column(String(40))
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("institute_short <> '' AND centre_short <> ''", name="short_names"),
    )


FIELDS = tuple(field.name for field in fields(Region))
REGION = Read(Region, select(*(getattr(RegionCard, name) for name in FIELDS)).where(RegionCard.id == 1))
