"""The schools of the year: brought in one by one or from a table, renamed, leaving with a reason."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.year.enrolment.list_routes import bp as lists
    from app.year.enrolment.routes import bp

    app.register_blueprint(bp)
    app.register_blueprint(lists)
