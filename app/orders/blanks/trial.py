"""A blank that a clerk brings is tried at once: every placeholder known, every command closed, the paper printed.

Pure: the caller runs it in a child process, for the file comes from outside.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment, SecurityError

from ..paper import fill
from .tags import Place, Problem, tags_of

NEEDED = ("title", "date", "number", "position", "name")
OF_CELLS = re.compile(r"\{%\s*(vm|hm)\s*%\}")
OF_WORD = re.compile(r"^\{(\{|%)(tr|tc|p|r)(?=\s)|^\{%\s*(cellbg|colspan)\s+(?P<value>.+)%\}$", re.S)
ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign)
UNOPENED = "Файл не\u00a0открывается как DOCX. Сохраните его в\u00a0Word заново."
MISSING = "Этого места нет в\u00a0бланке, а\u00a0без него приказ не\u00a0полон: верните его."
FOREIGN = "Такая команда в\u00a0бланке не\u00a0допускается: только {{\u00a0…\u00a0}}, for и\u00a0if."
UNSAFE = (
    "В\u00a0бланке есть обращение к\u00a0внутреннему устройству программы: "
    "оставьте только слова из\u00a0списка на\u00a0странице бланка."
)
LOOP = {"index": 1, "index0": 0, "first": True, "last": False, "length": 1, "revindex": 1}


@dataclass(frozen=True)
class Trial:
    """The file as it can be kept, what bars it, and which placeholders were put together again."""

    docx: bytes
    problems: tuple[Problem, ...] = ()
    mended: tuple[str, ...] = ()


def tried(docx: bytes, context: Mapping) -> Trial:
    """Try the blank on the words of a sample order."""
    try:
        tags = tags_of(docx)
    except Exception:  # other people's packages break in as many ways as there are programs
        return Trial(
            docx, (Problem("файл", "", "Файл не\u00a0открывается как DOCX. Сохраните его в\u00a0Word заново."),)
        )
    problems = [*tags.problems, *_misread(tags.found, context)]
    if not problems:
        problems = _unprinted(tags.docx, context)
    return Trial(tags.docx, tuple(problems), tuple(tags.mended))


def _misread(found: list[tuple[str, Place]], context: Mapping) -> list[Problem]:
    """Unknown names and broken commands; one line of a template for each tag, so that a line tells the place."""
    told = [(tag, place) for tag, place in found if not OF_CELLS.fullmatch(tag)]
    try:
        tree = SandboxedEnvironment().parse("\n".join(_as_jinja(tag) for tag, _ in told))
    except TemplateSyntaxError as error:
        tag, place = told[min(error.lineno, len(told)) - 1]
        return [Problem(str(place), tag, f"Команда не\u00a0читается: {_said(error)}.")]
    reader = Reader(told)
    reader.walk(tree.body, dict(context))
    used = reader.used
    return reader.problems + [
        Problem(
            "бланк",
            f"{{{{ {name} }}}}",
            "Этого места нет в\u00a0бланке, а\u00a0без него приказ не\u00a0полон: верните его.",
        )
        for name in NEEDED
        if name not in used
    ]


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


class Reader:
    """Walks the commands of a blank with the values of a sample; `scope` grows inside a loop."""

    def __init__(self, told: list[tuple[str, Place]]):
        self.told, self.problems, self.used = told, [], set()

    def walk(self, body: list[nodes.Node], scope: dict) -> None:
        for node in body:
            if not isinstance(node, ALLOWED):
                self._tell(node, FOREIGN)
            elif isinstance(node, nodes.For):
                found = self.value(node.iter, scope)
                first = found[0] if isinstance(found, list) and found else None
                self.walk(node.body, scope | {_name(node.target): first, "loop": LOOP})
            elif isinstance(node, nodes.If):
                self.value(node.test, scope)
                for inner in (node.body, node.elif_, node.else_):
                    self.walk(inner, scope)
            elif isinstance(node, nodes.Assign):
                scope[_name(node.target)] = self.value(node.node, scope)
            elif isinstance(node, nodes.Output):
                for one in node.nodes:
                    self.value(one, scope)

    def value(self, node: nodes.Node, scope: Mapping):
        """What stands there in the sample; None when it can't be told."""
        if isinstance(node, nodes.Name):
            self.used.add(node.name)
            return self._known(node, node.name, scope, "")
        if isinstance(node, nodes.Getattr):
            base = self.value(node.node, scope)
            return self._known(node, node.attr, base, _path(node.node)) if isinstance(base, Mapping) else None
        if isinstance(node, nodes.Filter) and node.name not in Environment().filters:
            self._tell(node, f"Нет такого преобразования: «{node.name}».")
        for inner in node.iter_child_nodes():
            self.value(inner, scope)
        return None

    def _known(self, node, name: str, values: Mapping, base: str):
        if name in values:
            return values[name]
        near = get_close_matches(name, values, 1, 0.5)
        advice = f" Может быть, {{{{ {base}{near[0]} }}}}?" if near else ""
        self._tell(node, f"Программа не\u00a0знает «{base}{name}».{advice}")
        return None

    def _tell(self, node: nodes.Node, sentence: str) -> None:
        tag, place = self.told[min(node.lineno, len(self.told)) - 1]
        self.problems.append(Problem(str(place), tag, sentence))


def _name(target: nodes.Node) -> str:
    return target.name if isinstance(target, nodes.Name) else ""


def _path(node: nodes.Node) -> str:
    return f"{node.name}." if isinstance(node, nodes.Name) else ""


def _unprinted(docx: bytes, context: Mapping) -> list[Problem]:
    """The last proof: the sample is printed and opens."""
    try:
        made = fill(io.BytesIO(docx), dict(context))
        whole = zipfile.ZipFile(io.BytesIO(made)).testzip() is None
    except SecurityError:
        return [Problem("пробная печать", "", UNSAFE)]
    except Exception as error:  # whatever it is, the blank is not taken
        return [Problem("пробная печать", "", f"Приказ по\u00a0этому бланку не\u00a0печатается: {error}.")]
    return [] if whole else [Problem("пробная печать", "", "Приказ по\u00a0этому бланку получается повреждённым.")]
