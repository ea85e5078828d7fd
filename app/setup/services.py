"""The verbs of setting up: name the region, add and close municipalities, name the first year."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from app.directory.models import Municipality
from app.directory.region import FIELDS, RegionCard
from app.expertise.sheets.seeding import seed_sheets
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.permissions import Actor, ensure_can
from app.plan.seeding import seed_plan
from app.refusals import Refusal, Refused, refuse_if
from app.setup.current import begun, forget
from app.setup.forms import Town
from app.year.cycle.models import Cycle
from app.year.cycle.pattern import Pattern, seed_year

NAMED = Refusal("named", "Первый год уже назван: его дни и\u00a0план правят на\u00a0странице года.")
NO_REGION = Refusal("region", "Сначала назовите регион: его слова войдут в\u00a0план года.")
FAR = "Назовите год от\u00a0{} до\u00a0{}: четыре цифры."


def name_region(words: Mapping[str, str], actor: Actor, now: datetime) -> RegionCard:
    """From now on pages and drafts say these words; papers that are registered keep theirs."""
    ensure_can(actor, "region.edit")
    card = db.session.get(RegionCard, 1)
    changed = [name for name in FIELDS if card is None or getattr(card, name) != words[name]]
    if card is None:
        card = RegionCard(id=1)
        db.session.add(card)
    for name in FIELDS:
        setattr(card, name, words[name])
    db.session.flush()
    if changed:
        record("region:named", card, actor, now, changed=changed)
    forget()
    return card


def add_towns(towns: Sequence[Town], actor: Actor, now: datetime) -> int:
    """Municipalities after those that stand."""
    ensure_can(actor, "region.edit")
    last = db.session.scalar(select(func.coalesce(func.max(Municipality.position), -1))) or 0
    for number, town in enumerate(towns, last + 1):
        row = Municipality(code=f"m{number}", name=town.name, kind=town.kind, position=number)
        db.session.add(row)
        db.session.flush()
        record("town:added", row, actor, now, name=town.name)
    return len(towns)


def correct_town(town: Municipality, name: str, kind: str, valid_to: date | None, actor: Actor, now: datetime) -> None:
    """Another name or kind, or its last day: schools and history stay where they are."""
    ensure_can(actor, "region.edit")
    was = {"name": town.name, "kind": town.kind, "valid_to": town.valid_to and town.valid_to.isoformat()}
    town.name, town.kind, town.valid_to = name, kind, valid_to
    record("town:corrected", town, actor, now, was=was)


def years_to_name(today: date) -> range:
    """The years that a first person may name."""
    return range(today.year - 1, today.year + 3)


def name_year(year: int, with_plan: bool, actor: Actor, now: datetime) -> Cycle:
    """The first year of the house, prepared: its days are those of the pattern, and so is its plan unless it has none.

    Until it is opened nothing in it is due, frozen or reminded of.
    """
    ensure_can(actor, "year.prepare")
    refuse_if(NAMED if begun().named else None)
    refuse_if(None if db.session.get(RegionCard, 1) else NO_REGION)
    allowed = years_to_name(local(now).date())
    if year not in allowed:
        raise Refused.because("far", FAR.format(allowed[0], allowed[-1]))
    cycle = seed_year(year, opened=False)
    if with_plan:
        seed_plan(cycle, Pattern(year))
    seed_sheets(cycle, now)
    db.session.info.pop("cycle", None)
    record("year:named", cycle, actor, now, year=year, with_plan=with_plan)
    forget()
    return cycle
