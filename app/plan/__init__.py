"""The plan: 32 items, execution and confirmation as two facts."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.plan.routes import bp
    from app.plan.words import executors, short_title

    app.register_blueprint(bp)
    app.jinja_env.filters.update(short_title=short_title, short_executors=executors)
