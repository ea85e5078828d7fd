"""`flask move archive`: every file that rows speak of into another store, read again there; it may be cut and go on.

An object appears under its digest whole or not at all, so a store that is half filled shows nothing that is not so.
"""

from collections.abc import Iterable

from app.backup.databases import NotDone
from app.backup.making import Say
from app.backup.sealing import poured
from storage import Missing, Store, fixity

AGAIN = "Верните их из\u00a0копии (flask backup file) и\u00a0повторите: перенесённое останется."
SPOILT = "В\u00a0новом архиве не\u00a0то, что было: {}. Возьмите другое место."


def carry(objects: Iterable[str], source: Store, target: Store, say: Say) -> int:
    """How many files stand there now. Raises NotDone or a StorageError; what was carried stays."""
    wanted = sorted(objects)
    there = _there(source, target)
    say(f"files: {len(there & set(wanted))} there already, {len(set(wanted) - there)} to move")
    lost = [sha256 for sha256 in wanted if sha256 not in there and not _carried(sha256, source, target)]
    if lost:
        raise NotDone(f"Этих файлов в\u00a0архиве нет, или они повреждены: {', '.join(lost)}. {AGAIN}")
    other = [sha256 for sha256 in wanted if fixity.state(target, sha256) != "sound"]
    if other:
        raise NotDone(SPOILT.format(", ".join(other)))
    return len(wanted)


def _there(source: Store, target: Store) -> set[str]:
    """What was carried before. Raises NotDone when something else lies there as well."""
    there = {sha256 for sha256, _ in target.walk()}
    if there - {sha256 for sha256, _ in source.walk()}:
        raise NotDone("В\u00a0новом месте лежат чужие файлы. Укажите такое, в\u00a0котором ещё ничего нет.")
    return there


def _carried(sha256: str, source: Store, target: Store) -> bool:
    """One file, unless it is lost or not what its name says."""
    with target.intake() as intake:
        try:
            with source.open(sha256) as file:
                found, _ = poured(file, intake)  # type: ignore[arg-type]  # it is a file
        except Missing:
            return False
        if found == sha256:
            target.put(sha256, intake)
        return found == sha256
