"""Real stores that fail: a disk with little room, a read-only one, and a line to S3 that is cut, slow or swallows."""

import contextlib
import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.servers import lacking

PIECE = 16 * 1024


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of its own with so much room."""
    if os.getuid() != 0:
        lacking("root (mount)")
    folder.mkdir(parents=True, exist_ok=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,nr_inodes=64", "tmpfs", folder)
    try:
        yield folder
    finally:
        _run("umount", "-l", folder)


def make_read_only(folder: Path) -> None:
    """The disk takes nothing more, as one that has found an error in itself."""
    _run("mount", "-o", "remount,ro", folder)


def fill(folder: Path, leave: int = 0) -> None:
    """Take the room of the disk but for so many bytes."""
    usage = os.statvfs(folder)
    (folder / "filler").write_bytes(bytes(max(0, usage.f_bavail * usage.f_frsize - leave)))


def fill_with_names(folder: Path) -> None:
    """Take every inode that is left: not one more file or folder can be made."""
    with contextlib.suppress(OSError):
        for number in range(1000):
            (folder / f"name-{number}").touch()


def _run(*words) -> None:
    subprocess.run(list(map(str, words)), check=True, capture_output=True)


class Line:
    """A TCP line to a server, that can be made slow, be cut, or swallow what is sent; counted in bytes from now on."""

    def __init__(self, port: int):
        self.to, self.pause, self.cut_up, self.cut_down, self.swallow = port, 0.0, None, None, None
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port, self.open = self.door.getsockname()[1], []
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        """Nobody answers at the door any more."""
        for one in (self.door, *self.open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _ = self.door.accept()
                there = socket.create_connection(("127.0.0.1", self.to))
                self.open += [here, there]
                for source, target, up in ((here, there, True), (there, here, False)):
                    threading.Thread(target=self._carry, args=(source, target, up), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, up: bool) -> None:
        carried = 0
        with contextlib.suppress(OSError):
            while data := source.recv(PIECE):
                carried += len(data)
                limit = self.cut_up if up else self.cut_down
                if limit is not None and carried > limit:
                    break
                if up and self.swallow is not None and carried > self.swallow:
                    self.swallow = 0  # and whatever else is sent by this line
                    continue
                time.sleep(self.pause)
                target.sendall(data)
        for one in (source, target):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
