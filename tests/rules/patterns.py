"""Every pattern of the house, found in its code, and strings on which a careless one takes the square of a length."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import app

ROOT = Path(app.__file__).parent
LENGTH = 30_000
TOKENS = ("a", "а", "А", " ", ".", "@", "1", "-", "«", "(", "\n", "{", "{{", "<", "_", ",", "№", "1.", "а ", "а.", "1 ")
STARTS = ("", "a@", "«", "http://", "{{", "{%", "тел", "Аа ", "паспорт", "список ", "+7", "1.", "(", "раздел «")
ENDS = ("", "@", "!", "\n\n", "а1")
CALLS = {"compile", "search", "match", "fullmatch", "findall", "finditer", "sub", "split"}


def patterns() -> dict[str, re.Pattern]:
    """By what they say: those that a module keeps, and those that stand in a call."""
    return {f"{one.flags}:{one.pattern!r}": one for one in (*_kept(), *_called())}


def _kept() -> Iterator[re.Pattern]:
    for module in pkgutil.walk_packages([str(ROOT)], "app."):
        if module.name not in ("app.serving",):
            yield from _inside(list(vars(importlib.import_module(module.name)).values()), 0)


def _inside(values: list, depth: int) -> Iterator[re.Pattern]:
    for value in values:
        if isinstance(value, re.Pattern):
            yield value
        elif depth < 3 and isinstance(value, dict | list | tuple):
            yield from _inside(list(value.values() if isinstance(value, dict) else value), depth + 1)


def _called() -> Iterator[re.Pattern]:
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            said = isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
            of_re = said and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "re"
            if of_re and node.func.attr in CALLS:
                yield re.compile(node.args[0].value)


def hostile(limit: int = LENGTH) -> Iterator[str]:
    """Long strings that begin like something, go on without end, and end as it may not."""
    for start in STARTS:
        for token in TOKENS:
            for end in ENDS:
                yield f"{start}{token * (limit // len(token))}{end}"
