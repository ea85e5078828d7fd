"""The plan: 32 items, execution and confirmation as two facts."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.plan import monitoring_routes, routes
    from app.plan.amendments import routes as amendment_routes
    from app.plan.answering import routes as answering_routes
    from app.plan.execution import mine_routes
    from app.plan.execution import routes as execution_routes
    from app.plan.pictures import routes as picture_routes
    from app.plan.words import executors, short_title

    own = routes, execution_routes, mine_routes, amendment_routes, answering_routes, picture_routes, monitoring_routes
    for part in own:
        app.register_blueprint(part.bp)
    app.jinja_env.filters.update(short_title=short_title, short_executors=executors)
