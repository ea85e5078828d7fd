"""The lines of templates that a diff can't show: wider than code may be. `make check` prints them."""

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "app" / "templates"
MOST = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["line-length"]


def too_wide(folder: Path, most: int = MOST) -> list[str]:
    """Path, line and width of every line of a template with more characters than `most`."""
    return [
        f"{path.relative_to(folder)}:{number}: {len(line)} columns, {most} at most"
        for path in sorted(folder.rglob("*.html"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if len(line) > most
    ]


if __name__ == "__main__":
    sys.exit("\n".join(too_wide(TEMPLATES)) or None)
