"""Two opinions of one document: where they disagree, and whose word counts."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.opinions.routes import bp

    app.register_blueprint(bp)
