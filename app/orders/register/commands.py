"""flask orders …: the paper without a browser."""

from pathlib import Path

import click
from flask.cli import AppGroup

from app.kernel import clock
from app.orders.gathering import gather
from app.orders.models import OPEN, SIGNED
from app.orders.queries import newest
from app.orders.services import docx_of
from app.papers.kinds import KINDS
from app.papers.rendering import render
from app.refusals import Refused
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle

cli = AppGroup("orders", help="Orders on paper.")


@cli.command("render")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.option("--output", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path))
def render_order(kind: str, output: Path) -> None:
    """Write the DOCX of KIND: the order of this year when there is one, else a draft from the data of today."""
    cycle = current_cycle()
    order = newest(cycle, kind, *SIGNED, ours=True) or newest(cycle, kind, *OPEN)
    if order is not None:
        output.write_bytes(docx_of(order))
    else:
        output.write_bytes(_drawn_today(kind, cycle))
    click.echo(f"{output}: {output.stat().st_size} bytes")


def _drawn_today(kind: str, cycle: Cycle) -> bytes:
    """The paper of a draft that nobody has drawn up yet."""
    try:
        facts = gather(kind, cycle, clock.today())
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
    return render(kind, facts)
