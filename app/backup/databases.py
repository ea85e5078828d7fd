"""A copy of the database of one moment, by its own tools, while the house goes on; and the same brought back."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    Integer,
    MetaData,
    String,
    column,
    create_engine,
    func,
    inspect,
    make_url,
    select,
    table,
    text,
)

SUFFIX = {"sqlite": "sqlite", "postgresql": "dump"}


class NotDone(Exception):
    """A sentence for the operator: what was not done, and what to do."""


def is_sqlite(address: str) -> bool:
    """True of a file; else it is PostgreSQL."""
    return make_url(address).get_backend_name() == "sqlite"


@contextmanager
def snapshot(address: str, to: Path) -> Iterator[Connection]:
    """Save the database of this moment as one file; the connection sees exactly what the file holds. Raises NotDone."""
    url = make_url(address)
    if is_sqlite(address):
        with closing(sqlite3.connect(url.database or "")) as base, closing(sqlite3.connect(to)) as copy:
            base.backup(copy)
    engine = create_engine(f"sqlite:///{to}" if is_sqlite(address) else address)
    try:
        with engine.connect() as seen:
            if not is_sqlite(address):
                seen.execution_options(isolation_level="REPEATABLE READ")
                shown = seen.execute(text("SELECT pg_export_snapshot()")).scalar_one()
                kind = ("--format=custom", "--no-owner", "--no-privileges")
                _run(url, "pg_dump", *kind, f"--snapshot={shown}", f"--file={to}")
            yield seen
    finally:
        engine.dispose()


def bring_back(address: str, copy: Path) -> None:
    """The same into an empty database. Raises NotDone when something stands there, or it can't be done."""
    refuse_full(address)
    url = make_url(address)
    if is_sqlite(address):
        path = Path(url.database or "")
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{path.name}.half")
        shutil.copyfile(copy, half)
        os.chmod(half, 0o600)
        half.replace(path)
        return
    _run(url, "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={url.database}", str(copy))


def refuse_full(address: str) -> None:
    """Nothing is ever restored over what stands. Raises NotDone."""
    path = make_url(address).database
    if is_sqlite(address) and not Path(path or "").exists():
        return
    engine = create_engine(address)
    try:
        if inspect(engine).get_table_names():
            raise NotDone("Новая база не\u00a0пустая. Укажите такую, в\u00a0которой ещё ничего нет.")
    finally:
        engine.dispose()


def counted(connection: Connection) -> dict[str, int]:
    """Rows by table."""
    (found := MetaData()).reflect(connection)
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in sorted(found.tables)
    }


def newest_seal(connection: Connection) -> str:
    """The seal of the newest record of the journal; all before it hang on it."""
    events = table("events", column("id", Integer), column("seal", String))
    return connection.scalar(select(events.c.seal).order_by(events.c.id.desc()).limit(1)) or ""


def objects_of(connection: Connection) -> list[tuple[str, int]]:
    """Digest and size of every file that rows speak of."""
    blobs = table("blobs", column("sha256", String), column("size", Integer))
    return [(one.sha256, one.size) for one in connection.execute(select(blobs).order_by(blobs.c.sha256))]


def schema_of(connection: Connection) -> list[str]:
    """The migrations that it stands at."""
    versions = table("alembic_version", column("version_num", String))
    return list(connection.scalars(select(versions.c.version_num)))


def _run(url: URL, program: str, *words: str) -> None:
    """A program of PostgreSQL; the password goes by the environment, where no list of processes shows it."""
    if shutil.which(program) is None:
        raise NotDone(f"Нет программы {program}. Установите postgresql-client той\u00a0же версии, что и\u00a0сервер.")
    known = {"PGHOST": url.host, "PGPORT": url.port and str(url.port), "PGUSER": url.username}
    known |= {"PGPASSWORD": url.password, "PGDATABASE": url.database}
    told = {name: value for name, value in known.items() if value}
    done = subprocess.run([program, *words], env=os.environ | told, capture_output=True, text=True)
    if done.returncode:
        raise NotDone(f"{program}: {done.stderr.strip()}")
