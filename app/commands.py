"""Commands of the house: serve, work, setup, seed, doctor, version, archive verify, journal verify, docs build."""

import json
import os
import shutil
import sys
from pathlib import Path
from time import monotonic

import click
from flask import Flask, current_app
from flask.cli import AppGroup, with_appcontext
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from app import serving, verifying
from app.archive import store
from app.backup.commands import backup
from app.backup.move import move
from app.backup.orphans import list_orphans
from app.documentation import DOCS, build
from app.extensions import db
from app.founding import found
from app.health.doctor import examine
from app.health.metrics import SHARED
from app.jobs import PULSE, consumer
from app.journal.services import broken_links
from app.kernel import clock
from app.people.mode.demo_people import PASSWORD
from app.people.mode.services import refuse_start
from app.setup.first import is_empty, token
from app.version import VERSION

GUNICORN = [
    *("-c", "python:app.prefork"),
    *("-k", "app.webworker.HeadFirstWorker"),
    *("-w", "2"),
    *("--threads", "8"),
    *("--timeout", "120"),
    *("--log-level", "error"),
    *("--logger-class", "app.weblog.WebLog"),
]
SECONDS_OF_SERVE = 5  # in which a real house looks for accounts with the password of the demo before it opens
archive = AppGroup("archive", help="The archive of files.")
archive.add_command(list_orphans)
journal = AppGroup("journal", help="The journal of events.")
docs = AppGroup("docs", help="Documentation made from the tables.")


@click.command("serve")
@click.option("--without-worker", is_flag=True, help="The web server alone, where workers run on other machines.")
def serve(without_worker: bool) -> None:
    """Start the web server and the job worker; Ctrl-C stops both. It listens at HOST (127.0.0.1) and PORT (8000).

    When all is well this process becomes the keeper of the two: it only waits, and needs no house in its memory.
    """
    refuse_start(PASSWORD, SECONDS_OF_SERVE)
    for warning in current_app.config["SETTINGS"].warnings:
        click.echo(warning, err=True)
    address = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
    lines = [f"Опора 500+  http://{address}", "", *current_app.extensions.get("demo_accounts", ())]
    lines += _for_the_first(address)
    print("", *(f"  {line}".rstrip() for line in lines), "", sep="\n", flush=True)
    os.environ.setdefault(SHARED, _figures())
    kept = [["gunicorn", "wsgi:app", "-b", address, *GUNICORN], ["flask", "--app", "wsgi", "work"]]
    kept = kept[:1] if without_worker else kept
    os.execv(sys.executable, [sys.executable, "-P", serving.__file__, json.dumps(kept)])


def _figures() -> str:
    """An empty folder where the processes count together."""
    folder = Path(current_app.config["SETTINGS"].parts).parent / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _for_the_first(address: str) -> list[str]:
    """Where the first person comes in, while there is nobody; a database that does not answer is passed by."""
    try:
        empty = is_empty()
    except OperationalError:
        return []
    here = current_app.config["SETTINGS"].public_url or f"http://{address}"
    return ["В доме ещё никого нет. Первый человек входит по ссылке:", f"{here}/setup/first/{token()}"] if empty else []


@click.command("work")
def work() -> None:
    """Run the job worker alone."""
    refuse_start(PASSWORD, seconds=0)
    try:
        consumer(current_app).run()
    finally:
        PULSE.end()


@click.command("setup", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def setup(words: tuple[str, ...]) -> None:
    """Migrate, then seed, in one process that tells what it does and how long; takes the options of seed."""
    seeding = current_app.cli.commands["seed"]
    steps = ("migrations", upgrade), ("the year", lambda: seeding.main(list(words), "seed", standalone_mode=False))
    for said, step in steps:
        began = monotonic()
        step()
        click.echo(f"  {said}: {monotonic() - began:.0f} s")


@click.command("seed")
def seed() -> None:
    """Write the mode down; the rest is said in the page. A demo has a command of its own. Again nothing changes."""
    found(False, clock.real_now())
    db.session.commit()


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look at all that the house stands on; say what to mend, and fail while something is to be mended."""
    words = list(examine())
    for word in words:
        click.echo(f"{'  ok ' if word.well else 'MEND '} {word.title}: {word.said}")
    sys.exit(0 if all(word.well for word in words) else 1)


@click.command("version")
def version() -> None:
    """Say the version of the house."""
    click.echo(VERSION)


@archive.command("verify")
def verify() -> None:
    """Read every file again; name what is damaged, missing or unreadable, and fail loudly then."""
    try:
        for line in verifying.verify(store()):
            click.echo(line)
    except verifying.Amiss:
        sys.exit(1)


@journal.command("verify")
def verify_journal() -> None:
    """Follow the chain of seals from the first event."""
    broken = broken_links()
    click.echo("journal: whole" if not broken else f"journal: broken at {broken}")
    sys.exit(1 if broken else 0)


@docs.command("build")
@click.option("--check", is_flag=True, help="Write nothing; fail when a page is stale.")
def build_docs(check: bool) -> None:
    """Make the pages of docs/ that come from the tables, in a checkout."""
    if not DOCS.exists():
        raise click.ClickException("there is no docs/ beside an installed house: build them in a checkout")
    stale = build(current_app, check)
    for page in stale:
        click.echo(f"stale: {page}")
    sys.exit(1 if check and stale else 0)


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (serve, work, setup, doctor, version, archive, backup, move, journal, docs):
        app.cli.add_command(command)
    if not app.config["SETTINGS"].demo:
        app.cli.add_command(seed)
