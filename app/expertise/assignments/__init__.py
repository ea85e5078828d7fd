"""Assignment: who reviews which school in which round, who stands in for whom, and what conflicts forbid."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.expertise.assignments.reviewer_routes import bp as reviewers
    from app.expertise.assignments.routes import bp
    from app.expertise.assignments.school_routes import bp as schools
    from app.expertise.assignments.table_routes import bp as tables

    for pages in (bp, tables, schools, reviewers):
        app.register_blueprint(pages)
