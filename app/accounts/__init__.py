"""Signing in and out."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, and tell Flask-Login who acts."""
    from app.accounts import actor
    from app.accounts.routes import bp

    app.register_blueprint(bp)
    actor.init_app(app)
