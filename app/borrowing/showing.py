"""What a reader may see of two papers: all of those that are open to them, of another only what is shared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.borrowing.queries import KINDS, paragraphs_of
from app.borrowing.shared import Place
from app.borrowing.sides import near, sides
from app.documents.checks.comparing import Piece
from app.documents.kit import slot_of
from app.documents.models import Document, Version
from app.extensions import db
from app.permissions import Actor, can


@dataclass(frozen=True)
class Side:
    """A paper as the reader sees it. A closed one has its school and the kind of document, and no way to it."""

    version: Version
    is_open: bool

    @property
    def school(self) -> str:
        """The school's name."""
        return self.version.document.participation.school.short_name

    @property
    def title(self) -> str:
        """What the document is; of a closed one its kind alone, for a direction tells of the school's risks."""
        document = self.version.document
        return slot_of(document).short_title if self.is_open else KINDS[document.kind]


@dataclass(frozen=True)
class Row:
    """A shared paragraph here and there, with its number in each paper and the words that differ."""

    left_number: int
    right_number: int
    left: list[Piece]
    right: list[Piece]


def versions_of(ids: Iterable[int]) -> dict[int, Version]:
    """The versions with what their sides show, in one statement."""
    placed = joinedload(Version.document).joinedload(Document.window)
    found = select(Version).where(Version.id.in_(set(ids))).options(placed)
    return {version.id: version for version in db.session.scalars(found).unique()}


def side(version: Version, actor: Actor) -> Side:
    """The version as the reader sees it."""
    return Side(version, can(actor, "document.view", version))


def turned(left: Side, right: Side) -> bool:
    """True when the two are to change places: the reader's own paper stands on the left."""
    return right.is_open and not left.is_open


def rows(left: Side, right: Side, places: Sequence[Place]) -> list[Row]:
    """The shared paragraphs in the order of the left paper, whose places are the `one` of each."""
    texts = paragraphs_of([left.version.id, right.version.id])
    ours, theirs = texts.get(left.version.id, ()), texts.get(right.version.id, ())
    found = []
    for place in sorted(places, key=lambda place: (place.one, place.other)):
        both = sides(ours[place.one], theirs[place.other])
        one = both.left if left.is_open else near(both.left)
        other = both.right if right.is_open else near(both.right)
        found.append(Row(place.one + 1, place.other + 1, one, other))
    return found
