"""Commands of the search."""

import click
from flask.cli import AppGroup

from app.search import services

search = AppGroup("search", help="The index of the search.")


@search.command("rebuild")
def rebuild() -> None:
    """Make the index anew from the tables; the site stays open, and what stands in the index is found meanwhile."""
    for kind, count in services.rebuild().items():
        click.echo(f"{kind}: {count}")
