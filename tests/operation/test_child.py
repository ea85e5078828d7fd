"""The child process in which files of others are worked on: its limits, and what is said when they are met."""

import os
import signal
import threading
import time

import pytest
from flask import g

from app.kernel import child
from app.kernel.child import NOT_NOW, Busy, Overrun, in_child


def spins() -> None:
    while True:
        pass


def in_c() -> None:
    """One call that no signal handler of Python could break off."""
    pow(10, 10**9)


def hoards() -> int:
    return len(bytearray(1024**3))


@pytest.mark.parametrize("task", [spins, in_c, hoards])
def test_a_task_that_takes_too_much_is_an_overrun(task, monkeypatch):
    monkeypatch.setattr(child, "PATIENCE", 60)
    with pytest.raises(Overrun) as found:
        in_child(task, seconds=1, megabytes=64)
    assert not isinstance(found.value, Busy)


def test_a_task_that_had_no_time_is_only_busy_and_the_person_is_asked_to_try_again():
    with pytest.raises(Busy) as found:
        in_child(time.sleep, 60, seconds=1)
    assert found.value.said("слишком сложная") == NOT_NOW
    assert Overrun().said("слишком сложная") == "слишком сложная"


def dies() -> None:
    """As the system kills who takes the last memory of the machine."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_child_that_somebody_killed_is_only_busy():
    with pytest.raises(Busy):
        in_child(dies, seconds=1)


def test_a_test_in_which_others_wait_for_a_child_fails(app):
    with app.test_request_context():
        g.writing, g.session_before = True, {}
        with pytest.raises(AssertionError, match="while others wait"):
            in_child(int)


def test_so_many_children_at_once_and_no_more(monkeypatch):
    monkeypatch.setattr(child, "TURNS", threading.BoundedSemaphore(1))
    first = threading.Thread(target=lambda: in_child(time.sleep, 2, seconds=1))
    first.start()
    time.sleep(0.3)
    with pytest.raises(Busy):
        in_child(int, seconds=1)
    first.join()
    assert in_child(int, "7", seconds=1) == 7
