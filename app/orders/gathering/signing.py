"""Who signs and who controls, from a day on: proposed in every case, confirmed by a person once, never guessed (D8)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.directory.models import Official
from app.extensions import db
from app.journal.services import record
from app.orders.draft.forms import LONGEST, OrderForm, read
from app.papers.declension import ACTING, CASES, initials_first, post, proposed
from app.permissions import Actor
from app.refusals import Refused

DUTIES = {"signatory": "Подписывает приказы", "controller": "Контролирует исполнение"}
FORMS = tuple(f"{word}_{case}" for case in ("nom", *CASES) for word in ("position", "name"))
FILL = "Заполните это поле."
IN_FULL = "Напишите фамилию, имя и\u00a0отчество полностью: по\u00a0ним программа предложит падежи."
LONGEST_NAME = 200  # of the column


@dataclass(frozen=True)
class Appointed:
    """An official as typed; `acting` tells in whose place, and then the post is that of the absent one."""

    duty: str
    acting: str
    position: str
    full_name: str
    starts_on: date


def officials() -> list[Official]:
    """Everybody, the newest first, by duty."""
    return list(db.session.scalars(select(Official).order_by(Official.duty.desc(), Official.starts_on.desc())))


def read_official(typed: MultiDict) -> OrderForm:
    """The post and the full name in the nominative; the other cases are the next step."""
    form = read(typed, "duty", "acting", "position", "full_name", "starts_on")
    words = form.typed
    name = " ".join(words["full_name"].split())
    if words["duty"] not in DUTIES:
        form.errors["duty"] = "Выберите, что делает этот человек."
    if not words["position"]:
        form.errors["position"] = FILL
    if len(name.split()) < 2 or "." in name:
        form.errors["full_name"] = IN_FULL
    form.fits("full_name", LONGEST_NAME)
    form.fits("position", LONGEST)
    day = form.day("starts_on")
    acting = words["acting"] if words["acting"] in ACTING else ""
    if day is not None:
        form.values = {"given": Appointed(words["duty"], acting, lines(words["position"]), name, day)}
    return form


def lines(words: str) -> str:
    """A post over several lines, with one kind of line feed."""
    return "\n".join(" ".join(line.split()) for line in words.splitlines() if line.strip())


def appoint(given: Appointed, actor: Actor, now: datetime) -> Official:
    """From the day on this person stands in orders; who stood there before ends the day before."""
    standing = db.session.scalars(
        select(Official).where(Official.duty == given.duty, Official.starts_on >= given.starts_on)
    ).first()
    if standing is not None:
        who = f"С\u00a0{standing.starts_on:%d.%m.%Y} уже записан другой человек, {standing.name_nom}"
        raise Refused.because("later", f"{who}: укажите день позже.")
    for one in db.session.scalars(select(Official).where(Official.duty == given.duty)):
        if one.ends_on is None or one.ends_on >= given.starts_on:
            one.ends_on = given.starts_on - timedelta(1)
    person = Official(duty=given.duty, acting=given.acting, full_name=given.full_name, starts_on=given.starts_on)
    person.position_nom = given.position
    person.name_nom = initials_first(given.full_name)
    db.session.add(person)
    db.session.flush()
    record("official:appointed", person, actor, now, duty=given.duty, on=given.starts_on.isoformat())
    return person


def words_of(person: Official) -> dict[str, str]:
    """What stands in the fields: the confirmed words, or else what the program proposes to the eyes of a person.

    Who was written down before full names were asked keeps what was typed then, and only the post is proposed.
    """
    if person.full_name and not person.confirmed:
        said = proposed(person.full_name, person.position_nom, person.acting)
        opens = said["position_nom"][:1].upper() if person.duty == "signatory" else said["position_nom"][:1]
        return said | {"position_nom": opens + said["position_nom"][1:]}
    posts = {f"position_{case}": words for case, words in post(person.position_nom).items()}
    return dict.fromkeys(FORMS, "") | posts | {name: said for name in FORMS if (said := getattr(person, name))}


def read_forms(typed: MultiDict) -> OrderForm:
    """Every form is there: a person has read them all."""
    form = read(typed, *FORMS)
    form.errors = {name: FILL for name, words in form.typed.items() if not words}
    for name in FORMS:
        form.fits(name, LONGEST_NAME if name.startswith("name_") else LONGEST)
    form.values = {"words": {name: lines(words) for name, words in form.typed.items()}}
    return form


def confirm(person: Official, words: dict[str, str], actor: Actor, now: datetime) -> Official:
    """These words stand in orders from now on; what was registered keeps its own."""
    for name, said in words.items():
        setattr(person, name, said)
    record("official:confirmed", person, actor, now, duty=person.duty)
    return person
