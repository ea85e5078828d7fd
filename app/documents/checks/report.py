"""The whole check of one file: sections, direction, road map, traces. Pure: bytes and facts in, advice out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from app.documents.checks import roadmap, traces
from app.documents.checks.layout import forms_of
from app.documents.checks.outline import Outline
from app.documents.checks.pdf import NOTHING, PAGES, read_pdf, read_picture
from app.documents.checks.russian import stems
from app.documents.checks.sections import SHOWN, Finding, SectionRule, find, place_of
from app.documents.checks.sums import sums
from app.documents.checks.word import read_words
from app.documents.office import ending_of
from app.documents.reading.readers import READERS
from app.documents.reading.tree import Unreadable
from app.kernel.quotes import quoted
from app.kernel.words import pluralize

SCAN = "Это скан: слов в файле нет, поэтому структуру проверить нельзя. Если есть сам текст, загрузите его в DOCX."
NOT_READ = "Прочитать файл не удалось, поэтому структура не проверена. Куратор откроет его сам."
NOT_NOW = "Прочитать файл сейчас не\u00a0получилось. Он сохранён, программа попробует ещё раз сама."
UNREAD = "На\u00a0скане это могло не\u00a0прочесться."
A_LINK = "Это ссылка: страница по ней не открывалась и не проверялась."
NOT_TEXT = "Это не текстовый документ: структура не проверяется."
A_TABLE = (
    "Это таблица или презентация: разделы в\u00a0ней не\u00a0ищутся. Чтобы увидеть проверку, сохраните текст как DOCX."
)
NO_SECTIONS = ("xlsx", "pptx")
DIRECTION_BLOCKS, DIRECTION_LINES = 60, 3
PHOTOS = ("jpg", "jpeg", "png")
NAMED = 10  # pages that are scans
LASTING = 5  # years of a mid-term programme, at most
BESIDE = 60  # letters beside a picture of a page: its caption


@dataclass(frozen=True)
class Facts:
    """What the tool knows of the document's place: its school, year, direction and neighbours."""

    year: int
    starts_on: date
    ends_on: date
    school: str
    municipality: str
    direction: str = ""
    kind: str = ""
    schools: Sequence[str] = ()
    municipalities: Sequence[str] = ()


@dataclass(frozen=True)
class Report:
    """`said` is why nothing was checked; otherwise findings by rule, and warnings.

    `scans` are pages that are pictures without words, `recognised` those whose words were recognised.
    """

    said: str = ""
    findings: tuple[Finding, ...] = ()
    warnings: tuple[traces.Warning, ...] = field(default=())
    scans: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()

    @property
    def checked(self) -> bool:
        """False for a scan, a picture, a broken file: «не проверено», never «не найдено»."""
        return not self.said

    def as_json(self) -> dict:
        """For storing."""
        return asdict(self)


class Looked(NamedTuple):
    """The report of a file, its words for other uses, and what each line of them is."""

    report: Report
    text: str = ""
    forms: Sequence[str] = ()


def from_json(data: dict) -> Report:
    """From the store."""
    findings = tuple(Finding(**one) for one in data["findings"])
    warnings = tuple(traces.Warning(**one) for one in data["warnings"])
    return Report(data["said"], findings, warnings, tuple(data.get("scans", ())), tuple(data.get("recognised", ())))


def look(
    data: bytes,
    filename: str,
    rules: Sequence[SectionRule],
    facts: Facts,
    recognised: Mapping[int, str] = NOTHING,
) -> Looked:
    """Read the file and look at it as a curator would.

    A file that can't be read is «не проверено». `recognised` are the words of its pages that are pictures.
    """
    try:
        outline = outline_of(data, filename, recognised)
    except Unreadable:
        return Looked(Report(said=NOT_READ))
    if outline is None:
        return Looked(Report(said=NOT_TEXT))
    report = replace(_report(outline, filename, rules, facts), scans=tuple(outline.scans))
    return Looked(report, outline.text, forms_of(outline))


def _report(outline: Outline, filename: str, rules: Sequence[SectionRule], facts: Facts) -> Report:
    if ending_of(filename) in NO_SECTIONS:
        return Report(said=A_TABLE) if rules else Report(warnings=tuple(traces.personal(outline)))
    if is_scan(outline):
        return Report(said=NOT_TEXT if ending_of(filename) in PHOTOS else SCAN)
    report = check_outline(outline, rules, facts)
    return by_recognition(report, outline) if outline.flat else report


def by_recognition(report: Report, outline: Outline) -> Report:
    """What is not found may well stand on a page that is a picture: nothing is missing there for sure."""
    if not outline.recognised and not outline.scans:
        return report
    findings = tuple(replace(one, state="unsure") if one.state == "missing" else one for one in report.findings)
    warnings = tuple(
        replace(one, sentence=f"{one.sentence} {UNREAD}") if one.kind in traces.ABSENT and not one.quote else one
        for one in report.warnings
    )
    return replace(report, findings=findings, warnings=warnings, recognised=tuple(outline.recognised))


def is_scan(outline: Outline) -> bool:
    """Pictures of pages and hardly a word beside them: whatever is not found there may well be there."""
    if outline.flat:
        return outline.letters == 0 or bool(outline.scans and outline.letters < BESIDE)
    return outline.pictures and len(outline.text) < BESIDE


def check(data: bytes, filename: str, rules: Sequence[SectionRule], facts: Facts) -> Report:
    """The report alone."""
    return look(data, filename, rules, facts).report


def outline_of(data: bytes, filename: str, recognised: Mapping[int, str] = NOTHING) -> Outline | None:
    """The outline of a file with words, of a PDF or of a photograph; None of another file."""
    ending = ending_of(filename)
    if ending in PHOTOS:
        return read_picture(recognised)
    if ending == "pdf":
        return read_pdf(data, recognised)
    return read_words(data, ending) if ending in READERS else None


def check_outline(outline: Outline, rules: Sequence[SectionRule], facts: Facts) -> Report:
    """The report of an outline."""
    plan = roadmap.find_roadmap(outline)
    findings = [_with_roadmap(finding, plan, facts, outline) for finding in find(outline, rules)]
    if facts.direction:
        findings.insert(0, direction(outline, facts.direction))
    if not rules:
        return Report(warnings=(*unread(outline), *traces.personal(outline)))
    warnings = [
        *unread(outline),
        *_other_kind(outline, findings, facts),
        *traces.own_school(outline, facts.school),
        *traces.other_schools(outline, facts.school, facts.schools),
        *traces.districts(outline, facts.municipality, facts.municipalities),
        *traces.years(outline, facts.year),
        *traces.approval(outline),
        *sums(outline),
        *traces.personal(outline),
    ]
    return Report(findings=tuple(findings), warnings=tuple(warnings))


def unread(outline: Outline) -> list[traces.Warning]:
    """What was not read of a PDF, and so not found either: pages that are pictures, pages beyond the limit."""
    found = []
    if outline.scans:
        pages = "страница" if len(outline.scans) == 1 else "страницы"
        said = f"Скан без слов: {pages}\u00a0{_numbers(outline.scans)}. Что там написано, программа не читала."
        found.append(traces.Warning("scan", said))
    if outline.unread:
        more = pluralize(outline.unread, "страница", "страницы", "страниц")
        found.append(traces.Warning("long", f"Прочитаны первые {PAGES}\u00a0страниц, дальше ещё {more}."))
    return found


def _numbers(pages: Sequence[int]) -> str:
    """«2, 3, 4», the first ten of them."""
    more = len(pages) - NAMED
    return ", ".join(map(str, pages[:NAMED])) + (f" и\u00a0ещё {more}" if more > 0 else "")


def _other_kind(outline: Outline, findings: Sequence[Finding], facts: Facts) -> list[traces.Warning]:
    must = [finding.state for finding in findings if finding.level == "must"]
    return traces.other_kind(outline, facts.kind, 2 * must.count("missing") > len(must))


def direction(outline: Outline, title: str) -> Finding:
    """The programme names its activated direction; «обучающихся» and «учащихся», ОВЗ spelt out, count alike."""
    wanted, first = set(stems(_alike(title))), [block.text for block in outline.blocks[:DIRECTION_BLOCKS]]
    for many in (1, DIRECTION_LINES):  # a title page breaks a long title into lines
        for at in range(len(first)):
            text = " ".join(first[at : at + many])
            if len(wanted & set(stems(_alike(text)))) >= 0.8 * len(wanted):
                where, place = quoted(text, SHOWN), place_of(outline.blocks[at])
                return Finding("risk_name", f"Направление {quoted(title)}", "must", "found", where, place=place)
    return Finding("risk_name", f"Направление {quoted(title)}", "must", "missing")


def _alike(text: str) -> str:
    text = text.lower().replace("учащихся", "обучающихся").replace("работников", "кадров")
    return text.replace("с ограниченными возможностями здоровья", "с овз")


def _with_roadmap(finding: Finding, plan: roadmap.Roadmap | None, facts: Facts, outline: Outline) -> Finding:
    if finding.key != "roadmap":
        return finding
    if plan is None:
        if finding.state == "missing" or outline.flat:
            return finding
        said = "Нужна таблица: задача, мероприятие, срок, показатель, ответственный, участники."
        return replace(finding, state="thin", said=said)
    amiss = roadmap.troubles(plan, facts.starts_on, last_day(outline, facts))
    place = f"таблица\u00a0{plan.number}, строк:\u00a0{len(plan.rows)}"
    return replace(finding, state="thin" if amiss else "found", said=" ".join(amiss[:5]), place=place)


def last_day(outline: Outline, facts: Facts) -> date:
    """Till when a programme lasts: the year's end; of a mid-term one, the last year that its terms name."""
    if facts.kind != "midterm":
        return facts.ends_on
    first = [one.text for one in outline.blocks[: traces.FIRST_BLOCKS] if one.table is None]
    beside = pairwise(block.text for block in outline.blocks)
    terms = [text for pair in beside if "срок" in pair[0].lower() for text in pair]
    named = [int(year) for text in (*first, *terms) for year in roadmap.YEAR.findall(text)]
    last = max((year for year in named if facts.year <= year <= facts.year + LASTING), default=facts.year)
    return facts.ends_on.replace(year=last)
