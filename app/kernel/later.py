"""What is to be done after the commit, by the worker: a request says it, the transaction sends it."""

from flask import current_app, g


def later(job: str, *args) -> None:
    """Ask for a job of app/jobs.py by name; it is sent only when the present transaction has been committed."""
    g.setdefault("later", []).append((job, args))


def send_later() -> None:
    """Send what was asked for; the worker's own sweep finds what was lost on the way."""
    for job, args in g.pop("later", ()):
        current_app.extensions["jobs"](job, *args)
