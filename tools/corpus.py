"""Read every file under a folder as the house does, and print what was lost against LibreOffice's text.

A folder of the corpus is an origin: one row of the table. The words of LibreOffice are kept under the second folder, so
that the next run only reads.
"""

import html
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

from app.documents.checks.outline import Outline
from app.documents.checks.pdf import read_pdf
from app.documents.checks.word import outline_of
from app.documents.office import ending_of, program
from app.documents.pictures import Album
from app.documents.reading.odt_styles import TEXT
from app.documents.reading.package import Parts, W
from app.documents.reading.page import page_of
from app.documents.reading.readers import READERS, read_file
from app.documents.reading.tree import Unreadable
from app.kernel.child import Overrun, in_child

WORD = re.compile(r"[^\W\d_]+|\d+")  # LibreOffice glues the number of a note to the word before it
ENOUGH = 0.98  # of the words: a file below is named
TAKEN = (*READERS, "pdf")
COMPARED = ("docx", "odt", "rtf", "doc")  # LibreOffice writes no plain text of tables and slides
DELETED = (f"{W}del", f"{W}moveFrom", f"{TEXT}deletion")  # under review
BATCH, SECONDS = 25, 150  # files that LibreOffice converts at once, and how long it may take
INSIDE = re.compile(r"</?(?:span|strong|em|s|sup|sub|a)\b[^>]*>")  # a word may go on over such a tag
TAG = re.compile(r"<[^>]+>")


@dataclass
class Read:
    """What became of one file; sizes in megabytes, time in seconds of the processor."""

    path: Path
    state: str = "read"
    words: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    unseen: dict[str, int] = field(default_factory=dict)
    deleted: bool = False  # under review: LibreOffice writes the deleted words too, so nothing is compared
    took: float = 0
    memory: float = 0


def main(folder: Path, texts: Path) -> None:
    """Print a row for each origin, then every file with less than enough of its words."""
    files = [path for path in sorted(folder.rglob("*.*")) if path.is_file() and ending_of(path.name) in TAKEN]
    convert([path for path in files if ending_of(path.name) in COMPARED], folder, texts)
    found = [_read(path) for path in files]
    origins: dict[str, list[tuple[Read, float | None]]] = {}
    for one in found:
        place = one.path.relative_to(folder)
        origins.setdefault(place.parts[0], []).append((one, _share(one, kept(place, texts))))
    print("| origin | files | read | unreadable | overrun | compared | words found | in the page | files < 98 % |")
    print("|---|---|---|---|---|---|---|---|---|")
    for origin, rows in origins.items():
        print(_row(origin, rows, folder, texts))
    print(_row("all", [row for rows in origins.values() for row in rows], folder, texts))
    print(f"\nmost memory of a child {max(one.memory for one in found):.0f} MB over its parent, "
          f"most time {max(one.took for one in found):.1f} s\n")  # fmt: skip
    for rows in origins.values():
        for one, share in rows:
            if one.state != "read" or (share is not None and share < ENOUGH):
                said = one.state if share is None else f"{share:.1%}"
                missing = _missing(one, kept(one.path.relative_to(folder), texts))
                print(f"{said}\t{one.path.relative_to(folder)}\t{one.unseen or ''}\t{missing}")


def _row(origin: str, rows: list[tuple[Read, float | None]], folder: Path, texts: Path) -> str:
    states = Counter(one.state for one, _ in rows)
    compared = [(one, share) for one, share in rows if share is not None]
    theirs, ours, pages = 0, 0, 0
    for one, _ in compared:
        wanted = words_of(kept(one.path.relative_to(folder), texts).read_text("utf-8", "replace"))
        theirs += wanted.total()
        ours += (wanted & one.words).total()
        pages += (wanted & one.shown).total()
    below = sum(share < ENOUGH for _, share in compared)
    return (
        f"| {origin} | {len(rows)} | {states['read']} | {states['unreadable']} | {states['overrun']} | {len(compared)} "
        f"| {ours / max(theirs, 1):.2%} | {pages / max(theirs, 1):.2%} | {below} |"
    )


def words_of(text: str) -> Counter[str]:
    """The words of a text and how often each stands there."""
    return Counter(WORD.findall(text.lower()))


def kept(place: Path, texts: Path) -> Path:
    """Where LibreOffice's words of a file are; those of another kind than DOCX in a folder of their own."""
    own = "" if ending_of(place.name) == "docx" else ending_of(place.name)
    return texts / own / place.with_suffix(".txt")


def _share(one: Read, text: Path) -> float | None:
    if one.state != "read" or ending_of(one.path.name) not in COMPARED or one.deleted or not text.exists():
        return None
    wanted = words_of(text.read_text("utf-8", "replace"))
    return (wanted & one.words).total() / wanted.total() if wanted else None


def _missing(one: Read, text: Path) -> str:
    if not text.exists():
        return ""
    lost = words_of(text.read_text("utf-8", "replace")) - one.words
    return " ".join(word for word, _ in lost.most_common(12))


def _read(path: Path) -> Read:
    try:
        state, words, shown, unseen, deleted, took, memory = in_child(
            _measured, path.read_bytes(), ending_of(path.name)
        )
    except Overrun:
        return Read(path, "overrun")
    return Read(path, state, words_of(words), words_of(shown), unseen, deleted, took, memory)


def _measured(data: bytes, ending: str) -> tuple[str, str, str, dict[str, int], bool, float, float]:
    before, memory = time.process_time(), _memory()
    shown, unseen, deleted = "", {}, False
    try:
        if ending == "pdf":
            outline: Outline | None = read_pdf(data)
        else:
            found = read_file(data, ending)
            outline, unseen = outline_of(found.document), dict(found.document.unseen)
            shown = page_of(found.document, Album(found.held).address)
            deleted = isinstance(found.held, Parts) and any(True for _ in found.held.root.iter(*DELETED))
    except Unreadable:
        return "unreadable", "", "", {}, False, 0, 0
    took, memory = time.process_time() - before, _memory() - memory
    return (
        "read" if outline else "scan",
        outline.text if outline else "",
        html.unescape(TAG.sub(" ", INSIDE.sub("", shown))),
        unseen,
        deleted,
        took,
        memory,
    )


def _memory() -> float:
    return getrusage(RUSAGE_SELF).ru_maxrss / 1024


def convert(files: list[Path], folder: Path, texts: Path) -> None:
    """Let LibreOffice write the words of the files that have none yet; without it nothing is compared."""
    office = program()
    waiting: dict[Path, list[Path]] = {}
    for path in files:
        if office and not kept(path.relative_to(folder), texts).exists():
            waiting.setdefault(kept(path.relative_to(folder), texts).parent, []).append(path)
    for out, paths in waiting.items():
        out.mkdir(parents=True, exist_ok=True)
        for some in _batches(paths):
            with tempfile.TemporaryDirectory() as profile:
                words = [office, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore"]
                words += ["--convert-to", "txt:Text (encoded):UTF8", "--outdir", out, *some]
                try:
                    subprocess.run(words, capture_output=True, timeout=SECONDS, check=False)
                except subprocess.TimeoutExpired:
                    print(f"LibreOffice took too long: {some[0].name} and {len(some) - 1} more", file=sys.stderr)


def _batches(paths: list[Path]) -> Iterator[list[Path]]:
    for at in range(0, len(paths), BATCH):
        yield paths[at : at + BATCH]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else Path(sys.argv[1]).parent / "texts")
