"""Evidence (подтверждающие документы): several directions at once, links, late permissions, the matrix for item 12."""

from flask import Flask

from app.documents import routes as documents


def init_app(app: Flask) -> None:
    """Register the pages; a place of evidence has its own."""
    from app.documents.evidence import coordination, overview, routes

    for part in (routes, overview, coordination):
        app.register_blueprint(part.bp)
    documents.PAGES["evidence"] = routes.page
