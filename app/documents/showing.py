"""What a page shows of a version: the region that asks again until it is ready, and the PDF that was made of a file."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import send
from app.documents.models import Preview, Version
from app.documents.preview import shown
from app.documents.routes import bp
from app.extensions import db
from app.kernel.access import access, one_visible
from app.kernel.htmx import wants_region
from app.kernel.quiet import quiet
from app.kernel.waiting import is_late, not_yet


@bp.get("/versions/<int:version_id>/preview")
@access("document.view")
@quiet
def version_preview(version_id: int) -> ResponseReturnValue:
    """The text of a version as a region; without HTMX its page."""
    version = one_visible(Version, version_id, "document.view")
    if not wants_region():
        return redirect(url_for(".version", version_id=version.id))
    context = shown(version)
    if context.get("waits") and not is_late():
        return not_yet(url_for(".version_preview", version_id=version.id), "preview")
    return render_template("documents/_preview.html", version=version, **context)


@bp.get("/versions/<int:version_id>/printed")
@access("document.view")
@quiet
def version_printed(version_id: int) -> ResponseReturnValue:
    """The same «Как в Word», as a region that asks again until the worker has made it; without HTMX its page."""
    version = one_visible(Version, version_id, "document.view")
    if not wants_region():
        return redirect(url_for(".version", version_id=version.id, view="printed"))
    context = shown(version, as_printed=True)
    if context.get("waits") and not is_late():
        return not_yet(url_for(".version_printed", version_id=version.id), "preview")
    return render_template("documents/_preview.html", version=version, **context)


@bp.get("/versions/<int:version_id>/pdf")
@access("document.view")
def version_pdf(version_id: int) -> ResponseReturnValue:
    """The PDF that was made of an office file; derived, never what the school handed in."""
    version = one_visible(Version, version_id, "document.view")
    made = db.session.get(Preview, version.blob_id)
    if made is None or made.pdf is None:
        abort(404)
    return send(made.pdf, f"{version.filename}.pdf", inline=True)
