"""«Перед регистрацией»: what an order still lacks, said in sentences; the same list bars the registration."""

from datetime import date

from app.kernel.quotes import quoted
from app.papers.check import Check
from app.papers.drawing import Paper
from app.papers.facts import Basis, Facts, ListFacts, PlanFacts, StageFacts
from app.papers.kinds import KINDS, Kind
from app.papers.proofreading import empty_points, lone_sub_points, omitted_in, past_days, quotes_in
from app.papers.rows_checks import cells_checks, rows_checks
from app.papers.russian import in_digits
from app.papers.wording import BLANK_NUMBER
from app.region import Region

NAMED = {
    "name_gen": "регион",
    "city": "город",
    "department": "Департамент",
    "department_gen": "Департамент в\u00a0родительном падеже",
    "institute_dat": "институт в\u00a0дательном падеже",
}
UNCONFIRMED = "в\u00a0падежах не\u00a0подтверждены: подтвердите их и\u00a0обновите проект из\u00a0данных"


def checks(facts: Facts, on: date, acting: bool = True) -> list[Check]:
    """What the facts of an order lack on the day; `acting` tells whether its officials are those of the day."""
    match facts:
        case PlanFacts():
            cells = ([row.title, row.period, row.executors, row.indicator] for row in facts.rows)
            found = [letter_check(facts.basis, facts.year), rows_check(facts), *cells_checks(cells)]
        case StageFacts():
            found = stage_checks(facts)
        case ListFacts():
            found = list_checks(KINDS[facts.kind], facts)
        case _:
            raise TypeError(f"no list says what {type(facts).__name__} lack")
    return [*found, *region_checks(facts.region), officials_check(facts, on, acting), *forms_checks(facts)]


def letter_check(letter: Basis | None, year: int) -> Check:
    """The letter of 2021 under the plan of 2022 is the slip of order No. 226 itself (domain.md §11.5, preamble)."""
    if letter is None or not (letter.number and letter.title):
        return Check("Письмо-основание не указано: нужны дата, номер и заголовок", False, fatal=True)
    written = f"{in_digits(letter.signed_on)} № {letter.number}"
    if letter.signed_on < date(year - 1, 7, 1):
        return Check(f"Письмо-основание прошлого цикла ({written}). Проверьте, нет ли письма {year} года", False)
    return Check(f"Письмо-основание: {written}", True)


def rows_check(facts: PlanFacts) -> Check:
    filled = sum(bool(r.title and r.period and r.executors and r.indicator) for r in facts.rows)
    said = f"Приложение: заполнены строки {filled} из {len(facts.rows)}"
    return Check(said, filled == len(facts.rows) > 0, fatal=True)


def list_checks(kind: Kind, facts: ListFacts) -> list[Check]:
    """Nothing that must be typed is left blank, no table is empty, and no school stands without its curator."""
    values, labels = {**facts.days, **facts.typed}, {**kind.days, **kind.words}
    empty = [labels[name] for name, value in values.items() if not value and name not in kind.optional]
    found = [letter_check(facts.basis, facts.year)] if kind.cites else []
    found += periods_checks(kind, facts)
    if empty:
        found.append(Check(f"Не заполнено: {'; '.join(empty)}", False, fatal=True))
    found += [Check(one["strayed"], False) for one in facts.tables.get("snapshot", ()) if one["strayed"]]
    if facts.said.get("plan_number") == BLANK_NUMBER:
        found.append(Check("Приказ об утверждении плана-графика не зарегистрирован: ссылаться не на что", False, True))
    return found + (rows_checks(kind, facts) if "rows" in facts.tables else [])


def periods_checks(kind: Kind, facts: ListFacts) -> list[Check]:
    """«С … по …»: the end is not before the beginning."""
    found = []
    for name in kind.days:
        first, last = facts.days[name], facts.days.get(name.removesuffix("_from") + "_to")
        if name.endswith("_from") and first and last and last < first:
            said = f"{kind.days[name]} {in_digits(first)} по {in_digits(last)}: конец раньше начала"
            found.append(Check(said, False, fatal=True))
    return found


def text_checks(paper: Paper, on: date) -> list[Check]:
    """What is left open in the words bars the registration; what looks odd is asked."""
    texts, points = paper.said, paper.text.points
    found = [
        Check(f"Пункт\u00a0{number} пуст: напишите его или уберите", False, True) for number in empty_points(points)
    ]
    found += [Check(f"В\u00a0тексте остался пропуск: {quoted(words)}", False, True) for words in paper.gaps]
    found += [
        Check(f"В\u00a0тексте многоточие: {quoted(words)}. Так и\u00a0нужно?", False) for words in omitted_in(texts)
    ]
    found += [
        Check(f"Кавычки внутри кавычек: «{words}». Внутренние пишут так: „слово“", False) for words in quotes_in(texts)
    ]
    for number in lone_sub_points(points):
        major = number.partition(".")[0]
        found.append(Check(f"Подпункт\u00a0{number} один: впишите его слова в\u00a0пункт\u00a0{major}", False))
    days = past_days(points, on)
    if days:
        found.append(
            Check(f"На {in_digits(on)} уже прошли дни, которые стоят в\u00a0пунктах: {', '.join(days)}", False)
        )
    return found


def stage_checks(facts: StageFacts) -> list[Check]:
    silent = [n for n, row in enumerate(facts.rows, 1) if row.score_pct is None and row.approved]
    days = facts.due_on <= facts.webinar_by and facts.due_on < facts.rework_by <= facts.approve_by
    scored = (
        f"Без балла остались строки {', '.join(map(str, silent))}"
        if silent
        else "Балл есть у всех представленных комплектов"
    )
    return [
        Check(f"Приложение: школ {len(facts.rows)}", bool(facts.rows), fatal=True),
        Check(scored, not silent),
        Check(
            "Сроки идут по порядку: вебинар, доработка, подтверждение" if days else "Сроки стоят не по порядку",
            days,
            fatal=True,
        ),
        *cells_checks([row.remarks] for row in facts.rows),
    ]


def region_checks(region: Region) -> list[Check]:
    """A paper has no line to write the name of its own region on."""
    lacking = [said for name, said in NAMED.items() if not getattr(region, name)]
    said = f"Регион назван не\u00a0полностью: {', '.join(lacking)}"
    return [Check(said, False, fatal=True, page="setup.region_page")] if lacking else []


def officials_check(facts: Facts, on: date, acting: bool) -> Check:
    both = not is_letter(facts)
    if facts.signatory and (facts.controller or not both):
        if not acting:
            said = f"На {in_digits(on)} действуют другие должностные лица: обновите проект из\u00a0данных"
            return Check(said, False, fatal=True, code="officials")
        said = "Подписант и\u00a0контролирующий действуют" if both else "Подписант действует"
        return Check(f"{said} на {in_digits(on)}", True)
    whom = "подписанта или контролирующего" if both else "подписанта"
    return Check(f"Нет {whom} на {in_digits(on)}: внесите их в справочник", False, fatal=True)


def is_letter(facts: Facts) -> bool:
    """A letter is signed and has nobody who controls it."""
    return isinstance(facts, ListFacts) and KINDS[facts.kind].letter


def forms_checks(facts: Facts) -> list[Check]:
    """Who is named in an order stands there in words that a person has confirmed (D8)."""
    people = {"подписанта": facts.signatory} | ({} if is_letter(facts) else {"контролирующего": facts.controller})
    return [
        Check(f"Имя и\u00a0должность {whom} {UNCONFIRMED}", False, fatal=True, page="officials.page")
        for whom, person in people.items()
        if person and not person.forms.confirmed
    ]
