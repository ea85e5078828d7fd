"""Do something risky in a child process: with limits of processor time and of memory, and with nothing to break."""

import ctypes
import io
import resource
import signal
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import BoundedSemaphore
from typing import Protocol, TypeVar, TypeVarTuple

PAGE = resource.getpagesize()
PARENT_DIES = 1  # PR_SET_PDEATHSIG of prctl(2)
AT_ONCE = 4  # children of one process: the other threads go on answering
DYING = 2  # seconds that a child has to end when it has hung up; by the limit of time it ends itself, by SIGXCPU
PATIENCE = 3  # on a busy machine a second of processor time may take so many of the clock
NOT_NOW = "Сейчас программа занята другими файлами. Подождите минуту и\u00a0попробуйте ещё раз."
TURNS = BoundedSemaphore(AT_ONCE)
Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")


class Overrun(Exception):
    """The child took too long, took too much, or died: so it would another time."""

    def said(self, heavy: str) -> str:
        """To the person: the given sentence, for the file is too heavy."""
        return heavy


class Busy(Overrun):
    """No answer, and not by fault of the work: there was no time for it now, or the machine has killed it."""

    def said(self, heavy: str) -> str:
        """To the person: to try again, for the file may be good."""
        return NOT_NOW


def in_child(task: Callable[[*Given], Answer], *args: *Given, seconds: int = 20, megabytes: int = 512) -> Answer:
    """The task's answer; Overrun when there is none, Busy when there may be one later.

    `seconds` are of processor time. The task must touch no connection of the parent.
    """
    if not TURNS.acquire(timeout=seconds):
        raise Busy("others are at it")
    try:
        return _answer(task, args, seconds, megabytes)
    finally:
        TURNS.release()


def _answer(task: Callable[[*Given], Answer], args: tuple[*Given], seconds: int, megabytes: int) -> Answer:
    fork = get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=_work, args=(there, task, args, seconds, megabytes), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(seconds * PATIENCE):
            raise Busy(f"no answer in {seconds * PATIENCE} s")
        done, answer = here.recv()
    except EOFError as error:
        process.join(DYING)
        killed = process.exitcode in (-signal.SIGKILL, -signal.SIGTERM)
        raise (Busy if killed else Overrun)(f"the child ended with {process.exitcode}") from error
    finally:
        process.kill()
        process.join()
        here.close()
    if not done:
        raise Overrun(answer)
    return answer


class File(Protocol):
    """Bytes that are read from any place: an intake, a file on the disk, bytes in memory."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, all that are left without a size."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go there; how far that is from the start."""

    def fileno(self) -> int:
        """The number of an open file."""


def own(stream: File) -> File:
    """The same bytes for the child, with a place of reading of its own: a forked file shares its place with us."""
    try:
        return open(f"/proc/self/fd/{stream.fileno()}", "rb")
    except (OSError, io.UnsupportedOperation, AttributeError):
        return stream  # bytes in memory: the child has its own copy already


def _work(
    there: Connection, task: Callable[[*Given], object], args: tuple[*Given], seconds: int, megabytes: int
) -> None:
    _die_with_the_parent()
    used = int(Path("/proc/self/statm").read_text().split()[0]) * PAGE
    resource.setrlimit(resource.RLIMIT_AS, (used + megabytes * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # even a loop in C ends by it
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        there.send((True, task(*args)))
    except BaseException as error:
        there.send((False, type(error).__name__))


def _die_with_the_parent() -> None:
    """A fork keeps its parent's handlers, which only set a flag here, and would outlive a parent that is killed."""
    for stop in (signal.SIGINT, signal.SIGTERM):
        signal.signal(stop, signal.SIG_DFL)
    ctypes.CDLL(None).prctl(PARENT_DIES, signal.SIGKILL)
