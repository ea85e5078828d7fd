"""A sealed file opens whole under its own name and key, and otherwise not at all."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.backup.sealing import PIECE, TAG, Poured, Seal, Spoilt

SEAL = Seal("слова хозяина, которых никто не знает", b"s" * 16)
EDGES = [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE]


def shut(data: bytes, name: str = "a") -> bytes:
    return b"".join(SEAL.closed(io.BytesIO(data), name))


def opened(data: bytes, name: str = "a", seal: Seal = SEAL) -> bytes:
    return b"".join(seal.opened(io.BytesIO(data), name))


@pytest.mark.parametrize("size", EDGES)
def test_what_was_shut_opens_whatever_its_length(size):
    data = bytes(size)
    assert opened(shut(data)) == data


def test_the_same_file_is_never_shut_alike_and_is_nowhere_in_the_clear():
    data = "Персональные данные".encode() * 10
    one, other = shut(data), shut(data)
    assert one != other
    assert data[:20] not in one


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: data[: 16 + PIECE + TAG],  # the last piece is cut off at its border
        lambda data: data[:16] + data[16 + PIECE + TAG :],
        lambda data: data[:100] + bytes([data[100] ^ 1]) + data[101:],
        lambda data: bytes([data[0] ^ 1]) + data[1:],
    ],
)
def test_what_was_changed_or_cut_does_not_open(spoil):
    with pytest.raises(Spoilt):
        opened(spoil(shut(bytes(PIECE + 5))))


def test_another_name_and_another_key_do_not_open():
    with pytest.raises(Spoilt):
        opened(shut(b"x"), "b")
    with pytest.raises(Spoilt):
        opened(shut(b"x"), "a", Seal("другие слова", b"s" * 16))


@given(st.lists(st.binary(max_size=20)), st.integers(1, 7))
@settings(max_examples=50)
def test_poured_pieces_are_read_as_one_file(pieces, size):
    source, found = Poured(iter(pieces)), b""
    while more := source.read(size):
        found += more
    assert found == b"".join(pieces)
