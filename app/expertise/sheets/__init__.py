"""The sheet by which a stage is examined and the bank of remarks, as data that ОИРО edits."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the page of the bank."""
    from app.expertise.sheets.routes import bp

    app.register_blueprint(bp)
