"""What changed between two versions: made by the worker, in a child process, and kept; a page only reads it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import current_app, g
from sqlalchemy import bindparam, case, delete, func, or_, select

from app.documents.checks.answered import changed_since
from app.documents.checks.comparing import Paragraph, Piece, TooLong, compare
from app.documents.checks.layout import Line, lines_of
from app.documents.checks.models import Comparison, VersionText
from app.documents.checks.queries import rules_for
from app.documents.models import Document, Remark, Version
from app.extensions import db
from app.kernel.child import Busy, Overrun, in_child
from app.kernel.later import later
from app.kernel.reads import Read
from app.kernel.transaction import begin_write, end_write


class Made(NamedTuple):
    """A comparison with an older version: its paragraphs when they are asked for, the places of remarks by id."""

    old_id: int
    paragraphs: list | None
    places: dict[str, bool | None]


MADE = Read(
    Made,
    select(Comparison.old_id)
    .add_columns(
        case((Comparison.old_id == bindparam("shown"), Comparison.paragraphs), else_=None).label("paragraphs"),
        Comparison.places,
    )
    .where(Comparison.new_id == bindparam("new")),
)


@dataclass(frozen=True)
class Changes:
    """The lines; None while they are being made, or when the document is too long to show them."""

    lines: list[Line] | None
    waits: bool = False


def changes(old: Version, new: Version) -> Changes | None:
    """What changed between two versions, or None when one of them has no words to compare."""
    made = next((one for one in MADE.all(shown=old.id, new=new.id) if one.old_id == old.id), None)
    if made:
        return Changes(_lines(made.paragraphs))
    if old.id == new.id or _with_words(old, new) < 2:
        return None
    _ask(old.id, new.id)
    return Changes(None, waits=True)


def places_changed(document: Document, version: Version, shown: Version | None = None) -> dict[int, bool | None]:
    """By the id of each open remark: was its place changed since what it was said about, as far as known.

    Beside the changes since a version that is `shown` both are read at once.
    """
    wanted = {remark.id: remark.decision.version_id for remark in document.carried}
    found = MADE.all(shown=shown.id if shown else 0, new=version.id) if wanted else ()
    known = {one.old_id: one.places for one in found}
    for old_id in {old for remark, old in wanted.items() if old in known and str(remark) not in known[old]}:
        _ask(old_id, version.id)
    return {remark: known.get(old, {}).get(str(remark)) for remark, old in wanted.items() if old != version.id}


def _with_words(*versions: Version) -> int:
    ids = [version.id for version in versions]
    has_words = (VersionText.version_id.in_(ids), VersionText.text != "")
    return db.session.scalars(select(func.count()).select_from(VersionText).where(*has_words)).one()


def _ask(*pair: int) -> None:
    """The worker is asked at once, or after the commit when this request writes."""
    ask = later if g.get("writing") else current_app.extensions["jobs"]
    ask("compare_versions", *pair)


def compare_versions(old_id: int, new_id: int) -> None:
    """The job: make the comparison, unless it stands there with the place of every remark."""
    old, new = db.session.get(Version, old_id), db.session.get(Version, new_id)
    if old is None or new is None:
        return
    made = db.session.get(Comparison, (old_id, new_id))
    if made is None or {str(remark.id) for remark in _said_of(old, new)} - made.places.keys():
        _keep(old, new)


def compare_with_older(version: Version) -> None:
    """With the version before it, and with those that were answered: whatever the desk and the document show first."""
    document = version.document
    before = [one for one in document.versions if one.number < version.number]
    answered = [one.version for one in document.decisions if one.version.number < version.number]
    said_of = [one.decision.version for one in document.carried if one.decision.version.number < version.number]
    older = {one.id: one for one in (*before[-1:], *answered[-1:], *said_of)}
    for old_id in sorted(older):
        _keep(older[old_id], version)


def forget(version_id: int) -> None:
    """The words of the version are other ones now."""
    db.session.execute(delete(Comparison).where(or_(Comparison.old_id == version_id, Comparison.new_id == version_id)))


def _keep(old: Version, new: Version) -> None:
    """Who finds no time leaves it: the next who opens the page asks again."""
    before, after = db.session.get(VersionText, old.id), db.session.get(VersionText, new.id)
    if not before or not before.text or not after or not after.text:
        return
    pair, remarks = (old.id, new.id), [(one.id, one.section, one.quote) for one in _said_of(old, new)]
    titles = [title for rule in rules_for(new.document.kind) for title in (rule.title, *rule.synonyms)]
    try:
        paragraphs, places = in_child(
            compared, before.text, after.text, remarks, titles, before.forms or [], after.forms or []
        )
    except Busy:
        return
    except Overrun:
        paragraphs, places = None, {str(remark_id): None for remark_id, _, _ in remarks}
    begin_write()
    db.session.merge(Comparison(old_id=pair[0], new_id=pair[1], paragraphs=paragraphs, places=places))
    end_write()


def _said_of(old: Version, new: Version) -> list[Remark]:
    return [remark for remark in new.document.carried if remark.decision.version_id == old.id]


def compared(
    before: str,
    after: str,
    remarks: Iterable[tuple[int, str, str]],
    titles: list[str],
    old_forms: Sequence[str] = (),
    new_forms: Sequence[str] = (),
) -> tuple:
    """Rows of pieces and of the two forms of a line, None when they are too many; the places of remarks by id. Pure."""
    try:
        found = compare(before.splitlines(), after.splitlines())
    except TooLong:
        return None, {str(remark_id): None for remark_id, _, _ in remarks}
    lines = lines_of(found, old_forms, new_forms)
    paragraphs = [([(piece.kind, piece.text) for piece in one.paragraph.pieces], one.old, one.new) for one in lines]
    places = {
        str(remark_id): changed_since(section, quote, before, after, titles) for remark_id, section, quote in remarks
    }
    return paragraphs, places


def _lines(kept: list | None) -> list[Line] | None:
    if kept is None:
        return None
    return [Line(Paragraph(tuple(Piece(kind, text) for kind, text in pieces)), old, new) for pieces, old, new in kept]
