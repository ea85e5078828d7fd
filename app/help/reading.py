"""The pages of help as they lie in the package, made of docs/guide and CHANGELOG.md by `make docs` (tools/help.py)."""

import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from flask import url_for
from markupsafe import Markup, escape

from app.region import Region, region, said

PAGES = Path(__file__).parent / "pages"
PICTURE = re.compile(r'src="(guide/[\w.-]+)"')


@dataclass(frozen=True)
class Release:
    """A version of the house, its day in words, and by reader what changed, as HTML of our own."""

    version: str
    day: str
    changes: dict[str, list[str]]

    def told(self, readers: list[str]) -> list[Markup]:
        """What changed for these readers, in the order of the readers."""
        return [Markup(line) for reader in readers for line in self.changes.get(reader, ())]


def guide(name: str) -> Markup:
    """A page of the guide, its pictures from where static files are."""
    text = said(_text(f"{name}.html"), _in_html(region()))
    return Markup(PICTURE.sub(lambda found: f'src="{url_for("static", filename=found[1])}"', text))


def _in_html(here: Region) -> Region:
    """Names that a person typed, as text of a page."""
    names = {name: str(escape(getattr(here, name))) for name in ("institute_short", "centre_short")}
    return replace(here, **names)


@cache
def releases() -> tuple[Release, ...]:
    """The newest first."""
    return tuple(Release(**one) for one in json.loads(_text("changes.json")))


@cache
def _text(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")
