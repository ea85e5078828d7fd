"""Pages go out compressed where their size can tell no secret ([why](../../docs/decisions/0027-compressed-answers.md)).

Who sees the length of an answer and can put words of his own into it learns, guess by guess, what else stands there
(BREACH). So an answer is compressed only when its request has brought no words: it is a read, and what stands in its
address after `?` are numbers and days under names of this file.
"""

import re

from flask import Flask, Request, Response, request
from flask_compress import Compress

SMALLEST = 1024  # bytes of a page that is worth it
NUMBERS = re.compile(r"[\d.:-]{0,10}")
# What links of the house put into addresses as a number, a day or an hour; and what a form of filters leaves empty.
NAMES = frozenset(
    {
        "after",
        "edition",
        "month",
        "municipality",
        "new",
        "old",
        "on",
        "page",
        "part",
        "stage",
        "time",
        "town",
        "turn",
        "until",
        "whole",
        "window",
        "year",
    }
)
EMPTY = frozenset({"kind", "q", "role", "show", "state", "whose", "words", "zone"})
compress = Compress()


def init_app(app: Flask) -> None:
    """Pages alone: files that were made are compressed in themselves, and what streams goes on streaming."""
    app.config.update(
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_MIMETYPES=["text/html"],
        COMPRESS_MIN_SIZE=SMALLEST,
        COMPRESS_STREAMS=False,
        COMPRESS_REGISTER=False,
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False,
    )
    compress.init_app(app)
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    return response if brings_words(request) else compress.after_request(response)


def brings_words(asked: Request) -> bool:
    """Whether the one who asks could have chosen words that the answer repeats."""
    return asked.method not in ("GET", "HEAD") or not all(_is_no_word(*pair) for pair in asked.args.items(multi=True))


def _is_no_word(name: str, value: str) -> bool:
    return not value if name in EMPTY else name in NAMES and NUMBERS.fullmatch(value) is not None
