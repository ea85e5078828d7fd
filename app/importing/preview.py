"""A table is shown, row by row, before anything of it is written; taken, it is read and compared once more."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from app.archive.models import Blob
from app.importing.receiving import Door
from app.kernel import clock
from app.kernel.reader import current_user
from app.refusals import Refusal, Refused

Row = TypeVar("Row")
Line = TypeVar("Line")


@dataclass(frozen=True)
class Preview(Generic[Row, Line]):
    """How a table of one kind is shown and taken.

    `compared` says of each row what it would do now: a line has `troubles`, which bar the whole table. `template`
    extends importing/review.html and is drawn with `more`. `refused` draws the page with the form and the sentence.
    """

    door: Door[list[Row]]
    compared: Callable[[list[Row]], list[Line]]
    template: str
    refused: Callable[[Refusal], ResponseReturnValue]
    more: dict = field(default_factory=dict)

    def show(self) -> ResponseReturnValue:
        """Read the file of the form and show what it would do."""
        try:
            brought = self.door.receive(request, current_user.person_id, clock.now())
        except Refused as refused:
            return self.refused(refused.refusal)
        return self._page(brought.blob, self.compared(brought.found))

    def take(self, sha256: str, write: Callable[[list[Line]], ResponseReturnValue]) -> ResponseReturnValue:
        """Do what was shown: the same bytes against what stands at this moment. What `write` refuses is said there."""
        try:
            brought = self.door.again(sha256) or abort(404)
        except Refused as refused:
            return self.refused(refused.refusal)
        lines = self.compared(brought.found)
        try:
            return write(lines)
        except Refused as refused:
            return self._page(brought.blob, lines, refused.sentence), refused.status

    def _page(self, blob: Blob, lines: list[Line], error: str = "") -> str:
        return render_template(self.template, blob=blob, lines=lines, error=error, **self.more)
