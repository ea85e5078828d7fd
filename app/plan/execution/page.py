"""What the page of an item shows, and what its reader may do there."""

import secrets

from flask import abort, current_app, request
from sqlalchemy import select

from app.archive import files
from app.extensions import db
from app.kernel import clock
from app.kernel.dated import as_of, may
from app.kernel.paging import Page, asked
from app.kernel.reader import current_user
from app.permissions import can
from app.plan.amendments.queries import of_item, waiting_for
from app.plan.answering.services import controls, named
from app.plan.execution.duties import Duty, duties_of, may_see, of_region
from app.plan.execution.forms import ProofForm, ReportForm
from app.plan.execution.parts import Part, parts_of, titles_of
from app.plan.execution.reports import last_proof, part_refusal
from app.plan.execution.sources import SOURCES
from app.plan.history import as_it_was, entered_later
from app.plan.indicators.measures import Measure
from app.plan.indicators.pages import Absent, absent, address
from app.plan.indicators.reading import INDICATORS, KINDS, measures_of, value_of
from app.plan.indicators.values import Tally
from app.plan.items import Item, items_of
from app.plan.lasting import shown, starts_in, till
from app.plan.models import Execution, PlanItem
from app.plan.rules import last_day
from app.plan.workflow import FLOW, RESTORE
from app.year.cycle.models import Cycle
from app.year.cycle.queries import cycle_at

PAGE, REGION, ATTACHED = "plan/item.html", "plan/_item.html", "plan/_attached.html"


def item_of(number: int) -> PlanItem:
    """The item with this number of the year, for a verb; or 404."""
    own = PlanItem.cycle_id == _cycle().id, PlanItem.number == number
    return db.session.scalar(select(PlanItem).where(*own)) or abort(404)


def _cycle() -> Cycle:
    return cycle_at(as_of()) or abort(404)


def shown_item(number: int) -> Item:
    """The same as a page shows it, with all that there is now; or 404."""
    return next((one for one in items_of(_cycle()) if one.number == number), None) or abort(404)


def context(
    number: int,
    error: str = "",
    form: ReportForm | None = None,
    proof: ProofForm | None = None,
    answered: int | None = None,
    **more: object,
) -> dict:
    """The whole page at its moment; `error` is said at the form that was sent."""
    cycle, now = _cycle(), shown_item(number)
    item = as_it_was(now, as_of(), of_item(now)) if as_of().past else now
    own = duties_of(current_user, item) if may("plan.report") else []
    mine = parts_of(item, own, titles_of(own))
    starts = starts_in(cycle)
    return {
        "item": item,
        "later": entered_later([now], as_of()),
        "shown": shown(item, starts, as_of().day),
        "till": till(item, starts),
        "moves": _moves(item, own),
        "mine": mine,
        "reportable": [] if as_of().past else [part for part in mine if _is_open(item, part)],
        "last_proof": last_proof,
        "long": last_day(window.ends_on for window in item.windows) > clock.today(),
        **_parts(item, answered),
        "error": error,
        "answered": answered,
        "unmet": False,
        "form": form or ReportForm(),
        "remark": request.form.get("remark", ""),
        "may_confirm": may("plan.confirm"),
        "may_amend": item.state != "confirmed" and may("plan.amend"),
        "waiting": None if as_of().past else waiting_for(item),
        "named": named(item, as_of().day),
        "controller": controls(as_of().day),
        "can_open": lambda action: can(current_user, action),
        **_attaching(cycle, item, mine, proof),
        **indicator(cycle, item),
        **more,
    }


def _moves(item: Item, own: list[Duty]) -> set[str]:
    """What the reader may do now with the item itself."""
    if as_of().past:
        return set()
    moves = {move.name for move in FLOW.open_to(current_user, item)} - {"begin", "cancel", *RESTORE.values()}
    return moves if any(duty.whole for duty in own) else moves - {"execute"}


def _is_open(item: Item, part: Part) -> bool:
    """True when the reader may report it now."""
    if part.duty.whole:
        return FLOW.refusal("execute", current_user, item) is None
    return part_refusal(item.state, part.reports[-1] if part.reports else None) is None


def _attaching(cycle: Cycle, item: Item, mine: list[Part], proof: ProofForm | None) -> dict:
    """The basket of what is to be reported, and the form that fills it."""
    settings = current_app.config["SETTINGS"]
    open_ = bool(mine) and item.state not in ("confirmed", "cancelled")
    keys = {part.duty.key for part in mine}
    return {
        "may_attach": open_,
        "attached": [one for one in item.waiting if open_ and one.part in keys],
        "part_titles": {part.duty.key: part.title for part in mine} if len(mine) > 1 else {},
        "choices": choices(cycle) if open_ else {},
        "sources": SOURCES,
        "proof": proof or ProofForm(),
        "upload_key": secrets.token_hex(16),
        "limit": settings.upload_limit,
        "limit_mb": settings.upload_limit_mb,
        "accepted": files.ACCEPTED,
        "endings": files.ENDINGS,
        "forgotten": "",
        "attach_error": "",
    }


def choices(cycle: Cycle) -> dict[str, list[tuple[int, str]]]:
    """What may be chosen as a proof, by its kind."""
    return {kind: one.options(cycle) for kind, one in SOURCES.items() if can(current_user, one.action)}


def indicator(cycle: Cycle, item: Item) -> dict:
    """What the item is measured by now; nothing for an item of an own plan that has no way of counting."""
    found = _measured(cycle, item)
    if not found:
        return {"value": None}
    way = INDICATORS[item.key]
    return {
        "value": value_of(cycle, item, clock.today()),
        "formula": way.formula,
        "kind": KINDS[way.kind],
        "own_only": _own_only(),
        # nobody is missing of what has not begun
        "lines": [
            (one, absent(measure) if one.begun or one.part else Absent([], 0), address(measure))
            for one, measure in found
        ],
    }


def _measured(cycle: Cycle, item: Item) -> list[tuple[Tally, Measure]]:
    value = None if as_of().past else value_of(cycle, item, clock.today())
    return list(zip(value.tallies, measures_of(cycle, item, clock.today()), strict=True)) if value else []


def _own_only() -> bool:
    return not any(map(of_region, current_user.grants))


def missing(number: int, at: int) -> dict:
    """A page of those whom a measure of the item lacks; `at` is its place among the measures, from 1; or 404."""
    item = shown_item(number)
    named = {place: one for place, one in enumerate(_measured(_cycle(), item), 1) if one[1].missing is not None}
    tally, measure = named.get(at) or abort(404)
    page = Page(absent(measure, 1).total, asked())
    found = absent(measure, None if page.asked.whole else page.size, page.start)
    return {"item": item, "tally_of": tally, "absent": found.shown, "page": page, "own_only": _own_only()}


def _parts(item: Item, answered: int | None) -> dict:
    """The reports by parts that the reader may see: a page of them, and those that wait; these first when not all fit.

    Else the newest first; the one that was `answered` is always shown.
    """
    seen = [part for part in reversed(item.parts) if may_see(part, current_user)]
    asking = may("plan.confirm") and item.state not in ("confirmed", "cancelled")
    asks = [part for part in seen if asking and part.confirmation is None]
    page = Page(len(seen), asked())
    if page.parted:
        first = {answered, *(part.id for part in asks)}
        seen.sort(key=lambda part: (part.id != answered, part.id not in first))
    return {"parts": page.part(seen), "parts_page": page, "asks": asks}


def part_of(execution_id: int) -> Execution:
    """A part of an item by its id, or 404."""
    found = db.session.get(Execution, execution_id)
    return found if found and not found.whole else abort(404)
