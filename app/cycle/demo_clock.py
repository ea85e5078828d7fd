"""The demo day: in demo mode, and only there, the calendar stands where the coordinator put it."""

from datetime import datetime, timedelta

from flask import Flask
from flask_login import current_user
from sqlalchemy import select

from app.cycle.models import Cycle
from app.extensions import db
from app.kernel import clock
from app.permissions import can


def demo_now() -> datetime:
    """The real hour on the demo day."""
    real = clock.real_now()
    day = db.session.scalar(select(Cycle.demo_day).order_by(Cycle.year.desc()).limit(1))
    if day is None:
        return real
    return real + timedelta(days=(day - clock.local(real).date()).days)


def init_app(app: Flask) -> None:
    """Set the clock of demo mode and tell the layout."""
    demo = app.config["SETTINGS"].demo
    if demo:
        app.extensions["clock"] = demo_now

    @app.context_processor
    def _banner():
        signed_in = current_user.is_authenticated
        return {
            "demo_day": clock.today() if demo else None,
            "can_move_clock": bool(demo and signed_in and can(current_user, "clock.move")),
            "today": clock.today(),
        }
