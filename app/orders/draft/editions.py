"""Templates that a clerk has edited in Word: tried before they are kept; the newest is in force."""

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
from app.orders.models import TemplateEdition
from app.papers.kinds import KINDS, Kind
from app.papers.rendering import built_in
from app.papers.templates.samples import sample
from app.papers.templates.tags import Problem
from app.papers.templates.trial import Trial, tried
from app.papers.wording import words
from app.permissions import Actor
from app.refusals import Refused

TEMPLATES: dict[str, Kind] = {kind.template: kind for kind in reversed(KINDS.values())}
TOO_HEAVY = "Бланк слишком сложный, проба не\u00a0закончилась. Скачайте бланк программы и\u00a0правьте его."
SECONDS, MEGABYTES = 20, 512


def name_of_template(template: str) -> str:
    """The name of its kind; the three stage orders have one template."""
    return "Об\u00a0итогах этапа экспертизы" if template == "O_STAGE" else TEMPLATES[template].name


def newest_edition(template: str) -> TemplateEdition | None:
    """What was brought last, or the return to the built-in one."""
    return db.session.scalar(
        select(TemplateEdition).where(TemplateEdition.template == template).order_by(TemplateEdition.id.desc()).limit(1)
    )


def in_force() -> dict[str, TemplateEdition]:
    """The newest edition of each template that has any."""
    last = select(func.max(TemplateEdition.id)).group_by(TemplateEdition.template)
    return {
        one.template: one for one in db.session.scalars(select(TemplateEdition).where(TemplateEdition.id.in_(last)))
    }


def editions(template: str) -> list[TemplateEdition]:
    """All that was brought, the newest first."""
    found = select(TemplateEdition).where(TemplateEdition.template == template).order_by(TemplateEdition.id.desc())
    return list(db.session.scalars(found))


def template_now(kind: str) -> bytes | None:
    """The bytes of the template in force; None for the built-in one."""
    edition = newest_edition(KINDS[kind].template)
    return read(edition.blob) if edition and edition.blob else None


@cache
def digest_of(kind: str) -> str:
    """SHA-256 of the built-in template."""
    return sha256(built_in(KINDS[kind].template).read_bytes()).hexdigest()


def template_bytes(template: str, blob: Blob | None) -> bytes:
    """An edition, or the built-in template."""
    return read(blob) if blob else built_in(template).read_bytes()


def try_template(template: str, taken: Taken) -> Trial:
    """What is amiss with the file, told before anything is kept."""
    data = taken.read()
    try:
        return in_child(tried, data, words(sample(TEMPLATES[template].code)), seconds=SECONDS, megabytes=MEGABYTES)
    except Overrun as error:
        return Trial(data, (Problem("файл", "", error.said(TOO_HEAVY)),))


def bring(template: str, kept: Kept, filename: str, mended: list[str], actor: Actor, now: datetime) -> TemplateEdition:
    """A template that stood its trial is in force from now; drafts are printed by it, registered orders stand."""
    return _edition(template, blob_of(kept, now), filename, mended, "blank:brought", actor, now)


def back_to_built_in(template: str, actor: Actor, now: datetime) -> TemplateEdition:
    """The built-in template is in force again; what was brought stays in the list."""
    edition = newest_edition(template)
    if edition is None or edition.blob is None:
        raise Refused.because("state", "Бланк программы и\u00a0так действует.")
    return _edition(template, None, "", [], "blank:built_in", actor, now)


def _edition(
    template: str, blob: Blob | None, filename: str, mended: list[str], told: str, actor: Actor, now: datetime
) -> TemplateEdition:
    edition = TemplateEdition(template=template, blob=blob, filename=filename, mended=mended)
    edition.brought_by_id = actor.person_id
    edition.brought_at = now
    db.session.add(edition)
    db.session.flush()
    record(told, edition, actor, now, template=template)
    return edition
