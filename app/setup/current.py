"""Which region it is: read once for a request or a job, and kept in the process until the journal goes on."""

from flask import g, has_app_context

from app.directory.region import REGION
from app.journal.kept import kept
from app.region import UNNAMED, Region


def current() -> Region:
    """The region as it was named last; outside of a house it has no name."""
    if not has_app_context():
        return UNNAMED
    if "region" not in g:
        g.region = kept("region", (), _read)
    return g.region


def _read() -> Region:
    return REGION.first() or UNNAMED
