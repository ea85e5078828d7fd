"""Orders: from data to paper."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the commands."""
    from app.orders import (
        blank_routes,
        file_routes,
        life_routes,
        note_routes,
        past_routes,
        register_routes,
        text_routes,
    )
    from app.orders.commands import cli

    for pages in (register_routes, file_routes, past_routes, blank_routes, text_routes, life_routes, note_routes):
        app.register_blueprint(pages.bp)
    app.cli.add_command(cli)
