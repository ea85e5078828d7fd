"""What the federal coordinator found, from its table: mapped once, matched in sight, written when confirmed."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.expertise.federal.routes import bp

    app.register_blueprint(bp)
