"""Run somebody else's program on other people's files: its own process group, limits, and nothing left behind."""

import contextlib
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path

from app.kernel.child import Busy, Overrun

NOWHERE = "http://127.0.0.1:9"  # the discard port: a program that asks for the network gets an answer at once, none


def run_program(words: Sequence[str | Path], folder: Path, seconds: float, megabytes: int, patience: float = 1) -> None:
    """Run to a good end, or Overrun. The whole group is killed either way: a program may leave children.

    `seconds` are of the processor; Busy when `patience` times as many of the clock were not enough.
    """

    def limit() -> None:
        for kind, most in ((resource.RLIMIT_AS, megabytes), (resource.RLIMIT_FSIZE, megabytes // 4)):
            resource.setrlimit(kind, (most * 1024 * 1024,) * 2)
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(seconds),) * 2)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    _run(list(map(str, words)), folder, seconds * patience, limit)


def _run(words: list[str], folder: Path, seconds: float, limit: Callable[[], None]) -> None:
    process = subprocess.Popen(
        words,
        cwd=folder,
        env=_bare(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=limit,
    )
    try:
        code = process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise Busy(f"longer than {seconds} s") from error
    finally:
        _end(process)
    if code != 0:
        raise Overrun(f"ended with {code}")


def _end(process: subprocess.Popen) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _bare(folder: Path) -> dict[str, str]:
    """An environment without our secrets, with a home that is thrown away, and no way out to the network."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
    away = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), NOWHERE)
    one = {"OMP_THREAD_LIMIT": "1"}  # one core for one program: the others are for people
    return {"LANG": "C.UTF-8", **kept, **away, **one, "HOME": str(folder), "TMPDIR": str(folder)}
