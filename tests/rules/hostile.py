"""What somebody who means harm types, where it could be typed, and how it is seen that it did something."""

import ast
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PROBE = "<x-probe"  # no page of ours has such an element: where it stands unescaped, a script could stand
DONE = 7 * 191_917  # what a template or a formula would make of the sum below
TYPED = {
    "markup": "\"'><x-probe onload=alert(1)></textarea></title></script>",
    "template": "{{7*191917}}${7*191917}#{7*191917}{% for a in 'x'*9 %}{{7*191917}}{% endfor %}",
    "statement": "1' OR '1'='1'; DROP TABLE people; --",
    "path": "../../../../../../etc/passwd",
    "header": "x\r\nX-Probe: yes\r\n\r\n<x-probe>",
    "address": "//evil.example/\\@evil.example",
    "long": "Ё" * 5_000,
    "odd": "\u202e\ufeff\ud7ff\U0001f3eb" + "%00%0a&#0;",
}
LINE = 3800  # bytes of a query that the server lets through (gunicorn: limit_request_line), each letter as six
ASKED = re.compile(r"(^|\.)(args|typed|form|values)$")


def harm(answer) -> str:
    """What the answer shows of harm that was done; empty when it shows none."""
    if answer.status_code >= 500:
        return f"answered {answer.status_code}"
    if "X-Probe" in answer.headers:
        return "a header of somebody else"
    if "evil.example" in re.sub(r"[?#].*", "", answer.headers.get("Location", "")):
        return "leads out of the house"
    text = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    if PROBE in text:
        return "markup that is not ours"
    if str(DONE) in text:
        return "a template that was run"
    return "a file of the server" if "root:x:0:0" in text else ""


def room_of(view) -> str:
    """«documents/desk»: the folder below app/ that a view stands in."""
    return "/".join(inspect.unwrap(view).__module__.split(".")[1:-1])


@cache
def names_asked(room: str) -> list[str]:
    """Every name that a room of app/, or the kernel for every page, reads from a query or a form: from the code.

    A room inside a wing may be helped by the wing's own modules.
    """
    own = [
        *Path("app", room).rglob("*.py"),
        *(path for part in Path("app", room).parents[:-2] for path in part.glob("*.py")),
    ]
    found = set()
    for module in (*own, *Path("app/kernel").rglob("*.py")):
        found.update(_names(ast.parse(module.read_text())))
    return sorted(found)


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        if isinstance(node.func, ast.Name):
            named = node.args[1:2] if node.func.id in ("row_id", "row_ids") else []
        else:
            asks = getattr(node.func, "attr", "") in ("get", "getlist", "pop")
            named = node.args[:1] if asks and ASKED.search(ast.unparse(node.func.value)) else []
        yield from (one.value for one in named if isinstance(one, ast.Constant) and isinstance(one.value, str))
