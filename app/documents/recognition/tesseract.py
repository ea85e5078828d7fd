"""One picture of a page through Tesseract: its lines, without what it was not sure of."""

import csv
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.kernel.child import PATIENCE, Overrun
from app.kernel.program import run_program

LANGUAGE = "rus"
SECONDS, MEGABYTES = 40, 1024  # of the processor, and of memory, for one page
SURE = 60  # of 100: a word below is as often wrong as right
FEW = 4  # sure words: fewer on a whole page are spots, tiles and leaves taken for letters
GUESSED = 84  # of 100: a page whose sure words are less sure together is of another alphabet, or no page
WORD = "5"  # the level of a row of the table that is a word
Line = tuple[str, ...]


class Page(NamedTuple):
    """The lines that were read, and how sure Tesseract is of their words, 0…100."""

    text: str = ""
    certainty: int = 0


@cache
def program() -> str | None:
    """Where Tesseract is; None when this machine has none, or none that knows Russian."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    try:
        known = subprocess.run([found, "--list-langs"], capture_output=True, text=True, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found if LANGUAGE in known.stdout.split() else None


def read_page(picture: bytes) -> Page:
    """The words of a picture, however it is turned; Overrun when it takes too much, Busy when there was no time."""
    found = program()
    if found is None:
        raise LookupError("Tesseract with Russian is not installed")
    with tempfile.TemporaryDirectory(prefix="opora-recognition-") as name:
        folder = Path(name)
        (folder / "page.png").write_bytes(picture)
        words: list[str | Path] = [found, folder / "page.png", folder / "page", "-l", LANGUAGE, "--psm", "1", "tsv"]
        run_program(words, folder, SECONDS, MEGABYTES, PATIENCE)
        made = folder / "page.tsv"
        if not made.exists():
            raise Overrun("nothing came out")
        return page_of(made.read_text("utf-8"))


def page_of(table: str) -> Page:
    """The page of Tesseract's table: sure words in their lines; nothing when they are few or guessed."""
    lines: dict[Line, list[str]] = {}
    sure = []
    for row in _words(table):
        if (of_word := float(row["conf"])) >= SURE:
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row["text"])
            sure += [of_word] * _is_word(row["text"])
    certainty = round(sum(sure) / len(sure)) if len(sure) >= FEW else 0
    return Page("\n".join(map(" ".join, lines.values())), certainty) if certainty >= GUESSED else Page()


def _words(table: str) -> Iterable[dict[str, str]]:
    rows = csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return (row for row in rows if row["level"] == WORD and row["text"].strip())


def _is_word(text: str) -> bool:
    """Three letters or digits at least: a spot becomes «|», «а» or «1»."""
    return sum(map(str.isalnum, text)) >= 3
