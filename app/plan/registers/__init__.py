"""The registers that feed the plan: events with attendance, publications, letters, training, resources, measures."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.plan.registers import event_routes, routes

    for part in (routes, event_routes):
        app.register_blueprint(part.bp)
