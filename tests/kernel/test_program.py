"""A program of others: its own processor time is its limit, a busy clock is no fault of the file."""

import sys

import pytest

from app.kernel.child import Busy, Overrun
from app.kernel.program import run_program


def run(tmp_path, code: str, seconds: float, patience: float = 1) -> None:
    run_program([sys.executable, "-c", code], tmp_path, seconds, 512, patience)


def test_a_program_that_only_waits_is_not_done_yet(tmp_path):
    with pytest.raises(Busy):
        run(tmp_path, "import time; time.sleep(5)", 0.2)


def test_a_program_that_works_for_too_long_would_another_time_as_well(tmp_path):
    with pytest.raises(Overrun) as told:
        run(tmp_path, "while True: pass", 1, patience=20)
    assert not isinstance(told.value, Busy)


def test_a_program_has_one_thread_for_letters_and_none_of_our_secrets(tmp_path, monkeypatch):
    monkeypatch.setenv("OPORA_SECRET_KEY", "a secret")
    run(tmp_path, "import os; assert os.environ['OMP_THREAD_LIMIT'] == '1' and 'OPORA_SECRET_KEY' not in os.environ", 5)
