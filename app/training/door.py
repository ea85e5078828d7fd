"""The door between the houses: the training house answers /training/… to those who are signed in at the real one."""

from collections.abc import Iterable
from contextlib import ExitStack
from threading import Lock
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response
from werkzeug.wsgi import ClosingIterator

from app.extensions import db, login_manager
from app.kernel.front import put_before
from app.kernel.reader import current_user
from app.training import inside
from app.training.house import PREFIX, Create, build, root
from app.training.place import folder_of, is_whole, shared
from app.training.standing import standing

STATIC = f"{PREFIX}/static/"


class Training:
    """Stands before the real house and holds the training one, which is built when somebody comes first."""

    def __init__(self, house: Flask, create: Create):
        self.house, self.create, self.lock = house, create, Lock()
        self.application: WSGIApplication = house.wsgi_app
        self.built: tuple[str, Flask] | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Whose address it is says its beginning."""
        path = environ.get("PATH_INFO", "")
        if path != PREFIX and not path.startswith(f"{PREFIX}/"):
            return self.application(environ, start_response)
        if path.startswith(STATIC):  # the same files; they belong to nobody
            return self.application(environ | {"PATH_INFO": path.removeprefix(PREFIX)}, start_response)
        held = ExitStack()
        try:
            answer = self._asked(held, environ)
            given = answer(environ, start_response)
        except BaseException:
            held.close()
            raise
        return ClosingIterator(given, [held.close])

    def _asked(self, held: ExitStack, environ: WSGIEnvironment) -> WSGIApplication:
        """The training house for this reader, or the way to it."""
        with self.house.request_context(environ):
            if not self.house.config["SETTINGS"].training:
                return Response(status=404)
            if not current_user.is_authenticated:
                return self.house.make_response(login_manager.unauthorized())
            held.enter_context(shared(root()))
            name = standing()
            if name is None or not is_whole(root(), name):
                return redirect(url_for("training.page"), 303)
            inner = self._house(name)
        environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + PREFIX
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(PREFIX) or "/"
        return inner.wsgi_app

    def _house(self, name: str) -> Flask:
        with self.lock:
            if self.built is None or self.built[0] != name:
                self.forget()
                self.built = name, inside.furnish(build(self.create, name, folder_of(root(), name)))
            return self.built[1]

    def forget(self) -> None:
        """Close what is held of a house that is gone."""
        if self.built:
            with self.built[1].app_context():
                db.engine.dispose()
            self.built = None


def init_app(app: Flask, create: Create) -> None:
    """Stand before the real house, behind whatever hears a request of any house first."""
    app.extensions["training"] = Training(app, create)
    put_before(app, lambda _application: app.extensions["training"])
