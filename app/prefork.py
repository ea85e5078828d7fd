"""How gunicorn forks: the house is built once, and no process goes on with a connection that another has opened.

Named on its command line (`app/commands.py`, GUNICORN). With the house in one process and its garbage frozen (wsgi.py),
web processes share their memory and begin in no time; what is random is seeded anew by Python in each fork.
"""

from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker

from app.extensions import db

preload_app = True


def post_fork(server: Arbiter, worker: Worker) -> None:
    """In the new process, before its first request: forget the connections, and leave them to their owner."""
    with server.app.wsgi().app_context():
        for engine in db.engines.values():
            engine.dispose(close=False)
