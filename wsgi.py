"""The door for WSGI servers and the flask command: it stays shut under the other mode than that of the data."""

import gc

import click

from app import create_app
from app.demo.seed import PASSWORD
from app.kernel.private import keep_private
from app.people.mode.services import refuse_other_word, refuse_start
from app.settings import from_environment

settings = from_environment()
keep_private(settings)
app = create_app(settings)
refuse_other_word(app)
if click.get_current_context(silent=True) is None:  # a server; a command, which may be the cure, asks for itself
    with app.app_context():
        refuse_start(PASSWORD, seconds=0)
gc.freeze()  # what lives as long as the process is not looked through at every collection of garbage
