"""The house is of any region and year: no word of one stands in code, pages or blanks, but in the data named here."""

import ast
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import app

HERE = Path(app.__file__).parent
OF_ONE = re.compile(r"[Оо]рловск|ОРЛОВСК|\bОрёл\b|\bОИРО\b|\bОРЦОКО\b|[Мм]осков|Москв|(?<!\d)2022(?!\d)")
# The demo lives there, the imported order is of that year; the list of changes was written for that house.
DATA = ("demo/", "plan/data/", "year/cycle/data/", "help/leading.py")
FILES = re.compile(r"(plan|year)-2022\.json")  # the names of the two files of the imported order


def said_in(source: str) -> Iterator[str]:
    """The words and numbers of a module, without its docstrings."""
    tree = ast.parse(source)
    bodies = (node.body for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef))
    first = (body[0].value for body in bodies if body and isinstance(body[0], ast.Expr))
    docstrings = {id(value) for value in first}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings and isinstance(node.value, str | int):
            yield str(node.value)


def of_docx(path: Path) -> str:
    """The words of a blank; its properties hold the day on which every one is said to be made."""
    with zipfile.ZipFile(path) as package:
        parts = (name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml"))
        return " ".join(re.sub(r"<[^>]+>", "", package.read(name).decode()) for name in parts)


def found_in(pattern: str, words) -> list[str]:
    paths = (path for path in sorted(HERE.rglob(pattern)) if not str(path.relative_to(HERE)).startswith(DATA))
    return [f"{path.relative_to(HERE)}: {word[0]}" for path in paths for word in OF_ONE.finditer(words(path))]


def test_no_word_of_one_region_or_year_stands_in_the_code():
    assert found_in("*.py", lambda path: FILES.sub("", "\n".join(said_in(path.read_text())))) == []


def test_no_word_of_one_region_or_year_stands_in_a_page():
    assert found_in("*.html", Path.read_text) == []


def test_no_word_of_one_region_or_year_stands_in_a_blank():
    assert found_in("*.docx", of_docx) == []


def test_such_a_word_would_be_found():
    assert [bool(OF_ONE.search(word)) for word in ("Орловской", "«ОИРО»", "г. Орёл", "28.02.2022", "ИРО")] == [
        1,
        1,
        1,
        1,
        0,
    ]
    assert list(said_in('"""Of 2022."""\nHEAD = "Орёл"')) == ["Орёл"]
