"""The worker of gunicorn that no slow client stops: a thread is given to a request that has come, not to a promise.

Heads and small forms are gathered by the loop of the worker, which waits for thousands of clients at the price of one.
A large body is read by a thread; it may be slow, as lines in villages are, but neither silent nor slower than a modem.
"""

import re
import socket
import struct
import time
from contextlib import suppress
from functools import partial
from selectors import EVENT_READ

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

WHOLE_IN = 30  # seconds in which a head, with a small form behind it, has to come
SMALL = 16 * 1024  # bytes of a form that is gathered so: signing in, a decision, a remark
LONGEST_HEAD = 64 * 1024
SILENT = 30  # seconds without a byte, either way, after which a client is gone
GRACE, SLOWEST = 30, 1024  # a body may lag so many seconds behind so many bytes a second (8 kbit/s)
TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
END = b"\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*\r\n", re.IGNORECASE)
ASKS_FIRST = re.compile(rb"\r\nexpect:", re.IGNORECASE)


def has_come(head: bytes) -> bool:
    """True when the head is there, and the whole of a small form whose client sends it unasked."""
    end = head.find(END)
    if end < 0:
        return False
    said = LENGTH.search(head, 0, end + 2)
    if said is None or int(said[1]) > SMALL or ASKS_FIRST.search(head, 0, end + 2):
        return True
    return len(head) - end - len(END) >= int(said[1])


class Patience(SocketUnreader):
    """Reads a body as slowly as it comes, to a limit."""

    def begin(self, come: bytes) -> None:
        """A request whose first bytes the loop has gathered."""
        self.begun, self.received = time.monotonic(), 0
        self.unread(come)

    def chunk(self, size_hint: int | None = None) -> bytes:
        """More bytes; TimeoutError when the client is silent or slower than the slowest line."""
        if time.monotonic() - self.begun > GRACE + self.received / SLOWEST:
            raise TimeoutError("the body comes slower than any line")
        try:
            piece = super().chunk(size_hint)
        except BlockingIOError as error:
            raise TimeoutError("the client is silent") from error
        self.received += len(piece)
        return piece


class HeadFirstWorker(ThreadWorker):
    """Threads of gunicorn behind a loop that gathers heads."""

    def accept(self, listener: socket.socket) -> None:
        """A new client, who has no thread yet."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        for direction in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            client.setsockopt(socket.SOL_SOCKET, direction, struct.pack("ll", SILENT, 0))
        self.nr_conns += 1
        self._gather(TConn(self.cfg, client, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: TConn, client: socket.socket) -> None:
        """The next request of a client who was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._gather(conn)

    def _gather(self, conn: TConn) -> None:
        conn.sock.setblocking(False)
        conn.come, conn.timeout = bytearray(), time.monotonic() + WHOLE_IN
        self.pending_conns.append(conn)  # in the order of their time-outs, as the stock worker closes them
        self.poller.register(conn.sock, EVENT_READ, partial(self._more, conn))

    def _more(self, conn: TConn, _client: socket.socket) -> None:
        try:
            piece = conn.sock.recv(SMALL)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        conn.come += piece
        if piece and not has_come(conn.come) and len(conn.come) <= LONGEST_HEAD:
            return
        self.poller.unregister(conn.sock)
        self.pending_conns.remove(conn)
        if END in conn.come:  # whole, or cut: the application says in words what did not come
            conn.data_ready = True
            self.enqueue_req(conn)
        else:
            self._refuse(conn)

    def _refuse(self, conn: TConn) -> None:
        """Who has gone, or will not end: the answer is short enough for any socket to take at once."""
        if len(conn.come) > LONGEST_HEAD:
            with suppress(OSError):
                conn.sock.send(TOO_LONG)
        self.nr_conns -= 1
        conn.close()

    def handle(self, conn: TConn) -> object:
        """In a thread: read on from what has come."""
        if not conn.initialized:
            conn.init()
            conn.parser.unreader = Patience(conn.sock)
        conn.sock.setblocking(True)
        conn.parser.unreader.begin(bytes(conn.come))
        conn.come.clear()
        return super().handle(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        """A worker that stops waits for nobody who has not sent a request yet."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)
