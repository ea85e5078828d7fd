"""Builds a training house: the same application over a database, an archive and a queue of its own."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from flask import Flask, current_app
from flask_migrate import upgrade
from pydantic import SecretStr
from sqlalchemy import select

from app.directory.region import RegionCard
from app.expertise.sheets.seeding import seed_sheets
from app.extensions import db
from app.founding import found
from app.kernel import clock
from app.notices.telling import untold
from app.plan.models import PlanItem
from app.plan.seeding import seed_plan
from app.region import Region, region
from app.settings import Settings
from app.training import people
from app.training.place import NEW, folder_of, is_whole, remove
from app.year.cycle.demo_clock import days_to
from app.year.cycle.pattern import Pattern, seed_year
from app.year.cycle.queries import newest_cycle

Create = Callable[..., Flask]
PREFIX = "/training"
COOKIE = "training"


@dataclass(frozen=True)
class Model:
    """What a training house takes from the real one: its names, its year, and whether it lives by a plan."""

    region: Region
    year: int
    with_plan: bool


def model_of() -> Model:
    """Asked of the real house."""
    cycle = newest_cycle()
    planned = cycle and db.session.scalar(select(PlanItem.id).where(PlanItem.cycle_id == cycle.id).limit(1))
    return Model(region(), cycle.year if cycle else clock.today().year, cycle is None or planned is not None)


def root() -> Path:
    """Where the training houses of this house lie."""
    return Path(current_app.config["SETTINGS"].training)


def settings_of(real: Settings, folder: Path, secret: str) -> Settings:
    """Everything of its own: no letter, no queue, no bucket and no key of the real house is within its reach."""
    return real.model_copy(
        update={
            "demo": True,
            "database": f"sqlite:///{folder / 'opora.db'}",
            "archive": f"file:{folder / 'archive'}",
            "queue": "at-once",
            "parts": f"{folder / 'parts'}",
            "training": "",
            "secret_key": SecretStr(secret),
            "proxies": 0,
            "mail_server": "",
            "mail_user": "",
            "mail_password": None,
            "s3_endpoint": None,
            "s3_access_key": None,
            "s3_secret_key": None,
            "metrics_token": None,
            "backup_key": None,
        }
    )


def build(create: Create, name: str, folder: Path) -> Flask:
    """The application of the training house that lies in the folder; its cookies are those of this name alone."""
    key = current_app.config["SECRET_KEY"]
    secret = hmac.new(key.encode(), f"training {name}".encode(), hashlib.sha256).hexdigest()
    return create(settings_of(current_app.config["SETTINGS"], folder, secret), training=True)


def prepare(create: Create, name: str) -> None:
    """Make the house whole, once: what is half made is made anew. The caller holds its place."""
    here = root()
    half = here / f"{name}{NEW}"
    if is_whole(here, name):
        return
    remove([half])
    half.mkdir(parents=True, mode=0o700)
    model = model_of()
    inner = build(create, name, half)
    with inner.app_context():
        upgrade()
        _seed(model)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    half.rename(folder_of(here, name))


def _seed(model: Model) -> None:
    now = clock.real_now()
    found(True, now)
    db.session.add(RegionCard(id=1, **asdict(model.region)))
    db.session.flush()
    with untold():
        cycle = seed_year(model.year)
        if model.with_plan:
            seed_plan(cycle, Pattern(model.year))
        seed_sheets(cycle, now)
        cycle.demo_offset = days_to(first_day(model.year), now)
        db.session.flush()
        people.settle(cycle, now)


def first_day(year: int) -> date:
    """The day that a training house begins on: schools send their documents, and the rest of the year is ahead."""
    pattern = Pattern(year)
    day = pattern.day(pattern.data["training_begins_on"])
    assert day is not None  # the pattern has this day
    return day
