"""Blocks of code that a page of documentation quotes, each under the name of its file."""

import re
from pathlib import Path
from typing import NamedTuple

NAMED = re.compile(r"^`([\w./]+)`\n((?:```\w+\n.*?^```\n)+)", re.M | re.S)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n", re.M | re.S)


class Block(NamedTuple):
    """Some lines of a file, in a language; a `diff` says what comes to them."""

    file: str
    language: str
    text: str


def blocks(page: Path) -> list[Block]:
    """In the order of the page."""
    named = NAMED.findall(page.read_text(encoding="utf-8"))
    return [Block(file, language, text) for file, following in named for language, text in BLOCK.findall(following)]
