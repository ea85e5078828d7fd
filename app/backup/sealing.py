"""Encryption of copies: AES-256-GCM over pieces (STREAM), a key for each file, all of them made from the owner's words.

The words become a key by scrypt, with a salt that lies in the place. A file has a salt of its own, and HKDF makes its
key from both and from its name, so that no file can stand for another. A piece says in its nonce its number and
whether it is the last: a file that was cut, or whose pieces were moved, does not open. (Hoang, Reyhanitabar, Rogaway,
Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance, 2015.)
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from typing import IO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

PIECE = 1024 * 1024
SALT, TAG, KEY = 16, 16, 32
HARDNESS = {"n": 2**15, "r": 8, "p": 1}  # 32 MB and a tenth of a second for each guess of the words


class Source(Protocol):
    """What is read."""

    def read(self, size: int, /) -> bytes:
        """The next bytes; empty at the end."""


class Spoilt(Exception):
    """A file does not open: another key, or not the bytes that were written."""


class Seal:
    """Encrypts and opens the files of one place."""

    def __init__(self, words: str, salt: bytes):
        self.master = Scrypt(salt=salt, length=KEY, **HARDNESS).derive(words.encode())

    def name_of(self, sha256: str) -> str:
        """Under what name an object lies: who has no key can't ask whether a known file is among them."""
        return hmac.new(self.master, sha256.encode(), hashlib.sha256).hexdigest()

    def closed(self, source: Source, name: str) -> Iterator[bytes]:
        """The file encrypted, to lie under the name."""
        salt = secrets.token_bytes(SALT)
        cipher = self._cipher(salt, name)
        yield salt
        for number, (piece, last) in enumerate(_pieces(source, PIECE)):
            yield cipher.encrypt(_nonce(number, last), piece, None)

    def opened(self, source: Source, name: str) -> Iterator[bytes]:
        """The file as it was. Raises Spoilt, at the latest at its end."""
        cipher = self._cipher(_exactly(source, SALT), name)
        for number, (piece, last) in enumerate(_pieces(source, PIECE + TAG)):
            try:
                yield cipher.decrypt(_nonce(number, last), piece, None)
            except InvalidTag as error:
                raise Spoilt(name) from error

    def _cipher(self, salt: bytes, name: str) -> AESGCM:
        return AESGCM(HKDF(algorithm=SHA256(), length=KEY, salt=salt, info=name.encode()).derive(self.master))


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _pieces(source: Source, size: int) -> Iterator[tuple[bytes, bool]]:
    """Pieces of this size and a last one, which may be empty only of an empty file."""
    piece = _exactly(source, size)
    while True:
        following = _exactly(source, size) if len(piece) == size else b""
        yield piece, not following
        if not following:
            return
        piece = following


def _exactly(source: Source, size: int) -> bytes:
    """So many bytes, fewer only at the end."""
    found = bytearray()
    while len(found) < size and (more := source.read(size - len(found))):
        found += more
    return bytes(found)


class Poured:
    """Pieces as a file that is read once."""

    def __init__(self, pieces: Iterator[bytes]):
        self.pieces, self.left = pieces, b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        while size < 0 or len(self.left) < size:
            more = next(self.pieces, None)
            if more is None:
                break
            self.left += more
        data, self.left = (self.left, b"") if size < 0 else (self.left[:size], self.left[size:])
        return data


def digest_of(source: Source | IO[bytes]) -> tuple[str, int]:
    """SHA-256 in hexadecimal and the number of bytes of all that is left to read."""
    found, size = hashlib.sha256(), 0
    while chunk := source.read(PIECE):
        found.update(chunk)
        size += len(chunk)
    return found.hexdigest(), size


def poured(source: Source, to: IO[bytes]) -> tuple[str, int]:
    """Copy all that is left to read; the digest and the size of what was written, and it stands at its start."""
    while piece := source.read(PIECE):
        to.write(piece)
    to.flush()
    to.seek(0)
    return digest_of(to)
