"""Borrowing: the paragraphs that papers of different schools share. It shows them; a person judges."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.borrowing import measure_routes, round_routes
    from app.borrowing.routes import bp

    assert measure_routes and round_routes
    app.register_blueprint(bp)
