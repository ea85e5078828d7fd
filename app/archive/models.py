"""A blob: bytes that the archive holds, known by their SHA-256."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.kernel.moments import Moment


class Blob(Model):
    """Stored before its row is committed: a row without its bytes can't be. A derived one may be made anew."""

    __tablename__ = "blobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    size: Mapped[int] = mapped_column(BigInteger)
    stored_at: Mapped[datetime] = mapped_column(Moment)
    derived: Mapped[bool] = mapped_column(default=False, server_default=false())

    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("size > 0", name="not_empty"),
    )


class Look(Model):
    """When the bytes of a blob were read again last, and what was found: one row for each, written anew."""

    __tablename__ = "looks"
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"), primary_key=True)
    looked_at: Mapped[datetime] = mapped_column(Moment, index=True)
    found: Mapped[str] = mapped_column(String(10))

    __table_args__ = (CheckConstraint("found IN ('sound', 'damaged', 'missing', 'unreadable')", name="found"),)
