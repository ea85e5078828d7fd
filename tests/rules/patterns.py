"""Every pattern of the house, found in its code, and strings on which a careless one takes the square of a length."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import app

ROOT = Path(app.__file__).parent
LENGTH = 8_000
TOKENS = ("a", "а", "А", " ", ".", "@", "1", "-", "«", "(", "\n", "\t", "{", "<", "_", "№", "1.", "а ", "А.", "1 ")
ENDS = ("", "!", "\n\n@")
WORD = re.compile(r"[a-zа-яё]{2,}|[«({+@]", re.I)
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


def hostile(pattern: str) -> Iterator[str]:
    """Long strings that go on without end and end as they may not; some begin like the pattern, or are its words."""
    own = list(dict.fromkeys(WORD.findall(pattern)))[:8]
    for token in (*TOKENS, *own):
        yield from (token * (LENGTH // len(token)) + end for end in ENDS)
    for start in own:
        yield from (start + token * (LENGTH // len(token)) for token in TOKENS)
