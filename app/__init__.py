"""Builds the application: settings, extensions, kernel, features, commands."""

import secrets
from functools import partial
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app import commands, features, jobs
from app.extensions import csrf, db, limiter, login_manager, migrate
from app.kernel import (
    access,
    bodies,
    clock,
    compression,
    connecting,
    dated,
    errors,
    filters,
    fingerprints,
    headers,
    hosts,
    htmx,
    logs,
    quiet,
    resending,
    transaction,
    typed,
    waiting,
)
from app.kernel.counting import counted_in
from app.kernel.front import put_before
from app.kernel.hosts import OwnHost
from app.kernel.static import StaticFiles
from app.settings import INSTANCE, Settings, from_environment
from app.training import door
from app.version import VERSION


def create_app(settings: Settings | None = None, training: bool = False) -> Flask:
    """The whole house with these settings, or with those of the environment; or the training house beside it."""
    settings = settings or from_environment()
    logs.init_log(settings.log)
    app = House(__name__, instance_path=str(INSTANCE))
    app.config.update(
        SETTINGS=settings,
        TRAINING=training,
        SECRET_KEY=_secret(settings),
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=connecting.options(settings.database),
        MAX_CONTENT_LENGTH=settings.upload_limit + 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=50,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        PERMANENT_SESSION_LIFETIME=settings.session_minutes * 60,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        RATELIMIT_STORAGE_URI=counted_in(settings.queue),
    )
    app.extensions["clock"] = clock.real_now
    app.jinja_env.globals.update(house_version=VERSION, training=training)
    for extension in (db, login_manager, csrf) if training else (db, login_manager, csrf, limiter):
        extension.init_app(app)
    migrate.init_app(app, db, directory=str(Path(__file__).parent.parent / "migrations"))
    transaction.init_app(app)
    for part in (
        bodies,
        compression,
        htmx,
        quiet,
        access,
        dated,
        fingerprints,
        headers,
        hosts,
        filters,
        typed,
        waiting,
        resending,
        errors,
    ):
        part.init_app(app)
    features.init_app(app, settings)
    jobs.init_app(app)
    commands.init_app(app)
    if not training:
        door.init_app(app, create_app)
    _stand_before(app, settings)
    return app


class House(Flask):
    """Flask, but that an error is written down by kernel/failures alone: with its number and nobody's words."""

    def log_exception(self, exc_info: object) -> None:
        """Nothing."""


def _stand_before(app: Flask, settings: Settings) -> None:
    """What hears a request before Flask does; the last one is the first to hear it."""
    static = Path(app.root_path, "static")
    put_before(app, partial(StaticFiles, root=static, secure=settings.secure_cookies))
    if settings.public_url:
        put_before(app, partial(OwnHost, public_url=settings.public_url))
    if settings.proxies:
        put_before(app, partial(ProxyFix, x_for=settings.proxies, x_proto=settings.proxies))


def _secret(settings: Settings) -> str:
    if settings.secret_key:
        return settings.secret_key.get_secret_value()
    kept = INSTANCE / "secret"
    if not kept.exists():
        INSTANCE.mkdir(exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text()
