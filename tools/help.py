"""Turn docs/guide and CHANGELOG.md into the pages of app/help: python -m tools.help (a part of `make docs`).

A house that was installed has neither docs nor a parser of Markdown; tests/help compares what lies there.
"""

import json
import re
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from app.demo.oryol import ORYOL
from app.help.leading import TITLES, anchor_of
from app.help.reading import PAGES

ROOT = Path(__file__).resolve().parent.parent
RELEASE = re.compile(r"^## (\d+\.\d+\.\d+) – (\d\d\.\d\d\.\d{4})$", re.M)
READER = re.compile(r"^### (.+)$", re.M)
PICTURES = "../../app/static/"
MARKDOWN = MarkdownIt("commonmark", {"html": False})


def made() -> dict[str, str]:
    """Every page by the name of its file."""
    guides = {f"{name}.html": of_any_region(guide(_guide_of(name))) for name in TITLES}
    return {**guides, "changes.json": changes((ROOT / "CHANGELOG.md").read_text("utf-8"))}


def _guide_of(name: str) -> str:
    return (ROOT / "docs/guide" / f"{name}.md").read_text("utf-8")


def of_any_region(text: str) -> str:
    """The guide was walked through in the demo; the page says the names of its own region."""
    return text.replace(ORYOL.centre_short, "{centre}").replace(ORYOL.institute_short, "{institute}")


def guide(text: str) -> str:
    """The guide without its title; its headings have names, its pictures and links are those of the house."""
    tokens = MARKDOWN.parse(text)
    closed = next(place for place, token in enumerate(tokens) if token.type == "heading_close")
    tokens = tokens[closed + 1 :]
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", anchor_of(tokens[place + 1].content))
        for inner in token.children or ():
            _lead(inner)
    return str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))


def _lead(token: Token) -> None:
    if token.type == "image":
        token.attrSet("src", str(token.attrGet("src")).removeprefix(PICTURES))
        token.attrSet("loading", "lazy")
    if token.type == "link_open":
        token.attrSet("href", re.sub(r"^(\w+)\.md", r"\1", str(token.attrGet("href"))))


def changes(text: str) -> str:
    """The releases, the newest first: what is not released yet is told to nobody."""
    parts = RELEASE.split(text)[1:]
    told = [
        {"version": version, "day": day, "changes": _by_reader(body)}
        for version, day, body in zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    ]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _by_reader(body: str) -> dict[str, list[str]]:
    parts = READER.split(body)[1:]
    return {
        reader: [MARKDOWN.renderInline(line[2:]) for line in lines.splitlines() if line.startswith("- ")]
        for reader, lines in zip(parts[::2], parts[1::2], strict=True)
    }


def write() -> None:
    """Put each page where the house reads it."""
    for name, text in made().items():
        (PAGES / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
