"""Raw rows of a plan → items with the keys of plan-2022.json, every repair and every doubt beside them."""

import re
from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import date

from app.plan.executors import read_executors
from app.plan.known import known
from app.plan.periods import Frame, Period, read_period
from app.plan.repairs import Repair, flags, mend, shortened
from app.plan.rows import FIELDS, RawRow

EVENT = re.compile(
    r"\A(?:(?:проведение|организация|и|\w+(?:ый|ий|ое|ая|ого|ой))\s+)*"
    r"(?:семинар|вебинар|совещани|конференци|заседани|форум|фестивал|круглый стол)",
    re.I,
)
DEFINED = re.compile(r"(?:^|\),\s{0,5})(?P<full>[^()]+?)\s{1,5}\(далее\s{1,5}[–-]\s{1,5}(?P<short>[^()]+)\)")
PROSE = "Исполнители названы предложением."
THRESHOLDS = "В показателе несколько долей: взята наименьшая."
NO_TITLE = "Мероприятие не названо."
NOT_SURE = "{} Проверьте исправление."


def frame_of(rows: Iterable[RawRow], year: int | None) -> Frame:
    """The year of the plan, and the earliest day that the plan names near it: there the project begins."""
    alone = Frame(year)
    periods = [read_period(mend("period", row.source["period"])[0], alone) for row in rows]
    days = [window.start or window.end for period in periods for window in period.windows]
    near = [day for day in days if year and abs(day.year - year) <= 1]
    return Frame(year, min(near, default=None))


def short_names(rows: Iterable[RawRow]) -> list[tuple[int, str, str]]:
    """Names introduced by «… (далее – …)»: the number of the row, the full name, the short one."""
    cells = [(row.number, mend("executors", row.source["executors"])[0]) for row in rows]
    return [(number, found["full"], found["short"]) for number, text in cells for found in DEFINED.finditer(text)]


def items_of(rows: list[RawRow], year: int | None) -> list[dict]:
    """Every row read."""
    frame, names = frame_of(rows, year), short_names(rows)
    return [item_of(row, frame, names) for row in rows]


def item_of(row: RawRow, frame: Frame, names: list[tuple[int, str, str]], refused: Collection[str] = ()) -> dict:
    """One row read, but for the repairs that were refused («title.risk»)."""
    more = [shortened(full, short) for number, full, short in names if number < row.number]
    texts, repairs, doubts = {}, list(row.repairs), list(row.doubts)
    for name in FIELDS:
        texts[name], mended = mend(name, row.source[name], refused, more)
        repairs += mended
        doubts += [(name, sentence) for sentence in flags(texts[name])]
    executors = read_executors(texts["executors"])
    if executors.names:
        repair = Repair("executors", "prose", texts["executors"], executors.names, PROSE, sure=False)
        repairs.append(repair)
        texts["executors"] = texts["executors"] if repair.key in refused else executors.names
    period = read_period(texts["period"], frame, bool(EVENT.match(texts["title"])))
    counted, threshold, threshold_doubts = known(texts["title"], row.number), *threshold_of(texts["indicator"])
    doubts += [("period", sentence) for sentence in period.doubts]
    doubts += [("executors", sentence) for sentence in executors.doubts]
    doubts += [("indicator", sentence) for sentence in threshold_doubts]
    doubts += [("title", sentence) for sentence in (counted.doubt, "" if texts["title"] else NO_TITLE) if sentence]
    doubts += [(one.field, NOT_SURE.format(one.reason)) for one in repairs if not one.sure and one.rule != "prose"]
    return {
        "number": row.number,
        "key": counted.key,
        "title": texts["title"],
        "period_text": texts["period"],
        "kind": period.kind,
        "windows": windows_json(period),
        "executors": list(executors.codes),
        "executors_text": texts["executors"],
        "indicator_text": texts["indicator"],
        "threshold": threshold,
        "info_support": texts["info"],
        "auto": counted.auto,
        "computed_from": counted.computed_from,
        "source_row": dict(row.source),
        "doubts": [{"field": name, "sentence": sentence} for name, sentence in dict.fromkeys(doubts)],
        "repairs": [asdict(repair) for repair in repairs],
    }


def threshold_of(indicator: str) -> tuple[int | None, list[str]]:
    """The share that the indicator asks for, in per cent; the least of several, with a doubt."""
    shares = {int(share) for share in re.findall(r"(\d{1,3})\s*%", indicator)}
    return min(shares, default=None), [THRESHOLDS] if len(shares) > 1 else []


def windows_json(period: Period) -> list[dict]:
    """Days as ISO text."""
    return [{"start": _iso(window.start), "end": _iso(window.end)} for window in period.windows]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
