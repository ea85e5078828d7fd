"""The demo day: in demo mode, and only there, the calendar stands where the coordinator put it."""

from datetime import datetime, timedelta

from blinker import Namespace
from flask import Flask
from flask_login import current_user

from app.cycle.queries import newest_cycle
from app.kernel import clock
from app.permissions import can

# Sent with now= after the demo day has moved: what has become due is done at once.
moved = Namespace().signal("demo-clock-moved")


def demo_now() -> datetime:
    """The real hour on the demo day."""
    real = clock.real_now()
    cycle = newest_cycle()
    if cycle is None or cycle.demo_day is None:
        return real
    return real + timedelta(days=(cycle.demo_day - clock.local(real).date()).days)


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
