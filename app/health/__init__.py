"""The health of the house: what it stands on is asked for real, and shown to whoever looks after it."""

from flask import Flask

from app.health.asking import Health, asks_of


def init_app(app: Flask) -> None:
    """Be ready to ask, and register the pages."""
    from app.health.routes import bp

    app.extensions["health"] = Health(asks_of(app))
    app.register_blueprint(bp)
