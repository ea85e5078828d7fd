"""Addresses of static files carry a digest of their bytes: a browser keeps a file for a year and never an old one."""

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from flask import Flask, request, url_for


@cache
def fingerprint(path: Path) -> str:
    """The first letters of the digest; read once, for a file changes only when the house is started anew."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def static(filename: str) -> str:
    """The address of a static file, for templates: a page names the icons hundreds of times."""
    return _address(request.script_root, filename)


@lru_cache(maxsize=1000)
def _address(_root: str, filename: str) -> str:
    """Made once for the process, for each place that the house is mounted at; it belongs to nobody."""
    return url_for("static", filename=filename)


def init_app(app: Flask) -> None:
    """Add `?v=…` to every static address but those of fonts, which the style sheets name without it."""
    app.jinja_env.globals["static"] = static

    @app.url_defaults
    def _add(endpoint: str, values: dict[str, str]) -> None:
        if endpoint == "static" and not values["filename"].startswith("fonts/"):
            values.setdefault("v", fingerprint(Path(app.root_path, "static", values["filename"])))
