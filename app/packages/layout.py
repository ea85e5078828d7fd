"""How a package lies: its files with the manifest beside them, or a bag of BagIt (RFC 8493). Pure."""

import hashlib
from collections.abc import Iterator

from app.kernel.words import file_day
from app.packages import made
from app.packages.lines import Line, Package
from app.packages.naming import cleaned

MANIFEST = "manifest-sha256.txt"
DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
Content = tuple[str, bytes | Line]  # a path, and the bytes or the file of the archive that lies there


def folder(package: Package) -> Iterator[Content]:
    """What people read lies at the top, as it is; `sha256sum -c manifest-sha256.txt` checks it."""
    payload = list(_payload(package))
    manifest = _manifest(payload)
    yield made.LETTER, made.letter(package, digest(manifest))
    yield MANIFEST, manifest
    yield from payload


def bag(package: Package) -> Iterator[Content]:
    """One folder with the payload in data/ and the tag files that BagIt asks for."""
    top, payload = cleaned(package.name), [(f"data/{path}", what) for path, what in _payload(package)]
    manifest = _manifest(payload)
    tags: list[Content] = [
        ("bagit.txt", DECLARATION.encode()),
        ("bag-info.txt", _info(package, payload)),
        (MANIFEST, manifest),
        (made.LETTER, made.letter(package, digest(manifest))),
    ]
    for path, what in [*tags, (f"tag{MANIFEST}", _manifest(tags)), *payload]:
        yield f"{top}/{path}", what


def _payload(package: Package) -> Iterator[Content]:
    if package.lacking:
        yield made.LACKS, made.lacks(package)
    yield made.REGISTER, made.register(package)
    yield from ((line.path, line) for line in package.files)


def _manifest(contents: list[Content]) -> bytes:
    return "".join(f"{digest(what)}  {path}\n" for path, what in contents).encode()


def _info(package: Package, payload: list[Content]) -> bytes:
    octets = sum(length(what) for _, what in payload)
    about = {
        "Source-Organization": package.sender,
        "External-Description": package.name,
        "Bagging-Date": file_day(package.at),
        "Payload-Oxum": f"{octets}.{len(payload)}",
    }
    return "".join(f"{name}: {' '.join(value.split())}\n" for name, value in about.items()).encode()


def digest(what: bytes | Line) -> str:
    """SHA-256 in hexadecimal."""
    return what.sha256 if isinstance(what, Line) else hashlib.sha256(what).hexdigest()


def length(what: bytes | Line) -> int:
    """In bytes."""
    return what.size if isinstance(what, Line) else len(what)
