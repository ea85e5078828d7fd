"""The verb of the region for a school that can't: upload, and send when so asked."""

from datetime import datetime

from app.documents.kit import Place
from app.documents.models import Version
from app.documents.receiving import Received
from app.documents.services import add_version, standing_at, submit
from app.permissions import Refused
from app.year.cycle.models import Participation


def stand_in(
    participation: Participation, place: Place, got: Received, because: str, sends: bool, actor, now: datetime
) -> Version | Refused:
    """Save a version for the school; where one step is refused, neither is done."""
    arguments = (got.content, got.filename, got.key, actor, now, got.begun_at, got.mended)
    version = add_version(participation, place, standing_at(participation, place), *arguments, stands_in=because)
    if isinstance(version, Refused) or not sends or version.document.state == "submitted":
        return version
    done = submit(version.document, version.id, actor, now, stands_in=True)
    return done if isinstance(done, Refused) else version
