"""Documents as rows, many at once: with all that was sent, answered, read, shown and indexed of them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import insert

from app.archive.models import Blob
from app.documents.checks.models import Check, VersionText
from app.documents.checks.report import SCAN, Report
from app.documents.checks.russian import stems
from app.documents.models import Decision, Document, Preview, Remark, Submission, Version
from app.extensions import db
from app.search.index import index
from app.search.models import Entry
from bench.region import Place

FIRST = 1_000_000  # ids of the demo are smaller
START, MINUTES = datetime(2022, 3, 1, 6, tzinfo=UTC), 20_000
TABLES = (Blob, Document, Version, VersionText, Check, Preview, Submission, Decision, Remark, Entry)
SAID = "Назовите месяц каждого мероприятия."
_stems = lru_cache(20_000)(lambda line: frozenset(stems(line)))


@dataclass(frozen=True)
class Paper:
    """A document to be written: its number, its place, its state, the lines of its text; none in a scan."""

    number: int
    place: Place
    state: str
    lines: list[str]

    @property
    def mended(self) -> bool:
        """True for one that was returned once and sent again."""
        return self.number % 2 == 0 and self.state != "draft"

    @property
    def since(self) -> datetime:
        """When all of it happened."""
        return START + timedelta(minutes=self.number % MINUTES)

    def key(self, turn: int) -> int:
        """The id of what belongs to the first (0) or the second (1) version."""
        return FIRST + 2 * self.number + turn


class Rows:
    """A heap of rows by table; `write` puts them into the database."""

    def __init__(self, school: int, curator: int):
        self.school, self.curator = school, curator
        self.of: dict[type, list[dict]] = defaultdict(list)
        self.words: dict[int, str] = {}

    def add(self, paper: Paper) -> None:
        """A document with its versions, and what was said of them."""
        place = {name: getattr(paper.place, name) for name in ("participation_id", "school_risk_id", "window_id")}
        own = {"id": FIRST + paper.number, "state": paper.state, "state_since": paper.since}
        self.of[Document].append({**own, **place, "kind": "evidence"})
        turn = int(paper.mended)
        if paper.mended:
            self._version(paper, 0, paper.lines[:-1])
            self._decision(paper, 0, "return", "open" if paper.state == "submitted" else "accepted")
        self._version(paper, turn, paper.lines)
        if paper.state == "returned":
            self._decision(paper, turn, "return", "open")
        if paper.state == "approved":
            self._decision(paper, turn, "approve")

    def write(self) -> None:
        """Table by table; the words of the search as the house itself puts them."""
        for model in TABLES:
            if self.of[model]:
                db.session.execute(insert(model), self.of[model])
        index().put(self.words)

    def _version(self, paper: Paper, turn: int, lines: list[str]) -> None:
        key, document, text = paper.key(turn), FIRST + paper.number, "\n".join(lines)
        name = f"Документ № {paper.number}.{'docx' if text else 'jpg'}"
        digest = sha256(str(key).encode()).hexdigest()
        self.of[Blob].append({"id": key, "sha256": digest, "size": 40_000, "stored_at": paper.since})
        own = {"id": key, "document_id": document, "number": turn + 1, "blob_id": key, "filename": name}
        by = {"uploaded_by_id": self.school, "uploaded_at": paper.since, "begun_at": paper.since}
        standing = "draft" if paper.state == "draft" else "sent"
        self.of[Version].append({**own, **by, "upload_key": str(key), "standing": standing})
        report = Report(said="" if text else SCAN).as_json()
        self.of[Check].append({"version_id": key, "report": report, "checked_at": paper.since, "took_ms": 300})
        self.of[VersionText].append({"version_id": key, "text": text})
        if text:
            self.of[Preview].append({"blob_id": key, "html": "".join(f"<p>{line}</p>" for line in lines)})
        if paper.state != "draft":
            sent = {"document_id": document, "version_id": key, "sent_by_id": self.school, "sent_at": paper.since}
            self.of[Submission].append({"id": key, **sent})
        self._entry("version", key, paper, [name, *lines])

    def _decision(self, paper: Paper, turn: int, verdict: str, remark: str = "") -> None:
        key, document = paper.key(turn), FIRST + paper.number
        own = {"id": key, "document_id": document, "version_id": key, "verdict": verdict}
        said = {"reasons": ["dates_wrong"] if remark else [], "remark": SAID if remark else ""}
        self.of[Decision].append({**own, **said, "decided_by_id": self.curator, "decided_at": paper.since})
        if remark:
            own = {"id": key, "document_id": document, "decision_id": key, "state": remark, "text": SAID}
            quote = paper.lines[0][:60] if paper.lines else ""
            self.of[Remark].append({**own, "quote": quote, "state_since": paper.since})
            self._entry("remark", key, paper, [SAID, quote])

    def _entry(self, kind: str, subject: int, paper: Paper, lines: list[str]) -> None:
        key = 2 * subject + (kind == "remark")
        entry = {"id": key, "kind": kind, "subject_id": subject, "school_id": paper.place.school_id}
        self.of[Entry].append({**entry, "dated_at": paper.since})
        self.words[key] = " ".join(sorted(frozenset().union(*map(_stems, (*paper.place.names, *lines)))))
