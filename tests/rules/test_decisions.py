"""Each decision has a number of its own, says the same five things first, and is asked for where it stands."""

import re

import pytest

from app.documentation import DOCS

DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
NUMBERS = [page.name[:4] for page in DECISIONS]
HEAD = r"""\A# (\d{4})\. .+

- \*\*Status:\*\* (accepted|superseded by \d{4})
- \*\*Date:\*\* \d{4}-\d\d-\d\d
- \*\*Context:\*\* .+(?:\n  .+)*
- \*\*Decision:\*\* .+(?:\n  .+)*
- \*\*Alternatives:\*\* .+(?:\n  .+)*

"""


def test_numbers_go_up_by_one():
    assert [int(number) for number in NUMBERS] == list(range(1, len(DECISIONS) + 1))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_says_its_head_first(page):
    head = re.match(HEAD, page.read_text(encoding="utf-8") + "\n")
    assert head, "number, status, date, context, decision, alternatives"
    assert head[1] == page.name[:4]


def test_what_names_a_decision_names_one_that_is_there():
    texts = [path for folder in ("app", "docs", "tests", "tools") for path in (DOCS.parent / folder).rglob("*.*")]
    read = "\n".join(path.read_text(encoding="utf-8") for path in texts if path.suffix in (".py", ".md", ".html"))
    named = set(re.findall(r"decisions/(\d{4}-[a-z-]+)", read))
    assert named - {page.stem for page in DECISIONS} == set()
