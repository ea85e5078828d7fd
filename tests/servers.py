"""Real servers for tests, on loopback: S3 (SeaweedFS) and PostgreSQL; and the real Chromium."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError


def lacking(part: str):
    """Say loudly what is not here: a skip at home, a failure under CI."""
    sentence = f"{part} is not found: its tests did not run"
    return pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(sentence)


def _free_ports(count: int) -> list[int]:
    """Ports that are free, and free 10,000 above as well (SeaweedFS opens both)."""
    found, port = [], 11000 + os.getpid() % 4000 * 5
    while len(found) < count:
        port += 1
        with contextlib.suppress(OSError), socket.socket() as one, socket.socket() as two:
            one.bind(("127.0.0.1", port))
            two.bind(("127.0.0.1", port + 10000))
            found.append(port)
    return found


def free_port() -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextlib.contextmanager
def s3_server():
    """A SeaweedFS with one bucket; thrown away afterwards."""
    weed = Path(sys.executable).parent / "weed"
    if not weed.exists():
        lacking("SeaweedFS (weed)")
    s3, master, volume, filer, admin = _free_ports(5)
    keys = {"access_key": "testkey", "secret_key": "testsecretkey123"}
    env = {**os.environ, "AWS_ACCESS_KEY_ID": keys["access_key"], "AWS_SECRET_ACCESS_KEY": keys["secret_key"]}
    folder = tempfile.mkdtemp()
    command = [str(weed), "-logtostderr=true", "mini", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    command += [f"-s3.port={s3}", f"-master.port={master}", f"-volume.port={volume}", f"-filer.port={filer}"]
    command += [f"-admin.port={admin}", "-bucket=docs", "-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0"]
    command += ["-s3.port.lance=0", "-s3.autoCreateBucket=false", "-volume.max=64", "-master.telemetry=false"]
    with open(Path(folder) / "log", "w") as log:
        process = subprocess.Popen(
            command, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    try:
        _wait_for(f"http://127.0.0.1:{s3}/", 403)
        _wait_for_bucket(f"http://127.0.0.1:{s3}", keys)
        yield {"endpoint_url": f"http://127.0.0.1:{s3}", "bucket": "docs", **keys}
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for_bucket(endpoint: str, keys: dict, seconds: float = 30) -> None:
    """The server answers a moment before its bucket stands."""
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=keys["access_key"],
        aws_secret_access_key=keys["secret_key"],
        config=Config(s3={"addressing_style": "path"}),
    )
    until = time.monotonic() + seconds
    while True:
        try:
            client.put_object(Bucket="docs", Key="ready", Body=b"ready")
            client.delete_object(Bucket="docs", Key="ready")
            return
        except ClientError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _wait_for(url: str, code: int, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=2)
        except urllib.error.HTTPError as error:
            if error.code == code:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise TimeoutError(url)


def postgres_binaries() -> Path | None:
    """The folder of the newest PostgreSQL of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


@contextlib.contextmanager
def postgres_server():
    """A private PostgreSQL; gives the address of its server without a database name."""
    with postgres_that_stops() as (address, _):
        yield address


@contextlib.contextmanager
def postgres_that_stops():
    """A private PostgreSQL: its address, and `control("stop", "-m", "fast")`, `control("start")`."""
    binaries = postgres_binaries() or lacking("PostgreSQL (initdb)")
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if as_postgres:
        shutil.chown(folder, "postgres", "postgres")
    port = _free_ports(1)[0]

    def run(name: str, *words: str) -> None:
        subprocess.run(
            [*as_postgres, binaries / name, *words],
            check=True,
            cwd="/tmp",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    run(
        "initdb", "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
    )
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories={folder} -c fsync=off"

    def control(*words: str) -> None:
        run("pg_ctl", "-D", f"{folder}/data", "-l", f"{folder}/log", "-w", "-o", options, *words)

    control("start")
    try:
        yield f"postgresql+psycopg://postgres@127.0.0.1:{port}", control
    finally:
        control("-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def redis_server():
    """A private Redis that keeps nothing: its address, and `control("stop")`, `control("start")`."""
    program = shutil.which("redis-server") or lacking("Redis (redis-server)")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    running: list[subprocess.Popen] = []

    def control(word: str) -> None:
        if word == "stop":
            running[-1].kill()
            running[-1].wait()
            return
        running.append(subprocess.Popen(command, cwd="/tmp", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL))
        _wait_until_it_listens(port)

    control("start")
    try:
        yield f"redis://127.0.0.1:{port}/0", control
    finally:
        control("stop")


def _wait_until_it_listens(port: int, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise TimeoutError(port)


def find_chromium() -> str:
    """The path of a real Chromium."""
    return shutil.which("chromium") or lacking("Chromium")
