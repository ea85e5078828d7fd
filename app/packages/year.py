"""Everything of a year, for keeping: papers of schools, frozen sets, orders, proofs of the plan, tables."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select

from app.archive.models import Blob
from app.expertise.federal.models import FederalImport
from app.expertise.queries import frozen, manifest_blob
from app.extensions import db
from app.kernel.words import day, file_day
from app.orders.models import Order
from app.packages import kits
from app.packages.gathering import REGION, line_of_proof
from app.packages.lines import Line, Package, placed
from app.packages.naming import cleaned, named
from app.permissions import Actor, can
from app.plan.execution.models import Proof
from app.plan.execution.proofs import sees
from app.plan.intake.models import PlanImport
from app.plan.models import PlanItem
from app.year.cycle.models import Cycle, Participation, Stage
from app.year.cycle.queries import stages_of


def of_year(cycle: Cycle, reader: Actor, now: datetime) -> Package:
    """All files of the year that the reader may see."""
    lines = (*_schools(cycle, reader), *_stages(cycle), *_orders(cycle, reader), *_plan(cycle, reader))
    return Package(f"Архив {cycle.year} года {file_day(now)}", REGION, now, placed(lines))


def _schools(cycle: Cycle, reader: Actor) -> Iterator[Line]:
    """Also those that have left."""
    own = select(Participation).where(Participation.cycle_id == cycle.id).order_by(Participation.id)
    yield from kits.everything(list(db.session.scalars(own)), reader)


def _stages(cycle: Cycle) -> Iterator[Line]:
    for stage in stages_of(cycle):
        folder = f"Экспертиза/{stage.number}-й этап/"
        if fixed := frozen(stage):
            yield _line(
                f"{folder}Опись набора.txt", _title(stage, "опись набора"), manifest_blob(fixed), fixed.frozen_at
            )
        tables = select(FederalImport).where(FederalImport.stage_id == stage.id).order_by(FederalImport.id)
        for one in db.session.scalars(tables):
            path = f"{folder}{named(one.filename, one.filename)}"
            yield _line(path, _title(stage, "федеральная таблица"), one.blob, one.imported_at, one.filename)


def _title(stage: Stage, words: str) -> str:
    return f"{stage.number}-й этап, {words}"


def _orders(cycle: Cycle, reader: Actor) -> Iterator[Line]:
    """What has its number, with its copies."""
    for order in db.session.scalars(select(Order).where(Order.cycle_id == cycle.id).order_by(Order.id)):
        if order.is_open or not can(reader, "order.view", order):
            continue
        words = f"№ {order.number} от {day(order.registration.signed_on)}"
        folder = f"Приказы/{cleaned(words, 40)}/"
        if order.edition:
            yield _line(f"{folder}{named(order.title, '.docx')}", f"{words}, текст", order.edition, order.drafted_at)
        for scan in (one for one in order.scans if one.voided_at is None):
            blob = db.session.get_one(Blob, scan.blob_id)
            path = f"{folder}{named(scan.filename, scan.filename)}"
            yield _line(path, f"{words}, скан", blob, scan.attached_at, scan.filename)


def _plan(cycle: Cycle, reader: Actor) -> Iterator[Line]:
    own = select(Proof).join(Proof.item).where(PlanItem.cycle_id == cycle.id).order_by(PlanItem.number, Proof.id)
    for proof in db.session.scalars(own):
        if sees(reader, proof):
            yield line_of_proof(proof, f"План-график/№ {proof.item.number}/")
    for one in db.session.scalars(select(PlanImport).where(PlanImport.cycle_id == cycle.id).order_by(PlanImport.id)):
        path = f"План-график/{named(one.filename, one.filename)}"
        yield _line(path, "План-график, файл", one.blob, one.imported_at, one.filename)


def _line(path: str, title: str, blob: Blob, brought: datetime, original: str = "") -> Line:
    return Line(
        path=path,
        town="",
        code="",
        school="",
        title=title,
        brought=day(brought),
        original=original,
        sha256=blob.sha256,
        size=blob.size,
    )
