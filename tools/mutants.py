"""Change the pure rules one comparison at a time and run the tests that own them: what nobody notices is printed.

A worker seeds one house, forks for each change, swaps the code in the fork, and lets pytest loose on the tests that
call the changed function: the tests of a file run once unchanged, and what each of them calls is written down.
`python -m tools.mutants [part of a file name …]`; why it is ours: docs/decisions/0018-mutants.md.
"""

import ast
import gc
import importlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing import Process, Queue
from pathlib import Path
from types import CodeType, FunctionType

PLAN = "tests/plan/test_monitoring.py", "tests/plan/test_plan.py", "tests/plan/test_golden_year.py"
INDICATORS = (
    "tests/plan/indicators/test_bounds.py",
    "tests/plan/indicators/test_indicators.py",
    "tests/plan/indicators/test_what_counts.py",
)
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
    "app/plan/execution/marks.py": ("tests/plan/execution/test_execution.py",),
    "app/plan/pictures/progress.py": ("tests/plan/pictures/test_pictures.py", "tests/plan/test_monitoring.py"),
    "app/expertise/rules.py": ("tests/expertise/test_rules.py",),
    "app/expertise/sheets/scoring.py": ("tests/expertise/sheets/test_scoring.py",),
    "app/expertise/results/figures.py": (
        "tests/expertise/results/test_counting.py",
        "tests/expertise/results/test_figures.py",
    ),
    "app/documents/kit.py": (
        "tests/documents/test_places.py",
        "tests/documents/test_story.py",
        "tests/year/profile/test_profile.py",
    ),
    "app/orders/register/numbers.py": ("tests/orders/register/test_numbers.py",),
    "app/orders/register/registering.py": (
        "tests/orders/register/test_numbers.py",
        "tests/orders/register/test_register.py",
    ),
    "app/year/cycle/days_off.py": ("tests/plan/test_days_and_tables.py",),
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
    tests: tuple[str, ...] = ()


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
    """Give every live function of the file its changed code, closures too, and forget what the old one remembered."""
    path = importlib.import_module(change.file.removesuffix(".py").replace("/", ".")).__file__
    tree = Changer(change.turn).visit(ast.parse(Path(change.file).read_text()))
    changed = {key(one): one for one in codes(compile(ast.fix_missing_locations(tree), path, "exec"))}
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path and key(one.__code__) in changed:
            one.__code__ = changed[key(one.__code__)]
    for name, one in list(sys.modules.items()):
        for remembered in list(vars(one).values()) if name.startswith("app.") else ():
            if hasattr(type(remembered), "cache_clear"):  # of the type: a proxy of Flask has nothing behind it here
                remembered.cache_clear()


def codes(code: CodeType) -> Iterator[CodeType]:
    """The code and what stands inside it."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from codes(one)


def key(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


class Seeded:
    """The plugin that gives the tests the house of the worker, and runs those that are named, in their order."""

    def __init__(self, house, tests: tuple[str, ...] = ()):
        self.house, self.tests = house, tests

    def pytest_configure(self, config) -> None:
        """After the conftest has made its own."""
        import tests.conftest as own

        own.House = lambda *_: self.house

    def pytest_collection_modifyitems(self, items: list) -> None:
        """Without names all that were found."""
        if self.tests:
            found = {item.nodeid: item for item in items}
            items[:] = [found[name] for name in self.tests if name in found]


class Watched(Seeded):
    """Also writes down which functions of the file each test calls, and how long it takes."""

    def __init__(self, house, file: str):
        super().__init__(house)
        self.path, self.calls = str(Path(file).resolve()), {}

    def pytest_runtest_protocol(self, item) -> None:
        """The trace is set anew before each test and never taken off: the last one ends with the process."""
        seen = self.calls[item.nodeid] = [time.monotonic(), set()]

        def called(frame, event, arg) -> None:
            if frame.f_code.co_filename == self.path:
                seen[1].add(frame.f_code.co_firstlineno)

        sys.settrace(called)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.calls[nodeid][0] = time.monotonic() - self.calls[nodeid][0]


def work(changes: Queue, told: Queue) -> None:
    """A worker: one house, then a fork for each change, or for the tests of a file as they are."""
    import tests.house
    from tests.passwords import hash_cheaply

    hash_cheaply()
    house = tests.house.House(Path(tempfile.mkdtemp(prefix="mutants-")), None)
    while (change := changes.get()) is not None:
        noted = Path(tempfile.mkstemp(prefix="mutants-")[1])
        pid = os.fork()
        if not pid:
            os.setpgid(0, 0)
            sys.stdout = sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - for the rest of the fork
            signal.alarm(PATIENCE)
            os._exit(tried(change, house, noted))
        _, status = os.waitpid(pid, 0)
        told.put((change, os.waitstatus_to_exitcode(status), noted.read_text()))
        noted.unlink()


def tried(change: Change, house, noted: Path) -> int:
    """What pytest says of the change; the tests of a file as they are leave a note of what they call."""
    import pytest

    options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *RULES[change.file]]
    if change.turn < 0:
        watched = Watched(house, change.file)
        code = int(pytest.main(options, plugins=[watched]))
        noted.write_text(json.dumps([[took, name, sorted(lines)] for name, (took, lines) in watched.calls.items()]))
        return code
    try:
        swap(change)
    except BaseException:  # a fork that could not be changed must not pass for a failed test
        return UNCHANGED
    return int(pytest.main(options, plugins=[Seeded(house, change.tests)]))


class Workers:
    """Processes that stay, each with its house."""

    def __init__(self):
        self.changes, self.told = Queue(), Queue()
        for _ in range(WORKERS):
            Process(target=work, args=(self.changes, self.told)).start()

    def told_of(self, todo: list[Change]) -> list[tuple[Change, int, str]]:
        """What they found, in the order in which they found it."""
        for one in todo:
            self.changes.put(one)
        answers = []
        for _ in todo:
            answers.append(self.told.get())
            print(f"{len(answers)} of {len(todo)} ", end="\r", file=sys.stderr, flush=True)
        return answers

    def leave(self) -> None:
        """Nothing more is to be done."""
        for _ in range(WORKERS):
            self.changes.put(None)


def of_file(file: str, calls: list) -> list[Change]:
    """The changes of the file, each with the tests that call its function, the quick ones first."""
    starts = {}
    for node in ast.walk(ast.parse(Path(file).read_text())):
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))])
            starts[first] = range(first, node.end_lineno + 1)
    found = []
    for change in changes_of(file):
        around = {first for first, lines in starts.items() if change.line in lines}
        tests = tuple(name for _, name, lines in sorted(calls) if around & set(lines))
        found.append(replace(change, tests=tests))
    return found


def main(wanted: list[str]) -> int:
    """Print what survived; first the tests run unchanged, for a test that fails anyway notices nothing."""
    began, workers = time.monotonic(), Workers()
    files = [file for file in RULES if not wanted or any(part in file for part in wanted)]
    whole = workers.told_of([Change(file, 0, "", "unchanged", -1) for file in files])
    sick = sorted(change.file for change, code, _ in whole if code)
    changes = [one for change, code, calls in whole if not code for one in of_file(change.file, json.loads(calls))]
    unseen = [(one, 0) for one in changes if not one.tests]
    answers = unseen + [(one, code) for one, code, _ in workers.told_of([one for one in changes if one.tests])]
    workers.leave()
    for word, told in (("survived", lambda code: code == 0), ("not told", lambda code: code not in (0, FAILED))):
        for one in sorted((c.file, c.line, c.function, c.says) for c, code in answers if told(code)):
            print(f"{word}  {one[0]}:{one[1]} {one[2]}: {one[3]}")
    for file in sick:
        print(f"not run   {file}: its tests fail without any change")
    killed = sum(code == FAILED for _, code in answers)
    print(f"{len(changes)} changes, {killed} killed, {time.monotonic() - began:.0f} s")
    return bool(sick)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
