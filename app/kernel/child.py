"""Do something risky in a child process: with a limit of time and of memory, and with nothing to break."""

import ctypes
import io
import resource
import signal
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

PAGE = resource.getpagesize()
PARENT_DIES = 1  # PR_SET_PDEATHSIG of prctl(2)


class Overrun(Exception):
    """The child took too long, took too much, or died."""


def in_child(task: Callable, *args, seconds: float = 20, megabytes: int = 512):
    """The task's answer; Overrun when there is none. The task must touch no connection of the parent."""
    fork = get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_work, args=(there, task, args, megabytes), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise Overrun(f"longer than {seconds} s")
        done, answer = here.recv()
    except EOFError as error:
        raise Overrun("the child died") from error
    finally:
        process.kill()
        process.join()
        here.close()
    if not done:
        raise Overrun(answer)
    return answer


def own(stream: BinaryIO) -> BinaryIO:
    """The same bytes for the child, with a place of reading of its own: a forked file shares its place with us."""
    try:
        return open(f"/proc/self/fd/{stream.fileno()}", "rb")
    except (OSError, io.UnsupportedOperation, AttributeError):
        return stream  # bytes in memory: the child has its own copy already


def _work(there, task, args, megabytes: int) -> None:
    _die_with_the_parent()
    used = int(Path("/proc/self/statm").read_text().split()[0]) * PAGE
    resource.setrlimit(resource.RLIMIT_AS, (used + megabytes * 1024 * 1024,) * 2)
    try:
        there.send((True, task(*args)))
    except BaseException as error:
        there.send((False, type(error).__name__))


def _die_with_the_parent() -> None:
    """A fork keeps its parent's handlers, which only set a flag here, and would outlive a parent that is killed."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(PARENT_DIES, signal.SIGKILL)
