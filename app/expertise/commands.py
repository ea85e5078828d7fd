"""Commands of the rounds."""

import click
from flask.cli import AppGroup

from app.expertise import services
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write

rounds = AppGroup("rounds", help="The stages of expertise.")


@rounds.command("freeze")
def freeze() -> None:
    """Fix the set of every stage whose day is over; the worker does it each minute."""
    begin_write()
    done = services.freeze_due(clock.now())
    db.session.commit()
    for one in done:
        click.echo(f"round {one.round_id}: frozen as of {one.as_of:%Y-%m-%d %H:%M} UTC, manifest {one.manifest_sha256}")
