"""Documents: the kit, versions, the curator's desk, the matrix."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages of the school and of the desk."""
    from app.documents import desk, routes

    app.register_blueprint(routes.bp)
    app.register_blueprint(desk.bp)
