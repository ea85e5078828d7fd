"""Every store fails alike: whatever breaks, and whenever, is a StorageError of the right kind, within seconds (S4)."""

import hashlib
import os
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from storage import Full, Missing, StorageError, Unreachable, fixity, open_store
from tests.storage.failing import Line, fill, fill_with_names, make_read_only, small_disk
from tests.storage.test_contract import bucket_of, put

PAPER = os.urandom(200_000)
DIGEST = hashlib.sha256(PAPER).hexdigest()
OTHER = os.urandom(200_000)
LARGE = os.urandom(16 * 1024 * 1024)  # more than the buffers of a socket take in at once
SOON = 15  # seconds within which a person is told


class Verbs:
    """Everything that a store is asked for, by name."""

    def __init__(self, store):
        self.store = store

    def put(self) -> None:
        put(self.store, OTHER)

    def open(self) -> None:
        with self.store.open(DIGEST) as file:
            assert file.read() == PAPER

    def size(self) -> None:
        assert self.store.size(DIGEST) == len(PAPER)

    def walk(self) -> None:
        assert DIGEST in {digest for digest, _ in self.store.walk()}

    def free(self) -> None:
        self.store.free()

    def answers(self, *names: str) -> dict[str, str]:
        """By verb, «done» or the kind of the failure; each within the time that a person waits."""
        return {name: self._answer(name) for name in names or ALL}

    def _answer(self, name: str) -> str:
        began = time.monotonic()
        try:
            getattr(self, name)()
            return "done"
        except StorageError as error:
            return type(error).__name__
        finally:
            assert time.monotonic() - began < SOON, name


@pytest.fixture
def folder(tmp_path):
    """A store with one paper on a disk of its own."""
    with small_disk(tmp_path / "disk", 1024) as disk:
        store = open_store(f"file:{disk / 'archive'}")
        put(store, PAPER)
        yield store


@pytest.fixture
def line(s3):
    """The way to the real S3 server."""
    line = Line(urlsplit(s3["endpoint_url"]).port)
    yield line
    line.close()


@pytest.fixture
def bucket(s3, line):
    """A bucket with one paper, behind the line."""
    prefix = uuid4().hex
    put(bucket_of(s3, prefix), PAPER)
    return bucket_of({**s3, "endpoint_url": f"http://127.0.0.1:{line.port}"}, prefix)


def path_of(store) -> Path:
    return store.path_of(DIGEST)


ALL = ("put", "open", "size", "walk", "free")
READING_GOES_ON = dict.fromkeys(ALL, "done")
NOBODY_ANSWERS = dict.fromkeys(ALL, "Unreachable")


@pytest.mark.parametrize("leave", [0, 8 * 1024, 100_000], ids=["at once", "after a page", "in the middle"])
def test_a_full_disk_is_told_and_takes_nothing_of_the_file(folder, leave):
    fill(folder.root.parent, leave)
    assert Verbs(folder).answers() == {**READING_GOES_ON, "put": "Full"}
    assert list(folder.halves()) == []
    assert [digest for digest, _ in folder.walk()] == [DIGEST]


def test_a_disk_that_fills_at_the_publishing_is_told_too(folder):
    digest = hashlib.sha256(OTHER).hexdigest()
    with folder.intake() as file:
        file.write(OTHER)
        fill_with_names(folder.root.parent)
        with pytest.raises(Full):
            folder.put(digest, file)
    assert list(folder.halves()) == []
    assert [one for one, _ in folder.walk()] == [DIGEST]


def test_a_read_only_disk_is_away_for_writing_alone(folder):
    make_read_only(folder.root.parent)
    assert Verbs(folder).answers() == {**READING_GOES_ON, "put": "Unreachable", "free": "Unreachable"}


def test_an_archive_that_is_gone_is_away_and_its_objects_are_not_called_missing(folder):
    shutil.rmtree(folder.root)
    assert Verbs(folder).answers() == NOBODY_ANSWERS
    assert open_store("file:/proc/nowhere").staging.name == ".staging"  # the house starts all the same


def test_a_disk_that_is_not_mounted_is_no_empty_archive(folder):
    shutil.rmtree(folder.root)
    folder.root.mkdir()
    assert Verbs(folder).answers() == NOBODY_ANSWERS


def test_one_object_that_cannot_be_opened_is_unreadable_and_the_others_live(folder):
    path_of(folder).unlink()
    path_of(folder).mkdir()
    assert Verbs(folder).answers() == {**READING_GOES_ON, "open": "Unreachable", "size": "Unreachable"}


def test_a_bad_sector_is_told_while_the_object_is_read(folder):
    path_of(folder).unlink()
    path_of(folder).symlink_to("/proc/self/mem")  # its first page gives EIO, as a bad sector does
    stream = folder.open(DIGEST)
    stream.left = 4096
    with pytest.raises(Unreachable, match="Input/output error"):
        stream.read()


def test_an_object_that_shrinks_while_it_is_read_is_never_taken_for_whole(folder):
    with folder.open(DIGEST) as stream:
        stream.read(1000)
        path_of(folder).chmod(0o640)
        os.truncate(path_of(folder), 100_000)
        with pytest.raises(Unreachable, match="lacking"):
            while stream.read(50_000):
                pass


def test_bytes_that_stand_shorter_than_they_are_sent_are_no_success(folder):
    path_of(folder).chmod(0o640)
    os.truncate(path_of(folder), 100)
    with pytest.raises(Unreachable, match="another size"):
        put(folder, PAPER)


@pytest.mark.s3
def test_a_bucket_whose_server_refuses(bucket, line):
    line.close()
    assert Verbs(bucket).answers() == NOBODY_ANSWERS


@pytest.mark.s3
def test_a_bucket_whose_server_swallows_everything_is_away_within_seconds(bucket, line):
    line.swallow = 0
    assert Verbs(bucket).answers("put", "open") == {"put": "Unreachable", "open": "Unreachable"}


@pytest.mark.s3
def test_a_server_that_falls_silent_in_the_middle_of_an_upload_is_given_up_within_seconds(bucket, line):
    line.swallow = 64 * 1024
    assert Verbs(bucket).answers("put") == {"put": "Unreachable"}


@pytest.mark.s3
def test_a_body_that_is_cut_while_it_is_read_is_told_and_never_taken_for_whole(bucket, line):
    line.cut_down = 30_000
    assert Verbs(bucket).answers("open") == {"open": "Unreachable"}
    with pytest.raises(Unreachable), bucket.open(DIGEST) as stream:
        while stream.read(1000):
            pass


@pytest.mark.s3
def test_a_body_that_falls_silent_while_it_is_read_ends_within_seconds(bucket, line):
    digest = put(bucket, LARGE)
    stream = bucket.open(digest)
    stream.read(1000)
    line.pause = 30
    began = time.monotonic()
    with pytest.raises(Unreachable):
        stream.read()
    assert time.monotonic() - began < SOON


@pytest.mark.s3
def test_an_upload_that_is_cut_stores_nothing(bucket, line):
    line.cut_up = 30_000
    assert Verbs(bucket).answers("put") == {"put": "Unreachable"}
    line.cut_up = None
    with pytest.raises(Missing):
        bucket.size(hashlib.sha256(OTHER).hexdigest())


@pytest.mark.s3
def test_a_slow_line_that_lives_is_waited_for(bucket, line):
    line.pause = 0.4
    assert put(bucket, OTHER) == hashlib.sha256(OTHER).hexdigest()
    line.pause = 0
    assert bucket.size(hashlib.sha256(OTHER).hexdigest()) == len(OTHER)


@pytest.mark.s3
def test_the_place_where_a_bucket_gathers_an_upload_may_be_full(bucket, tmp_path, monkeypatch):
    with small_disk(tmp_path / "tmp", 64) as disk:
        monkeypatch.setattr("tempfile.tempdir", str(disk))
        assert Verbs(bucket).answers() == {**READING_GOES_ON, "put": "Full"}


def test_the_checker_names_what_it_could_not_read_and_goes_on(folder):
    path_of(folder).unlink()
    path_of(folder).mkdir()
    sound = put(folder, b"sound")
    for _ in range(2):
        report = fixity.check(folder, [DIGEST, sound, "1" * 64])
        assert (report.unreadable, report.sound, report.missing) == ([DIGEST], [sound], ["1" * 64])
