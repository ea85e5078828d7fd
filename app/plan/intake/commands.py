"""flask plan …: a plan from a DOCX without a browser."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, TypeVarTuple

import click
from flask.cli import AppGroup

from app.archive.services import blob_of, store_bytes
from app.extensions import db
from app.importing.receiving import Brought
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.plan.importing import items_of
from app.plan.intake import services
from app.plan.reading import read_plan_safely
from app.refusals import Refused

Given = TypeVarTuple("Given")
Done = TypeVar("Done")
cli = AppGroup("plan", help="The plan of the region.")


@cli.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Print what was read as JSON and write nothing.")
@click.option("--year", type=int, help="The year of the plan, when the file does not say it.")
def import_plan(file: Path, dry_run: bool, year: int | None) -> None:
    """Read the plan of FILE, a DOCX, and put it under review; every repair and every doubt is said."""
    data = _bytes(file)
    paper = _told(read_plan_safely, data)
    if dry_run:
        items = items_of(paper.rows, year or paper.year)
        click.echo(json.dumps(items, ensure_ascii=False, indent=1).encode())
        return
    kept, now = store_bytes(io.BytesIO(data)), clock.now()
    begin_write()
    begun = _told(services.begin, Brought(blob_of(kept, now), file.name, paper), year, None, now)
    db.session.commit()
    click.echo(f"/plan/imports/{begun.id}")


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise click.ClickException(f"Файл {file} не открывается: {error.strerror}.") from error


def _told(act: Callable[[*Given], Done], *args: *Given) -> Done:
    """The act, whose refusal ends the command with its sentence."""
    try:
        return act(*args)
    except Refused as refused:
        raise click.ClickException(refused.sentence) from refused
