"""`flask move database|archive`: the house to larger engines, and what to set afterwards."""

import click
from alembic import command
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import DBAPIError

from app.archive import store
from app.backup import carrying, moving
from app.backup.commands import settings, told
from app.backup.databases import NotDone, objects_of
from app.backup.running import refuse_running
from app.extensions import db
from app.kernel.transaction import begin_write
from storage import Store, open_store

move = AppGroup("move", help="The house to other engines: SQLite to PostgreSQL, the archive to another place.")
MOVED = """Перенесено: {rows} строк. Каждая прочитана в\u00a0новой базе и\u00a0та\u00a0же, печати журнала сходятся.
Дальше:
  1. Задайте OPORA_DATABASE={address}
  2. Запустите дом. flask doctor скажет, всё\u00a0ли на\u00a0месте.
Старая база осталась, как была. Больше не\u00a0запускайте дом на\u00a0ней; файл уберите, убедившись в\u00a0новой."""
CARRIED = """Перенесено файлов: {files}. Каждый прочитан в\u00a0новом архиве, контрольные суммы те\u00a0же.
Дальше:
  1. Если дом работал, остановите его и\u00a0повторите команду: она возьмёт то, что загрузили за\u00a0это время.
  2. Задайте OPORA_ARCHIVE={address}{keys}
  3. Запустите дом. flask archive verify перечитает всё.
Старый архив остался, как был. Уберите его, когда убедитесь в\u00a0новом."""
KEYS = ", OPORA_S3_ENDPOINT={endpoint}, OPORA_S3_ACCESS_KEY={name}, OPORA_S3_SECRET_KEY и\u00a0OPORA_S3_REGION={region}"


@move.command("database")
@click.argument("address")
def database(address: str) -> None:
    """Move every row of the SQLite of the settings to an empty PostgreSQL; cut, it goes on when it is begun again.

    The house must be stopped; meanwhile its database takes nothing. A password may stand in PGPASSWORD instead.
    """
    with told():
        moving.refuse_other_kinds(settings().database, address)
        try:
            refuse_running()
            begin_write()
            done = moving.move(db.session.connection(), address, _migrate, click.echo)
        except DBAPIError as error:
            raise NotDone(f"База не\u00a0отвечает: {moving.said(error)}") from error
        finally:
            db.session.rollback()
    click.echo(MOVED.format(rows=done.rows, address=make_url(address).render_as_string(hide_password=True)))


@move.command("archive")
@click.argument("address")
@click.option("--endpoint", help="Address of the S3 server, when it is not OPORA_S3_ENDPOINT.")
@click.option("--access-key", help="Name of the key, when it is not OPORA_S3_ACCESS_KEY.")
@click.option("--secret-key", help="Its secret; in OPORA_S3_SECRET_KEY no list of processes shows it.")
@click.option("--region", help="Region of the bucket, when it is not OPORA_S3_REGION.")
def archive(
    address: str, endpoint: str | None, access_key: str | None, secret_key: str | None, region: str | None
) -> None:
    """Move every file of the archive to s3://bucket/prefix or file:FOLDER; cut, it goes on when it is begun again."""
    own = settings()
    kept = own.s3_secret_key.get_secret_value() if own.s3_secret_key else None
    server = endpoint or own.s3_endpoint, access_key or own.s3_access_key, secret_key or kept, region or own.s3_region
    with told():
        target = _opened(address, *server)
        files = carrying.carry(
            (sha256 for sha256, _ in objects_of(db.session.connection())), store(), target, click.echo
        )
    endpoint, name, _, region = server
    keys = KEYS.format(endpoint=endpoint, name=name, region=region) if address.startswith("s3://") else ""
    click.echo(CARRIED.format(files=files, address=address, keys=keys))


def _opened(address: str, endpoint: str | None, name: str | None, secret: str | None, region: str) -> Store:
    """The new place. Raises NotDone when it is none, or the one of now."""
    if address == settings().archive:
        raise NotDone("Архив уже стоит здесь.")
    if address.startswith("s3://") and not (name and secret):
        raise NotDone("Задайте OPORA_S3_ACCESS_KEY и\u00a0OPORA_S3_SECRET_KEY.")
    try:
        return open_store(address, endpoint, name, secret, region)
    except ValueError as error:
        raise NotDone("Новое место называется file:папка или\u00a0s3://bucket/prefix.") from error


def _migrate(engine: Engine) -> None:
    """The tables of this release in another database."""
    config = current_app.extensions["migrate"].migrate.get_config()
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
