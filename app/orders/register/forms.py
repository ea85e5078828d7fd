"""What is typed on the pages of the register: filters, acts, reasons for numbers, orders of the past."""

from datetime import date

from werkzeug.datastructures import MultiDict

from app.documents.links import read_link
from app.kernel.numbers import number
from app.orders.draft.forms import OrderForm, read
from app.orders.life.acts import RECEIVERS
from app.orders.life.publishing import counts
from app.orders.life.workflow import BY_ANOTHER, FLOW
from app.orders.models import Order
from app.orders.queries import Wanted
from app.orders.register.legacy import HEADS, LegacyOrder, of_row
from app.orders.register.numbers import Span
from app.orders.register.outside import Changes, entered, shown
from app.papers.kinds import KINDS
from app.plan.registers.words import LETTERS, PLACES
from app.refusals import Refused

SERIES = {"order": "Приказы", "letter": "Письма"}
ACTS = tuple(move.name for move in FLOW.transitions if move.name not in ("register", "publish"))


def read_wanted(args: MultiDict, years: list[int], today: date) -> Wanted:
    """The filter of the register; what is not understood is left out."""
    year = number(args.get("year"))
    series, kind = args.get("series", ""), args.get("kind", "")
    return Wanted(
        year if year in years else next(iter(years), today.year),
        series if series in SERIES else "order",
        kind if kind in KINDS else "",
        args.get("words", "").strip()[:200],
    )


def read_act(typed: MultiDict, order: Order, others: list[Order]) -> OrderForm:
    """An act of the life of an order: its day, and by which other order."""
    form = read(typed, "act", "happened_on", "by_order", "note")
    if form.typed["act"] not in ACTS:
        form.errors["act"] = "Выберите действие."
        return form
    by = next((one for one in others if str(one.id) == form.typed["by_order"]), None)
    if form.typed["act"] in BY_ANOTHER and by is None:
        form.errors["by_order"] = "Выберите приказ, который это делает."
    form.values = {"kind": form.typed["act"], "on": by and by.signed_on, "by": by, "note": form.typed["note"]}
    return form


def read_publication(typed: MultiDict, order: Order) -> OrderForm:
    """When and where the order was published; what goes into the register has its site and its address."""
    form = read(typed, "happened_on", "place", "note")
    place, address = form.typed["place"], form.typed["note"]
    if counts(order) and (place or address):
        form.errors |= _amiss_with(address)
        if place not in PLACES:
            form.errors["place"] = "Выберите, где опубликован приказ."
    form.values = {"on": form.day("happened_on"), "place": place if place in PLACES else "", "address": address}
    return form


def _amiss_with(address: str) -> dict[str, str]:
    """What the field of the address is told."""
    if not address:
        return {"note": "Вставьте адрес страницы."}
    try:
        read_link(address)
    except Refused as refused:
        return {"note": refused.sentence}
    return {}


def read_sending(typed: MultiDict) -> OrderForm:
    """To whom the order is sent, about what, and when."""
    form = read(typed, "subject", "sent_on")
    receivers = form.ticked = [name for name in typed.getlist("receivers") if name in RECEIVERS]
    if not receivers:
        form.errors["receivers"] = "Отметьте, кому отправлен приказ."
    if form.typed["subject"] not in LETTERS:
        form.errors["subject"] = "Выберите, о\u00a0чём письмо."
    form.values = {"subject": form.typed["subject"], "receivers": receivers, "on": form.day("sent_on")}
    return form


def read_skipped(typed: MultiDict) -> OrderForm:
    """From which number to which, and why."""
    form = read(typed, "first", "last", "reason")
    first, last = number(form.typed["first"]), number(form.typed["last"] or form.typed["first"])
    if not (first and last):
        form.errors["first"] = "Укажите номера цифрами, например с\u00a01 по\u00a0225."
    elif first > last:
        form.errors["first"] = "Первый номер больше последнего."
    else:
        form.values["span"] = Span(first, last)
    if not form.typed["reason"]:
        form.errors["reason"] = "Напишите, почему этих номеров нет в\u00a0реестре."
    form.values["reason"] = form.typed["reason"]
    return form


def read_one_past(typed: MultiDict) -> tuple[OrderForm, LegacyOrder]:
    """One order of the past by hand."""
    form = read(typed, "number", "signed_on", "title", "kind")
    past = of_row(0, form.typed)
    if past.troubles:
        form.errors["past"] = " ".join(past.troubles)
    return form, past


def summary(order: Order, told: Changes) -> tuple:
    """A row of the workbook, under these heads."""
    published = next((act for act in order.acts if act.kind == "publish"), None)
    by = [(act.kind, entered(act.by_order)) for act in order.acts if act.by_order]
    by += [("change", one) for one in told.get(order.id, ())]
    return (
        order.number,
        f"{order.signed_on:%d.%m.%Y}",
        order.title,
        KINDS[order.kind].name,
        FLOW.states[shown(order, told)].word,
        f"{published.happened_on:%d.%m.%Y}" if published else "",
        "; ".join(f"{FLOW[kind].verb} {one.said}" for kind, one in by).replace("\u00a0", " "),
        "; ".join(scan.filename for scan in order.scans if not scan.voided_at),
    )


SUMMARY_HEADS = (*HEADS, "Состояние", "Опубликован", "Чем изменён или отменён", "Скан")
