"""Ask clamd whether a file is clean, by its INSTREAM command over a socket; nothing is asked when none is set.

The protocol (clamd(8)): `zINSTREAM\\0`, then pieces, each after its length in four bytes, a length of nought at
the end; the answer is one line, `stream: OK` or `stream: <name> FOUND`.
"""

import socket
import struct

from flask import current_app

from app.kernel.child import File
from app.refusals import Refusal

PIECE = 64 * 1024
SECONDS = 30
FOUND = " FOUND"
INFECTED = (
    "Антивирус нашёл в файле угрозу, поэтому файл не сохранён. Проверьте компьютер, сохраните документ заново "
    "и загрузите снова."
)
SILENT = Refusal(
    "antivirus", "Проверка на вирусы сейчас не отвечает, файл не сохранён. Попробуйте через несколько минут.", 503
)


def refusal(stream: File) -> Refusal | None:
    """Why the file is not taken: a threat, or a watchman who was set and does not answer. The place is kept."""
    address = _address()
    if not address:
        return None
    stream.seek(0)
    try:
        answer = _ask(address, b"zINSTREAM\0", stream)
    except OSError as error:
        current_app.logger.error("antivirus: %s", error)
        return SILENT
    finally:
        stream.seek(0)
    if answer.endswith(FOUND):
        current_app.logger.warning("antivirus: %s", answer)
        return Refusal("infected", INFECTED)
    if answer != "stream: OK":
        current_app.logger.error("antivirus: %s", answer)
        return SILENT
    return None


def state() -> str:
    """«none», «answers» or «silent»."""
    address = _address()
    try:
        return ("answers" if _ask(address, b"zPING\0") == "PONG" else "silent") if address else "none"
    except OSError:
        return "silent"


def _address() -> str:
    return current_app.config["SETTINGS"].antivirus if current_app else ""


def _ask(address: str, command: bytes, stream: File | None = None) -> str:
    host, _, port = address.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=SECONDS) as line:
        line.sendall(command)
        if stream is not None:
            while piece := stream.read(PIECE):
                line.sendall(struct.pack("!I", len(piece)) + piece)
            line.sendall(struct.pack("!I", 0))
        said = b""
        while (more := line.recv(1024)) and not said.endswith(b"\0"):
            said += more
    return said.rstrip(b"\0").decode(errors="replace").strip()
