"""Orders: from data to paper."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the commands; a registered order may prove an item of the plan."""
    from app.orders.draft import blank_routes, file_routes, letter_routes, text_routes
    from app.orders.gathering import note_routes, signing_routes
    from app.orders.life import routes as life_routes
    from app.orders.queries import registered
    from app.orders.register import past_routes
    from app.orders.register import routes as register_routes
    from app.orders.register.commands import cli
    from app.plan.execution.sources import SOURCES, Source

    of_one_order = (register_routes, file_routes, text_routes, life_routes)
    for pages in (*of_one_order, letter_routes, past_routes, blank_routes, signing_routes, note_routes):
        app.register_blueprint(pages.bp)
    app.cli.add_command(cli)
    SOURCES["order"] = Source("Приказ из\u00a0реестра", "order.view", registered, "orders.order", "order_id")
