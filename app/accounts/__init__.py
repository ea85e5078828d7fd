"""Signing in and out, and the invitations by which people come in."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages, and tell Flask-Login who acts."""
    from app.accounts import actor
    from app.accounts.invitation_routes import bp as invitations
    from app.accounts.routes import bp

    app.register_blueprint(bp)
    app.register_blueprint(invitations)
    actor.init_app(app)
