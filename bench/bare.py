"""A bare Flask view that returns given bytes: what a page costs when it costs nothing. Run by gunicorn as the house is.

The bytes are the files of the folder BENCH_PAGES, by their names.
"""

import os
from functools import cache
from pathlib import Path

from flask import Flask
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect

app = Flask(__name__)
app.config.update(SECRET_KEY="of the bench", SQLALCHEMY_DATABASE_URI="sqlite://")
db = SQLAlchemy(app)
Migrate(app, db)
LoginManager(app)
CSRFProtect(app)


@app.get("/<name>")
def page(name: str) -> bytes:
    """The bytes."""
    return _bytes(name)


@cache
def _bytes(name: str) -> bytes:
    return Path(os.environ["BENCH_PAGES"], name).read_bytes() if name != "health" else b"ok"
