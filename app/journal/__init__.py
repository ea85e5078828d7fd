"""The journal feature."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the page of the journal."""
    from app.journal.routes import bp

    app.register_blueprint(bp)
