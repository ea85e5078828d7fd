"""The rules of the structure check as data; what it said of each version, its words, and what changed in them."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.documents.checks.sections import SectionRule
from app.documents.reading import READER
from app.extensions import Model
from app.kernel.again import Again
from app.kernel.moments import Moment
from app.kernel.places import Regional


class CheckRule(Regional, Model):
    """A section that a kind of document has; ОИРО edits it (domain.md §4 is the seed)."""

    __tablename__ = "check_rules"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(40))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    synonyms: Mapped[str] = mapped_column(Text, default="")
    level: Mapped[str] = mapped_column(String(10))
    needs: Mapped[str] = mapped_column(String(10), default="")
    least: Mapped[int] = mapped_column(default=40)
    hint: Mapped[str] = mapped_column(Text, default="", server_default="")
    changed_at: Mapped[datetime] = mapped_column(Moment)
    __table_args__ = (
        UniqueConstraint("kind", "key"),
        CheckConstraint("level IN ('must', 'should', 'nice', 'off')", name="level"),
        CheckConstraint("needs IN ('', 'items', 'number', 'date', 'table')", name="needs"),
        CheckConstraint("least >= 0", name="least"),
    )

    @property
    def as_rule(self) -> SectionRule:
        """The rule as the check reads it."""
        synonyms = tuple(filter(None, map(str.strip, self.synonyms.splitlines())))
        return SectionRule(self.key, self.title, synonyms, self.level, self.needs, self.least, self.hint)


class Check(Again, Model):
    """What the check said of a version; derived, so it may be made anew when the rules or the reading change.

    A file that could not be had, or that nobody had time to read, is looked at again. `recognizer`: which way of
    reading scans has given words to it, 0 for none.
    """

    __tablename__ = "checks"
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    report: Mapped[dict] = mapped_column(JSON)
    checked_at: Mapped[datetime] = mapped_column(Moment)
    took_ms: Mapped[int]
    reader: Mapped[int] = mapped_column(default=READER, server_default="1")
    recognizer: Mapped[int] = mapped_column(default=0, server_default="0")


class VersionText(Model):
    """The words of a file, for comparing and searching; empty for a scan.

    `forms` say of each line what it is (`checks/layout.py`).
    """

    __tablename__ = "version_texts"
    version_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    forms: Mapped[list | None] = mapped_column(JSON(none_as_null=True))


class Comparison(Model):
    """What changed from one version to another, made once by the worker; without `paragraphs` it was too much to show.

    A paragraph is its pieces, each its kind and its text, and its form before and after. `places` say, by the id of a
    remark about the older version, whether its place was changed.
    """

    __tablename__ = "comparisons"
    old_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True)
    new_id: Mapped[int] = mapped_column(ForeignKey("versions.id"), primary_key=True, index=True)
    paragraphs: Mapped[list | None] = mapped_column(JSON(none_as_null=True))
    places: Mapped[dict] = mapped_column(JSON)
