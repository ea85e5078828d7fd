"""Every pattern of the house, found in its code, and strings on which a careless one takes the square of a length."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from time import process_time

import app

ROOT = Path(app.__file__).parent
LENGTH = 8_000
WORTH_LOOKING = 0.2  # seconds: below it no length that comes in hurts, and a clock says little
SQUARE = 8  # a linear pattern takes four times as long for a text four times as long, a careless one sixteen times
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


def is_steep(pattern: re.Pattern) -> bool:
    """Whether its time grows faster than the length of a text: two lengths are compared, so no machine is too fast."""
    whole = _seconds(pattern, LENGTH)
    return whole > WORTH_LOOKING and whole > SQUARE * _seconds(pattern, LENGTH // 4)


def _seconds(pattern: re.Pattern, length: int) -> float:
    said, begun = pattern.pattern, process_time()
    for text in hostile(said if isinstance(said, str) else said.decode("latin-1"), length):
        text = text if isinstance(said, str) else text.encode()
        pattern.fullmatch(text)
        for _ in pattern.finditer(text):
            pass
    return process_time() - begun


def hostile(pattern: str, length: int) -> Iterator[str]:
    """Long strings that go on without end and end as they may not; some begin like the pattern, or are its words."""
    own = list(dict.fromkeys(WORD.findall(pattern)))[:8]
    for token in (*TOKENS, *own):
        yield from (token * (length // len(token)) + end for end in ENDS)
    for start in own:
        yield from (start + token * (length // len(token)) for token in TOKENS)
