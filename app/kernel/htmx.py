"""Page or regions: a region is a file `_name.html` with one root id; only this file knows htmx-flask."""

from flask import Flask, Response, flash, make_response, redirect, render_template
from htmx_flask import Htmx, request

htmx = Htmx()


def wants_region() -> bool:
    """True when the answer is swapped into a page; boosted and history requests get the whole page."""
    asked = request.htmx
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def answer(url: str, *regions: str, status: int = 200, address: str = "", **context) -> Response:
    """The regions that an action changed: the first replaces its target, the rest go out of band; else a 303.

    What was `said` of the action is said on the next page when there is no htmx. `address` is what the page shows now,
    when that is another thing: it stands in the browser, so that a reload and a link lead there.
    """
    if not wants_region():
        if context.get("said"):
            flash(context["said"])
        return redirect(url, 303)
    first, *rest = (render_template(name, **context) for name in regions)
    others = (html.lstrip().replace(" id=", ' hx-swap-oob="true" id=', 1) for html in rest)
    response = make_response("\n".join([first, *others]), status)
    if address:
        response.headers["HX-Replace-Url"] = address
    return response


def invalid(page: str, region: str, **context) -> Response:
    """A form that can't be taken: 422 with the form, the typed text in it."""
    return make_response(render_template(region if wants_region() else page, **context), 422)


def _vary(response: Response) -> Response:
    response.vary.add("HX-Request")
    return response


def init_app(app: Flask) -> None:
    """Know the headers of htmx, and tell caches about them."""
    htmx.init_app(app)
    app.after_request(_vary)
