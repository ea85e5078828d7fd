"""The page of the archive for who looks after it: where files lie, and what looks at them before they are taken."""

from flask import Blueprint, current_app, render_template
from sqlalchemy import func, select

from app.archive import antivirus
from app.archive.models import Blob
from app.extensions import db
from app.kernel.access import access

bp = Blueprint("archive", __name__)


@bp.get("/archive")
@access("archive.view")
def state():
    """What is on and what is not."""
    settings = current_app.config["SETTINGS"]
    files, size = db.session.execute(select(func.count(Blob.id), func.coalesce(func.sum(Blob.size), 0))).one()
    return render_template(
        "archive/state.html",
        bucket=settings.archive.startswith("s3://"),
        files=files,
        size=int(size),
        limit_mb=settings.upload_limit_mb,
        antivirus=antivirus.state(),
    )
