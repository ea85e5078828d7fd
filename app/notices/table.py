"""THE table of notices: what happens → who is told, in what words, where they lead, by what way.

Every kind of event of the journal stands either in TOLD or in SILENT with its reason; nothing else tells anybody.
The keys of `whom` are in receivers.py, the names in braces and the places in naming.py.
"""

from dataclasses import dataclass

AT_ONCE, DIGEST, PAGE = "at_once", "digest", "page"


@dataclass(frozen=True)
class Told:
    """One row: `stands` are the states of the thing in which the words are still true (no letter says them later).

    What is `firm` comes by a letter at once whatever the person has chosen. `doer`: also to whoever has done it.
    """

    whom: str
    words: str
    leads: str
    way: str = DIGEST
    stands: frozenset[str] = frozenset()
    firm: bool = False
    doer: bool = False


def _in(*states: str) -> frozenset[str]:
    return frozenset(states)


DOCUMENTS: dict[str, tuple[Told, ...]] = {
    "document:submitted": (Told("curators", "{school}: проверьте {accusative}", "desk", DIGEST, _in("submitted")),),
    "document:sent_for": (
        Told("school", "Департамент отправил за\u00a0вас куратору {accusative}", "document", AT_ONCE),
        Told("curators", "{school}: проверьте {accusative}", "desk", DIGEST, _in("submitted")),
    ),
    "document:version:stood_in": (
        Told("school", "Департамент загрузил за\u00a0вас {accusative}", "document", AT_ONCE),
    ),
    "document:withdrawn": (Told("curators", "{school}: школа отозвала {accusative}", "document", PAGE),),
    "document:returned": (
        Told(
            "school",
            "Исправьте {accusative}: куратор вернул документ",
            "document",
            AT_ONCE,
            _in("returned"),
            firm=True,
        ),
    ),
    "document:approved": (
        Told("school", "Куратор подтвердил {approved}", "document", AT_ONCE, _in("approved", "reopened")),
    ),
    "document:undone": (Told("school", "Решение куратора отменено: {nominative}", "document", AT_ONCE),),
    "document:reopened": (
        Told("school", "Обновите {accusative}: документ открыт для новой версии", "document", AT_ONCE, _in("reopened")),
        Told("curators", "{school}: открыто для новой версии: {nominative}", "document", PAGE),
    ),
    "document:kept": (
        Told("school", "Остаётся подтверждённая версия: {nominative}", "document", DIGEST),
        Told("curators", "{school}: остаётся подтверждённая версия: {nominative}", "document", PAGE),
    ),
    "appeal:asked": (Told("answering", "{school} просит {asks}", "appeals", DIGEST, _in("asked")),),
    "appeal:granted": (Told("school", "Ваша просьба выполнена: {asks}", "kit", AT_ONCE),),
    "appeal:refused": (Told("school", "В\u00a0просьбе отказано: {asks}", "kit", AT_ONCE),),
    "evidence:late": (
        Told("school", "До\u00a0{until} можно приложить подтверждающие документы за\u00a0{window}", "kit", AT_ONCE),
    ),
    "school:signer": (Told("school", "Решено, кто отправляет документы школы", "signer", DIGEST),),
}
YEAR: dict[str, tuple[Told, ...]] = {
    "archive:spoilt": (
        Told(
            "administrators",
            "Верните файл из резервной копии: в\u00a0архиве он повреждён или потерян",
            "archive",
            AT_ONCE,
        ),
    ),
    "profile:uploaded": (
        Told("school", "Получите рисковый профиль школы", "own_profile", DIGEST),
        Told("curators", "{school}: загружен рисковый профиль", "profile", PAGE),
    ),
    "profile:taken": (Told("curators", "{school}: рисковый профиль получен школой", "profile", PAGE),),
    "risk:activated": (
        Told("school", "Активировано направление риска {direction}: нужна антирисковая программа", "kit", AT_ONCE),
    ),
    "risk:closed": (
        Told("school", "Направление риска {direction} закрыто: документы по\u00a0нему больше не\u00a0нужны", "kit"),
    ),
    "day:moved": (Told("everybody", "Срок перенесён на\u00a0{became}: {day}. Был {was}", "now", AT_ONCE, firm=True),),
    "year:opened": (Told("everybody", "Открыт {year}\u00a0год проекта", "now", DIGEST),),
}
EXPERTISE: dict[str, tuple[Told, ...]] = {
    "round:changed": (Told("reviewers", "Изменён этап №\u00a0{stage} экспертизы", "stage", DIGEST),),
    "round:frozen": (
        Told("reviewers", "Набор этапа №\u00a0{stage} зафиксирован: документы можно смотреть", "stage", DIGEST),
    ),
    "round:published": (
        Told("examined", "Опубликованы выводы этапа №\u00a0{stage} экспертизы", "own_conclusions", AT_ONCE),
        Told("companions", "Опубликованы выводы этапа №\u00a0{stage} по\u00a0вашим школам", "conclusions", DIGEST),
    ),
    "round:unpublished": (
        Told("examined", "Публикация выводов этапа №\u00a0{stage} отозвана", "own_conclusions", AT_ONCE),
        Told("companions", "Публикация выводов этапа №\u00a0{stage} отозвана", "conclusions", DIGEST),
    ),
    "assignment:made": (
        Told("named_reviewer", "Вам назначена школа: {school}, этап №\u00a0{stage}", "stage", AT_ONCE),
    ),
    "assignment:ended": (
        Told("named_reviewer", "Назначение закончено: {school}, этап №\u00a0{stage}", "stage", DIGEST),
    ),
    "opinion:asked": (
        Told("named_reviewer", "Нужно ещё одно мнение: {school}, этап №\u00a0{stage}", "stage", AT_ONCE),
    ),
    "substitution:made": (
        Told("substitute", "Вы замещаете эксперта с\u00a0{from_day} по\u00a0{to_day}", "stages", AT_ONCE),
        Told("absent", "С\u00a0{from_day} по\u00a0{to_day} вас замещает другой эксперт", "stages", DIGEST),
    ),
    "substitution:recalled": (
        Told("substitute", "Замещение с\u00a0{from_day} по\u00a0{to_day} отменено", "stages", AT_ONCE),
        Told("absent", "Замещение с\u00a0{from_day} по\u00a0{to_day} отменено", "stages", DIGEST),
    ),
    "review:sent": (Told("leads", "{school}: отправлен экспертный лист, этап №\u00a0{stage}", "examined", PAGE),),
    "review:reopened": (
        Told("author", "{school}: экспертный лист открыт заново, этап №\u00a0{stage}", "examined", AT_ONCE),
    ),
    "expert_remark:fix": (
        Told("examiner", "{school}: школа исправила замечание экспертизы", "examined", DIGEST, _in("fixed")),
    ),
    "expert_remark:accept": (
        Told("school", "Исправление замечания экспертизы принято", "own_conclusions", DIGEST, _in("accepted")),
    ),
    "expert_remark:refuse": (
        Told("school", "Исправьте замечание экспертизы ещё раз", "own_conclusions", AT_ONCE, _in("open")),
    ),
}
PLAN: dict[str, tuple[Told, ...]] = {
    "plan:executed": (
        Told("department", "Мероприятие №\u00a0{number}: отчёт ждёт ответа", "item", DIGEST, _in("executed")),
    ),
    "plan:part": (Told("department", "Мероприятие №\u00a0{number}: отчёт о\u00a0части ждёт ответа", "item", DIGEST),),
    "plan:confirmed": (Told("reporters", "Мероприятие №\u00a0{number}: исполнение подтверждено", "item", PAGE),),
    "plan:returned": (
        Told(
            "reporters",
            "Дополните отчёт о\u00a0мероприятии №\u00a0{number}: Департамент вернул его",
            "item",
            AT_ONCE,
            _in("returned"),
            firm=True,
        ),
    ),
    "plan:part:confirm": (Told("reporter", "Мероприятие №\u00a0{number}: ваша часть подтверждена", "item", PAGE),),
    "plan:part:return": (
        Told(
            "reporter",
            "Дополните отчёт о\u00a0мероприятии №\u00a0{number}: Департамент вернул вашу часть",
            "item",
            AT_ONCE,
            firm=True,
        ),
    ),
    "plan:reopened": (
        Told(
            "reporters",
            "Отчитайтесь о\u00a0мероприятии №\u00a0{number} заново: подтверждение снято",
            "item",
            AT_ONCE,
            _in("returned"),
        ),
    ),
    "amendment:in_force": (Told("executors", "Мероприятие №\u00a0{number} изменено приказом", "item", DIGEST),),
    "answering:added": (Told("answerer", "Вы отвечаете за\u00a0исполнителя плана: {executor}", "duties", AT_ONCE),),
    "answering:ended": (
        Told("answerer", "Вы больше не\u00a0отвечаете за\u00a0исполнителя плана: {executor}", "duties", DIGEST),
    ),
}
LETTERS: dict[str, tuple[Told, ...]] = {
    "letter:reminded": (Told("coordinators", "{reminder}", "matrix", AT_ONCE, firm=True),),
}
PEOPLE: dict[str, tuple[Told, ...]] = {
    "account:password_set": (
        Told("owner", "Пароль вашей учётной записи изменён", "sessions", AT_ONCE, firm=True, doer=True),
    ),
    "person:readdressed": (
        Told(
            "oneself", "Почта вашей учётной записи изменена: входите теперь по\u00a0ней", "account", AT_ONCE, firm=True
        ),
    ),
    "role:given": (Told("holder", "Вам дана роль: {role}", "now", AT_ONCE),),
    "role:stands_in": (Told("holder", "Вам дана роль: {role}", "now", AT_ONCE),),
    "role:ended": (Told("holder", "Ваша роль закончена: {role}", "now", AT_ONCE),),
}
TOLD: dict[str, tuple[Told, ...]] = {**DOCUMENTS, **YEAR, **EXPERTISE, **PLAN, **LETTERS, **PEOPLE}

DRAFT = "the school's own draft is seen by the school alone"
OWN_WORK = "a step of the person's own work, seen on the page of the thing"
BEFORE = "nothing of an expertise is told before its publication"
OFFICE = "the Department's own office work, seen in the register of orders"
LISTS = "a list or a setting that nobody waits for"
SILENT: dict[str, str] = {
    **dict.fromkeys(("document:version:added", "document:discarded", "document:restored"), DRAFT),
    **dict.fromkeys(("remark:fix", "remark:unfix", "expert_remark:unfix", "proof:added", "proof:removed"), OWN_WORK),
    **dict.fromkeys(
        ("profile:factors", "survey:marked", "survey:unmarked", "visit:recorded", "risk:verified"), OWN_WORK
    ),
    **dict.fromkeys(("review:begun", "account:signed_in", "event:attendance", "event:code"), OWN_WORK),
    **dict.fromkeys(("calendar:made", "calendar:revoked", "account:recovery"), OWN_WORK),
    **dict.fromkeys(
        (
            "result:recorded",
            "result:withdrawn",
            "opinion:ruled",
            "assignment:overridden",
            "federal:begun",
            "federal:columns",
            "federal:heads",
            "federal:answered",
            "federal:confirmed",
            "federal:withdrawn",
            "federal:taken_back",
            "borrowing:asked",
            "borrowing:compared",
            "borrowing:measures",
        ),
        BEFORE,
    ),
    **dict.fromkeys(
        (
            "order:drafted",
            "order:dropped",
            "order:registered",
            "order:submit",
            "order:return",
            "order:publish",
            "order:change",
            "order:cancel",
            "order:comment",
            "order:send",
            "order:scanned",
            "order:scan_struck",
            "order:skipped",
            "official:appointed",
            "official:confirmed",
            "blank:brought",
            "blank:built_in",
            "amendment:proposed",
            "amendment:withdrawn",
            "monitoring:taken",
            "monitoring:settings",
            "import:begun",
            "import:decided",
            "import:approved",
            "import:withdrawn",
            "region:named",
            "day_off:put",
            "day_off:struck",
            "town:added",
            "town:corrected",
            "year:named",
            "year:taken_back",
            "year:prepared",
            "year:dated",
        ),
        OFFICE,
    ),
    **dict.fromkeys(
        (
            "letter:again",
            "mail:tried",
            "reminders:changed",
            "person:added",
            "person:corrected",
            "person:invited",
            "person:closed",
            "person:reopened",
            "school:enrolled",
            "school:corrected",
            "school:left",
            "direction:edited",
            "direction:added",
            "workplace:stated",
            "workplace:removed",
            "sheet:changed",
            "sheet:edition",
            "bank:changed",
            "bank:added",
            "rule:changed",
            "evidence:kind",
            "evidence:hint",
            "evidence:rule",
            "register:added",
            "register:struck",
            "cycle:seeded",
            "training:opened",
            "training:cleared",
            "demo:told",
            "clock:moved",
        ),
        LISTS,
    ),
}


def row_of(kind: str, whom: str) -> Told | None:
    """The row by which somebody was told; None of one that the table does not have any more."""
    return next((row for row in TOLD.get(kind, ()) if row.whom == whom), None)
