"""The house as `flask serve` runs it: its memory at rest, and what a start costs beside bare Flask."""

import os
import re
import resource
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from bench.house import ROOT, House, free_port, wait_for

REST = 5  # seconds after the first answer
BARE = "import bench.bare"
HOUSE = "import wsgi"


@dataclass(frozen=True)
class Whole:
    """Megabytes by process (PSS, so that what is shared is counted once), seconds to the first answer, of processor."""

    memory: dict[str, float]
    first_answer: float
    house: float
    bare: float
    fork: float


def measure(house: House) -> Whole:
    """Start it on the database of a house that is there, with its job worker; stop it by its signal."""
    port = free_port()
    environment = {**os.environ, **house.settings, "PORT": f"{port}"}
    began = monotonic()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "serve"]
    started = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        wait_for(f"http://127.0.0.1:{port}/health", started)
        first = monotonic() - began
        sleep(REST)
        memory = {said: pss(pid) for pid, said in family(started.pid, "keeper").items()}
        web = [pid for pid, said in family(started.pid, "keeper").items() if said.startswith("web process")]
        fork = sum(map(spent, web)) / len(web)
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait()
    return Whole(memory, first, imported(HOUSE, environment), imported(BARE, environment), fork)


def family(pid: int, said: str) -> dict[int, str]:
    """The process and all that it has started, with a word for each."""
    found = {pid: said}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_text()
        kind = "job worker" if "work\0" in words else "web process" if "web" in said else "web, which forks"
        found |= family(int(child), f"{kind} {child}")
    return found


def pss(pid: int) -> float:
    """Proportional set size in MB."""
    said = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return int(re.search(r"Pss:\s+(\d+) kB", said)[1]) / 1024


def spent(pid: int) -> float:
    """Seconds of the processor since it began."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def imported(words: str, environment: dict[str, str]) -> float:
    """Seconds of the processor of a process that imports and ends."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", words], cwd=ROOT, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
