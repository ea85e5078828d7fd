"""What a reader may see of a document: the versions that are for their eyes (app/audience.py), now and at a moment."""

from sqlalchemy import ColumnElement, inspect

from app.directory.queries import within_sight
from app.documents.facts import gone_of
from app.documents.history import shown_by
from app.documents.models import Document, Version
from app.kernel.as_of import NOW, AsOf, show_as
from app.permissions import Actor, audiences

VIEW = "document.view"


def is_seen(reader: Actor) -> ColumnElement[bool]:
    """A clause on Document beside its School: one whose state is for the reader's eyes."""
    return within_sight(reader, VIEW, Document.audience)


def version_is_seen(reader: Actor) -> ColumnElement[bool]:
    """A clause on Version beside its School: one whose standing is for the reader's eyes."""
    return within_sight(reader, VIEW, Version.audience)


def as_seen(document: Document, reader: Actor | None, as_of: AsOf = NOW, whole: bool = False) -> bool:
    """Show the document with the versions and the sendings that the reader may see; False when it is not for them.

    What is withdrawn now is closed in the past as well, and what was sent later is not there yet. Nothing is written,
    and what a list has not loaded is not touched, unless it is shown `whole`. The house itself, no reader, sees all.
    """
    if reader is None:
        return True
    open_here = audiences(reader, VIEW, document)
    if document.audience not in open_here:
        return False
    shown = shown_by(document.events, as_of) if as_of.past else {}

    def stood(version: Version) -> str:
        return shown.get(version.number, "draft") if as_of.past else version.standing

    def sees(version: Version) -> bool:
        return {version.audience, version.audience_while(stood(version))} <= open_here

    missing = set() if whole else inspect(document).unloaded
    if "versions" not in missing:
        asked = [version.number for version in document.versions if stood(version) != "draft"]
        show_as(document, {"versions": [version for version in document.versions if sees(version)]})
        document.gone = _gone(document, max(asked, default=0))
    if "submissions" not in missing:
        show_as(document, {"submissions": [one for one in document.submissions if sees(one.version)]})
    return True


def _gone(document: Document, asked: int) -> int | None:
    """The version asked about last, when the reader does not see it and no older one was kept instead of it."""
    asked = max(asked, document.gone or 0)  # whoever has been shown the document once has not forgotten it
    return gone_of(asked, document.state, document.standing_number, (one.number for one in document.versions))
