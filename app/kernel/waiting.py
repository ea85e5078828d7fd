"""A region that is not ready asks again by itself: soon at first, then less and less often, at last no more (A5).

What asks is an empty element inside the region (macros/_asks.html). While there is nothing new, it alone is swapped,
for the next one that waits longer; so nobody's reading is disturbed.
"""

from datetime import datetime, timedelta

from flask import Flask, Response, make_response, render_template, request

from app.kernel import clock
from app.kernel.numbers import number

FIRST, LONGEST = 0.5, 30  # seconds before the first question, and between the last ones
MOST = 15  # questions, which take about five minutes
PATIENCE = timedelta(minutes=10)  # after that a page that is opened anew promises nothing
ANSWER = "macros/_asks.html"


def turn() -> int:
    """How often this region has been asked for already."""
    return min(number(request.args.get("turn")) or 0, MOST)


def is_late(began_at: datetime | None = None) -> bool:
    """True when no more is promised: it was asked often enough, or the work began too long ago."""
    return turn() >= MOST or (began_at is not None and clock.now() - began_at >= PATIENCE)


def not_yet(url: str, region: str) -> Response:
    """Nothing new: the element that asks is swapped for one that waits longer."""
    answer = make_response(render_template(ANSWER, url=url, region=region))
    answer.headers["HX-Retarget"] = f"#{region}-asks"
    return answer


def pause() -> int:
    """Milliseconds before the next question."""
    return int(1000 * min(FIRST * 2 ** turn(), LONGEST))


def init_app(app: Flask) -> None:
    """Give templates what they need to wait."""
    app.jinja_env.globals.update(pause=pause, asked_turns=turn, is_late=is_late)
