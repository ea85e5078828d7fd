"""The pages of help."""

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.help.contacts import contacts_of
from app.help.leading import TITLES, explaining, guides_of, news_for
from app.help.reading import guide, releases
from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user

bp = Blueprint("help", __name__)
LAST = 4  # releases on a page; the rest comes with `?whole=1`


@bp.get("/help")
@access("home.view")
def contents() -> ResponseReturnValue:
    """The own guides first, whom to write to, what is new."""
    own = guides_of(one.role for one in current_user.grants)
    return render_template(
        "help/contents.html",
        own=own,
        others=[name for name in TITLES if name not in own],
        titles=TITLES,
        groups=contacts_of(current_user, current_user.person_id, clock.today()),
    )


@bp.get("/help/<guide_name>")
@access("home.view")
def one(guide_name: str) -> ResponseReturnValue:
    """A guide."""
    if guide_name not in TITLES:
        abort(404)
    return render_template("help/guide.html", title=TITLES[guide_name], text=guide(guide_name), name=guide_name)


@bp.get("/help/changes")
@access("home.view")
def changes() -> ResponseReturnValue:
    """What changed for the reader in the last releases; in all of them, for everybody, when asked."""
    whole = request.args.get("whole") == "1"
    every = releases()
    shown = every if whole else every[:LAST]
    readers = None if whole else news_for(one.role for one in current_user.grants)
    return render_template("help/changes.html", releases=shown, readers=readers, whole=whole)


def here() -> str:
    """Where the page that is open is explained to its reader."""
    name, anchor = explaining(request.blueprint, [one.role for one in current_user.grants])
    return url_for("help.one", guide_name=name, _anchor=anchor or None) if name else url_for("help.contents")
