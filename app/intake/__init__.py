"""How the plan of a year comes in: from a DOCX, row by row under review, or from the year before."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the commands."""
    from app.intake.commands import cli
    from app.intake.routes import bp
    from app.intake.year_routes import bp as years

    app.register_blueprint(bp)
    app.register_blueprint(years)
    app.cli.add_command(cli)
