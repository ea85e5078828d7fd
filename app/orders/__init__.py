"""Orders: from data to paper."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the commands; a registered order may prove an item of the plan."""
    from app.orders import (
        blank_routes,
        file_routes,
        letter_routes,
        life_routes,
        note_routes,
        official_routes,
        past_routes,
        register_routes,
        text_routes,
    )
    from app.orders.commands import cli
    from app.orders.queries import registered
    from app.plan.execution.sources import SOURCES, Source

    of_one_order = (register_routes, file_routes, text_routes, life_routes)
    for pages in (*of_one_order, letter_routes, past_routes, blank_routes, official_routes, note_routes):
        app.register_blueprint(pages.bp)
    app.cli.add_command(cli)
    SOURCES["order"] = Source("Приказ из\u00a0реестра", "order.view", registered, "orders.order", "order_id")
