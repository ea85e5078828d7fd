"""Who signs and who controls, from a day on: typed once in the forms that the paper needs, and never guessed (D8)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.directory.models import Official
from app.extensions import db
from app.journal.services import record
from app.orders.forms import OrderForm, read
from app.permissions import Actor, Refused

DUTIES = {"signatory": "Подписывает приказы", "controller": "Контролирует исполнение"}
ACTING = {"": "Постоянно", "и. о.": "И.\u00a0о.", "врио": "Врио"}
GENITIVE_ACTING = {"и. о.": "исполняющего обязанности", "врио": "временно исполняющего обязанности"}
FIELDS = ("position_nom", "position_acc", "name_nom", "name_acc")


@dataclass(frozen=True)
class Appointed:
    """An official as typed; `acting` stands before the position."""

    duty: str
    acting: str
    position_nom: str
    position_acc: str
    name_nom: str
    name_acc: str
    starts_on: date


def officials() -> list[Official]:
    """Everybody, the newest first, by duty."""
    return list(db.session.scalars(select(Official).order_by(Official.duty.desc(), Official.starts_on.desc())))


def read_official(typed: MultiDict) -> OrderForm:
    """What the controller is called in the accusative is asked; who signs stands in the nominative alone."""
    form = read(typed, "duty", "acting", *FIELDS, "starts_on")
    words = form.typed
    if words["duty"] not in DUTIES:
        form.errors["duty"] = "Выберите, что делает этот человек."
    for name in ("position_nom", "name_nom"):
        if not words[name]:
            form.errors[name] = "Заполните это поле."
    if words["duty"] == "controller":
        for name in ("position_acc", "name_acc"):
            if not words[name]:
                form.errors[name] = "Нужно для слов «возложить на…»: кого?"
    day = form.day("starts_on")
    acting = words["acting"] if words["acting"] in ACTING else ""
    said = {name: words[name] or words[name.replace("acc", "nom")] for name in FIELDS}
    form.values = {"given": Appointed(words["duty"], acting, starts_on=day, **said)}
    return form


def appoint(given: Appointed, actor: Actor, now: datetime) -> Official | Refused:
    """From the day on this person stands in orders; who stood there before ends the day before."""
    standing = db.session.scalars(
        select(Official).where(Official.duty == given.duty, Official.starts_on >= given.starts_on)
    ).first()
    if standing is not None:
        since = f"{standing.starts_on:%d.%m.%Y}"
        return Refused("later", f"С\u00a0{since} уже записан другой человек, {standing.name_nom}: укажите день позже.")
    for one in db.session.scalars(select(Official).where(Official.duty == given.duty)):
        if one.ends_on is None or one.ends_on >= given.starts_on:
            one.ends_on = given.starts_on - timedelta(1)
    person = Official(duty=given.duty, name_nom=given.name_nom, name_acc=given.name_acc, starts_on=given.starts_on)
    person.position_nom = f"{given.acting} {given.position_nom}".strip()
    person.position_acc = f"{GENITIVE_ACTING.get(given.acting, '')} {given.position_acc}".strip()
    db.session.add(person)
    db.session.flush()
    record("official:appointed", person, actor, now, duty=given.duty, on=given.starts_on.isoformat())
    return person
