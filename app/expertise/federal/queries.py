"""Reads of the tables of federal results."""

from typing import NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import contains_eager

from app.expertise.federal.columns import heads_key, read_row
from app.expertise.federal.matching import Match, matches
from app.expertise.federal.models import FederalImport, FederalRow, KnownColumns
from app.expertise.lines import lines_of
from app.expertise.sheets.queries import sheet_of
from app.extensions import db
from app.kernel.reads import Read
from app.year.cycle.models import Stage

NO_SHEET = (80, 50)  # domain.md §5


def imports(stage: Stage) -> list[FederalImport]:
    """The tables of a stage, the newest first."""
    own = select(FederalImport).where(FederalImport.stage_id == stage.id)
    return list(db.session.scalars(own.order_by(FederalImport.id.desc())))


class Draft(NamedTuple):
    """A table that nobody has taken yet."""

    id: int
    stage_id: int
    filename: str


DRAFTS = Read(
    Draft,
    select(FederalImport.id, FederalImport.stage_id, FederalImport.filename)
    .join(Stage, Stage.id == FederalImport.stage_id)
    .where(Stage.cycle_id == bindparam("cycle_id"), FederalImport.state == "draft")
    .order_by(FederalImport.id.desc()),
)


def drafts_in(cycle_id: int) -> tuple[Draft, ...]:
    """Of all stages of the year, the newest first."""
    return DRAFTS.all(cycle_id=cycle_id)


def known_columns(heads: list[str]) -> KnownColumns | None:
    """How such columns were read the last time."""
    return db.session.scalar(select(KnownColumns).where(KnownColumns.heads_key == heads_key(heads)))


def matched(table: FederalImport) -> list[Match]:
    """The rows against the frozen set as it stands at this moment."""
    zones = zones_of(table.stage)
    rows = [read_row(row.number, row.cells, table.columns, table.out_of, zones) for row in table.rows]
    return matches(rows, {row.number: row.answer for row in table.rows}, lines_of(table.stage), zones)


def zones_of(stage: Stage) -> tuple[int, int]:
    """From what per cent a document is taken, and taken with remarks: by the sheet of the stage."""
    sheet = sheet_of(stage)
    return (sheet.ok_from, sheet.remarks_from) if sheet else NO_SHEET


def taken_back(stage: Stage) -> set[int]:
    """The results that came from tables which were taken back."""
    found = select(FederalRow.result_id).join(FederalRow.table)
    own = found.where(FederalImport.stage_id == stage.id, FederalImport.state == "taken_back")
    return set(db.session.scalars(own.where(FederalRow.result_id.is_not(None))))


def origins(stage: Stage) -> dict[int, FederalRow]:
    """The row of a table that each federal result of the stage came from; those typed by hand have none."""
    found = select(FederalRow).join(FederalRow.table).options(contains_eager(FederalRow.table))
    own = found.where(FederalImport.stage_id == stage.id, FederalRow.result_id.is_not(None))
    return {row.result_id: row for row in db.session.scalars(own) if row.result_id is not None}
