"""Gaps that a ready text leaves to be filled in: «…», «___», «№ …». Pure."""

import re

DOTS = r"(?:…|\.{3,}|_{2,})"
GAP = re.compile(rf"№\s*{DOTS}|№(?=\s*(?:[.,;:)»]|$))|{DOTS}")
OPEN = re.compile(rf"№\s*{DOTS}|№(?=\s*(?:[.,;:)»]|$))|_{{2,}}")  # in one's own words dots may be meant


def gaps(text: str) -> list[str]:
    """Each gap of a ready text as it stands there."""
    return GAP.findall(text)


def is_open(text: str) -> bool:
    """True when somebody's own text has a gap that can't be meant."""
    return OPEN.search(text) is not None


def filled(text: str, said: str) -> str:
    """The text with what was said in its gap; «№» of the gap stays before it."""
    said = said.strip()
    if not said:
        return text
    return GAP.sub(lambda gap: f"№\u00a0{said.lstrip('№ ')}" if gap[0].startswith("№") else said, text, count=1)


def without(text: str) -> str:
    """The text as it is about any filling: the gap is left out, with the spaces before it."""
    return re.sub(r" ([.,;:])", r"\1", " ".join(GAP.sub("", text).split()))
