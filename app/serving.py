"""Several processes as one: started together, each started again when it ends by itself, stopped together.

`flask serve` runs this file as a program of its own: a keeper needs no house in its memory.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass

STOPS = (signal.SIGINT, signal.SIGTERM)
PATIENCE = 40  # seconds to finish what it does: gunicorn gives a request 30
LOOK = 0.2  # seconds between two looks at them
STEADY = 10  # seconds: who lives so long has started well
LONGEST = 60  # seconds of the longest pause before another start
MOST_FAILURES = 5  # starts of the site one after the other that come to nothing


@dataclass
class Kept:
    """A process that is started again when it ends by itself, later and later while it fails at once.

    It leads a group of its own: Ctrl-C in a terminal reaches the keeper alone, and whoever hangs in it ends with it.
    """

    command: list[str]
    process: subprocess.Popen | None = None
    began: float = 0
    again_at: float = 0
    failures: int = 0

    def keep(self, now: float) -> None:
        """Start it when it is time; see whether it has ended."""
        if self.process is None and now >= self.again_at:
            self.process, self.began = _started(self.command), now
        elif self.process is not None and (code := self.process.poll()) is not None:
            self._ended(code, now)

    def _ended(self, code: int, now: float) -> None:
        self.failures = 1 if now - self.began > STEADY else self.failures + 1
        pause = min(2 ** (self.failures - 1), LONGEST)
        self.process, self.again_at = None, now + pause
        print(f"serve: {self.command[0]} ended with {code}, starts again in {pause} s", file=sys.stderr, flush=True)


def _started(command: list[str]) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", *command], process_group=0)


def run_together(site: list[str], *helpers: list[str]) -> int:
    """Run until Ctrl-C or SIGTERM (0); nothing is left behind.

    A helper that dies takes nobody with it. A site that can't even start is given up (1): a supervisor may know more.
    """
    for stop in STOPS:
        signal.signal(stop, signal.default_int_handler)
    kept = [Kept(command) for command in (site, *helpers)]
    try:
        while kept[0].failures < MOST_FAILURES:
            for one in kept:
                one.keep(time.monotonic())
            time.sleep(LOOK)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for stop in STOPS:
            signal.signal(stop, signal.SIG_IGN)
        _end([one.process for one in kept if one.process is not None])


def _end(running: list[subprocess.Popen]) -> None:
    for process in running:
        process.terminate()
    end = time.monotonic() + PATIENCE
    for process in running:
        with suppress(subprocess.TimeoutExpired):
            process.wait(max(end - time.monotonic(), 0))
        with suppress(ProcessLookupError):  # nobody is left, as it should be
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


if __name__ == "__main__":
    sys.exit(run_together(*json.loads(sys.argv[1])))
