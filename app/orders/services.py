"""The draft of an order: drawn up from the data, amended by a clerk. What has its number never changes."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from flask import current_app
from sqlalchemy import delete

from app.archive.services import read
from app.directory.models import Person
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.orders.draft.editions import digest_of, template_now
from app.orders.draft.printing import Unprintable, archived, printed_by
from app.orders.draft.typed import typed_in, worded
from app.orders.gathering import chosen_in, gather
from app.orders.gathering.addressing import UNCHOSEN, performer, schools_in
from app.orders.gathering.changes import is_change, with_new_points
from app.orders.models import Order, OrderAct, OrderDraft
from app.orders.queries import newest, newest_words
from app.papers.drawing import Paper, Printed
from app.papers.facts import Facts, ListFacts
from app.papers.kinds import KINDS
from app.papers.layout import Layout, layout_of
from app.permissions import Actor
from app.refusals import Refusal, Refused
from app.region import region
from app.year.cycle.models import Cycle

FROZEN = {
    "order": Refusal("state", "Приказ зарегистрирован: его текст больше не меняется."),
    "letter": Refusal("state", "Письмо зарегистрировано: его текст больше не меняется."),
}
AGREED = {
    "order": Refusal("state", "Приказ на\u00a0согласовании: чтобы править текст, верните его в\u00a0черновик."),
    "letter": Refusal("state", "Письмо на\u00a0согласовании: чтобы править текст, верните его в\u00a0черновик."),
}

NOT_SHOWN = "Показать этот лист здесь не\u00a0получилось. Скачайте DOCX: в\u00a0нём всё на\u00a0месте."


def closed(order: Order) -> Refusal:
    """Why the text is not written now."""
    return (AGREED if order.is_open else FROZEN)[order.series]


def locked(order: Order) -> Order:
    """Until this request ends nobody else writes into the order; what is read of it from here is true."""
    db.session.refresh(order, with_for_update=True)
    return order


def facts_of(order: Order) -> Facts:
    """What the order states, whatever the data say today; until it is registered, with the names of today."""
    facts = KINDS[order.kind].shape.from_json(json.dumps(order.facts))
    return replace(facts, region=region()) if order.is_open else facts


def stated(order: Order) -> Facts:
    """The same as the paper says it."""
    return with_sheets(order, facts_of(order))


def with_sheets(order: Order, facts: Facts) -> Facts:
    """The facts with the sheets that were counted, where a clerk has typed none."""
    if not isinstance(facts, ListFacts) or not order.sheets or facts.typed.get("sheets") != "":
        return facts
    return replace(facts, typed=facts.typed | {"sheets": str(order.sheets)})


def docx_of(order: Order) -> bytes:
    """The bytes of the paper."""
    return paper_of(order).docx


def paper_of(order: Order) -> Printed:
    """The paper: a registered order gives the bytes that were archived with its number; Unprintable as `draw_up`."""
    if order.edition:
        return archived(
            read(order.edition), order.template is not None and order.template.sha256 == digest_of(order.kind)
        )
    return draw_up(order.kind, stated(order))


def draw_up(kind: str, facts: Facts) -> Paper:
    """The paper by the template and the layout that are in force now; Unprintable when that template takes too much.

    It knows its facts, its template and its words: whoever has it asks nobody for them again.
    """
    return printed_by(template_now(kind), kind, facts, layout_now())


def printed_somehow(kind: str, facts: Facts) -> tuple[Paper, str]:
    """The same, or by the template of the program, and why."""
    try:
        return draw_up(kind, facts), ""
    except Unprintable as error:
        return printed_by(None, kind, facts, layout_now()), error.sentence


def paper_of_draft(order: Order) -> Paper:
    """The paper of an open order, by the template of the program when the one in force takes too much."""
    return printed_somehow(order.kind, stated(order))[0]


def shown(order: Order, facts: Facts) -> tuple[Printed | None, str]:
    """The paper of these facts for the screen, and why it is not by the template that is in force, or not there."""
    if not order.edition:
        return printed_somehow(order.kind, with_sheets(order, facts))
    try:
        return paper_of(order), ""
    except Unprintable:
        return None, NOT_SHOWN


def layout_now() -> Layout:
    """By the settings."""
    settings = current_app.config["SETTINGS"]
    return layout_of(settings.order_layout, settings.order_font_pt, settings.order_right_mm)


def seen(order: Order) -> str:
    """The draft as a window shows it: what is saved later must know this version of it."""
    return sha256(json.dumps(order.facts, sort_keys=True).encode()).hexdigest()[:16]


def draft_order(
    kind: str,
    cycle: Cycle,
    actor: Actor,
    now: datetime,
    order: Order | None = None,
    chosen: int | None = None,
    schools: Collection[int] = (),
) -> Order:
    """A draft from the data of this moment; the draft that stands is drawn up anew and keeps what was typed.

    Of a kind with many drafts a new one is begun, unless `order` names the one to draw up anew. `chosen` is a
    snapshot of the plan, or who receives the letter; `schools` are those it is about, all of its receiver if none.
    """
    if order is not None and (order.state != "draft" or order.kind != kind):
        raise Refused(closed(order))
    if order is None and not KINDS[kind].many:
        order = newest(cycle, kind, "draft")
    if order is not None:
        chosen = chosen or chosen_in(facts_of(order))
        schools = schools or schools_in(facts_of(order))
    facts = gather(kind, cycle, local(now).date(), chosen, schools)
    if KINDS[kind].letter:
        facts = worded(facts, {"typed": {"performer": performer(db.session.get_one(Person, actor.person_id))}})
    if order is None or locked(order).state != "draft":
        order = Order(cycle=cycle, kind=kind, series=KINDS[kind].series, drafted_by_id=actor.person_id)
        db.session.add(order)
    else:
        standing = facts_of(order)
        facts = worded(facts, typed_in(standing))
        if is_change(facts) and is_change(standing):
            facts = with_new_points(facts, standing)
    _write(order, facts, now)
    db.session.flush()
    keep_words(order, facts, actor, now)
    record("order:drafted", order, actor, now, order_kind=kind)
    return order


def draft_letters(
    kind: str, cycle: Cycle, chosen: Mapping[int, Collection[int]], actor: Actor, now: datetime
) -> list[Order]:
    """A letter to each receiver, with its own rows: of these schools, or of all; all letters or none."""
    letters = [draft_order(kind, cycle, actor, now, None, *of_whom) for of_whom in chosen.items()]
    if not letters:
        raise Refused(UNCHOSEN)
    return letters


def drop_draft(order: Order, actor: Actor, now: datetime) -> None:
    """A draft that nobody needs goes with its words and acts; the journal keeps that it was."""
    if order.state != "draft":
        raise Refused(closed(order))
    record("order:dropped", order, actor, now, order_kind=order.kind, title=order.title)
    for model in (OrderDraft, OrderAct):
        db.session.execute(delete(model).where(model.order_id == order.id))
    db.session.expire(order)
    db.session.delete(order)
    db.session.flush()


def keep_words(order: Order, facts: Facts, actor: Actor, now: datetime) -> None:
    """The words of the draft as they stand now, when they are not those that were kept last."""
    words = printed_somehow(order.kind, facts)[0].words
    last = newest_words(order)
    if last is None or last.text != words:
        db.session.add(OrderDraft(order_id=order.id, text=words, saved_by_id=actor.person_id, saved_at=now))


def amend_order(order: Order, words: dict, actor: Actor, now: datetime) -> Order:
    """Put the clerk's words into the draft."""
    if locked(order).state != "draft":
        raise Refused(closed(order))
    standing = facts_of(order)
    facts = worded(standing, words)
    if facts == standing:
        return order
    _write(order, facts, now)
    keep_words(order, facts, actor, now)
    record("order:drafted", order, actor, now, order_kind=order.kind)
    return order


def _write(order: Order, facts: Facts, now: datetime) -> None:
    """What the draft states from now on; its sheets are to be counted anew."""
    order.facts = stored(facts)
    order.title = facts.title
    order.drafted_at = now
    order.sheets = None


def stored(facts: Facts) -> dict:
    """The JSON of the facts as the database keeps it."""
    return json.loads(facts.to_json())
