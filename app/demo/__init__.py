"""The demo: invented schools, people and files, all marked «(демо)»."""

from flask import Flask


def init_app(app: Flask) -> None:
    """When the demo day moves past the first stage, its results are told."""
    from app.cycle.demo_clock import moved
    from app.demo.examined import tell

    moved.connect(lambda _app, now: tell(now), app, weak=False)
