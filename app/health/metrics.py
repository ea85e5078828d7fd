"""The figures of the house as Prometheus reads them: what its parts say, and how fast requests are answered."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from hmac import compare_digest
from time import perf_counter

from flask import Flask, Request, Response, current_app, g, request, request_started
from prometheus_client import REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily as Gauge
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import func, select

from app.archive.models import Blob
from app.extensions import db
from app.health.asking import Finding
from app.kernel import clock
from app.version import VERSION

SHARED = "PROMETHEUS_MULTIPROC_DIR"  # where the processes of one house put their figures together
BOUNDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60)  # seconds
HERE = ("127.0.0.1", "::1")
ANSWERED = Histogram("opora_request_seconds", "Seconds until an answer begins", ("endpoint", "code"), buckets=BOUNDS)


def may_read(asked: Request) -> bool:
    """Who is on this machine, not behind a proxy of it, or says the token of the settings."""
    token = current_app.config["SETTINGS"].metrics_token
    said = asked.headers.get("Authorization", "").removeprefix("Bearer ")
    if token is not None and compare_digest(said.encode(), token.get_secret_value().encode()):
        return True
    return asked.remote_addr in HERE and "X-Forwarded-For" not in asked.headers


def text() -> bytes:
    """All of it, of every process of this house."""
    house = CollectorRegistry()
    house.register(House(current_app.extensions["health"].findings()))
    counted: CollectorRegistry = REGISTRY
    if SHARED in os.environ:
        MultiProcessCollector(counted := CollectorRegistry())
    return generate_latest(house) + generate_latest(counted)


class House(Collector):
    """What the parts of the house were found to be."""

    def __init__(self, found: dict[str, Finding]):
        self.found = found

    def collect(self) -> Iterator[Gauge]:
        """Each figure that is known now; of a part that is away there is only that it is."""
        yield _gauge("opora_info", "The version that runs", {VERSION: 1.0}, "version")
        wells = {part: float(not one.trouble) for part, one in self.found.items()}
        yield _gauge("opora_well", "1 while the part of the house is well", wells, "part")
        for name, words, part, figure in FIGURES:
            value = _number(self.found.get(part, Finding()).about.get(figure))
            if value is not None:
                yield Gauge(name, words, value=value)
        free = {name: float(room) for name, room in self.found["room"].about.get("free", {}).items()}
        yield _gauge("opora_disk_free_bytes", "Room on the disk", free, "disk")
        if wells.get("database"):
            files, size = db.session.execute(select(func.count(Blob.id), func.coalesce(func.sum(Blob.size), 0))).one()
            yield Gauge("opora_archive_files", "Files of the archive", value=files)
            yield Gauge("opora_archive_bytes", "Bytes of the archive", value=int(size))


# Name, words, part, its figure; a moment is told as seconds that have passed since.
FIGURES = (
    ("opora_queue_length", "Jobs that wait", "queue", "length"),
    ("opora_queue_age_seconds", "How long the oldest job waits", "queue", "age"),
    ("opora_worker_silent_seconds", "Since the worker was there", "worker", "seen"),
    ("opora_worker_busy_seconds", "Since the oldest job of the worker was begun", "worker", "since"),
    ("opora_letters_waiting", "Letters that wait to be sent", "mail", "waiting"),
    ("opora_letters_refused", "Letters given up within a day", "mail", "lost"),
    ("opora_backup_age_seconds", "Since the last backup ended", "backup", "made"),
    ("opora_archive_free_bytes", "Room in the archive", "archive", "free"),
    ("opora_archive_looked_seconds", "Since files of the archive were read again", "files", "looked"),
    ("opora_archive_amiss_files", "Files that are damaged, missing or unreadable", "files", "amiss"),
)


def _number(value: object) -> float | None:
    if isinstance(value, datetime):
        return (clock.real_now() - value).total_seconds()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return float(value) if isinstance(value, int | float) else None


def _gauge(name: str, words: str, values: dict[str, float], label: str) -> Gauge:
    gauge = Gauge(name, words, labels=[label])
    for key, value in values.items():
        gauge.add_metric([key], value)
    return gauge


def init_app(app: Flask) -> None:
    """Count each answer by its route and its code."""

    request_started.connect(_begin, app)

    @app.after_request
    def _end(response: Response) -> Response:
        if "answering_since" in g:
            ANSWERED.labels(request.endpoint or "none", str(response.status_code)).observe(
                perf_counter() - g.answering_since
            )
        return response


def _begin(_app: Flask) -> None:
    g.answering_since = perf_counter()
