"""The list of placeholders of a template: each name that may stand in it, what it means, and an example."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.papers.kinds import KINDS

MEANINGS = {
    "title": "Заголовок приказа",
    "year": "Год проекта",
    "date": "Дата подписания словами; до регистрации черта",
    "number": "Номер; до регистрации черта",
    "position": "Должность подписанта, по\u00a0строкам",
    "name": "Подписант: И.\u00a0О.\u00a0Фамилия",
    "department": "Департамент региона полностью",
    "department_gen": "Он\u00a0же, родительный падеж (чей?)",
    "department_mark": "Он\u00a0же для отметки о\u00a0приложении, в\u00a0две строки",
    "region_gen": "Регион, родительный падеж: «Энской области»",
    "city": "Где подписан приказ: «г.\u00a0Энск»",
    "unit_dat": "Управление Департамента, дательный падеж (кому?)",
    "institute_gen": "Институт развития образования, родительный падеж (чей?)",
    "institute_dat": "Он\u00a0же, дательный падеж (кому?)",
    "institute_dat_first": "То\u00a0же в\u00a0начале предложения",
    "centre_gen": "Центр оценки качества, родительный падеж; пусто, если центра нет",
    "centre_dat": "Он\u00a0же, дательный падеж",
    "centre_dat_first": "То\u00a0же в\u00a0начале предложения",
    "controller": "На\u00a0кого возложен контроль, в\u00a0винительном падеже, с\u00a0точкой",
    **{
        f"{who}_{case}": f"{word}: должность и\u00a0Фамилия\u00a0И.\u00a0О., {of_case} падеж ({asks}), без точки"
        for who, word in {"signatory": "Подписант", "controller": "Контролирующий"}.items()
        for case, of_case, asks in (
            ("nom", "именительный", "кто?"),
            ("gen", "родительный", "кого?"),
            ("dat", "дательный", "кому?"),
            ("acc", "винительный", "на\u00a0кого?"),
        )
    },
    "basis_title": "Заголовок письма-основания",
    "basis_number": "Номер письма-основания",
    "basis_date": "Дата письма-основания цифрами",
    "as_of": "День, на\u00a0который сказаны данные",
    "month": "Месяц мониторинга",
    "item": "Номер мероприятия плана",
    "base": "Сколько мероприятий в\u00a0основании счёта",
    "base_words": "Что взято за\u00a0основание счёта",
    "confirmed": "Сколько подтверждено",
    "share": "Доля в\u00a0процентах, без знака",
    "threshold": "Порог в\u00a0процентах",
    "verdict": "«выполнено» или «не\u00a0выполнено»",
    "open": "Номера неисполненных мероприятий",
    "plan_date": "Дата приказа о\u00a0плане",
    "plan_number": "Номер приказа о\u00a0плане",
    "plan_title": "Заголовок приказа о\u00a0плане",
    "stage": "Этап словом: «первого»",
    "stages": "Дни этапов через запятую",
    "due": "Срок этапа",
    "webinar_by": "Вебинар по\u00a0результатам, до",
    "rework_by": "Доработка документов, до",
    "approve_by": "Подтверждение кураторами, до",
    "schools": "Сколько школ",
    "zones.green": "Школ в\u00a0зелёной зоне",
    "zones.yellow": "Школ в\u00a0жёлтой зоне",
    "zones.red": "Школ в\u00a0красной зоне",
    "zones.grey": "Школ, которые ничего не\u00a0представили",
    "rework": "Для {%\u00a0if\u00a0%}: есть ли кому дорабатывать",
    "mend": "Пункты приложения, у\u00a0которых есть срок устранения",
    "mend_many": "Для {%\u00a0if\u00a0%}: таких пунктов больше одного",
    "school": "Школа, которой пишут",
    "alone": "Для {%\u00a0if\u00a0%}: в\u00a0приложении одна строка",
    "weak": "Пункты приложения, о\u00a0которых говорит приказ",
    "weak_many": "Для {%\u00a0if\u00a0%}: пунктов больше одного",
    "points": "Для {%\u00a0for\u00a0%}: пункты, набранные построчно",
    "next_point": "Номер пункта, который идёт за\u00a0набранными",
    "rows": "Для {%tr\u00a0for\u00a0row in rows\u00a0%}: строки приложения",
    "groups": "Для {%tr\u00a0for\u00a0group in groups\u00a0%}: муниципалитеты, в\u00a0каждом group.rows",
    "criteria": "Для {%tr\u00a0for\u00a0row in criteria\u00a0%}: критерии экспертного листа",
    "group.municipality": "Муниципальное образование группы строк",
}
PLACES = {name: place for place, name in enumerate(MEANINGS)}  # what a kind alone knows comes after the letter
COLUMNS = {
    "number": "Номер строки",
    "municipality": "Муниципальное образование",
    "school": "Школа кратко",
    "full_name": "Школа по\u00a0уставу",
    "code": "Код школы в\u00a0ФИС\u00a0ОКО",
    "name": "Фамилия, имя, отчество",
    "post": "Должность, место работы",
    "phone": "Рабочий телефон; в\u00a0версии для публикации столбца нет",
    "email": "Электронная почта; в\u00a0версии для публикации столбца нет",
    "role": "Роль в\u00a0экспертной группе",
    "title": "Мероприятие или задача",
    "period": "Срок",
    "executors": "Исполнители",
    "executed": "Когда исполнено",
    "confirmed": "Когда подтверждено",
    "planned": "Показатель: план",
    "fact": "Показатель: факт",
    "proof": "Подтверждающие материалы",
    "remark": "Примечание",
    "indicator": "Показатель реализации",
    "info_support": "Информационное сопровождение",
    "directions": "Направления риска",
    "goal": "Достигнута ли цель",
    "risks": "Сколько рисков устранено и\u00a0сохраняется",
    "figures": "Показатели: факт против плана",
    "remarks": "Замечания",
    "missing": "Чего не\u00a0хватает",
    "zone": "Зона и\u00a0вывод",
    "document": "Документ",
    "time": "Время",
    "subject": "Содержание",
    "speaker": "Выступающий",
    "activated": "Активировано направлений",
    "approved": "Подтверждено документов: k/n",
    "score": "Балл, %",
    "fix_by": "Срок устранения",
    "criterion": "Критерий",
}


@dataclass(frozen=True)
class Meaning:
    """A placeholder as it is typed into the template."""

    tag: str
    meaning: str
    example: str


def meanings(code: str, context: Mapping) -> list[Meaning]:
    """Every name of the context of a sample order, once."""
    own = {**KINDS[code].days, **KINDS[code].words}
    return list(dict.fromkeys(_listed(context, own)))


def _listed(context: Mapping, own: Mapping[str, str]) -> Iterator[Meaning]:
    for name in sorted(context, key=lambda name: PLACES.get(name, PLACES["as_of"])):
        value = context[name]
        if isinstance(value, Mapping):
            for part, inner in value.items():
                yield Meaning(f"{{{{ {name}.{part} }}}}", MEANINGS[f"{name}.{part}"], str(inner))
            continue
        shown = "" if isinstance(value, list | bool) else str(value)
        if isinstance(value, list) and name in own:
            shown = "; ".join(map(str, value))
        yield Meaning(
            name if isinstance(value, list | bool) else f"{{{{ {name} }}}}", MEANINGS.get(name) or own[name], shown
        )
        if name == "groups":
            yield Meaning("{{ group.municipality }}", MEANINGS["group.municipality"], "город Ливны")
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield from _columns(value[0] if name != "groups" else value[0]["rows"][0])


def _columns(row: Mapping[str, str]) -> Iterator[Meaning]:
    for name, value in row.items():
        yield Meaning(f"{{{{ row.{name} }}}}", COLUMNS[name], value)
