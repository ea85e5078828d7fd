"""What the table of notices speaks of: the words for the names in its braces, and the addresses of its places."""

from collections.abc import Callable

from flask import current_app

from app.directory.models import Grant
from app.documents.appeals.models import Appeal
from app.documents.kit import Slot, slot_of
from app.documents.models import Document
from app.expertise.assignments.models import Assignment, Substitution
from app.expertise.models import FrozenItem
from app.expertise.reviews.models import ExpertRemark, Review, WordMark
from app.kernel.quotes import quoted
from app.kernel.words import day
from app.notices.scene import Scene
from app.orders.models import Order
from app.orders.register import reminding
from app.orders.services import facts_of
from app.plan.amendments.models import PlanAmendment
from app.plan.answering.models import Answering
from app.plan.executors import FULL
from app.plan.models import Execution, PlanItem
from app.year.cycle.models import Cycle, DayMove, LatePermission, Participation, SchoolRisk, Stage
from app.year.profile.models import RiskProfile

Address = tuple[str, dict[str, object]]


def words_of(scene: Scene) -> dict[str, str]:
    """The words of an event, by the names in the braces of the table."""
    school = scene.school
    return {"school": school.short_name if school else "", **_words(scene)}


def _words(scene: Scene) -> dict[str, str]:
    match scene.thing:
        case Document() as document:
            return _of_slot(slot_of(document))
        case Appeal() as appeal:
            return {"asks": _asks(appeal)}
        case LatePermission() as permission:
            return {"until": day(permission.until_on), "window": permission.window.title}
        case SchoolRisk() as risk:
            return {"direction": quoted(risk.direction.title)}
        case DayMove() as move:
            return {"day": _small(move.title), "was": day(move.was), "became": day(move.became)}
        case Cycle() as cycle:
            return {"year": str(cycle.year)}
        case Substitution() as leave:
            return {"from_day": day(leave.starts_on), "to_day": day(leave.ends_on)}
        case PlanItem() as item:
            return {"number": str(item.number)}
        case Execution() | PlanAmendment() as of_item:
            return {"number": str(of_item.item.number)}
        case Answering() as answering:
            return {"executor": FULL.get(answering.code, answering.code)}
        case Grant() as grant:
            return {"role": grant.title}
        case Order() as order if order.kind == reminding.KIND:
            return {"reminder": reminding.said(facts_of(order))}
    stage = stage_of(scene)
    return {"stage": str(stage.number)} if stage else {}


def _of_slot(slot: Slot) -> dict[str, str]:
    when = f", {slot.window.title}" if slot.window else ""
    thing = slot.accusative + when
    approved = thing.removeprefix("подтверждающие ")  # nobody says «подтвердил подтверждающие документы»
    return {"nominative": _small(slot.title), "accusative": thing, "approved": approved}


def _asks(appeal: Appeal) -> str:
    if appeal.document is not None:
        return f"открыть {slot_of(appeal.document).accusative}"
    return f"продлить приём подтверждающих документов за\u00a0{appeal.window.title if appeal.window else ''}"


def _small(title: str) -> str:
    return title[:1].lower() + title[1:]


def stage_of(scene: Scene) -> Stage | None:
    """The stage that the event belongs to."""
    match scene.thing:
        case Stage() as stage:
            return stage
        case Assignment() | FrozenItem() as part:
            return part.stage
        case Review() as review:
            return review.frozen_item.stage
        case ExpertRemark() | WordMark() as remark:
            return remark.frozen_item.stage
    return None


def _document(scene: Scene) -> Address:
    return "documents.document", {"document_id": scene.event.subject_id}


def _desk(scene: Scene) -> Address:
    return "desk.one", {"document_id": scene.event.subject_id}


def _kit(scene: Scene) -> Address:
    match scene.thing:
        case Appeal() as appeal if appeal.document_id:
            return "documents.document", {"document_id": appeal.document_id}
        case Appeal() | LatePermission() | SchoolRisk() as of_school:
            return "documents.kit", {"participation_id": of_school.participation_id}
    return "documents.own_kit", {}


def _signer(scene: Scene) -> Address:
    return "signing.page", {"participation_id": scene.event.subject_id}


def _profile(scene: Scene) -> Address:
    match scene.thing:
        case RiskProfile() as profile:
            return "profile.one", {"participation_id": profile.participation_id}
        case Participation() as school:
            return "profile.one", {"participation_id": school.id}
    return "profile.register", {}


def _stage(scene: Scene) -> Address:
    stage = stage_of(scene)
    return ("expertise.stage", {"stage_id": stage.id}) if stage else ("expertise.present", {})


def _examined(scene: Scene) -> Address:
    return "expertise.sheet", {"frozen_item_id": scene.event.data["examined"]}


def _item(scene: Scene) -> Address:
    return "plan.item", {"number": int(_words(scene)["number"])}


def _page(endpoint: str) -> Callable[[Scene], Address]:
    return lambda _scene: (endpoint, {})


PLACES: dict[str, Callable[[Scene], Address]] = {
    "now": _page("home.now"),
    "archive": _page("health.state"),
    "document": _document,
    "desk": _desk,
    "kit": _kit,
    "appeals": _page("appeals.every"),
    "signer": _signer,
    "own_profile": _page("profile.own"),
    "profile": _profile,
    "stage": _stage,
    "stages": _page("expertise.present"),
    "examined": _examined,
    "own_conclusions": _page("conclusions.own"),
    "conclusions": _page("school_conclusions.listing"),
    "item": _item,
    "duties": _page("mine.listing"),
    "sessions": _page("sessions.mine"),
    "account": _page("own.mine"),
    "matrix": _page("documents.matrix"),
}


def path_of(place: str, scene: Scene) -> str:
    """The address of a place without its host; the same in a request, in a job and at the command line."""
    endpoint, values = PLACES[place](scene)
    return current_app.url_map.bind("").build(endpoint, values)
