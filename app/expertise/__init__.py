"""Expertise: frozen sets and results."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.expertise.routes import bp

    app.register_blueprint(bp)
