"""The door for WSGI servers and the flask command."""

import gc

from app import create_app

app = create_app()
gc.freeze()  # what lives as long as the process is not looked through at every collection of garbage
