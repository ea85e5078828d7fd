"""What was read of a scan or of a photograph."""

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.documents.recognition import RECOGNIZER
from app.extensions import Model
from app.kernel.again import Again


class Recognition(Again, Model):
    """The pages of a file that are pictures: which are wanted, what was read of each, how many are still `to_read`.

    Derived from the bytes. `pages` holds by the number of a page its words and how sure of them Tesseract is, 0…100.
    """

    __tablename__ = "recognitions"
    blob_id: Mapped[int] = mapped_column(ForeignKey("blobs.id"), primary_key=True)
    wanted: Mapped[list] = mapped_column(JSON)
    pages: Mapped[dict] = mapped_column(JSON, default=dict)
    to_read: Mapped[int] = mapped_column(index=True)
    reader: Mapped[int] = mapped_column(default=RECOGNIZER)
    __table_args__ = (CheckConstraint("to_read >= 0", name="to_read"),)

    @property
    def words(self) -> dict[int, str]:
        """The words by page, of the pages where any were read."""
        return {int(number): words for number, (words, _) in sorted(self.pages.items(), key=_number) if words}


def _number(page: tuple[str, list]) -> int:
    return int(page[0])
