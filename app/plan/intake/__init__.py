"""How the plan of a year comes in: from a DOCX, row by row under review, or from the year before."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the pages and the commands."""
    from app.plan.intake.commands import cli
    from app.plan.intake.day_routes import bp as days
    from app.plan.intake.routes import bp
    from app.plan.intake.year_routes import bp as years

    for part in (bp, years, days):
        app.register_blueprint(part)
    app.cli.add_command(cli)
