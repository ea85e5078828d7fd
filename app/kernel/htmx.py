"""Page or regions: a region is a file `_name.html` with one root id; only this file knows htmx-flask.

A region goes out with the title of its page before it: htmx puts it into the tab, and the forms of the region carry it.
"""

from flask import Flask, Response, current_app, flash, g, make_response, redirect, render_template
from htmx_flask import Htmx, request
from markupsafe import Markup

htmx = Htmx()
HOUSE = " · Опора 500+"


def wants_region() -> bool:
    """True when the answer is swapped into a page; boosted and history requests get the whole page."""
    asked = request.htmx
    return bool(asked) and not asked.boosted and not asked.history_restore_request


def shown(page: str, region: str, /, **context: object) -> str:
    """The page, or for htmx the region that it asks for anew."""
    return _titled(page, region, context) if wants_region() else render_template(page, **context)


def answer(
    url: str, /, *regions: str, of: str = "", status: int = 200, address: str = "", **context: object
) -> Response:
    """The regions `of` a page that an action changed: the first replaces its target, the rest go out of band; or a 303.

    What was `said` of the action is said on the next page when there is no htmx. `address` is what the page shows now,
    when that is another thing: it stands in the browser, so that a reload and a link lead there.
    """
    if not wants_region():
        said = context.get("said")
        if isinstance(said, str) and said:
            flash(said)
        return make_response(redirect(url, 303))
    first, *rest = regions
    answered = [_titled(of, first, context), *(_beside(render_template(name, **context)) for name in rest)]
    response = make_response("\n".join(answered), status)
    if address:
        response.headers["HX-Replace-Url"] = address
    return response


def invalid(page: str, region: str, /, **context: object) -> Response:
    """A form that can't be taken: 422 with the form, the typed text in it."""
    return make_response(shown(page, region, **context), 422)


def _beside(html: str) -> str:
    return html.lstrip().replace(" id=", ' hx-swap-oob="true" id=', 1)


def _titled(page: str, region: str, context: dict[str, object]) -> str:
    """The region after the title of the page that it is a part of, when it is one."""
    title = _title(page, context) if page and page != region else Markup()
    if not title:
        return render_template(region, **context)
    g.page_title = title.striptags()
    return f"<title>{title}{HOUSE}</title>\n{render_template(region, **context)}"


def _title(page: str, context: dict[str, object]) -> Markup:
    """What the page calls itself with these words: its block alone, the rest of it is not made."""
    template = current_app.jinja_env.get_template(page)
    words = dict(context)
    current_app.update_template_context(words)
    return Markup("".join(template.blocks["title"](template.new_context(words)))).strip()


def _vary(response: Response) -> Response:
    response.vary.add("HX-Request")
    return response


def init_app(app: Flask) -> None:
    """Know the headers of htmx, and tell caches about them."""
    htmx.init_app(app)
    app.after_request(_vary)
    app.jinja_env.globals["house"] = HOUSE
