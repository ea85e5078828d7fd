"""The curator's desk: the queue, the document and its changes, the decision and its undoing, the approval of many."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages."""
    from app.documents.desk.routes import bp

    app.register_blueprint(bp)
