"""The risk profile: its file, the survey, the first visit, the factors and the directions that they become."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.year.profile import direction_routes, factor_routes, routes

    for part in (routes, factor_routes, direction_routes):
        app.register_blueprint(part.bp)
