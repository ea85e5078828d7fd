"""An upload of 200 MB through the running server against `sha256sum` plus `cp` with fsync of the same file."""

import os
import re
import subprocess
from itertools import count
from pathlib import Path

from bench.house import Houses
from bench.measure import Figure, ratios
from bench.visitor import Visitor

MEGABYTE = 1024 * 1024
SIZE, TURNS = 200 * MEGABYTE, 9
OBJECTS = (
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
)


def measure(houses: Houses) -> list[Figure]:
    """The time as a ratio, and by how much the memory of a worker grows at its peak."""
    house = houses.demo
    file, copy, numbers = house.folder / "paper.pdf", house.folder / "copy.pdf", count()
    write(file)
    visitor = Visitor(house.port)
    page = visitor.get(visitor.programme())
    action = re.search(r'action="([^"]+/versions)"', page)[1]

    def ours() -> None:
        number = next(numbers)
        renew(file, number)
        visitor.upload(action, page, f"bench-{number}", file)

    def reference() -> None:
        for command in (["sha256sum", file], ["cp", file, copy], ["sync", copy]):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    before = {pid: forget_peak(pid) for pid in house.workers}
    found, note = ratios(ours, reference, TURNS)
    growth = max((peak(pid) - was) / MEGABYTE for pid, was in before.items())
    return [
        Figure("upload of 200 MB / sha256sum + cp + fsync", found, 1.0, note=note),
        Figure("growth of a worker's memory meanwhile, MB", [growth], 32),
    ]


def write(file: Path) -> None:
    """A PDF of one empty page, which opens, with a stream that does not compress."""
    places = []
    with file.open("wb") as out:
        out.write(b"%PDF-1.7\n")
        for number, said in enumerate(OBJECTS, 1):
            places.append(out.tell())
            out.write(f"{number} 0 obj\n{said}\nendobj\n".encode())
        places.append(out.tell())
        out.write(f"{len(places)} 0 obj\n<< /Length {SIZE} >>\nstream\n".encode())
        for _ in range(SIZE // MEGABYTE):
            out.write(os.urandom(MEGABYTE))
        out.write(b"\nendstream\nendobj\n")
        out.write(_ending(places, out.tell()))


def _ending(places: list[int], at: int) -> bytes:
    """The table of where each object begins, and the trailer that leads to it."""
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    many = len(places) + 1
    trailer = f"trailer\n<< /Size {many} /Root 1 0 R >>\nstartxref\n{at}\n%%EOF\n"
    return f"xref\n0 {many}\n0000000000 65535 f \n{rows}{trailer}".encode()


def renew(file: Path, number: int) -> None:
    """Other bytes of the stream each time: the house refuses the file that it has."""
    with file.open("r+b") as out:
        out.seek(MEGABYTE)
        out.write(number.to_bytes(8))


def forget_peak(pid: int) -> int:
    """Let the kernel count the peak of resident memory from now; gives the bytes that are resident."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return _memory(pid, "VmRSS")


def peak(pid: int) -> int:
    """The most bytes that were resident since."""
    return _memory(pid, "VmHWM")


def _memory(pid: int, name: str) -> int:
    return int(re.search(rf"{name}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())[1]) * 1024
