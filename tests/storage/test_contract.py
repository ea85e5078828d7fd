"""One contract for the folder and for a bucket on a real S3 server."""

import hashlib
import re
import threading
import time
import urllib.request
from pathlib import Path
from uuid import uuid4

import pytest

from storage import Missing, Unreachable, fixity, open_store
from storage.discarding import discard


def bucket_of(server: dict, prefix: str):
    keys = {k: server[k] for k in ("endpoint_url", "access_key", "secret_key")}
    return open_store(f"s3://{server['bucket']}/{prefix}", **keys)


@pytest.fixture(params=["folder", pytest.param("bucket", marks=pytest.mark.s3)])
def store(request, tmp_path):
    if request.param == "folder":
        return open_store(f"file:{tmp_path}")
    return bucket_of(request.getfixturevalue("s3"), uuid4().hex)


def put(store, data: bytes) -> str:
    digest = hashlib.sha256(data).hexdigest()
    with store.intake() as file:
        file.write(data)
        store.put(digest, file)
    return digest


@pytest.mark.parametrize("size", [1, 1024, 9 * 1024 * 1024])
def test_what_was_put_comes_back(store, size):
    data = bytes(i % 251 for i in range(1024)) * (size // 1024) or b"x"
    digest = put(store, data)
    with store.open(digest) as file:
        assert file.read() == data
    assert store.size(digest) == len(data)


def test_what_an_operator_has_taken_away_is_missing_and_the_rest_is_there(store):
    gone, kept = put(store, b"gone"), put(store, b"kept")
    for _ in range(2):
        discard(store, gone)
    with pytest.raises(Missing):
        store.size(gone)
    assert store.size(kept) == 4


def test_the_same_bytes_twice_are_quiet_success(store):
    assert put(store, b"one") == put(store, b"one")
    assert [digest for digest, _ in store.walk()] == [hashlib.sha256(b"one").hexdigest()]


def resident(name: str) -> int:
    """Bytes of this process in memory: VmRSS now, VmHWM at the peak."""
    return int(re.search(rf"{name}:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024


def test_a_large_object_is_put_with_flat_memory(store):
    put(store, b"the connection stands")
    digest, megabyte = hashlib.sha256(), bytes(1024 * 1024)
    with store.intake() as file:
        for _ in range(64):
            file.write(megabyte)
            digest.update(megabyte)
        Path("/proc/self/clear_refs").write_text("5")
        before = resident("VmRSS")
        store.put(digest.hexdigest(), file)
        assert resident("VmHWM") - before < 16 * 1024 * 1024


def test_a_range(store):
    digest = put(store, b"0123456789")
    with store.open(digest, 3, 4) as file:
        assert file.read() == b"3456"
    with store.open(digest, 7) as file:
        assert file.read() == b"789"


def test_what_is_not_there_is_missing(store):
    with pytest.raises(Missing):
        store.open("0" * 64)
    with pytest.raises(Missing):
        store.size("0" * 64)


def test_eight_at_once_leave_one_whole_object(store):
    data, problems = b"together" * 1000, []

    def work():
        try:
            put(store, data)
        except Exception as error:
            problems.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert len(list(store.walk())) == 1


def test_fixity_tells_sound_missing_and_orphan_every_time(store):
    sound, orphan, missing = put(store, b"sound"), put(store, b"orphan"), "1" * 64
    for _ in range(2):
        report = fixity.check(store, [sound, missing])
        assert (report.sound, report.missing, report.orphans, report.damaged) == ([sound], [missing], [orphan], [])


def test_fixity_tells_damage(tmp_path):
    store = open_store(f"file:{tmp_path}")
    digest = put(store, b"good")
    path = tmp_path / digest[:2] / digest[2:4] / digest[4:]
    path.chmod(0o640)
    path.write_bytes(b"evil")
    assert fixity.check(store, [digest]).damaged == [digest]


@pytest.mark.s3
def test_a_link_serves_the_bytes_as_an_attachment_with_a_cyrillic_name(s3):
    store = bucket_of(s3, uuid4().hex)
    link = store.link(put(store, b"paper"), "Приказ № 226.docx", 60)
    assert link.isascii()
    with urllib.request.urlopen(link, timeout=5) as answer:
        assert answer.read() == b"paper"
        assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_server_that_is_away_is_said_within_seconds():
    store = open_store("s3://docs/x", endpoint_url="http://127.0.0.1:9", access_key="a", secret_key="b")
    began = time.monotonic()
    with pytest.raises(Unreachable):
        store.size("0" * 64)
    assert time.monotonic() - began < 20


@pytest.mark.s3
def test_bytes_that_change_on_their_way_are_not_taken(s3):
    store = bucket_of(s3, uuid4().hex)

    def change(request, **_) -> None:
        if request.method == "PUT":
            request.body = b"other"

    store.patient.meta.events.register("before-send.s3", change)
    with pytest.raises(Unreachable):
        put(store, b"meant")
    assert list(store.walk()) == []


@pytest.mark.s3
def test_only_what_every_s3_server_understands_goes_over_the_wire(s3):
    """boto3 ≥ 1.36 adds checksums and aws-chunked bodies that other servers refuse or store as data (S3)."""
    store, seen = bucket_of(s3, uuid4().hex), []
    for client in (store.client, store.patient):
        client.meta.events.register("before-send.s3", lambda request, **_: seen.append(request))
    with store.open(put(store, b"plain")) as file:
        assert file.read() == b"plain"
    headers = {name.lower(): value for request in seen for name, value in request.headers.items()}
    assert not {name for name in headers if "checksum" in name or "trailer" in name}
    assert all(ord(letter) < 128 for value in headers.values() for letter in str(value))
    stored = store.client.head_object(Bucket=store.bucket, Key=store.key_of(hashlib.sha256(b"plain").hexdigest()))
    assert stored["ContentLength"] == 5
    assert "".join(stored["Metadata"].values()).isascii()
