"""Search: find what one may see, by its words or by the file itself."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the command; from now on the index follows the tables."""
    from app.search import following
    from app.search.commands import search
    from app.search.routes import bp

    assert following
    app.register_blueprint(bp)
    app.cli.add_command(search)
