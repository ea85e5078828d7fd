"""The pages of the search: by words, and by the file itself."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.archive.intake import Intake
from app.documents.kit import slot_of
from app.extensions import db
from app.kernel.access import access
from app.kernel.htmx import shown
from app.kernel.paging import asked
from app.kernel.reader import current_user
from app.permissions import can
from app.search import digests, queries
from app.search.question import Question, read_question
from app.search.words import COUNTED, REPLACED, TITLES

bp = Blueprint("search", __name__)
NO_FILE = "Файл не выбран. Выберите файл или вставьте его SHA-256."
NO_DIGEST = "Это не SHA-256: в нём 64 знака, цифры и латинские буквы от a до f. Скопируйте его из квитанции целиком."


@bp.app_context_processor
def _words() -> dict[str, object]:
    return {"may_find": current_user.is_authenticated and can(current_user, "document.find")}


@bp.get("/search")
@access("document.find")
def page() -> ResponseReturnValue:
    """What was found; with HTMX the region alone, while the words are being typed."""
    question = read_question(request.args.get("q", ""))
    kind = request.args.get("kind", "")
    found = _found(question, kind)
    return shown(
        "search/page.html",
        "search/_found.html",
        question=question,
        kind=kind if kind in TITLES else "",
        found=found,
        titles=TITLES,
        counted_kinds=COUNTED,
        replaced_state=REPLACED,
        replaced=queries.replaced,
        dated=queries.dated,
        slot_of=slot_of,
    )


def _found(question: Question, kind: str) -> queries.Found | None:
    """None while the index is lost: the page says so, and everything else works."""
    try:
        return queries.found(question, current_user, kind, asked())
    except (OperationalError, ProgrammingError):
        current_app.logger.exception("search: the index can't be read; `flask search rebuild` makes it anew")
        db.session.rollback()
        return None


@bp.get("/check-file")
@access("document.find")
def check_file() -> ResponseReturnValue:
    """The form, and with a SHA-256 what the file is."""
    typed = request.args.get("sha256", "").strip()
    digest = digests.read_digest(typed)
    if typed and digest is None:
        return _check_page(typed=typed, error=NO_DIGEST), 422
    return _check_page(typed=typed, digest=digest, known=digests.known(digest, current_user) if digest else None)


@bp.post("/check-file")
@access("document.find", streams=True)
def check_sent_file() -> ResponseReturnValue:
    """Digest the bytes as they come; nothing is stored, nothing is written."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _check_page(error=NO_FILE), 422
    assert isinstance(file.stream, Intake)  # the route streams
    return redirect(url_for(".check_file", sha256=file.stream.sha256, _anchor="answer"), 303)


def _check_page(
    typed: str = "", error: str = "", digest: str | None = None, known: list[digests.Known] | None = None
) -> str:
    settings = current_app.config["SETTINGS"]
    return render_template(
        "search/check_file.html",
        typed=typed,
        error=error,
        digest=digest,
        known=known,
        replaced=queries.replaced,
        slot_of=slot_of,
        limit=settings.upload_limit,
        limit_mb=settings.upload_limit_mb,
    )
