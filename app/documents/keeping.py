"""What keeps a file of the archive, or a link instead of it: a version, and what a feature above keeps alike."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped

from app.archive.models import Blob
from app.documents.links import Link


class Keeper:
    """A base of a model whose rows are shown like files of a school; the columns are declared by the model itself."""

    if TYPE_CHECKING:
        id: Mapped[int]
        blob_id: Mapped[int | None]
        url: Mapped[str | None]
        filename: Mapped[str]
        uploaded_at: Mapped[datetime]
        blob: Mapped[Blob | None]

    @property
    def link(self) -> Link | None:
        """The link, when no file was handed in."""
        return Link(self.url) if self.url else None

    @property
    def kept_blob(self) -> Blob:
        """The bytes of the file; raises LookupError for what is no file."""
        if self.blob is None:
            raise LookupError("there is no file here")
        return self.blob
