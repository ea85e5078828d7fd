"""Orders: from data to paper."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the commands; a registered order may prove an item of the plan."""
    from app.orders.commands import cli
    from app.orders.note_routes import bp as notes
    from app.orders.queries import registered
    from app.orders.routes import bp
    from app.plan.execution.sources import SOURCES, Source

    app.register_blueprint(bp)
    app.register_blueprint(notes)
    app.cli.add_command(cli)
    SOURCES["order"] = Source("Приказ из\u00a0реестра", "order.view", registered, "orders.order", "order_id")
