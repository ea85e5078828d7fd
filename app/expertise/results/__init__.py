"""What a round comes to: its figures, counted once for the page, the table, the note and the order."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.expertise.results.routes import bp
    from app.expertise.results.school_routes import bp as schools

    app.register_blueprint(bp)
    app.register_blueprint(schools)
