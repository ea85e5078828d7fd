"""What happens to an order besides its text: agreed, published, changed or cancelled by another, its paper scanned."""

from collections.abc import Mapping
from datetime import date, datetime

from app.archive.services import Kept, blob_of
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.orders.life.changing import may_concern, too_early
from app.orders.life.workflow import BY_ANOTHER, FLOW
from app.orders.models import Order, OrderAct, OrderScan
from app.permissions import Actor
from app.plan.registers.services import add
from app.plan.registers.table import REGISTERS
from app.refusals import Refusal, Refused, refuse_if
from app.region import Said

SCANS = ("pdf", "jpg", "jpeg", "png")
NOT_SCAN = Refusal("wrong_type", "Скан\u00a0– это PDF, JPG или PNG. Выберите такой файл.")
RECEIVERS = Said(
    {
        "oiro": "{institute}",
        "rcoko": "{centre}",
        "mouo": "Все МОУО",
        "schools": "Школы-участницы",
        "federal": "Федеральный координатор",
    }
)
# What an order is sent about first of all, and to whom a letter on a subject must go to count for its item of the plan.
SUBJECTS = {"O_REG": "contacts", "O_MUN": "coordinators", "O_CUR": "curators", "O_PLAN": "plan"}
SUBJECTS |= {"L_FIOKO_MUN": "coordinators", "L_FIOKO_CUR": "curators", "L_FIOKO_PLAN": "plan"}
ADDRESSEES = {"L_FIOKO": "federal", "L_MOUO": "mouo", "L_SCHOOL": "schools"}
COUNTED_FROM = {**dict.fromkeys(SUBJECTS.values(), "federal"), "collection": "mouo"}


def counted(subject: str, receivers: list[str]) -> str:
    """The subject as the plan may count it: what our own institutions were sent has not gone to the federal one."""
    return subject if COUNTED_FROM.get(subject) in (None, *receivers) else "other"


def act(
    order: Order, kind: str, on: date, actor: Actor, now: datetime, *, by: Order | None = None, note: str = ""
) -> OrderAct:
    """Move the order by one act of its life; who changes or cancels it is an order that has its number."""
    refuse_if(FLOW.refusal(kind, actor, order))
    refuse_if(act_refusal(order, kind, on, by, now))
    FLOW.fire(kind, actor, order)
    return written(order, kind, on, actor, now, by=by, note=note, told={"by": by.number} if by else {})


def written(
    order: Order,
    kind: str,
    on: date,
    actor: Actor,
    now: datetime,
    *,
    by: Order | None = None,
    note: str = "",
    told: Mapping | None = None,
) -> OrderAct:
    """A row of the life of the order, and an event of the journal with what is told beside."""
    done = OrderAct(kind=kind, happened_on=on, by_order=by, note=note, recorded_by_id=actor.person_id, recorded_at=now)
    done.order = order
    db.session.add(done)
    db.session.flush()
    record(f"order:{kind}", order, actor, now, **(told or {}))
    return done


def act_refusal(order: Order, kind: str, on: date, by: Order | None, now: datetime) -> Refusal | None:
    """Why the act can't stand."""
    if on > local(now).date():
        return Refusal("future", "Этот день ещё не\u00a0наступил.")
    if kind not in BY_ANOTHER:
        too_soon = order.signed_on is not None and on < order.signed_on
        return Refusal("early", "Опубликовать приказ можно не\u00a0раньше дня подписания.") if too_soon else None
    if order.series == "letter":
        return Refusal("letter", "Письма приказами не\u00a0изменяют и\u00a0не\u00a0отменяют.")
    if by is not None and by.state == "cancelled":
        return Refusal("by", f"Приказ №\u00a0{by.number} сам отменён: изменить другой он не\u00a0может.")
    if by is None or by.is_open or by.id == order.id or by.series != "order":
        return Refusal("by", "Выберите зарегистрированный приказ, который это делает.")
    if not may_concern(by, order):
        return Refusal(
            "by", f"Приказ №\u00a0{by.number} о\u00a0другом: выберите тот, в\u00a0котором назван этот приказ."
        )
    early = too_early(order, by.registration.signed_on)
    return Refusal("by", f"{early}.") if early else None


def attach_scan(order: Order, kept: Kept, filename: str, actor: Actor, now: datetime) -> OrderScan:
    """A copy of the signed paper; an earlier one stays beside it."""
    if order.is_open:
        raise Refused.because("state", "Скан подписанного приказа прикладывают после регистрации.")
    scan = OrderScan(blob=blob_of(kept, now), filename=filename, attached_by_id=actor.person_id, attached_at=now)
    scan.order = order
    db.session.add(scan)
    db.session.flush()
    record("order:scanned", order, actor, now, sha256=kept.sha256)
    return scan


def void_scan(scan: OrderScan, reason: str, actor: Actor, now: datetime) -> OrderScan:
    """A copy that was brought by mistake: it stays in sight, with the reason."""
    if scan.voided_at is not None:
        raise Refused.because("state", "Этот файл уже вычеркнут.")
    if not reason:
        raise Refused.because("reason", "Напишите, почему файл вычеркнут.")
    scan.voided_at = now
    scan.void_reason = reason
    record("order:scan_struck", scan.order, actor, now, sha256=scan.blob.sha256, reason=reason)
    return scan


def send_out(
    order: Order, subject: str, receivers: list[str], on: date, actor: Actor, now: datetime, to: str = ""
) -> OrderAct:
    """«Довести приказ до …»: a row in the register of letters, from which the plan counts, and a line of the order.

    `to` names the one receiver of a letter that has one.
    """
    paper = "Письмо" if order.series == "letter" else "Приказ"
    if order.is_open:
        raise Refused.because("state", f"{paper} рассылают после подписания: сначала зарегистрируйте.")
    if on > local(now).date():
        raise Refused.because("future", "Этот день ещё не\u00a0наступил.")
    stamp = order.registration
    if on < stamp.signed_on:
        raise Refused.because("early", f"{paper} нельзя разослать раньше дня подписания, {stamp.signed_on:%d.%m.%Y}.")
    whom = to or ", ".join(RECEIVERS[name] for name in receivers)
    note = f"{paper} от {stamp.signed_on:%d.%m.%Y} № {stamp.number}"
    letter = {"on": on, "subject": counted(subject, receivers), "addressee": whom, "number": stamp.number, "note": note}
    add(REGISTERS["letters"], order.cycle, letter, actor, now)
    return written(order, "send", on, actor, now, note=whom, told={"to": receivers})


def addressees(kind: str) -> list[str]:
    """To whom a letter of the kind goes by its very name; an order goes to whomever the clerk ticks."""
    return [whom for start, whom in ADDRESSEES.items() if kind.startswith(start)]


def comment(order: Order, words: str, actor: Actor, now: datetime) -> OrderAct:
    """A word about the text from whoever may see the order; it changes nothing."""
    if not words:
        raise Refused.because("empty", "Напишите замечание.")
    return written(order, "comment", local(now).date(), actor, now, note=words)
