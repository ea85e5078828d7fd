"""One application for a worker, and its database and archive as they were seeded, put back for each test."""

import os
import shutil
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine, text

from app import create_app
from app.borrowing.services import fingerprint_pending
from app.demo import seed as story
from app.demo.chapters import SPRING
from app.documents.checks.queries import unseen
from app.documents.checks.services import check_pending
from app.extensions import db, limiter
from app.settings import Settings

NOON = datetime(2022, 3, 24, 9, 0, tzinfo=UTC)
COMPILED = FileSystemBytecodeCache(tempfile.mkdtemp(prefix="opora-templates-"))
SECRET = "a secret of the tests, in forty letters."
DATABASE = "opora"  # the name on the server, and the file in the folder


def settings_of(database: str, folder: Path, **more) -> Settings:
    """The settings of a house under test, with its archive in the folder."""
    return Settings(
        demo=True,
        secret_key=SECRET,
        database=database,
        archive=f"file:{folder / 'archive'}",
        queue="at-once",
        parts=str(folder / "parts"),
        training=str(folder / "training"),
        sign_in_limit="1000 per minute",
        **more,
    )


def build(settings: Settings) -> Flask:
    """An application with its templates compiled already."""
    app = create_app(settings)
    app.testing = True
    app.jinja_env.bytecode_cache = COMPILED
    return app


def seed(app: Flask, day: date) -> None:
    """The demo year until the day, made by the real migrations and the real seed."""
    with app.app_context():
        upgrade()
        story.seed(day, papers=False)
        db.session.commit()
        while unseen():
            check_pending()
        fingerprint_pending()
        db.session.remove()
        db.engine.dispose()


def ask(server: str, *commands: str) -> None:
    """Commands to a PostgreSQL server that no transaction may hold."""
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for command in commands:
            connection.execute(text(command))
    engine.dispose()


class House:
    """Seeded once; `as_seeded` is the same application before anything has happened.

    Keeping the application keeps its map of addresses and the SQL that its engine has compiled already.
    """

    def __init__(self, folder: Path, server: str | None, day: date = SPRING):
        self.server, self.folder, self.archive = server, folder, folder / "archive"
        self.stamps: dict[str, dict[Path, tuple[int, int]]] = {}
        if server:
            ask(server, f"CREATE DATABASE {DATABASE}")
        address = f"{server}/{DATABASE}" if server else f"sqlite:///{folder / DATABASE}"
        self.app = build(settings_of(address, folder))
        self.extensions, self.config = dict(self.app.extensions), dict(self.app.config)
        self.wsgi_app = self.app.wsgi_app
        seed(self.app, day)
        self.keep("seeded")

    def as_seeded(self) -> Flask:
        """The application on 24.03.2022 at noon, Moscow time."""
        self.put_back("seeded")
        self.app.extensions = {**self.extensions, "clock": lambda: NOON}
        self.app.config.clear()
        self.app.config.update(self.config, SETTINGS=self.config["SETTINGS"].model_copy())
        self.app.wsgi_app = self.wsgi_app
        self.app.extensions["health"].asked_at = float("-inf")  # nothing is remembered of another test
        limiter.reset()
        return self.app

    def leave(self) -> None:
        """Close what the test has opened."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def keep(self, name: str) -> None:
        """Remember database and archive as they are now, instead of what this name had."""
        self.leave()
        shutil.rmtree(self.folder / name, ignore_errors=True)
        if self.server:
            ask(
                self.server,
                f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
                f"CREATE DATABASE {name} TEMPLATE {DATABASE}",
            )
        else:
            shutil.copy(self.folder / DATABASE, self.folder / f"{name}.db")
        shutil.copytree(self.archive, self.folder / name)
        self.stamps[name] = self._files()

    def put_back(self, name: str) -> bool:
        """Bring back what was kept under this name, if anything was."""
        if name not in self.stamps:
            return False
        self.leave()
        if self.server:
            ask(self.server, f"DROP DATABASE {DATABASE} WITH (FORCE)", f"CREATE DATABASE {DATABASE} TEMPLATE {name}")
        else:
            for leftover in self.folder.glob(f"{DATABASE}-*"):
                leftover.unlink()
            shutil.copy(self.folder / f"{name}.db", self.folder / "fresh")
            os.replace(self.folder / "fresh", self.folder / DATABASE)
        shutil.rmtree(self.folder / "parts", ignore_errors=True)
        self._tidy_archive(name)
        return True

    def _tidy_archive(self, name: str) -> None:
        there, kept = self._files(), self.stamps[name]
        for path in there.keys() - kept.keys():
            (self.archive / path).unlink()
        for path, stamp in kept.items():
            if there.get(path) != stamp:
                (self.archive / path).unlink(missing_ok=True)
                shutil.copy2(self.folder / name / path, self.archive / path)

    def _files(self) -> dict[Path, tuple[int, int]]:
        found = ((path, path.stat()) for path in self.archive.rglob("*") if path.is_file())
        return {path.relative_to(self.archive): (known.st_mtime_ns, known.st_size) for path, known in found}
