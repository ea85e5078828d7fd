"""The paragraphs of a paper, from the words that the check has kept of it. Pure."""

import re

PAGE_NUMBER = re.compile(r"^[\W\d]*$")
END = (".", ";", ":", "!", "?")


def paragraphs(text: str, flat: bool) -> list[str]:
    """One for each line; of a PDF (`flat`) its lines are put together up to the end of a sentence."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    return _together(lines) if flat else lines


def _together(lines: list[str]) -> list[str]:
    """The number of a page stands between two halves of a sentence and belongs to neither."""
    found: list[str] = []
    is_open = False
    for line in lines:
        if PAGE_NUMBER.match(line):
            continue
        if not is_open:
            found.append(line)
        elif found[-1].endswith("-") and line[0].islower():
            found[-1] = found[-1][:-1] + line
        else:
            found[-1] += f" {line}"
        is_open = not line.endswith(END)
    return found
