"""What watchmen ask, without a word that is not theirs; and the page of the house's state for who looks after it."""

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from app.archive.models import Blob
from app.extensions import db
from app.health import metrics
from app.health.asking import Health
from app.health.words import SPOILT, told
from app.kernel.access import access, public
from app.kernel.reader import current_user
from app.permissions import can
from app.verifying import spoilt
from app.year.cycle.models import Cycle

bp = Blueprint("health", __name__)
YEARS = select(Cycle.year).order_by(Cycle.year.desc())
PLAIN = {"Content-Type": "text/plain"}


def health() -> Health:
    """That of this house."""
    return current_app.extensions["health"]


@bp.get("/health")
@public("a watchman asks whether the house stands")
def stands() -> ResponseReturnValue:
    """200 as long as the house answers at all: «ok», or what is not well."""
    troubles = health().troubles()
    return f"degraded: {', '.join(troubles)}" if troubles else "ok", 200, PLAIN


@bp.get("/ready")
@public("a balancer asks whether people may be sent here")
def ready() -> ResponseReturnValue:
    """503 while nothing can be taken: database or store away, disk full, queue away or standing."""
    lacks = health().lacks()
    return (f"not ready: {', '.join(lacks)}", 503, PLAIN) if lacks else ("ready", 200, PLAIN)


@bp.get("/metrics")
@public("Prometheus asks from this machine or with the token of the settings")
def figures() -> ResponseReturnValue:
    """The figures in the text of Prometheus; for anybody else there is no such page."""
    return (metrics.text(), 200, PLAIN) if metrics.may_read(request) else abort(404)


@bp.get("/archive")
@access("archive.view")
def state() -> ResponseReturnValue:
    """What works, what does not, and what to do then."""
    settings = current_app.config["SETTINGS"]
    files, size = db.session.execute(select(func.count(Blob.id), func.coalesce(func.sum(Blob.size), 0))).one()
    return render_template(
        "health/state.html",
        lines=told(health().findings()),
        bucket=settings.archive.startswith("s3://"),
        files=files,
        size=int(size),
        limit_mb=settings.upload_limit_mb,
        spoilt=spoilt(),
        spoilt_words=SPOILT,
        years=db.session.scalars(YEARS).all() if can(current_user, "package.year") else [],
    )
