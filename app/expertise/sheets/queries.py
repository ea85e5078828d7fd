"""Reads of the sheets: the edition in force, the editions before it, the bank."""

from sqlalchemy import select

from app.expertise.sheets.models import BankRemark, Sheet
from app.extensions import db
from app.kernel.reads import once
from app.year.cycle.models import Stage


def editions(stage: Stage) -> list[Sheet]:
    """The editions of a stage's sheet, the newest first."""
    own = select(Sheet).where(Sheet.stage_id == stage.id)
    return list(db.session.scalars(own.order_by(Sheet.number.desc())))


@once
def sheet_of(stage: Stage) -> Sheet | None:
    """The edition in force: the newest."""
    own = select(Sheet).where(Sheet.stage_id == stage.id)
    return db.session.scalars(own.order_by(Sheet.number.desc()).limit(1)).first()


def bank(offered_only: bool = False) -> list[BankRemark]:
    """The ready remarks, in order."""
    every = select(BankRemark).order_by(BankRemark.position, BankRemark.id)
    return list(db.session.scalars(every.where(BankRemark.offered) if offered_only else every))
