"""Several processes as one: they start together, and when one ends the others are stopped."""

import os
import signal
import subprocess
import sys

STOPS = (signal.SIGINT, signal.SIGTERM)
PATIENCE = 20  # seconds that a process has to finish what it does


def run_together(*commands: list[str]) -> int:
    """Run until Ctrl-C or SIGTERM (0), or until one process ends by itself (1); nothing is left behind."""
    for stop in STOPS:
        signal.signal(stop, signal.default_int_handler)
    running = [subprocess.Popen([sys.executable, "-m", *command]) for command in commands]
    try:
        os.wait()
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for stop in STOPS:
            signal.signal(stop, signal.SIG_IGN)
        for process in running:
            process.terminate()
        for process in running:
            _end(process)


def _end(process: subprocess.Popen) -> None:
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
