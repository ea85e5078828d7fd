"""The verb of the region for a school that can't: upload, and send when so asked."""

from dataclasses import replace
from datetime import datetime

from app.documents.kit import Slot
from app.documents.models import Version
from app.documents.receiving import Received
from app.documents.services import add_version, standing_at, submit
from app.permissions import Actor
from app.year.cycle.models import Participation


def upload_on_behalf(
    participation: Participation, slot: Slot, got: Received, because: str, sends: bool, actor: Actor, now: datetime
) -> Version:
    """Save a version for the school, and send it when so asked; raises Refused where one of the steps is refused."""
    own = replace(got, on_behalf_reason=because)
    version = add_version(participation, slot, standing_at(participation, slot), own, actor, now)
    if sends and version.document.state != "submitted":
        submit(version.document, version.id, actor, now, on_behalf=True)
    return version
