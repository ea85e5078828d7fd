"""Facts → the names that a template may use: every value a string as it stands on paper."""

import re
from collections.abc import Iterable
from itertools import groupby

from app.kernel.quotes import inner
from app.papers.facts import Basis, Facts, Inflected, ListFacts, PlanFacts, StageFacts, StageRow, Zone
from app.papers.kinds import KINDS
from app.papers.narrowing import kept
from app.papers.russian import NBSP, in_digits, in_words, ordinal_genitive, percent, tie
from app.region import Region

BLANK_DATE, BLANK_NUMBER = "_" * 18, "_" * 6
NAMED = ("department", "department_gen", "city", "unit_dat", "institute_gen", "institute_dat")
REPLY = f"На №{NBSP}{BLANK_NUMBER} от{NBSP}{BLANK_NUMBER}"
UNPRINTABLE = re.compile(r"[^\n\t\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
FIRST_LEVEL = re.compile(r"\A\s*\d+\.(?!\d)")
VERDICTS = {
    Zone.GREEN: "Зелёная, принято",
    Zone.YELLOW: "Жёлтая, принято с замечаниями",
    Zone.RED: "Красная, требует доработки",
    Zone.GREY: "Не представлено",
}


def words(facts: Facts) -> dict:
    """The context of a template; what was typed by people is cleaned of characters that XML forbids."""
    match facts:
        case PlanFacts():
            return printable(common(facts) | plan(facts))
        case StageFacts():
            return printable(common(facts) | stage(facts))
        case ListFacts():
            return printable(common(facts) | listing(facts))
    raise TypeError(f"no template states {type(facts).__name__}")


def common(facts: Facts) -> dict:
    stamp, signs, controls = facts.registration, facts.signatory, facts.controller
    name = controls.name_acc.replace(" ", NBSP).rstrip(".") if controls else ""
    return {
        **inflected("signatory", signs.forms if signs else Inflected()),
        **inflected("controller", controls.forms if controls else Inflected()),
        **of_region(facts.region),
        "title": facts.title,
        "year": str(facts.year),
        "date": in_words(stamp.signed_on) if stamp else BLANK_DATE,
        "number": stamp.number if stamp else BLANK_NUMBER,
        "position": "\n".join(signs.position_lines if signs else ()) or BLANK_DATE,
        "name": signs.name.replace(" ", NBSP) if signs else BLANK_DATE,
        "controller": f"{controls.position_acc} {name}." if controls and name else BLANK_DATE,
    }


def of_region(region: Region) -> dict[str, str]:
    """The bodies in their cases, a line to write on until they are named; a centre that is not there is empty."""
    named = {name: getattr(region, name) or BLANK_DATE for name in NAMED}
    whose = region.name_gen
    return {
        **named,
        "region_gen": whose or BLANK_DATE,
        "city": named["city"].replace(" ", NBSP),
        "department_mark": named["department_gen"].replace(f" {whose}", f"\n{whose}") if whose else BLANK_DATE,
        "institute_dat_first": capital(named["institute_dat"]),
        "centre_gen": region.centre_gen,
        "centre_dat": region.centre_dat,
        "centre_dat_first": capital(region.centre_dat),
    }


def capital(words: str) -> str:
    """As it begins a sentence."""
    return words[:1].upper() + words[1:]


def inflected(who: str, forms: Inflected) -> dict[str, str]:
    """«controller_dat» and the others, for a template that needs them; a line to write on until they are confirmed."""
    return {f"{who}_{case}": words or BLANK_DATE for case, words in vars(forms).items()}


def plan(facts: PlanFacts) -> dict:
    rows = [vars(row) | {"number": str(row.number)} for row in facts.rows]
    return {**cited(facts.basis), "rows": rows}


def cited(letter: Basis | None) -> dict:
    return {
        "basis_title": inner(letter.title) if letter else BLANK_DATE,
        "basis_number": letter.number if letter else BLANK_NUMBER,
        "basis_date": in_digits(letter.signed_on) if letter else BLANK_NUMBER,
    }


def listing(facts: ListFacts) -> dict:
    """Days in words, lines of a long text as points, every table numbered, the rows by municipality as well."""
    tables = {
        name: [{"number": str(number)} | row for number, row in enumerate(kept(rows, facts), 1)]
        for name, rows in facts.tables.items()
    }
    points = [line for line in facts.typed.get("points", "").splitlines() if line.strip()]
    return {
        **cited(facts.basis),
        **{name: in_words(day) if day else BLANK_DATE for name, day in facts.days.items()},
        **{name: text or template(name, facts) for name, text in facts.typed.items()},
        **facts.said,
        **tables,
        "points": points,
        "alone": len(tables.get("rows", ())) == 1,
        "next_point": str(1 + sum(bool(FIRST_LEVEL.match(point)) for point in points)),
        "groups": by_municipality(tables.get("rows", [])),
    }


def template(name: str, facts: ListFacts) -> str:
    """What can be left out leaves nothing behind; the rest is a line to write on, as on the form of a letter."""
    if name == "reply_to":
        return REPLY
    return "" if name in KINDS[facts.kind].optional else BLANK_DATE


def by_municipality(rows: list[dict]) -> list[dict]:
    grouped = groupby(rows, key=lambda row: row.get("municipality", ""))
    return [{"municipality": name, "rows": list(own)} for name, own in grouped]


def stage(facts: StageFacts) -> dict:
    cells = [line(number, row) for number, row in enumerate(facts.rows, 1)]
    weak = [number for number, row in enumerate(facts.rows, 1) if row.zone.consulted]
    mend = [number for number, row in enumerate(facts.rows, 1) if row.fix_by]
    return {
        "stage": ordinal_genitive(facts.stage_no),
        "due": in_words(facts.due_on),
        "webinar_by": in_words(facts.webinar_by),
        "rework_by": in_words(facts.rework_by),
        "approve_by": in_words(facts.approve_by),
        "share": percent(facts.confirmed_pct),
        "confirmed": str(facts.confirmed),
        "schools": str(len(facts.rows)),
        "zones": {zone.value: str(facts.count(zone)) for zone in Zone},
        "rework": bool(mend),
        "mend": spans(mend),
        "mend_many": len(mend) > 1,
        "weak": spans(weak),
        "weak_many": len(weak) > 1,
        "groups": by_municipality(cells),
    }


def line(number: int, row: StageRow) -> dict:
    return {
        "number": str(number),
        "municipality": row.municipality,
        "school": row.school,
        "activated": str(row.activated),
        "approved": f"{row.approved}/{row.required}",
        "score": "–" if row.score_pct is None else f"{row.score_pct:.1f}".replace(".", ","),
        "zone": ": ".join(filter(None, (VERDICTS[row.zone], row.because if row.zone is not Zone.GREY else ""))),
        "remarks": row.remarks or "–",
        "fix_by": in_digits(row.fix_by) if row.fix_by else "–",
    }


def spans(numbers: Iterable[int]) -> str:
    """«3, 7–9, 12»: points of the appendix, runs of three and more drawn together."""
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def printable(context: dict) -> dict:
    """The same with its strings tied, with one kind of line feed and no control characters."""
    return {name: _printable(value) for name, value in context.items()}


def _printable(value: object) -> object:
    match value:
        case str():
            return tie(UNPRINTABLE.sub("", value.replace("\r\n", "\n").replace("\r", "\n")))
        case dict():
            return printable(value)
        case list():
            return [_printable(inner) for inner in value]
    return value
