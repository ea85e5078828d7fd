"""A real SMTP server on loopback that keeps what it takes, and can refuse, put off, stall and hang up."""

import asyncio
import contextlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller

from tests.servers import free_port


class Letterbox:
    """What the server has taken, and how it behaves: `answers` to an address, `after_data` to a letter."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answers: dict[str, str] = {}
        self.after_data = "250 OK"
        self.stalls = False
        self.hangs_up_after_taking = False
        self.address = ""
        self.talks: list[tuple[bool, bool]] = []  # of each letter: was the line secured, had the sender signed in

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        """Take the receiver, or answer as told."""
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        """Take the letter, or answer as told."""
        self.talks.append((server.transport.get_extra_info("ssl_object") is not None, session.authenticated))
        if self.stalls:
            await asyncio.sleep(30)
        if self.after_data.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.hangs_up_after_taking:
            server.transport.abort()
        return self.after_data

    @property
    def subjects(self) -> list[tuple[str, str]]:
        """To whom and about what, in the order of taking."""
        return [(str(one["To"]).partition("@")[0], str(one["Subject"])) for one in self.taken]


@contextlib.contextmanager
def letterbox(**secured) -> Iterator[Letterbox]:
    """A server of one test, secured as the words of aiosmtpd's Controller say."""
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port(), **secured)
    controller.start()
    box.address = f"127.0.0.1:{controller.port}"
    try:
        yield box
    finally:
        controller.stop()
