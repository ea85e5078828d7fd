"""The front-end files of other people, held to app/static/vendor.lock.json.

`make vendor` takes the named versions from npm and lays the files; `make check` compares the committed ones.
To move to another version, write it into the lock and remove the `sha256` of its package: it is filled in.
"""

import hashlib
import io
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "app" / "static"
LOCK = STATIC / "vendor.lock.json"
WEIGHTS = {"wght": (400, 700)}
FONT_FEATURES = ["kern", "tnum", "locl"]


def lay(lock: dict) -> None:
    """Fetch each package, make its files and write their sha256 into the lock; stop at a package that has changed."""
    with tempfile.TemporaryDirectory() as folder:
        for name, package in lock.items():
            with tarfile.open(_packed(name, package, Path(folder))) as tar:

                def take(path: str, tar=tar) -> bytes:
                    return tar.extractfile(f"package/{path}").read()

                package["licence"] = json.loads(take("package.json"))["license"]
                for path, file in package["files"].items():
                    made = _made(take, file)
                    (STATIC / path).write_bytes(made)
                    file["sha256"] = _sha256(made)
    LOCK.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n")


def differences(lock: dict) -> Iterator[str]:
    """What is not as the lock says, file by file; files of vendor/ and fonts/ that it does not name are said too."""
    named = {path: file["sha256"] for package in lock.values() for path, file in package["files"].items()}
    for path, sha256 in named.items():
        if not (STATIC / path).exists():
            yield f"{path} is missing"
        elif _sha256((STATIC / path).read_bytes()) != sha256:
            yield f"{path} is not the file of the lock"
    for folder in ("vendor", "fonts"):
        for found in (STATIC / folder).iterdir():
            if str(found.relative_to(STATIC)) not in named:
                yield f"{found.relative_to(STATIC)} is not in the lock"


def _packed(name: str, package: dict, folder: Path) -> Path:
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{name}@{package['version']}"]
    packed = folder / subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    found = _sha256(packed.read_bytes())
    if package.setdefault("sha256", found) != found:
        sys.exit(f"{name} {package['version']} is not the package of the lock: {found}")
    return packed


def _made(take: Callable[[str], bytes], file: dict) -> bytes:
    if "icons" in file:
        return _sprite({name: take(f"icons/{theirs}.svg").decode() for name, theirs in file["icons"].items()})
    taken = take(file["from"])
    return _subset(taken, file["unicodes"]) if "unicodes" in file else taken


def _sprite(drawings: dict[str, str]) -> bytes:
    """One SVG with a symbol for each icon: the names are ours, the outlines theirs."""
    lines = ['<svg xmlns="http://www.w3.org/2000/svg">']
    for name, svg in drawings.items():
        outlines = "".join(re.findall(r'<path d="([^"]+)"', svg))
        lines.append(f'<symbol id="i-{name}" viewBox="0 0 24 24"><path d="{outlines}"/></symbol>')
    return "\n".join([*lines, "</svg>\n"]).encode()


def _subset(font: bytes, unicodes: str) -> bytes:
    """The font with the letters and the weights that the pages use, as WOFF2; needs fonttools and brotli."""
    from fontTools import subset
    from fontTools.varLib.instancer import instantiateVariableFont

    cutter = subset.Subsetter(subset.Options(layout_features=FONT_FEATURES, glyph_names=False))
    cutter.populate(unicodes=subset.parse_unicodes(unicodes.replace("U+", "")))
    letters = _font(font)
    cutter.subset(letters)
    weighed = instantiateVariableFont(_font(_saved(letters)), WEIGHTS)
    weighed.flavor = "woff2"
    return _saved(weighed)


def _font(data: bytes):
    from fontTools.ttLib import TTFont

    return TTFont(io.BytesIO(data), recalcTimestamp=False)


def _saved(font) -> bytes:
    kept = io.BytesIO()
    font.save(kept)
    return kept.getvalue()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    locked = json.loads(LOCK.read_text())
    if "--check" not in sys.argv:
        lay(locked)
    found = list(differences(locked))
    sys.exit("\n".join(found) if found else 0)
