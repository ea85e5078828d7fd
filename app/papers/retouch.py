"""The words of an order that a clerk has rewritten, put into its printed paper: the preamble and the points."""

import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from app.papers.russian import tie

TEXT, MARK, SPACED = "Текст приказа", "Отметка о приложении", "Вразрядку"
Names = dict[str | None, str]  # of the styles by their ids; who has no style finds none
NUMBER = re.compile(r"^(\d+)\.(?:(\d+)\.)?\s*")


@dataclass(frozen=True)
class Text:
    """The preamble without «приказываю», the points with their numbers; no points: a template of other styles."""

    preamble: str
    points: tuple[str, ...]


def text_in(document: Document) -> Text:
    """What the paper says before its signature."""
    names, (preamble, points) = _styles(document), _parts(document)
    words = "".join(run.text for run in preamble.runs if not _spaced(run, names)) if preamble else ""
    return Text(_plain(words), tuple(_plain(point.text) for point in points))


def retouch(document: Document, preamble: str | None, points: Sequence[str] | None) -> None:
    """Put other words into the paper in the same styles; None leaves what stands."""
    if preamble is None and points is None:
        return
    head, standing = _parts(document)
    if head and preamble is not None:
        _say(head, preamble, _styles(document))
    if standing and points:
        _replace(standing, points)


def _parts(document: Document) -> tuple[Paragraph | None, list[Paragraph]]:
    names, preamble, points = _styles(document), None, []
    for paragraph in document.paragraphs:
        style = names.get(paragraph._p.style)
        if style == MARK:
            break
        if style == TEXT and any(_spaced(run, names) for run in paragraph.runs):
            preamble = paragraph
        elif style == TEXT and paragraph.text.strip():
            points.append(paragraph)
    return preamble, points


def _styles(document: Document) -> Names:
    """The names of the styles by their ids: to look each up where it stands takes most of the time of a reading."""
    return {style.styleId: style.name_val for style in document.styles.element.style_lst}


def _spaced(run: Run, names: Names) -> bool:
    return names.get(run._r.style) == SPACED


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ").strip()


def _say(preamble: Paragraph, words: str, names: Names) -> None:
    first, *rest = [run for run in preamble.runs if not _spaced(run, names)]
    first.text = f"{tie(words.strip())} "
    for run in rest:
        run._r.getparent().remove(run._r)


def _replace(standing: list[Paragraph], points: Sequence[str]) -> None:
    """Each new point looks like the first; the last keeps to the signature, as the last did."""
    patterns = [standing[0]] * (len(points) - 1) + [standing[-1]]
    for pattern, words in zip([copy.deepcopy(one._p) for one in patterns], points, strict=True):
        standing[0]._p.addprevious(pattern)
        _write(Paragraph(pattern, standing[0]._parent), tie(words))
    for old in standing:
        old._p.getparent().remove(old._p)


def _write(paragraph: Paragraph, words: str) -> None:
    first, *rest = paragraph.runs
    first.text = words
    for run in rest:
        run._r.getparent().remove(run._r)


def renumbered(points: Sequence[str], every: bool = False, known: Sequence[str] = ()) -> tuple[str, ...]:
    """«1.», «1.1.» in a row again, after a point was added, dropped or moved.

    What has no number keeps none, or gets one with `every` when it is not among those that are `known` without it.
    """
    major = minor = 0
    found = []
    for point in points:
        number = NUMBER.match(point)
        if number and number[2] and major:
            minor += 1
            point = f"{major}.{minor}. {point[number.end() :]}"
        elif number or (every and point not in known):
            major, minor = major + 1, 0
            point = f"{major}. {point[number.end() if number else 0 :]}"
        found.append(point)
    return tuple(found)


def moved(points: Sequence[str], act: str, place: int) -> tuple[str, ...]:
    """Points after «add», «drop», «up» or «down» at a place, numbered in a row."""
    row = list(points)
    if act == "add":
        row.append(f"{len(row) + 1}. ")
    elif 0 <= place < len(row):
        point = row.pop(place)
        if act in ("up", "down"):
            row.insert(max(place - 1, 0) if act == "up" else place + 1, point)
    return renumbered(row)
