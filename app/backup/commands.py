"""`flask backup create|verify|restore|file PLACE`: a folder, or s3://bucket/prefix on the server of the settings."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import select

from app.archive import store
from app.archive.models import Blob
from app.backup import making, restoring
from app.backup.databases import NotDone
from app.backup.sealing import Spoilt
from app.backup.vault import Vault
from app.extensions import db
from app.health.models import Backup
from app.kernel import clock
from app.kernel.transaction import begin_write, end_write
from app.settings import Settings
from storage import StorageError
from storage.places import open_place

backup = AppGroup("backup", help="Copies of the whole house, and the way back.")
Say: Callable[[str], object] = click.echo


def settings() -> Settings:
    """Those of this house."""
    own: Settings = current_app.config["SETTINGS"]
    return own


def vault_of(place: str) -> Vault:
    """The place, opened by OPORA_BACKUP_KEY when it is set."""
    own = settings()
    keys = own.s3_access_key, own.s3_secret_key.get_secret_value() if own.s3_secret_key else None
    words = own.backup_key.get_secret_value() if own.backup_key else ""
    return Vault(open_place(place, own.s3_endpoint, *keys, own.s3_region), words)


@contextmanager
def told() -> Iterator[None]:
    """What could not be done, as a sentence and code 1."""
    try:
        yield
    except (NotDone, Spoilt, StorageError) as error:
        raise click.ClickException(str(error)) from error


@backup.command("create")
@click.argument("place")
def create(place: str) -> None:
    """Copy the database and every file of the archive that is not there yet; the house may go on."""
    began = clock.real_now()
    with told():
        made = making.create(settings().database, store(), vault := vault_of(place), _secret(), began, Say)
    begin_write()
    size = made.size + sum(size for _, size in made.objects)
    figures = {"files": len(made.objects), "size": size, "encrypted": vault.encrypted}
    db.session.add(Backup(began_at=began, ended_at=clock.real_now(), **figures))
    end_write()


@backup.command("verify")
@click.argument("place")
def verify(place: str) -> None:
    """Read every file of the newest set again; code 1 when one is not as it was."""
    with told():
        vault = vault_of(place)
        found = list(making.amiss(vault, making.contents_of(vault, _newest(vault))))
    for line in found or ["whole"]:
        click.echo(line)
    sys.exit(1 if found else 0)


@backup.command("restore")
@click.argument("place")
@click.option("--set", "stamp", help="Another set than the newest, as «create» named it.")
def restore(place: str, stamp: str | None) -> None:
    """Bring a set into the empty database and archive of the settings, and compare."""
    with told():
        vault = vault_of(place)
        contents = making.contents_of(vault, stamp or _newest(vault))
        restoring.restore(contents, vault, settings().database, store(), _secret(), Say)


@backup.command("file")
@click.argument("place")
@click.argument("sha256")
def one_file(place: str, sha256: str) -> None:
    """Bring one file back into the archive by its digest."""
    blob = db.session.scalar(select(Blob).where(Blob.sha256 == sha256))
    if blob is None:
        raise click.ClickException("Такой контрольной суммы в\u00a0базе нет.")
    with told():
        restoring.bring_file(vault_of(place), sha256, blob.size, store())
    click.echo(f"{sha256}: back")


def _newest(vault: Vault) -> str:
    found = making.sets(vault)
    if not found:
        raise NotDone("Здесь нет ни\u00a0одной законченной копии.")
    return found[-1]


def _secret() -> Path:
    return Path(current_app.instance_path, "secret")
