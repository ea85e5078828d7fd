"""Change the pure rules one comparison at a time and run the tests that own them: what nobody notices is printed.

A worker seeds one house, forks for each change, swaps the code of the one function in the fork, and lets pytest loose.
`python -m tools.mutants [part of a file name …]`; why it is ours: docs/decisions/0018-mutants.md.
"""

import ast
import importlib
import os
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import Process, Queue
from pathlib import Path
from types import CodeType, FunctionType

PLAN = "tests/plan/test_monitoring.py", "tests/plan/test_plan.py", "tests/plan/test_golden_year.py"
INDICATORS = "tests/plan/test_bounds.py", "tests/plan/test_indicators.py"
# A file of rules → the tests that own it.
RULES = {
    "app/plan/rules.py": PLAN,
    "app/plan/monitoring.py": PLAN,
    "app/plan/indicators/values.py": INDICATORS,
    "app/plan/indicators/scene.py": INDICATORS,
    "app/plan/indicators/stages.py": INDICATORS,
    "app/plan/indicators/attendance.py": INDICATORS,
    "app/plan/indicators/evidenced.py": INDICATORS,
    "app/plan/indicators/registered.py": INDICATORS,
    "app/plan/indicators/computed.py": INDICATORS,
    "app/plan/execution/marks.py": ("tests/plan/test_execution.py",),
    "app/plan/pictures/progress.py": ("tests/plan/test_pictures.py", "tests/plan/test_monitoring.py"),
    "app/expertise/rules.py": ("tests/expertise/test_scoring.py", "tests/expertise/test_stages.py"),
    "app/sheets/scoring.py": ("tests/expertise/test_scoring.py",),
    "app/results/figures.py": ("tests/results/test_figures.py",),
    "app/documents/kit.py": ("tests/documents/test_story.py", "tests/profile/test_profile.py"),
    "app/orders/numbers.py": ("tests/orders/test_numbers.py",),
    "app/orders/registering.py": ("tests/orders/test_numbers.py", "tests/orders/test_register.py"),
    "app/cycle/days_off.py": ("tests/intake/test_moving.py",),
    "app/kernel/clock.py": ("tests/operation/test_time.py", "tests/rules/test_deadlines.py"),
}
SWAPS = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.BitAnd: ast.BitOr,
}
NAMES = {"min": "max", "max": "min", "all": "any", "any": "all", "and_": "or_", "or_": "and_"}
UNCHANGED = 90
FAILED = 1  # what pytest ends with when a test failed; anything else says nothing about the change
PATIENCE = 150  # seconds for the tests of one change
WORKERS = 2


@dataclass(frozen=True)
class Change:
    """One place of a file that reads otherwise; `function` is what stands at the top of the module or of its class."""

    file: str
    line: int
    function: str
    says: str
    turn: int


class Changer(ast.NodeTransformer):
    """Make the change with this turn; without one only tell what could be changed."""

    def __init__(self, turn: int | None = None):
        self.turn, self.found, self.path, self.within = turn, [], [], False

    def _change(self, node: ast.AST, says: str) -> bool:
        self.found.append((getattr(node, "lineno", 0), ".".join(self.path), says))
        return self.turn == len(self.found) - 1

    def _inside(self, node):
        if not self.within:  # what stands inside a function is changed with it
            self.path.append(node.name)
        before, self.within = self.within, self.within or isinstance(node, ast.FunctionDef)
        self.generic_visit(node)
        self.within = before
        if not self.within:
            self.path.pop()
        return node

    visit_ClassDef = visit_FunctionDef = _inside

    def visit_Compare(self, node: ast.Compare):
        self.generic_visit(node)
        for at, old in enumerate(node.ops):
            new = SWAPS.get(type(old))
            if new and self._change(node, f"{type(old).__name__} → {new.__name__}"):
                node.ops[at] = new()
        return node

    def _operator(self, node):
        self.generic_visit(node)
        new = SWAPS.get(type(node.op))
        if new and self._change(node, f"{type(node.op).__name__} → {new.__name__}"):
            node.op = new()
        return node

    visit_BoolOp = visit_BinOp = _operator

    def visit_UnaryOp(self, node: ast.UnaryOp):
        self.generic_visit(node)
        turned = isinstance(node.op, (ast.Not, ast.Invert)) and self._change(node, f"without {type(node.op).__name__}")
        return node.operand if turned else node

    def visit_Call(self, node: ast.Call):
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in NAMES and self._change(node, f"{name} → {NAMES[name]}"):
            node.func.id = NAMES[name]
        return node


def changes_of(file: str) -> list[Change]:
    """What can be changed inside the functions of the file."""
    changer = Changer()
    changer.visit(ast.parse(Path(file).read_text()))
    return [Change(file, *found, turn) for turn, found in enumerate(changer.found) if found[1]]


def swap(change: Change) -> None:
    """Give the live function the changed code, and forget what was remembered of the old one; −1 changes nothing."""
    if change.turn < 0:
        return
    module = importlib.import_module(change.file.removesuffix(".py").replace("/", "."))
    tree = Changer(change.turn).visit(ast.parse(Path(change.file).read_text()))
    code = compile(ast.fix_missing_locations(tree), change.file, "exec")
    found = module
    for name in change.function.split("."):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == name)
        found = vars(found)[name]
    function_in(found).__code__ = code
    for name, one in list(sys.modules.items()):
        for remembered in vars(one).values() if name.startswith("app.") else ():
            if hasattr(type(remembered), "cache_clear"):  # of the type: a proxy of Flask has nothing behind it here
                remembered.cache_clear()


def function_in(found) -> FunctionType:
    """The plain function under a property, a cache or a class method."""
    while not isinstance(found, FunctionType):
        ways = (getattr(found, way, None) for way in ("fget", "func", "__wrapped__", "__func__"))
        found = next(way for way in ways if way is not None)
    return found


class Seeded:
    """The plugin that gives the tests the house of the worker."""

    def __init__(self, house):
        self.house = house

    def pytest_configure(self, config) -> None:
        """After the conftest has made its own."""
        import tests.conftest as own

        own.House = lambda *_: self.house


def work(changes: Queue, told: Queue) -> None:
    """A worker: one house, then a fork for each change."""
    import pytest

    from tests.house import House
    from tests.passwords import hash_cheaply

    hash_cheaply()
    house = House(Path(tempfile.mkdtemp(prefix="mutants-")), None)
    while (change := changes.get()) is not None:
        pid = os.fork()
        if not pid:
            os.setpgid(0, 0)
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - for the rest of the fork
            signal.alarm(PATIENCE)
            try:
                swap(change)
            except BaseException:  # a fork that could not be changed must not pass for a failed test
                os._exit(UNCHANGED)
            options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist"]
            os._exit(int(pytest.main([*options, *RULES[change.file]], plugins=[Seeded(house)])))
        _, status = os.waitpid(pid, 0)
        told.put((change, os.waitstatus_to_exitcode(status)))


def main(wanted: list[str]) -> int:
    """Print what survived; first the tests run unchanged, for a test that fails anyway notices nothing."""
    files = [file for file in RULES if not wanted or any(part in file for part in wanted)]
    whole = [Change(file, 0, "", "unchanged", -1) for file in files]
    todo = [*whole, *(change for file in files for change in changes_of(file))]
    changes, told, began = Queue(), Queue(), time.monotonic()
    for one in [*todo, *[None] * WORKERS]:
        changes.put(one)
    workers = [Process(target=work, args=(changes, told)) for _ in range(WORKERS)]
    for one in workers:
        one.start()
    answers = []
    for _ in todo:
        answers.append(told.get())
        print(f"{len(answers)} of {len(todo)}", end="\r", file=sys.stderr, flush=True)
    sick = sorted(change.file for change, code in answers if change.turn < 0 and code)
    changed = [(c, code) for c, code in answers if c.turn >= 0 and c.file not in sick]
    for word, told in (("survived", lambda code: code == 0), ("not told", lambda code: code not in (0, FAILED))):
        for one in sorted((c.file, c.line, c.function, c.says) for c, code in changed if told(code)):
            print(f"{word}  {one[0]}:{one[1]} {one[2]}: {one[3]}")
    for file in sick:
        print(f"not run   {file}: its tests fail without any change")
    killed = sum(code == FAILED for _, code in changed)
    print(f"{len(todo) - len(whole)} changes, {killed} killed, {time.monotonic() - began:.0f} s")
    return bool(sick)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
