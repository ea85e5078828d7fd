"""What a template may say: names that it is given, their parts, «for» over a list and «if»; nothing that computes."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from jinja2 import Environment, nodes

from .tags import Place, Problem

ALLOWED = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Assign)
COMPARED = (nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr)
CUT = (nodes.Getitem, nodes.Slice, nodes.Neg)
PLAIN_FILTERS = ("length", "upper", "lower", "capitalize", "trim")
LONGEST, LARGEST, DEEPEST = 100, 1000, 2  # letters of a word, a number, loops in loops
FOREIGN = "Такая команда в\u00a0бланке не\u00a0допускается: только {{\u00a0…\u00a0}}, for и\u00a0if."
COMPUTED = "Вычислений в\u00a0бланке нет: пишите только слова из\u00a0списка на\u00a0странице бланка."
NO_LIST = "Повторять можно только список: rows, groups, group.rows, points, criteria."
TOO_DEEP = "Повторы вложены слишком глубоко: не\u00a0больше двух, один в\u00a0другом."
LOOP = {"index": 1, "index0": 0, "first": True, "last": False, "length": 1, "revindex": 1}


class Reader:
    """Walks the commands of a template with the values of a sample; `scope` grows inside a loop."""

    def __init__(self, told: Sequence[tuple[str, Place | str]]):
        self.told = told
        self.problems: list[Problem] = []
        self.used: set[str] = set()
        self.repeated: set[str] = set()

    def walk(self, body: Sequence[nodes.Node], scope: dict, depth: int = 0) -> None:
        for node in body:
            if not isinstance(node, ALLOWED):
                self._tell(node, FOREIGN)
            elif isinstance(node, nodes.For):
                self._loop(node, scope, depth + 1)
            elif isinstance(node, nodes.If):
                self.value(node.test, scope)
                for inner in (node.body, node.elif_, node.else_):
                    self.walk(inner, scope, depth)
            elif isinstance(node, nodes.Assign):
                scope[_name(node.target)] = self.value(node.node, scope)
            elif isinstance(node, nodes.Output):
                for one in node.nodes:
                    self.value(one, scope)

    def _loop(self, node: nodes.For, scope: dict, depth: int) -> None:
        if depth > DEEPEST:
            self._tell(node, TOO_DEEP)
        if node.test or node.recursive or not isinstance(node.iter, nodes.Name | nodes.Getattr):
            self._tell(node, FOREIGN)
        self.repeated.add(_path(node.iter).rstrip("."))
        found = self.value(node.iter, scope)
        if found is not None and not isinstance(found, list):
            self._tell(node, NO_LIST)
        first = found[0] if isinstance(found, list) and found else None
        self.walk(node.body, scope | {_name(node.target): first, "loop": LOOP}, depth)
        self.walk(node.else_, scope, depth)

    def value(self, node: nodes.Node, scope: Mapping) -> object:
        """What stands there in the sample; None when it can't be told."""
        if isinstance(node, nodes.Name):
            self.used.add(node.name)
            return self._known(node, node.name, scope, "")
        if isinstance(node, nodes.Getattr):
            base = self.value(node.node, scope)
            return self._known(node, node.attr, base, _path(node.node)) if isinstance(base, Mapping) else None
        if not _is_plain(node):
            self._tell(node, COMPUTED)
        if isinstance(node, nodes.Filter) and node.name not in Environment().filters:
            self._tell(node, f"Нет такого преобразования: «{node.name}».")
        for inner in node.iter_child_nodes():
            self.value(inner, scope)
        return None

    def _known(self, node: nodes.Node, name: str, values: Mapping, base: str) -> object:
        if name in values:
            return values[name]
        near = get_close_matches(name, values, 1, 0.5)
        advice = f" Может быть, {{{{ {base}{near[0]} }}}}?" if near else ""
        self._tell(node, f"Программа не\u00a0знает «{base}{name}».{advice}")
        return None

    def _tell(self, node: nodes.Node, sentence: str) -> None:
        tag, place = self.told[min(node.lineno, len(self.told)) - 1]
        self.problems.append(Problem(str(place), tag, sentence))


def _is_plain(node: nodes.Node) -> bool:
    """A comparison, a part of a word, or what Word itself asks of a cell that is as wide as its loop is long."""
    if isinstance(node, nodes.Const):
        small = len(node.value) <= LONGEST if isinstance(node.value, str) else abs(node.value or 0) <= LARGEST
        return isinstance(node.value, str | int | None) and small
    if isinstance(node, nodes.Filter):
        return node.name in PLAIN_FILTERS and not node.args and not node.kwargs
    if isinstance(node, nodes.Mul):
        return isinstance(node.left, nodes.Const) and _path(node.right) == "loop.length"
    return isinstance(node, (*COMPARED, *CUT, nodes.TemplateData))


def _name(target: nodes.Node) -> str:
    return target.name if isinstance(target, nodes.Name) else ""


def _path(node: nodes.Node) -> str:
    """«row.» before the name of a part, and «loop.length» whole."""
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}{node.attr}"
    return f"{node.name}." if isinstance(node, nodes.Name) else ""
