"""A refusal is a value of a rule or an exception of a verb (decision 0023): the code is read for both."""

import ast
from collections.abc import Iterator

from app.documentation import DOCS

HOUSE = DOCS.parent / "app"
CODE = {path.relative_to(HOUSE).as_posix(): ast.parse(path.read_text("utf-8")) for path in HOUSE.rglob("*.py")}
ANSWERING = {"refusals.py", "kernel/errors.py"}  # where the exception is made, and where it becomes a page
CATCHES = {"suppress"}


def nodes(*kinds: type) -> Iterator[tuple[str, ast.AST]]:
    """Every node of these kinds with the file and the line where it stands."""
    for file, tree in CODE.items():
        yield from ((f"{file}:{node.lineno}", node) for node in ast.walk(tree) if isinstance(node, kinds))


def names(node: ast.AST | None) -> set[str]:
    """The names that an expression mentions; an annotation may be a text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return names(ast.parse(node.value, mode="eval").body)
    found = ast.walk(node) if node else ()
    return {getattr(one, "id", getattr(one, "attr", "")) for one in found} - {""}


def exceptions() -> set[str]:
    """Refused, and whatever is one."""
    found, before = {"Refused"}, set()
    while found != before:
        before = set(found)
        found |= {one.name for _, one in nodes(ast.ClassDef) if any(names(base) & found for base in one.bases)}
    return found


REFUSED = exceptions()


def mentions(node: ast.AST | None) -> int:
    """How often an expression names an exception of refusal."""
    return sum(getattr(one, "id", getattr(one, "attr", "")) in REFUSED for one in (ast.walk(node) if node else ()))


def test_no_verb_says_that_it_returns_a_refusal_that_is_raised():
    verbs = nodes(ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    assert [where for where, verb in verbs if names(getattr(verb, "returns", None)) & REFUSED] == []


def test_nobody_asks_what_came_back_whether_it_is_a_refusal():
    asked = [(where, call) for where, call in nodes(ast.Call) if names(call.func) == {"isinstance"}]
    assert asked
    assert [where for where, call in asked if names(call.args[1]) & (REFUSED | {"Refusal"})] == []


def test_a_refusal_is_only_raised_or_caught():
    told = {file: sum(map(raised_or_caught, ast.walk(tree))) for file, tree in CODE.items()}
    assert sum(told.values()) > 100
    assert [file for file in CODE.keys() - ANSWERING if mentions(CODE[file]) != told[file]] == []


def raised_or_caught(node: ast.AST) -> int:
    """How often the statement names it where an exception has its place; a caught one may be handed on to be said."""
    if isinstance(node, ast.Raise):
        return mentions(node.exc)
    if isinstance(node, ast.ExceptHandler):
        return mentions(node.type)
    if isinstance(node, ast.ClassDef):
        return sum(map(mentions, node.bases))
    if isinstance(node, ast.Call) and names(node.func) & CATCHES:
        return sum(map(mentions, node.args))
    return mentions(node.annotation) if isinstance(node, ast.arg) else 0


def test_the_answer_of_a_rule_is_never_thrown_away():
    rules = {one.name for _, one in nodes(ast.FunctionDef) if "Refusal" in names(one.returns)}
    assert "denial" in rules
    calls = ((where, line.value) for where, line in nodes(ast.Expr) if isinstance(line.value, ast.Call))
    assert [where for where, call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in rules] == []
