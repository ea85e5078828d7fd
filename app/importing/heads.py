"""Heads of a table that take one row, or two where «Директор» stands over «ФИО» and «Почта»."""

from collections.abc import Sequence

from app.importing.raw import Merged


def heads_at(rows: Sequence[Sequence[str]], merged: Merged, at: int) -> tuple[list[str], int]:
    """The heads that begin in the row `at` (from 0), and how many rows they take: «Директор» over «ФИО» is both."""
    depth = _depth(rows, merged, at)
    width = max((len(row) for row in rows[at : at + depth]), default=0)
    lines = [_spread(rows[at + more], merged, at + more, width) for more in range(depth)]
    heads = [" ".join(dict.fromkeys(filter(None, (line[column] for line in lines)))) for column in range(width)]
    return heads, depth


def _depth(rows: Sequence[Sequence[str]], merged: Merged, at: int) -> int:
    """Two where heads stand over others, and nothing but such others stands in the row below; else one."""
    wide = {
        column - 1 + more
        for (row, column), one in merged.items()
        if row == at + 1 and one.columns > 1
        for more in range(one.columns)
    }
    below = {column for column, text in enumerate(rows[at + 1]) if text} if at + 1 < len(rows) else set()
    return 2 if below and below <= wide else 1


def _spread(row: Sequence[str], merged: Merged, at: int, width: int) -> list[str]:
    """The row with the words of a merged cell over each of its columns."""
    found = [*row, *[""] * (width - len(row))]
    for (number, column), one in merged.items():
        if number == at + 1 and column <= width:
            for more in range(1, one.columns):
                if column - 1 + more < width:
                    found[column - 1 + more] = found[column - 1]
    return found
