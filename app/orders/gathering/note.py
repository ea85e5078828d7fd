"""The analytical note on a stage as DOCX: the figures of its page in words and tables."""

from app.expertise.lines import Word
from app.expertise.models import Freeze
from app.expertise.results.criteria import Bar
from app.expertise.results.figures import DocumentFigures, Figures, SchoolFigures
from app.expertise.results.words import CHANGES, ZONES, gap, left, said_count, score
from app.expertise.reviews.agenda import Topic
from app.expertise.words import OUTCOMES
from app.kernel.words import moment, pluralize, share
from app.papers.rendering import TEMPLATES, fill
from app.papers.russian import in_words, ordinal_genitive
from app.papers.wording import by_municipality, printable, spans
from app.region import region
from app.year.cycle.models import Stage

TYPICAL, QUOTED = 10, 2  # kinds of remarks that the note names, and how many of those in own words it quotes


def note(stage: Stage, fixed: Freeze, found: Figures, bars: list[Bar], spoken: list[Topic], earlier: bool) -> bytes:
    """Equal figures give equal bytes."""
    return fill(TEMPLATES / "NOTE.docx", printable(context(stage, fixed, found, bars, spoken, earlier)))


def context(stage: Stage, fixed: Freeze, found: Figures, bars: list[Bar], spoken: list[Topic], earlier: bool) -> dict:
    """The names that the template uses, every value a string as it stands on paper."""
    word, year = ordinal_genitive(stage.number), stage.cycle.year
    return {
        "title": f"об итогах {word} этапа мониторинга (экспертизы документов) проекта «500+» в {year} году",
        "stage": f"{stage.number}-й",
        "due": in_words(stage.due_on),
        "as_of": in_words(stage.last_on),
        "frozen": f"{moment(fixed.frozen_at)} {region().clock_word}",
        "digest": fixed.manifest_sha256,
        "institute": region().institute_short,
        "office": region().institute or region().institute_short,
        "clock": region().clock_word,
        "schools": str(len(found.schools)),
        "presented": str(found.presented),
        "required": str(sum(school.required for school in found.schools)),
        "left": found.left and left(found),
        "confirmed": str(found.confirmed),
        "share": share(found.confirmed, len(found.schools)),
        "mean": "нет данных" if found.mean is None else f"{score(found.mean)} %",
        "zones": {key or "wait": str(found.zones[key]) for key in ZONES},
        "earlier": earlier,
        "changes": {key: str(found.changes[key]) for key in CHANGES if key},
        "towns": [_town(number, *pair) for number, pair in enumerate(found.towns, 1)],
        "criteria": [_criterion(number, bar) for number, bar in enumerate(bars, 1)],
        "typical": [
            {"number": str(number), "text": _typical(one), "schools": said_count(one.schools)}
            for number, one in enumerate(spoken[:TYPICAL], 1)
        ],
        "sources": _sources(found),
        "differences": [_difference(number, one) for number, one in enumerate(found.differing, 1)],
        "weak": spans(found.consulted),
        "weak_many": len(found.consulted) > 1,
        "mean_of": _mean_of(found),
        "groups": by_municipality([_school(number, one) for number, one in enumerate(found.schools, 1)]),
    }


def _typical(topic: Topic) -> str:
    """The kind of remark; those in own words are quoted, for the criterion says nothing of them."""
    return ": ".join((topic.title.rstrip("."), *(" ".join(topic.words[:QUOTED]).rstrip("."),) * bool(topic.words)))


def _mean_of(found: Figures) -> str:
    """What the mean score is of."""
    schools = pluralize(found.rated, "организации", "организациям", "организациям")
    federal = f"; у\u00a0{found.with_federal} в\u00a0балл вошла оценка федерального координатора"
    unscored = f"; у\u00a0{found.with_unscored} в\u00a0балл вошли не\u00a0все документы: есть документ без балла"
    absent = f"по\u00a0{schools}, непредставленный документ считается за\u00a00"
    return absent + unscored * bool(found.with_unscored) + federal * bool(found.with_federal)


def _town(number: int, name: str, own: Figures) -> dict:
    zones = {key: str(own.zones[key]) for key in ZONES if key}
    return {"number": str(number), "name": name, "schools": str(len(own.schools)), "mean": score(own.mean), **zones}


def _criterion(number: int, bar: Bar) -> dict:
    none, partly, fully = map(str, bar.counts)
    share_of = score(bar.share)
    return {
        "number": str(number),
        "title": bar.title,
        "none": none,
        "partly": partly,
        "fully": fully,
        "share": share_of,
    }


def _sources(found: Figures) -> str:
    if not found.both:
        return "Документов, по которым есть результаты обоих источников, нет."
    return (
        f"Результаты обоих источников есть по документам: {found.both}. Расходятся: {len(found.differing)}. "
        "Засчитывается результат федерального координатора."
    )


def _difference(number: int, one: DocumentFigures) -> dict:
    return {
        "number": str(number),
        "document": f"{one.line.school}. {one.line.title}",
        "regional": _said(one.regional),
        "federal": _said(one.federal),
        "gap": gap(one) or "–",
    }


def _said(word: Word | None) -> str:
    if word is None:
        return "–"
    return OUTCOMES[word.verdict].word + ("" if word.score is None else f", {score(word.score)} %")


def _school(number: int, school: SchoolFigures) -> dict:
    return {
        "number": str(number),
        "municipality": school.line.municipality,
        "school": school.line.school,
        "activated": str(school.activated),
        "approved": f"{school.approved}/{school.required}",
        "score": score(school.score),
        "zone": _zone(school),
        "change": CHANGES[school.change].word if school.change else "–",
        "remarks": str(school.regional_remarks),
        "federal": str(school.federal_remarks),
        "differences": str(school.differences),
    }


def _zone(school: SchoolFigures) -> str:
    """The zone and why; a school that handed nothing in is said to have done so, for no order names a grey zone."""
    if school.zone == "grey":
        return "Не\u00a0представлено"
    return ZONES[school.zone].word + (f": {school.because}" if school.because else "")
