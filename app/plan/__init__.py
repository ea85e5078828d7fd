"""The plan: 32 items, execution and confirmation as two facts."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.plan.routes import bp

    app.register_blueprint(bp)
