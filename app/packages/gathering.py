"""What each package holds: a kit, the matrix, a stage, an item of the plan; always through the eyes of its reader."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, select

from app.directory.queries import within_reach
from app.documents.models import Version
from app.expertise.models import FrozenItem
from app.expertise.queries import examined_in
from app.expertise.words import STATES
from app.extensions import db
from app.kernel.quotes import quoted
from app.kernel.words import day, file_day
from app.packages import kits
from app.packages.lines import Line, Package, placed
from app.packages.naming import named
from app.permissions import Actor, can
from app.plan.execution.models import Proof
from app.plan.execution.proofs import sees
from app.plan.models import PlanItem
from app.year.cycle.models import Cycle, Participation, Stage
from app.year.cycle.queries import participations

REGION = "Региональный координатор проекта «500+»"
REMOVED = "файл закрыт для\u00a0вас"
LONG = "Подтверждающие документы по\u00a0направлению "  # how the titles of evidence begin


def of_school(school: Participation, reader: Actor, now: datetime) -> Package:
    """The kit: the version that counts for each document that is owed."""
    return _of_school("Комплект документов", school, kits.whole(school, reader, now), now)


def of_medk(school: Participation, reader: Actor, now: datetime) -> Package:
    """What is confirmed, under plain names."""
    return _of_school("Пакет для МЭДК", school, kits.confirmed(school, reader, now), now)


def of_papers(school: Participation, reader: Actor, now: datetime) -> Package:
    """Each version of all that the school has handed in."""
    return _of_school("Все файлы школы", school, kits.everything([school], reader, apart=False), now)


def of_matrix(cycle: Cycle, clause: ColumnElement[bool], reader: Actor, now: datetime) -> Package:
    """The concept documents of the schools that the clause on School lets through."""
    schools = participations(cycle, within_reach(reader, "matrix.view") & clause)
    return _package(f"Документы школ {cycle.year}", REGION, kits.counting(schools, reader), now)


def of_stage(stage: Stage, reader: Actor, now: datetime) -> Package:
    """The frozen set, school after school."""
    title = f"Экспертиза {stage.cycle.year}, {stage.number}-й этап"
    return _package(title, REGION, _of_stage(stage, reader), now)


def _of_stage(stage: Stage, reader: Actor) -> Iterator[Line]:
    for item in (one for one in examined_in(stage) if one.kind != "set"):
        school = item.participation
        if item.version is None:
            yield kits.lack(school, item.title, STATES[item.state].lower())
        elif can(reader, "document.view", item.version):
            yield _frozen(item, school, item.version)
        else:
            yield kits.lack(school, item.title, REMOVED)


def _frozen(item: FrozenItem, school: Participation, version: Version) -> Line:
    words = f"{item.title.removeprefix(LONG)}, версия {version.number}"
    path = f"{kits.folder_of(school)}{named(words, version.filename if version.blob else '')}"
    return kits.line_of(path, school, item.title, version, STATES[item.state])


def of_item(item: PlanItem, reader: Actor, now: datetime) -> Package:
    """What proves an item of the plan."""
    own = db.session.scalars(select(Proof).where(Proof.item_id == item.id).order_by(Proof.id))
    lines = (line_of_proof(proof, "") for proof in own if sees(reader, proof))
    return _package(f"План-график, № {item.number}", REGION, lines, now)


def line_of_proof(proof: Proof, folder: str) -> Line:
    """A file of it has bytes; a link, an order or an event stands in the register alone."""
    return Line(
        path=f"{folder}{named(proof.title, proof.title)}",
        town="",
        code="",
        school="",
        title=f"№\u00a0{proof.item.number} {quoted(proof.item.title, 60)}",
        brought=day(proof.added_at),
        original=proof.title,
        url=proof.url or "",
        sha256=proof.blob.sha256 if proof.blob else "",
        size=proof.blob.size if proof.blob else 0,
    )


def _of_school(words: str, school: Participation, lines: Iterable[Line], now: datetime) -> Package:
    name = school.school.short_name
    return _package(f"{words} {name}", name, lines, now)


def _package(title: str, sender: str, lines: Iterable[Line], now: datetime) -> Package:
    return Package(f"{title} {file_day(now)}", sender, now, placed(lines))
