"""The verbs of the training house: switch it on, take it away. Both are lines of the real journal and no more."""

from datetime import datetime

from flask import current_app

from app.extensions import db
from app.journal.services import record
from app.kernel.later import later
from app.kernel.transaction import end_write
from app.people.mode.models import Mode
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, refuse_if
from app.training.house import prepare, root
from app.training.place import alone, leftovers, remove
from app.training.standing import CLEARED, OPENED, standing

STANDS = Refusal("stands", "Учебный режим уже включён.")
NONE = Refusal("none", "Учебный режим уже очищен: удалять нечего.")


def switch_on(actor: Actor, now: datetime) -> None:
    """A new training house, which the worker makes."""
    ensure_can(actor, "training.keep")
    refuse_if(STANDS if standing() else None)
    record(OPENED, db.session.get_one(Mode, 1), actor, now)
    later("keep_training")


def clear(actor: Actor, now: datetime) -> None:
    """Nobody comes in from now on, and all that was in it is gone; whoever is still inside is waited for.

    The line of the journal is committed before: what a crash leaves of the files goes by `keep_training`.
    """
    ensure_can(actor, "training.keep")
    refuse_if(None if standing() else NONE)
    record(CLEARED, db.session.get_one(Mode, 1), actor, now)
    end_write()
    current_app.extensions["training"].forget()
    keep_training()


def keep_training() -> None:
    """Make the house that stands and is not whole yet; take away whatever lies there beside it."""
    if not current_app.config["SETTINGS"].training:
        return
    name, here = standing(), root()
    db.session.rollback()
    if leftovers(here, name):
        with alone(here) as is_alone:
            if is_alone:
                remove(leftovers(here, name))
    if name is not None:
        prepare(current_app.extensions["training"].create, name)
