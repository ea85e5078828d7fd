"""What each role sees first."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.home.routes import bp

    app.register_blueprint(bp)
