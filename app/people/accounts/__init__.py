"""Signing in and out, sessions and passwords."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, and tell Flask-Login who acts."""
    from app.people.accounts import actor
    from app.people.accounts.routes import bp
    from app.people.accounts.session_routes import bp as sessions

    app.register_blueprint(bp)
    app.register_blueprint(sessions)
    actor.init_app(app)
