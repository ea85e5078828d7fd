"""Reads of plans from files: the list, what is left to answer, whether the plan of a year may still be replaced."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.extensions import db
from app.kernel.reads import once
from app.plan.intake.models import PlanImport, PlanImportRow
from app.plan.intake.rules import look, settled
from app.plan.models import PlanItem
from app.year.cycle.models import Cycle


@dataclass(frozen=True)
class Line:
    """A row under review."""

    row: PlanImportRow

    @property
    def look(self) -> str:
        """One of rules.look."""
        return look(self.row.read, self.row.decision is not None)

    @property
    def item(self) -> dict:
        """As it would stand in the plan."""
        return settled(self.row.read, self.row.decision.answer if self.row.decision else None)


def imports() -> list[PlanImport]:
    """The newest first."""
    return list(db.session.scalars(select(PlanImport).order_by(PlanImport.id.desc())))


def lines(found: PlanImport) -> list[Line]:
    """The rows in the order of the file."""
    return [Line(row) for row in found.rows]


def left(found: PlanImport) -> list[Line]:
    """The rows that wait for an answer."""
    return [line for line in lines(found) if line.look == "ask"]


def years() -> list[Cycle]:
    """All years, the newest first."""
    return list(db.session.scalars(select(Cycle).order_by(Cycle.year.desc())))


@once
def year_of(number: int) -> Cycle | None:
    """The year with this number."""
    return db.session.scalar(select(Cycle).where(Cycle.year == number))


def approved_file(cycle: Cycle) -> PlanImport | None:
    """The file whose rows are the plan of the year."""
    own = PlanImport.cycle_id == cycle.id, PlanImport.state == "approved"
    return db.session.scalars(select(PlanImport).where(*own).order_by(PlanImport.id.desc()).limit(1)).first()


def begun_items(cycle: Cycle) -> int:
    """How many items of the year's plan have been begun or executed: such a plan is not replaced."""
    begun = PlanItem.executions.any() | (PlanItem.state != "not_started")
    return db.session.scalars(select(func.count(PlanItem.id)).where(PlanItem.cycle_id == cycle.id, begun)).one()
