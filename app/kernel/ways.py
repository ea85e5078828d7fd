"""Ways back: an address that a form or a link carries is followed only when it stays inside the house."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for

DIFFERS = 9_007_199_254_740_991  # no row has this number


def safe_redirect_target(target: str | None) -> str:
    """The address when it is one of ours, else the first page."""
    parts = urlsplit(target or "")
    if target and target.startswith("/") and not parts.netloc and not target.startswith(("//", "/\\")):
        return target
    return url_for("home.now")


def inside_of(address: str | None) -> str:
    """The way inside the house of a whole address, as headers give it; the first page when it is not ours."""
    parts = urlsplit(address or "")
    return safe_redirect_target(parts._replace(scheme="", netloc="").geturl() if parts.netloc == request.host else None)


def way(endpoint: str, argument: str) -> Callable[[int], str]:
    """The addresses of many rows by the number that differs: the rest of them is made once for the page."""
    differing: dict[str, Any] = {argument: DIFFERS}
    before, _, after = url_for(endpoint, **differing).partition(f"{DIFFERS}")
    return lambda number: f"{before}{number}{after}"


def here() -> str:
    """The page that is being read, to come back to it; an answer to a form has no address of its own."""
    return f"{request.script_root}{request.full_path}".rstrip("?") if request.method == "GET" else url_for("home.now")
