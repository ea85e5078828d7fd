"""Every file of the archive read again, and what is amiss named as people know it: by school, document and version."""

from collections.abc import Iterator

from sqlalchemy import Column, delete, select

from app.archive.models import Blob, Look
from app.documents.kit import slot_of
from app.documents.models import Version
from app.expertise.models import Freeze
from app.extensions import Model, db
from app.health.services import write_down
from app.kernel import clock
from app.kernel.transaction import begin_write, end_write
from app.orders.models import Order
from app.year.cycle.models import Stage
from app.year.profile.models import RiskProfile
from storage import Store, fixity

# Who keeps a file, by the column that speaks of it: the words by which people know it.
OWNERS = {
    "versions.blob_id": lambda one: (_school(one), slot_of(one.document).title, f"версия {one.number}", one.filename),
    "previews.blob_id": lambda one: (),  # of the bytes of a version, which names them
    "recognitions.blob_id": lambda one: (),  # words that were read of the bytes of a version
    "looks.blob_id": lambda one: (),  # says how the bytes are, and keeps none
    "previews.pdf_id": lambda one: ("вид для показа на странице, делается заново",),
    "risk_profiles.blob_id": lambda one: (_school(one), "рисковый профиль", one.filename),
    "orders.edition_id": lambda one: (_order(one), "текст"),
    "orders.template_id": lambda one: (_order(one), "бланк"),
    "order_scans.blob_id": lambda one: (_order(one.order), "скан", one.filename),
    "template_editions.blob_id": lambda one: (f"бланк приказа {one.template}", one.filename),
    "plan_proofs.blob_id": lambda one: ("подтверждающий материал мероприятия плана", one.filename),
    "plan_imports.blob_id": lambda one: ("файл плана", one.filename),
    "federal_imports.blob_id": lambda one: ("таблица федерального координатора", one.filename),
}
NOBODYS = "ни один документ на него не ссылается"


def verify(store: Store) -> Iterator[str]:
    """Look at every file, keep the figures, and tell: a line for each kind, and one for each file of it."""
    began_at = clock.real_now()
    report = fixity.check(store, db.session.scalars(select(Blob.sha256)).all())
    yield f"sound: {len(report.sound)}"
    for name in ("damaged", "missing", "unreadable"):
        found = getattr(report, name)
        yield f"{name}: {len(found)}"
        yield from (f"  {digest} {name_of(digest)}" for digest in found)
    for name in ("halves", "orphans"):
        yield f"{name}: {len(getattr(report, name))}"
        yield from (f"  {one}" for one in getattr(report, name))
    if report.unlisted:
        yield f"the store could not be listed, there may be more orphans: {report.unlisted}"
    begin_write()
    _rewrite_looks(report)
    done = write_down(report, began_at, clock.real_now())
    end_write()
    if done.amiss or report.unlisted:
        raise Amiss


def _rewrite_looks(report: fixity.Report) -> None:
    """All files were looked at just now."""
    ids = {sha256: key for key, sha256 in db.session.execute(select(Blob.id, Blob.sha256))}
    db.session.execute(delete(Look))
    for found in ("sound", "damaged", "missing", "unreadable"):
        seen = [ids[digest] for digest in getattr(report, found) if digest in ids]
        db.session.add_all(Look(blob_id=key, looked_at=clock.real_now(), found=found) for key in seen)


def spoilt(most: int = 50) -> list[tuple[str, str, str]]:
    """What is amiss now: how, its name as people know it, its digest; the first of them."""
    amiss = select(Look.found, Blob.sha256).join(Blob, Blob.id == Look.blob_id).where(Look.found != "sound")
    rows = db.session.execute(amiss.order_by(Blob.id).limit(most)).all()
    return [(found, name_of(sha256), sha256) for found, sha256 in rows]


class Amiss(Exception):
    """Something is damaged, missing or can't be read; it has been told."""


def name_of(digest: str) -> str:
    """«МБОУ … · Концепция развития · версия 2 · файл.docx»; several of them when several keep the same bytes."""
    blob = db.session.scalars(select(Blob).where(Blob.sha256 == digest)).one()
    names = [" · ".join(words) for words in (*_owners(blob), *_sets(digest)) if words]
    return "; ".join(names) or NOBODYS


def _owners(blob: Blob) -> Iterator[tuple[str, ...]]:
    for column, model in columns():
        for one in db.session.scalars(select(model).where(column == blob.id)):
            yield OWNERS[f"{column.table.name}.{column.name}"](one)


def _sets(digest: str) -> Iterator[tuple[str, ...]]:
    """The list of a frozen set is known by its digest alone."""
    for one in db.session.scalars(select(Freeze).where(Freeze.manifest_sha256 == digest)):
        yield (f"перечень набора {db.session.get_one(Stage, one.stage_id).number}-го этапа",)


def columns() -> list[tuple[Column[int], type[Model]]]:
    """Every column that speaks of a blob, and its model."""
    return [
        (column, mapper.class_)
        for mapper in Model.registry.mappers
        for column in mapper.local_table.columns
        if isinstance(column, Column) and any(key.column.table.name == "blobs" for key in column.foreign_keys)
    ]


def _school(one: Version | RiskProfile) -> str:
    participation = one.participation if isinstance(one, RiskProfile) else one.document.participation
    return participation.school.short_name


def _order(one: Order) -> str:
    return f"приказ № {one.number}" if one.number else f"проект приказа {one.kind}"
