"""A template that a clerk brings is tried at once: every placeholder known, every command closed, the paper printed.

Pure: the caller runs it in a child process, for the file comes from outside.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment, SecurityError

from app.papers.rendering import WordTemplate, fill

from .meanings import MEANINGS
from .reader import Reader
from .tags import Place, Problem, tags_of

NEEDED = ("title", "date", "number", "position", "name")
LISTS = ("rows", "criteria", "points")
COMMAND = re.compile(r"\{%-?\s*(if|for|endif|endfor)\b")
OF_CELLS = re.compile(r"\{%\s*(vm|hm)\s*%\}")
OF_WORD = re.compile(r"^\{(\{|%)(tr|tc|p|r)(?=\s)|^\{%\s*(cellbg|colspan)\s+(?P<value>.+)%\}$", re.S)
UNOPENED = "Файл не\u00a0открывается как DOCX. Сохраните его в\u00a0Word заново."
MISSING = "Этого места нет в\u00a0бланке, а\u00a0без него бумага не\u00a0полна ({}): верните его."
UNCLOSED_COMMAND = "Команда не\u00a0читается: у\u00a0неё нет своего «endfor» или «endif»."
UNOPENED_COMMAND = "Команда не\u00a0читается: перед этим концом нет «for» или «if»."
UNSAFE = (
    "В\u00a0бланке есть обращение к\u00a0внутреннему устройству программы: "
    "оставьте только слова из\u00a0списка на\u00a0странице бланка."
)


@dataclass(frozen=True)
class Trial:
    """The file as it can be kept, what bars it, and which placeholders were put together again."""

    docx: bytes
    problems: tuple[Problem, ...] = ()
    mended: tuple[str, ...] = ()


def tried(docx: bytes, context: Mapping) -> Trial:
    """Try the template on the words of a sample order."""
    try:
        tags = tags_of(docx)
    except Exception:  # other people's packages break in as many ways as there are programs
        return Trial(docx, (Problem("файл", "", UNOPENED),))
    problems = [*tags.problems, *_misread(tags.found, context)]
    problems = problems or _unseen(tags.docx, context) or _unprinted(tags.docx, context)
    return Trial(tags.docx, tuple(problems), tuple(tags.mended))


def _misread(found: list[tuple[str, Place]], context: Mapping) -> list[Problem]:
    """Unknown names and broken commands; one line of a template for each tag, so that a line tells the place."""
    told = [(tag, place) for tag, place in found if not OF_CELLS.fullmatch(tag)]
    unclosed = _unclosed(told)
    if unclosed is not None:
        return [unclosed]
    try:
        tree = SandboxedEnvironment().parse("\n".join(_as_jinja(tag) for tag, _ in told))
    except TemplateSyntaxError as error:
        tag, place = told[min(error.lineno, len(told)) - 1]
        return [Problem(str(place), tag, f"Команда не\u00a0читается: {_said(error)}.")]
    reader = Reader(told)
    reader.walk(tree.body, dict(context))
    used = reader.used
    needed = (*NEEDED, "addressee") if "addressee" in context else NEEDED
    lost = [name for name in needed if name not in used] + _lost_lists(context, reader.repeated)
    return reader.problems + [Problem("бланк", _tag(name), MISSING.format(_meaning(name))) for name in lost]


def _meaning(name: str) -> str:
    """«номер; до регистрации черта», «строки приложения»."""
    said = MEANINGS.get(name, "адресат").rpartition("%}:")[2].strip()
    return said[:1].lower() + said[1:]


def _lost_lists(context: Mapping, repeated: set[str]) -> list[str]:
    """The rows, the criteria, the points that the data hold and that the template does not repeat."""
    asked = [name for name in LISTS if context.get(name)]
    by_town = {"groups", "group.rows"} <= repeated
    return [name for name in asked if name not in repeated and not (name == "rows" and by_town)]


def _tag(name: str) -> str:
    return f"{{%tr for row in {name} %}}" if name in LISTS else f"{{{{ {name} }}}}"


def _unclosed(told: list[tuple[str, Place]]) -> Problem | None:
    """The command that is never closed, or the end of none, at its own place."""
    standing = []
    for tag, place in told:
        word = COMMAND.match(_as_jinja(tag))
        if word and word[1] in ("if", "for"):
            standing.append((word[1], tag, place))
        elif word and word[1].startswith("end"):
            if not standing:
                return Problem(str(place), tag, UNOPENED_COMMAND)
            opened, its_tag, its_place = standing.pop()
            if opened != word[1].removeprefix("end"):
                return Problem(str(its_place), its_tag, UNCLOSED_COMMAND)
    return Problem(str(standing[-1][2]), standing[-1][1], UNCLOSED_COMMAND) if standing else None


def _as_jinja(tag: str) -> str:
    """A tag in one line, without what belongs to Word alone."""
    found = OF_WORD.match(tag)
    if found and found["value"]:
        return f"{{{{ {found['value']} }}}}"
    return (f"{{{found[1]}{tag[found.end() :]}" if found else tag).replace("\n", " ")


def _said(error: TemplateSyntaxError) -> str:
    words = str(error.message)
    if "endfor" in words or "endif" in words or "end of template" in words:
        return "у\u00a0«for» или «if» нет своего «endfor» или «endif», либо они стоят не\u00a0по\u00a0порядку"
    return f"«{words}»"


def _unseen(docx: bytes, context: Mapping) -> list[Problem]:
    """Commands as the printing will read them, wherever they hide: over two paragraphs, in a note, in a property."""
    for source in WordTemplate(io.BytesIO(docx)).sources():
        reader = Reader([("", "бланк")])
        try:
            reader.walk(SandboxedEnvironment().parse(source).body, dict(context))
        except TemplateSyntaxError as error:
            return [Problem("бланк", "", f"Команда не\u00a0читается: {_said(error)}.")]
        if reader.problems:
            return reader.problems[:1]
    return []


def _unprinted(docx: bytes, context: Mapping) -> list[Problem]:
    """The last proof: the sample is printed and opens."""
    try:
        made = fill(io.BytesIO(docx), dict(context))
        whole = zipfile.ZipFile(io.BytesIO(made)).testzip() is None
    except SecurityError:
        return [Problem("пробная печать", "", UNSAFE)]
    except Exception as error:  # whatever it is, the template is not taken
        return [Problem("пробная печать", "", f"Приказ по\u00a0этому бланку не\u00a0печатается: {error}.")]
    return [] if whole else [Problem("пробная печать", "", "Приказ по\u00a0этому бланку получается повреждённым.")]
