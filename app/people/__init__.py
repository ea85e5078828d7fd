"""The people of the region: who holds which role where, from when to when, and their way in."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the command of the first invitation."""
    from app.people.commands import people
    from app.people.invitation_routes import bp as invitations
    from app.people.routes import bp

    app.register_blueprint(bp)
    app.register_blueprint(invitations)
    app.cli.add_command(people)
