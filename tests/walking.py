"""Walks the house as a person would: from the first page along every link, a few addresses of each route."""

import re
from collections import Counter
from urllib.parse import urldefrag

from flask import Flask
from werkzeug.exceptions import HTTPException

EVERYBODY = ("school", "curator", "municipal", "department", "expert", "expert2", "rcoko", "admin")
SAME_PAGE = "text/html"


def walk(person, *first: str, of_each: int = 2, at_most: int = 400):
    """Each address reached with its answer; `first` are opened in any case. No address is opened twice."""
    routes = person.app.url_map.bind("localhost")
    ahead, known, opened = list(dict.fromkeys(("/", *first))), {"/", *first}, Counter()
    while ahead and sum(opened.values()) < at_most:
        url = ahead.pop(0)
        endpoint = _endpoint(routes, url)
        if endpoint is None or (opened[endpoint] >= of_each and url not in first):
            continue
        opened[endpoint] += 1
        answer = person.client.get(url)
        if answer.location is None:
            person._read(answer)
        yield url, answer
        found = [answer.location] if answer.location else _links(answer)
        ahead += [one for one in dict.fromkeys(map(_local, found)) if one and one not in known]
        known.update(ahead)


def _endpoint(routes, url: str) -> str | None:
    """The route of an address; none of a static file, and of what no route has (that page is opened as it is)."""
    try:
        endpoint = routes.match(url.partition("?")[0], method="GET")[0]
    except HTTPException:
        return "nowhere"
    return None if endpoint == "static" else endpoint


def _links(answer) -> list[str]:
    return re.findall(r'(?:href|hx-get|src)="([^"]+)"', answer.text) if answer.mimetype == SAME_PAGE else []


def _local(url: str) -> str | None:
    path = urldefrag(url.replace("&amp;", "&").removeprefix("http://localhost"))[0]
    return path if path.startswith("/") and not path.startswith("//") else None


def routes_to_read(app: Flask) -> set[str]:
    """The endpoints that a person may open."""
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
