"""Invented people and the code that invents them stay out of a real house."""

import subprocess
import sys

LOADED = """
import sys
from app import create_app
from app.settings import Settings
create_app(Settings(demo=%s, secret_key="a" * 40, database="sqlite://", queue="at-once"))
print(sum(name.startswith("app.demo") for name in sys.modules))
"""


def modules_of_the_demo(demo: bool) -> int:
    done = subprocess.run([sys.executable, "-c", LOADED % demo], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_a_real_house_never_loads_the_demo():
    assert modules_of_the_demo(False) == 0


def test_a_demo_does():
    assert modules_of_the_demo(True) > 5
