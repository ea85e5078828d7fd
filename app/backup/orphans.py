"""Files that no row speaks of: their upload was never committed. Listed by age, taken away by an operator's word."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from app.archive import store
from app.archive.models import Blob
from app.backup.databases import NotDone
from app.backup.running import refuse_running
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write, end_write
from app.kernel.words import pluralize
from storage import StorageError, Store
from storage.discarding import discard

YOUNGEST = 1  # days: a younger file may belong to an upload that is being written down just now


class Orphan(NamedTuple):
    """A file by its digest, since when it is there (UTC), and its bytes."""

    sha256: str
    since: datetime
    size: int


def orphans(where: Store, before: datetime) -> list[Orphan]:
    """Those that are there since before the moment, the oldest first. Raises StorageError."""
    known = set(db.session.scalars(select(Blob.sha256)))
    found = [(since, sha256) for sha256, since in where.walk() if sha256 not in known and since < before]
    return [Orphan(sha256, since, where.size(sha256)) for since, sha256 in sorted(found)]


def take_away(where: Store, chosen: list[Orphan]) -> Iterator[Orphan]:
    """Take them away one by one, while nothing can be written; each is asked about again before.

    The house must be stopped: an upload that has just found its bytes there counts on them. Raises NotDone where it
    runs, StorageError where the store does not let them go; what is gone by then stays gone.
    """
    refuse_running()
    begin_write()
    try:
        for one in chosen:
            if db.session.scalar(select(Blob.id).where(Blob.sha256 == one.sha256)) is None:
                discard(where, one.sha256)
                yield one
    finally:
        end_write()


@click.command("orphans")
@click.option("--days", default=30, show_default=True, type=click.IntRange(min=YOUNGEST), help="Older than this.")
@click.option("--remove", is_flag=True, help="Take them away, after a written word; the house must be stopped.")
@with_appcontext
def list_orphans(days: int, remove: bool) -> None:
    """Name the files that no row speaks of."""
    try:
        found = orphans(store(), clock.real_now() - timedelta(days=days))
        for one in found:
            click.echo(f"{one.sha256} {one.since:%d.%m.%Y} {one.size}")
        click.echo(f"Старше {pluralize(days, 'дня', 'дней', 'дней')} и ни к чему не относятся: {len(found)}")
        if remove and found:
            _asked_again(found)
            for one in take_away(store(), found):
                click.echo(f"Удалён {one.sha256}")
    except (NotDone, StorageError) as error:
        raise click.ClickException(str(error)) from error


def _asked_again(found: list[Orphan]) -> None:
    """Raises NotDone unless the operator writes the word."""
    word = f"удалить {len(found)}"
    if click.prompt(f"Они удаляются насовсем. Напишите «{word}»", default="", show_default=False).strip() != word:
        raise NotDone("Ничего не удалено.")
