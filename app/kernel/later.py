"""What is to be done after the commit, by the worker: a request says it, the transaction sends it."""

from flask import current_app, g

from app.kernel.logs import tell


def later(job: str, *args: object) -> None:
    """Ask for a job of app/jobs.py by name; it is sent only when the present transaction has been committed."""
    g.setdefault("later", []).append((job, args))


def send_later() -> None:
    """Send what was asked for. What the queue does not take is logged: the worker's own sweep makes up for it."""
    asked = g.pop("later", ())
    try:
        for job, args in asked:
            current_app.extensions["jobs"](job, *args)
    except Exception as error:  # whatever it is, the commit stands, and so does the answer
        tell("queue", error)
