"""The plan: 32 items, execution and confirmation as two facts."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.plan import monitoring_routes, routes
    from app.plan.execution import mine_routes
    from app.plan.execution import routes as execution_routes
    from app.plan.pictures import routes as picture_routes
    from app.plan.words import executors, short_title

    for part in (routes, execution_routes, mine_routes, picture_routes, monitoring_routes):
        app.register_blueprint(part.bp)
    app.jinja_env.filters.update(short_title=short_title, short_executors=executors)
