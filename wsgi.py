"""The door for WSGI servers and the flask command: it stays shut under the other mode than that of the data."""

import gc
from pathlib import Path

import click

from app import create_app
from app.extensions import db
from app.kernel.private import keep_private
from app.kernel.static import compress_all
from app.people.mode.demo_people import PASSWORD
from app.people.mode.services import refuse_other_word, refuse_start
from app.settings import from_environment

settings = from_environment()
keep_private(settings)
app = create_app(settings)
refuse_other_word(app)
if click.get_current_context(silent=True) is None:  # a server; a command, which may be the cure, asks for itself
    with app.app_context():
        refuse_start(PASSWORD, seconds=0)
        db.session.remove()
        db.engine.dispose()  # a server forks now, and nothing may be open then
    compress_all(Path(app.root_path, "static"))
    gc.collect()
gc.freeze()  # what lives as long as the process is not looked through at every collection of garbage
