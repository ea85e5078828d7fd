"""Commands of the stages."""

import click
from flask.cli import AppGroup

from app.expertise import services
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write

stages = AppGroup("stages", help="The stages of expertise.")
rounds = AppGroup("rounds", help="The old name of `stages`.", hidden=True)


@stages.command("freeze")
def freeze() -> None:
    """Fix the set of every stage whose day is over; the worker does it each minute."""
    begin_write()
    done = services.freeze_due(clock.now())
    db.session.commit()
    for one in done:
        click.echo(f"stage {one.stage_id}: frozen as of {one.as_of:%Y-%m-%d %H:%M} UTC, manifest {one.manifest_sha256}")


@rounds.command("freeze")
@click.pass_context
def old_freeze(context: click.Context) -> None:
    """The same by its old name, which it tells the new one."""
    click.echo("`rounds freeze` is called `stages freeze` now.", err=True)
    context.invoke(freeze)
