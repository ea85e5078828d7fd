"""Blanks that a clerk has edited in Word: tried before they are kept, the newest in force, the built-in one behind."""

from datetime import datetime
from functools import cache
from hashlib import sha256

from sqlalchemy import func, select

from app.archive.models import Blob
from app.archive.services import Kept, blob_of, read
from app.archive.taking import Taken
from app.extensions import db
from app.journal.services import record
from app.kernel.child import Overrun, in_child
from app.orders.models import BlankEdition
from app.papers.blanks.samples import sample
from app.papers.blanks.tags import Problem
from app.papers.blanks.trial import Trial, tried
from app.papers.kinds import KINDS, Kind
from app.papers.rendering import built_in
from app.papers.wording import words
from app.permissions import Actor
from app.refusals import Refused

BLANKS: dict[str, Kind] = {kind.blank: kind for kind in reversed(KINDS.values())}
TOO_HEAVY = "Бланк слишком сложный, проба не\u00a0закончилась. Скачайте бланк программы и\u00a0правьте его."
SECONDS, MEGABYTES = 20, 512


def name_of_blank(blank: str) -> str:
    """The name of its kind; the three stage orders have one blank."""
    return "Об\u00a0итогах этапа экспертизы" if blank == "O_STAGE" else BLANKS[blank].name


def newest_edition(blank: str) -> BlankEdition | None:
    """What was brought last, or the return to the built-in one."""
    return db.session.scalar(
        select(BlankEdition).where(BlankEdition.blank == blank).order_by(BlankEdition.id.desc()).limit(1)
    )


def in_force() -> dict[str, BlankEdition]:
    """The newest edition of each blank that has any."""
    last = select(func.max(BlankEdition.id)).group_by(BlankEdition.blank)
    return {one.blank: one for one in db.session.scalars(select(BlankEdition).where(BlankEdition.id.in_(last)))}


def editions(blank: str) -> list[BlankEdition]:
    """All that was brought, the newest first."""
    found = select(BlankEdition).where(BlankEdition.blank == blank).order_by(BlankEdition.id.desc())
    return list(db.session.scalars(found))


def blank_now(kind: str) -> bytes | None:
    """The bytes of the blank in force; None for the built-in one."""
    edition = newest_edition(KINDS[kind].blank)
    return read(edition.blob) if edition and edition.blob else None


@cache
def digest_of(kind: str) -> str:
    """SHA-256 of the built-in blank."""
    return sha256(built_in(KINDS[kind].blank).read_bytes()).hexdigest()


def blank_bytes(blank: str, blob: Blob | None) -> bytes:
    """An edition, or the built-in blank."""
    return read(blob) if blob else built_in(blank).read_bytes()


def try_blank(blank: str, taken: Taken) -> Trial:
    """What is amiss with the file, told before anything is kept."""
    data = taken.read()
    try:
        return in_child(tried, data, words(sample(BLANKS[blank].code)), seconds=SECONDS, megabytes=MEGABYTES)
    except Overrun as error:
        return Trial(data, (Problem("файл", "", error.said(TOO_HEAVY)),))


def bring(blank: str, kept: Kept, filename: str, mended: list[str], actor: Actor, now: datetime) -> BlankEdition:
    """A blank that stood its trial is in force from now; drafts are printed by it, registered orders stand."""
    return _edition(blank, blob_of(kept, now), filename, mended, "blank:brought", actor, now)


def back_to_built_in(blank: str, actor: Actor, now: datetime) -> BlankEdition:
    """The built-in blank is in force again; what was brought stays in the list."""
    edition = newest_edition(blank)
    if edition is None or edition.blob is None:
        raise Refused.because("state", "Бланк программы и\u00a0так действует.")
    return _edition(blank, None, "", [], "blank:built_in", actor, now)


def _edition(
    blank: str, blob: Blob | None, filename: str, mended: list[str], told: str, actor: Actor, now: datetime
) -> BlankEdition:
    edition = BlankEdition(blank=blank, blob=blob, filename=filename, mended=mended)
    edition.brought_by_id = actor.person_id
    edition.brought_at = now
    db.session.add(edition)
    db.session.flush()
    record(told, edition, actor, now, blank=blank)
    return edition
