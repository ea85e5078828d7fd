"""The register: a number and a day to a signed paper, reasons for the numbers that are not ours."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.archive.models import Blob
from app.archive.services import keep
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.kernel.turn import OutOfTurn
from app.orders.gathering import controller, signatory
from app.orders.gathering.agreeing import change_checks, order_checks
from app.orders.gathering.changes import changed_by, is_change, said_in
from app.orders.gathering.freshness import freshness_checks, stage_checks
from app.orders.life.acts import act
from app.orders.life.workflow import FLOW
from app.orders.models import Order, SkippedNumbers
from app.orders.queries import numbers_of, skipped_in
from app.orders.register.numbers import Span, following
from app.orders.services import draw_up, locked, stated, stored
from app.papers.checklist import Check, checks, is_letter, text_checks
from app.papers.drawing import Paper
from app.papers.facts import ListFacts
from app.permissions import Actor
from app.plan.amendments.services import put_all_in_force
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Cycle


def register_order(order: Order, number: str, signed_on: date, actor: Actor, now: datetime) -> Order:
    """The number and the date enter the header and every appendix; the facts and the DOCX are frozen together.

    Without a number the next of the year is taken.
    """
    one_at_a_time(order.cycle_id)
    refuse_if(FLOW.refusal("register", actor, locked(order)))
    number = number or next_number(order.series, signed_on.year)
    paper = draw_up(order.kind, stated(order).registered(number, signed_on))
    refuse_if(registration_refusal(order, paper, signed_on, now))
    edition, template = kept_in_one_turn((paper.docx, paper.template), now)
    stamp = {"number": number, "signed_on": signed_on, "register_year": signed_on.year}
    stamp |= {"edition_id": edition.id, "template_id": template.id}
    try:
        with db.session.begin_nested():
            FLOW.fire("register", actor, order, facts=stored(paper.facts), **stamp)
    except IntegrityError as error:
        raise Refused(number_taken(number, signed_on.year)) from error
    record_registration(order, actor, now, {"sha256": edition.sha256})
    if is_change(paper.facts):
        change(order, paper.facts, actor, now)
    return order


def kept_in_one_turn(files: Iterable[bytes], now: datetime) -> list[Blob]:
    """All of them in the archive; what is not there yet goes there at once, so that the view begins anew only once."""
    blobs, waiting = [], []
    for data in files:
        try:
            blobs.append(keep(data, now))
        except OutOfTurn as turn:
            waiting.append(turn.do)
    if waiting:
        raise OutOfTurn(lambda: [do() for do in waiting])
    return blobs


def change(order: Order, facts: ListFacts, actor: Actor, now: datetime) -> None:
    """What O_CHANGE changes from now on: the plan, and the order that it names."""
    stamp = order.registration
    put_all_in_force(said_in(facts), stamp.number, stamp.signed_on, order.id, actor, now)
    changed = changed_by(facts, order.cycle)
    assert changed is not None  # `before` bars a change that cites no order
    act(changed, "change", stamp.signed_on, actor, now, by=order)


def one_at_a_time(cycle_id: int) -> None:
    """Who takes a number waits for the one before (C4); the unique index is the law behind it."""
    db.session.execute(select(Cycle.id).where(Cycle.id == cycle_id).with_for_update())


def next_number(series: str, year: int) -> str:
    """The number after the last of the year."""
    return following(numbers_of(series, year), spans_in(series, year))


def spans_in(series: str, year: int) -> list[Span]:
    """The numbers that somebody has explained."""
    return [Span(one.first, one.last) for one in skipped_in(series, year)]


def registration_refusal(order: Order, paper: Paper, signed_on: date, now: datetime) -> Refusal | None:
    """Why this day can't be taken, or the paper is not ready for it."""
    if signed_on > local(now).date():
        return Refusal("future", "Дата подписания ещё не наступила.")
    fatal = next((one for one in pre_registration_checks(order, paper, signed_on) if one.fatal and not one.good), None)
    return Refusal(fatal.code, f"{fatal.sentence}.") if fatal else None


def pre_registration_checks(order: Order, paper: Paper, on: date) -> list[Check]:
    """«Перед регистрацией»: what the page shows is what bars the registration on the day."""
    facts = paper.facts
    same_controller = is_letter(facts) or facts.controller == controller(on)
    acting = facts.signatory == signatory(on) and same_controller
    found = checks(facts, on, acting) + text_checks(paper, on)
    found += [*freshness_checks(order.kind, facts, order.cycle, on), *stage_checks(order.kind, facts, order.cycle)]
    if is_change(facts):
        found += [*order_checks(changed_by(facts, order.cycle), on), *change_checks(facts, order.cycle)]
    return found


def number_taken(number: str, year: int) -> Refusal:
    return Refusal("number_taken", f"Номер {number} в {year} году уже занят.")


def record_registration(order: Order, actor: Actor, now: datetime, more: Mapping) -> None:
    """The journal learns of the number, and from the journal the indicators of the plan."""
    stamp = order.registration
    record(
        "order:registered",
        order,
        actor,
        now,
        number=stamp.number,
        signed_on=stamp.signed_on.isoformat(),
        order_kind=order.kind,
        cycle_id=order.cycle_id,
        **more,
    )


def explain_numbers(series: str, year: int, span: Span, reason: str, actor: Actor, now: datetime) -> Span:
    """Say why numbers are missing: they went to orders about other things, or were spoilt."""
    among = next((n for n in numbers_of(series, year) if n.isdecimal() and span.first <= int(n) <= span.last), None)
    if among:
        raise Refused.because("in_register", f"Номер {among} есть в\u00a0реестре: укажите только пропущенные номера.")
    row = SkippedNumbers(series=series, year=year, first=span.first, last=span.last, reason=reason)
    row.explained_by_id = actor.person_id
    row.explained_at = now
    db.session.add(row)
    db.session.flush()
    record("order:skipped", row, actor, now, numbers=str(span), year=year)
    return span
