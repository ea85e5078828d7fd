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
    """Every name that a room of app/ reads from a query or a form: from the code.

    With it read the modules of its wing that it calls by name, and the kernel, which does so for every page.
    """
    own = [ast.parse(module.read_text()) for module in Path("app", room).glob("*.py")]
    helpers = {module for tree in own for module in _called(tree, room.split("/")[0])}
    others = [ast.parse(module.read_text()) for module in (*helpers, *Path("app/kernel").glob("*.py"))]
    return sorted({name for tree in (*own, *others) for name in _names(tree)})


def _called(tree: ast.AST, wing: str) -> Iterator[Path]:
    """The modules of the wing that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"app.{wing}"):
            package = Path(*node.module.split("."))
            named = [package.with_suffix(".py"), *(package / f"{one.name}.py" for one in node.names)]
            yield from (path for path in named if path.exists())


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
