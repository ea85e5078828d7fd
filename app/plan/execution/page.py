"""What the page of an item shows, and what its reader may do there."""

import secrets

from flask import abort, current_app, request
from sqlalchemy import select

from app.archive import files
from app.extensions import db
from app.kernel import clock
from app.kernel.as_of import AsOf, holding, show_as
from app.kernel.dated import as_of, may
from app.kernel.reader import current_user
from app.permissions import can
from app.plan import queries
from app.plan.amendments.queries import of_item, waiting_for
from app.plan.answering.services import controls, named
from app.plan.execution.duties import Duty, duties_of, may_see, of_region
from app.plan.execution.forms import ProofForm, ReportForm
from app.plan.execution.parts import Part, parts_of, titles_of
from app.plan.execution.proofs import beside
from app.plan.execution.reports import last_proof, part_refusal
from app.plan.execution.sources import SOURCES
from app.plan.history import restore_state_at
from app.plan.indicators.pages import absent, address
from app.plan.indicators.reading import INDICATORS, KINDS, measures_of, values
from app.plan.lasting import shown, starts_in, till
from app.plan.models import Execution, PlanItem
from app.plan.rules import last_day
from app.plan.workflow import FLOW, RESTORE
from app.year.cycle.queries import cycle_at

PAGE, REGION, ATTACHED = "plan/item.html", "plan/_item.html", "plan/_attached.html"


def item_of(number: int) -> PlanItem:
    """The item with this number of the year that is looked at, or 404."""
    cycle = cycle_at(as_of()) or abort(404)
    own = PlanItem.cycle_id == cycle.id, PlanItem.number == number
    return db.session.scalar(select(PlanItem).where(*own)) or abort(404)


def as_it_was(item: PlanItem, moment: AsOf) -> PlanItem:
    """The item with the reports, the answers and the proofs that there were."""
    restore_state_at(item, moment, of_item(item))
    for part in item.parts:
        show_as(part, {"proofs": holding(moment, part.proofs, "added_at")})
    return item


def context(
    item: PlanItem, error: str = "", form: ReportForm | None = None, proof: ProofForm | None = None, **more: object
) -> dict:
    """The whole page; `error` is said at the form that was sent."""
    own = duties_of(current_user, item) if may("plan.report") else []
    mine = parts_of(item, own, titles_of(own))
    starts = starts_in(item.cycle)
    return {
        "item": item,
        "shown": shown(item, starts, as_of().day),
        "till": till(item, starts),
        "moves": _moves(item, own),
        "mine": mine,
        "reportable": [] if as_of().past else [part for part in mine if _is_open(item, part)],
        "last_proof": last_proof,
        "long": last_day(window.ends_on for window in item.windows) > clock.today(),
        "parts": [part for part in item.parts if may_see(part, current_user)],
        "error": error,
        "unmet": False,
        "form": form or ReportForm(),
        "remark": request.form.get("remark", ""),
        "may_confirm": may("plan.confirm"),
        "may_amend": item.state != "confirmed" and may("plan.amend"),
        "waiting": None if as_of().past else waiting_for(item),
        "named": named(item, as_of().day),
        "controller": controls(as_of().day),
        "can_open": lambda action: can(current_user, action),
        **_attaching(item, mine, proof),
        **indicator(item),
        **more,
    }


def _moves(item: PlanItem, own: list[Duty]) -> set[str]:
    """What the reader may do now with the item itself."""
    if as_of().past:
        return set()
    moves = {move.name for move in FLOW.open_to(current_user, item)} - {"begin", "cancel", *RESTORE.values()}
    return moves if any(duty.whole for duty in own) else moves - {"execute"}


def _is_open(item: PlanItem, part: Part) -> bool:
    """True when the reader may report it now."""
    if part.duty.whole:
        return FLOW.refusal("execute", current_user, item) is None
    return part_refusal(item, part.duty) is None


def _attaching(item: PlanItem, mine: list[Part], proof: ProofForm | None) -> dict:
    """The basket of what is to be reported, and the form that fills it."""
    settings = current_app.config["SETTINGS"]
    open_ = bool(mine) and item.state not in ("confirmed", "cancelled")
    there = beside(item, [part.duty for part in mine]) if open_ else []
    return {
        "may_attach": open_,
        "attached": [one for one in there if one.execution_id is None],
        "part_titles": {part.duty.key: part.title for part in mine} if len(mine) > 1 else {},
        "choices": choices(item) if open_ else {},
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


def choices(item: PlanItem) -> dict[str, list[tuple[int, str]]]:
    """What may be chosen as a proof, by its kind."""
    return {kind: one.options(item.cycle) for kind, one in SOURCES.items() if can(current_user, one.action)}


def indicator(item: PlanItem) -> dict:
    """What the item is measured by now; nothing for an item of an own plan that has no way of counting."""
    told = {} if as_of().past else values(item.cycle, queries.items_of(item.cycle), clock.today())
    value = told.get(item.id)
    if value is None:
        return {"value": None}
    found = zip(value.tallies, measures_of(item.cycle, item, clock.today()), strict=True)
    way = INDICATORS[item.key]
    return {
        "value": value,
        "formula": way.formula,
        "kind": KINDS[way.kind],
        "own_only": not any(map(of_region, current_user.grants)),
        "lines": [(one, absent(measure), address(measure)) for one, measure in found],
    }


def part_of(execution_id: int) -> Execution:
    """A part of an item by its id, or 404."""
    found = db.session.get(Execution, execution_id)
    return found if found and not found.whole else abort(404)
