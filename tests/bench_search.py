"""How fast the search answers over 20,000 documents: `python -m tests.bench_search`, or `measure()` from a harness."""

import hashlib
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import insert, select

from app import create_app
from app.archive.models import Blob
from app.checks.models import VersionText
from app.cycle.models import EvidenceWindow, SchoolRisk
from app.demo import seed as story
from app.directory.models import Person
from app.documents.models import Document, Version
from app.extensions import db
from app.kernel.transaction import begin_write
from app.search.services import rebuild
from app.settings import Settings
from tests.browser_like import Browser

DOCUMENTS, WORDS, BATCH, AIM_MS = 20_000, 800, 1000, 150
BEGINNINGS = "уч настав показ програм развит школ педагог родит диагност монитор проект урок цел".split()  # noqa: SIM905
MIDDLES = "ник ател ован ост ель енц ирова тель альн ическ онн ств еск ани ятель".split()  # noqa: SIM905
ENDINGS = ("", "а", "у", "ом", "е", "и", "ов", "ам", "ами", "ах", "ого", "ый", "ая", "ые", "ых")
COMMON = "учёт показатели наставник программа школа обучающихся родители апрель 2022 АРП диагностика".split()  # noqa: SIM905
ASKED = (
    *COMMON,
    "программа развития",
    "показатели наставников",
    "№ 5",
    "СОШ",
    "учёт обучающихся апрель",
    "диагн",
    "про",
    "пока",
    "каракатица",
    "учётник",
)


def texts(count: int, words: int = WORDS) -> Iterator[str]:
    """Synthetic documents: some 15,000 word forms, a few of them very frequent, as in real papers; always the same."""
    chance = random.Random(226)
    stock = [b + m + n + e for b in BEGINNINGS for m in MIDDLES for n in ("", *MIDDLES[:4]) for e in ENDINGS]
    chance.shuffle(stock)
    weights = [1 / (rank + 5) for rank in range(len(stock))]
    for number in range(count):
        chosen = chance.choices(stock, weights, k=words - 8) + chance.choices(COMMON, k=7) + [str(number % 97)]
        chance.shuffle(chosen)
        yield "\n".join(" ".join(chosen[at : at + 40]) for at in range(0, words, 40))


def fill(count: int) -> None:
    """Write so many documents with their texts, past the services, and index them as `flask search rebuild` does."""
    risks = db.session.execute(select(SchoolRisk.participation_id, SchoolRisk.id)).all()
    window, person = db.session.scalar(select(EvidenceWindow.id)), db.session.scalar(select(Person.id))
    start, first = datetime(2022, 3, 1, 9, tzinfo=UTC), 100_000
    made = enumerate(texts(count), first)
    while batch := [pair for _, pair in zip(range(BATCH), made, strict=False)]:
        begin_write()
        for model, row in ((Blob, _blob), (Document, _document), (Version, _version), (VersionText, _text)):
            facts = {"risks": risks, "window": window, "person": person, "start": start}
            db.session.execute(insert(model), [row(number, text, facts) for number, text in batch])
        db.session.commit()
    rebuild()


def _blob(number: int, text: str, facts: dict) -> dict:
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return {"id": number, "sha256": digest, "size": len(text), "stored_at": facts["start"]}


def _document(number: int, _text: str, facts: dict) -> dict:
    participation, risk = facts["risks"][number % len(facts["risks"])]
    place = {"participation_id": participation, "school_risk_id": risk, "window_id": facts["window"]}
    return {"id": number, "kind": "evidence", "state": "draft", "state_since": facts["start"], **place}


def _version(number: int, _text: str, facts: dict) -> dict:
    return {
        "id": number,
        "document_id": number,
        "number": 1,
        "blob_id": number,
        "filename": f"Документ № {number}.docx",
        "uploaded_by_id": facts["person"],
        "uploaded_at": facts["start"] + timedelta(minutes=number - 100_000),
        "upload_key": str(number),
    }


def _text(number: int, text: str, _facts: dict) -> dict:
    return {"version_id": number, "text": text}


def answer_times(app: Flask, rounds: int = 5) -> dict[str, list[float]]:
    """Milliseconds of each whole page, from the question to the last byte, asked by who sees the most."""
    person, took = Browser(app, "department"), {query: [] for query in ASKED}
    for _ in range(rounds):
        for query in ASKED:
            started = time.perf_counter()
            assert person.client.get("/search", query_string={"q": query}).status_code == 200
            took[query].append((time.perf_counter() - started) * 1000)
    return took


def measure(documents: int = DOCUMENTS, database: str | None = None) -> float:
    """Fill a new house, ask, print, and give the 95th percentile in milliseconds; `database` is an empty one."""
    folder = Path(tempfile.mkdtemp())
    address = database or f"sqlite:///{folder / 'opora.db'}"
    settings = Settings(
        demo=True, secret_key="bench", database=address, archive=f"file:{folder / 'archive'}", queue="at-once"
    )
    app = create_app(settings)
    app.testing = True
    try:
        with app.app_context():
            upgrade()
            story.seed(demo=True)
            db.session.commit()
            started = time.perf_counter()
            fill(documents)
            print(f"filled and indexed {documents} documents of {WORDS} words in {time.perf_counter() - started:.0f} s")
        p95 = _said(answer_times(app))
        print(f"search: {_processor(app):.0f} ms of the processor a page")
        return p95
    finally:
        shutil.rmtree(folder)


def _processor(app: Flask, rounds: int = 5) -> float:
    """The mean milliseconds of the processor alone: what a busy machine does not blur."""
    started, asked = time.process_time(), len(ASKED) * rounds
    answer_times(app, rounds)
    return (time.process_time() - started) * 1000 / asked


def _said(took: dict[str, list[float]]) -> float:
    every = sorted(one for times in took.values() for one in times)
    p50, p95 = every[len(every) // 2], every[int(len(every) * 0.95)]
    slowest = sorted(took, key=lambda query: -max(took[query]))[:3]
    print(f"search: p50 {p50:.0f} ms, p95 {p95:.0f} ms (aim {AIM_MS}), slowest: {', '.join(slowest)}")
    return p95


if __name__ == "__main__":
    sys.exit(measure(*map(int, sys.argv[1:2])) > AIM_MS)
