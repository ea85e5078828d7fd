"""Orders of the past enter the register: one by hand with its file, or many by a table that is shown first."""

from collections.abc import Mapping

from flask import Blueprint, Request, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.photos import OF_PAPER
from app.archive.sending import download
from app.archive.services import Kept
from app.archive.taking import Taken, named, take_file, take_only
from app.importing.preview import Preview
from app.importing.receiving import Door
from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.kernel.spreadsheet import Sheet, workbook
from app.kernel.transaction import begin_write
from app.orders.life.acts import NOT_SCAN, SCANS, attach_scan
from app.orders.models import Order
from app.orders.register.forms import read_one_past
from app.orders.register.legacy import HEADS, LegacyOrder, compared, enter, enter_all, read_past
from app.papers.kinds import KINDS
from app.refusals import Refusal, Refused
from app.year.cycle.queries import current_cycle

NO_SCAN = Refusal("empty", "Файл не\u00a0выбран. Выберите скан.")
bp = Blueprint("past_orders", __name__, url_prefix="/orders/past")


@bp.get("")
@access("order.register")
def page(
    status: int = 200, typed: Mapping[str, str] | None = None, error: str = "", table_error: str = ""
) -> ResponseReturnValue:
    """The form of one order, and the way to bring a table."""
    context = {"kinds": KINDS, "typed": typed or request.args, "error": error, "table_error": table_error}
    return render_template("orders/past.html", **context), status


@bp.post("")
@access("order.register", streams=True)
def add() -> ResponseReturnValue:
    """One order of the past, with a copy of its paper when there is one."""
    form, past = read_one_past(request.form)
    if form.errors:
        return page(422, form.typed, form.errors["past"])
    try:
        order = _entered(past)
    except Refused as refused:
        return page(refused.status, form.typed, refused.sentence)
    flash(f"Приказ №\u00a0{order.number} внесён в\u00a0реестр.")
    return redirect(url_for("orders.order", order_id=order.id), 303)


def _entered(past: LegacyOrder) -> Order:
    """The order with a copy of its paper, which is in the store before others wait to write."""
    paper = brought_file(request)
    begin_write()
    order = enter(current_cycle(), past, current_user, clock.now())
    if paper:
        attach_scan(order, *paper, current_user, clock.now())
    return order


def brought_file(request: Request) -> tuple[Kept, str] | None:
    """The paper in the store and its name; None when there is none. Raises Refused when it can't be taken."""
    return _kept(take_file(request, current_user.person_id, side=OF_PAPER)) if named(request) else None


def brought_scan(request: Request) -> tuple[Kept, str]:
    """The same of a copy of the signed paper: a PDF or a picture, or Refused."""
    if not named(request):
        raise Refused(NO_SCAN)
    return _kept(take_only(request, current_user.person_id, SCANS, NOT_SCAN, side=OF_PAPER))


def _kept(taken: Taken) -> tuple[Kept, str]:
    return taken.keep(), taken.name


@bp.get("/blank.xlsx")
@access("order.register")
def empty_table() -> ResponseReturnValue:
    """The empty table with the right heads."""
    return download(workbook([Sheet("Приказы", HEADS, [])]), "Приказы.xlsx")


@bp.post("/lists")
@access("order.register", streams=True)
def load() -> ResponseReturnValue:
    """Read a table and show what it would do; nothing is added yet."""
    return PAST.show()


@bp.post("/lists/<sha256>")
@access("order.register", streams=True)
def take(sha256: str) -> ResponseReturnValue:
    """Bring in what was shown, against the register of this moment."""
    return PAST.take(sha256, _write)


def _write(rows: list[LegacyOrder]) -> ResponseReturnValue:
    count = enter_all(current_cycle(), rows, current_user, clock.now())
    flash(f"Внесено в\u00a0реестр: {count}. Сканы прикладываются на\u00a0странице приказа.")
    return redirect(url_for("orders.register"), 303)


PAST = Preview(
    Door(read_past),
    lambda rows: compared(rows, clock.today()),
    "orders/past_review.html",
    lambda refused: page(refused.status, table_error=refused.sentence),
)
