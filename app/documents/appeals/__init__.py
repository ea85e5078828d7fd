"""What a school asks of those who decide (просьбы): to open an approved document, to prolong a closed window."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.documents.appeals.routes import bp

    app.register_blueprint(bp)
