"""Orders: from data to paper."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the commands."""
    from app.orders.commands import cli
    from app.orders.note_routes import bp as notes
    from app.orders.routes import bp

    app.register_blueprint(bp)
    app.register_blueprint(notes)
    app.cli.add_command(cli)
