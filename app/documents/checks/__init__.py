"""The structure check: what a document lacks, said within seconds of the upload. It advises and never blocks."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.documents.checks.routes import bp

    app.register_blueprint(bp)
