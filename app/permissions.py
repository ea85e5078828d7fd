"""THE table of permissions: action, the roles that may, and the sentence of a refusal.

Where a role may act is not said here a second time: it is the place of its grant
(app/roles.py, PLACES): a school's own school, a municipality's own schools, the whole region.
In which state a thing is for its eyes, the table beside this one says (app/audience.py); `can` asks both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.audience import open_to, opens
from app.refusals import Refusal, refuse_if
from app.region import said
from app.roles import Role

SCHOOL, CURATOR, MUNICIPAL, REGIONAL, REVIEWER, LEAD, ANALYST, ADMIN = Role
WATCHERS = frozenset({MUNICIPAL, REGIONAL, REVIEWER, ANALYST})


@dataclass(frozen=True)
class Rule:
    """Who may take an action, and what the others are told."""

    roles: frozenset[Role]
    words: str
    hidden: bool = False  # who may not is told «404»: not even that there is such a thing

    @property
    def refusal(self) -> str:
        """The sentence with the names of the region's own bodies."""
        return said(self.words)


def _rule(roles: Iterable[Role], refusal: str, hidden: bool = False) -> Rule:
    """Who leads the expertise may do whatever a reviewer may."""
    open_to = frozenset(roles)
    return Rule(open_to | {LEAD} if REVIEWER in open_to else open_to, refusal, hidden)


PERMISSIONS: dict[str, Rule] = {
    "home.view": _rule(Role, "Войдите, чтобы увидеть свои дела."),
    "profile.view": _rule({SCHOOL, CURATOR} | WATCHERS, "Рисковый профиль виден самой школе, её куратору и региону."),
    "profile.list": _rule({CURATOR} | WATCHERS, "Профили школ видны кураторам, муниципалитетам и региону."),
    "profile.upload": _rule({REGIONAL}, "Рисковый профиль школы загружает региональный координатор."),
    "profile.take": _rule({SCHOOL}, "Получить рисковый профиль может только сама школа."),
    "survey.mark": _rule({REGIONAL}, "Анкетирование отмечает региональный координатор."),
    "visit.record": _rule({CURATOR}, "Первичное посещение записывает куратор этой школы."),
    "risk.verify": _rule({CURATOR}, "Факторы риска проверяет куратор этой школы."),
    "risk.activate": _rule({CURATOR}, "Направление активирует и закрывает куратор этой школы."),
    "directions.edit": _rule({REGIONAL}, "Список направлений риска ведёт региональный координатор."),
    "kit.view": _rule({SCHOOL, CURATOR} | WATCHERS, "Комплект школы виден самой школе, её куратору и региону."),
    "document.view": _rule({SCHOOL, CURATOR} | WATCHERS, "Документ виден самой школе, её куратору и региону."),
    "document.find": _rule({SCHOOL, CURATOR} | WATCHERS, "Ищут и проверяют файлы школы, кураторы и регион."),
    "document.upload": _rule({SCHOOL}, "Документы школы загружает сама школа."),
    "file.send": _rule(
        {SCHOOL, CURATOR, MUNICIPAL, REGIONAL, REVIEWER, ANALYST},
        "Файлы по\u00a0частям отправляют школы и\u00a0исполнители плана.",
    ),
    "document.submit": _rule({SCHOOL}, "Отправить документ куратору может только сама школа."),
    "document.withdraw": _rule({SCHOOL}, "Отозвать документ может только сама школа."),
    "document.discard": _rule({SCHOOL}, "Черновик убирает и\u00a0возвращает сама школа."),
    "document.on_behalf": _rule({REGIONAL}, "Загрузить документ за\u00a0школу может только Департамент."),
    "school.signer": _rule({SCHOOL, REGIONAL}, "Кто отправляет документы, решают школа и\u00a0Департамент."),
    "document.decide": _rule({CURATOR}, "Решение о документе принимает куратор этой школы."),
    "appeal.ask": _rule({SCHOOL}, "Просьбу о\u00a0своих документах отправляет сама школа."),
    "appeal.answer": _rule({CURATOR, REGIONAL}, "На\u00a0просьбы школ отвечают их кураторы и\u00a0Департамент."),
    "document.undo": _rule({CURATOR, REGIONAL}, "Решение отменяет куратор этой школы или\u00a0Департамент."),
    "document.reopen": _rule(
        {CURATOR, REGIONAL}, "Подтверждённый документ открывает куратор этой школы или\u00a0Департамент."
    ),
    "document.keep": _rule(
        {SCHOOL, CURATOR, REGIONAL}, "Подтверждённую версию оставляют школа, её куратор или\u00a0Департамент."
    ),
    "desk.view": _rule({CURATOR}, "Стол проверки есть у куратора."),
    "matrix.view": _rule({CURATOR} | WATCHERS, "Матрица школ видна кураторам, муниципалитетам и региону."),
    "evidence.permit": _rule({REGIONAL}, "Принять подтверждающие документы после срока разрешает Департамент."),
    "evidence.edit": _rule({REGIONAL}, "Виды подтверждающих документов и правило их счёта меняет Департамент."),
    "stage.view": _rule({REGIONAL, REVIEWER, ANALYST}, "Этапы экспертизы видят {institute}, {centre} и Департамент."),
    "stage.freeze": _rule({REGIONAL, REVIEWER}, "Набор этапа фиксируют {institute} и Департамент."),
    "stage.edit": _rule({LEAD, REGIONAL}, "Этапы ведут руководитель экспертизы {institute} и\u00a0Департамент."),
    "stage.publish": _rule(
        {LEAD, REGIONAL}, "Выводы этапа публикуют руководитель экспертизы {institute} и\u00a0Департамент."
    ),
    "sheet.edit": _rule({REVIEWER}, "Экспертные листы и\u00a0банк замечаний ведёт {institute}."),
    "review.view": _rule(
        {REGIONAL, REVIEWER, ANALYST}, "Экспертные листы видят {institute}, {centre} и\u00a0Департамент."
    ),
    "review.write": _rule({REVIEWER}, "Экспертный лист заполняет эксперт {institute}."),
    "conclusion.view": _rule(
        {SCHOOL, CURATOR} | WATCHERS, "Выводы экспертизы видны школе, её куратору и\u00a0региону."
    ),
    "conclusion.list": _rule(
        {CURATOR, MUNICIPAL}, "Список выводов по\u00a0своим школам видят куратор и\u00a0муниципалитет."
    ),
    "conclusion.answer": _rule({SCHOOL}, "Об\u00a0исправлении замечаний экспертизы сообщает сама школа."),
    "result.record": _rule({REVIEWER}, "Результат экспертизы записывает эксперт {institute}."),
    "borrowing.view": _rule(
        {CURATOR, REGIONAL, REVIEWER}, "Общие абзацы видят кураторы, {institute} и\u00a0Департамент.", hidden=True
    ),
    "borrowing.compare": _rule(
        {REGIONAL, REVIEWER}, "Документы этапа сравнивают {institute} и\u00a0Департамент.", hidden=True
    ),
    "result.import": _rule(
        {REGIONAL, REVIEWER}, "Таблицы федеральных результатов ведут {institute} и\u00a0Департамент."
    ),
    "assignment.edit": _rule(
        {LEAD, REGIONAL}, "Экспертов назначают руководитель экспертизы {institute} и\u00a0Департамент."
    ),
    "opinion.ask": _rule({REVIEWER}, "Второе мнение запрашивает эксперт этой школы или руководитель экспертизы."),
    "checks.edit": _rule({REVIEWER}, "Правила проверки документов меняет {institute}."),
    "plan.view": _rule({CURATOR} | WATCHERS, "План-график видят исполнители и Департамент."),
    "plan.execute": _rule({REGIONAL, REVIEWER, ANALYST}, "Исполнение отмечает исполнитель мероприятия."),
    "plan.report": _rule(
        {REGIONAL, REVIEWER, ANALYST, MUNICIPAL, CURATOR}, "О\u00a0мероприятии отчитывается его исполнитель."
    ),
    "plan.confirm": _rule({REGIONAL}, "Исполнение подтверждает Департамент."),
    "plan.amend": _rule({REGIONAL}, "Мероприятие переносит и\u00a0отменяет Департамент."),
    "plan.answering": _rule({REGIONAL}, "Кто отвечает за\u00a0исполнителя плана, записывает Департамент."),
    "register.view": _rule({CURATOR} | WATCHERS, "Реестры плана видят исполнители и\u00a0Департамент."),
    "register.write": _rule(
        {REGIONAL, REVIEWER, ANALYST, MUNICIPAL},
        "В\u00a0реестры пишут Департамент, {institute}, {centre} и\u00a0муниципалитеты.",
    ),
    "register.keep": _rule(
        {REGIONAL, REVIEWER, ANALYST}, "Этот реестр ведут Департамент, {institute} и\u00a0{centre}."
    ),
    "register.municipal": _rule({REGIONAL, MUNICIPAL}, "Меры муниципалитета записывает его координатор."),
    "attendance.mark": _rule({SCHOOL, CURATOR}, "По\u00a0коду отмечаются школы и\u00a0кураторы."),
    "monitoring.view": _rule(WATCHERS, "Мониторинги плана видят исполнители и\u00a0Департамент."),
    "monitoring.take": _rule({REGIONAL}, "Снимок мониторинга делает Департамент."),
    "plan.import": _rule({REGIONAL}, "План из файла загружает и утверждает Департамент."),
    "year.prepare": _rule({REGIONAL}, "Следующий год готовит и открывает Департамент."),
    "days_off.edit": _rule({REGIONAL}, "Переносы выходных дней записывает Департамент."),
    "deadline.move": _rule({REGIONAL}, "Сроки года переносит Департамент."),
    "package.year": _rule({REGIONAL}, "Архив года целиком забирает Департамент."),
    "archive.view": _rule({REGIONAL, ADMIN}, "Состояние программы видят Департамент и\u00a0администратор."),
    "order.view": _rule({REGIONAL, ANALYST, REVIEWER}, "Приказы видят Департамент, {institute} и {centre}."),
    "order.draft": _rule({REGIONAL}, "Приказ готовит Департамент."),
    "order.template": _rule({REGIONAL}, "Бланки и\u00a0подписантов приказов меняет Департамент."),
    "order.register": _rule({REGIONAL}, "Приказ регистрирует Департамент."),
    "people.view": _rule({REGIONAL, ADMIN}, "Людей и\u00a0их роли видят Департамент и\u00a0администратор."),
    "people.edit": _rule({REGIONAL, ADMIN}, "Людей, роли и\u00a0входы ведут Департамент и\u00a0администратор."),
    "enrolment.edit": _rule({REGIONAL}, "Перечень школ года ведёт Департамент."),
    "setup.view": _rule({REGIONAL, ADMIN}, "Готовность дома видят Департамент и\u00a0администратор."),
    "region.edit": _rule({REGIONAL, ADMIN}, "Названия региона ведут Департамент и\u00a0администратор."),
    "journal.view": _rule({REGIONAL, ADMIN}, "Журнал видят Департамент и администратор."),
    "calendar.view": _rule(Role, "Войдите, чтобы увидеть свой календарь."),
    "notices.read": _rule(Role, "Сообщения читает тот, кому они отправлены."),
    "letters.view": _rule({REGIONAL, ADMIN}, "Письма программы видят Департамент и\u00a0администратор."),
    "reminders.edit": _rule({REGIONAL}, "Дни напоминаний меняет Департамент."),
    "letters.send": _rule({ADMIN}, "Письма отправляет заново администратор."),
    "training.enter": _rule(Role, "Войдите, чтобы открыть учебный режим."),
    "training.keep": _rule(
        {REGIONAL, ADMIN}, "Учебный режим включают и\u00a0очищают Департамент и\u00a0администратор."
    ),
    "clock.move": _rule({REGIONAL, ADMIN}, "День демонстрации меняет координатор."),
}


class Place(Protocol):
    """Anything that lies in a school and so in its municipality, or in neither: then it is the region's."""

    @property
    def school_id(self) -> int | None:
        """The school."""

    @property
    def municipality_id(self) -> int | None:
        """The municipality of the school."""


class Holding(Protocol):
    """A role held today for a place (a Grant)."""

    @property
    def role(self) -> Role:
        """The role."""

    @property
    def school_id(self) -> int | None:
        """The only school that it is held for."""

    @property
    def municipality_id(self) -> int | None:
        """The only municipality that it is held for; without either it is held for the region."""

    @property
    def stands_for_id(self) -> int | None:
        """The curator whom the holder stands in for."""


class Actor(Protocol):
    """Who acts: a person with the grants in force today."""

    @property
    def person_id(self) -> int:
        """The person."""

    @property
    def grants(self) -> Sequence[Holding]:
        """The roles held today."""


def covers(holding: Holding, thing: Place) -> bool:
    """True when the place of the grant holds the thing."""
    if holding.school_id is not None:
        return holding.school_id == thing.school_id
    if holding.municipality_id is not None:
        return holding.municipality_id == thing.municipality_id
    return True


def holdings(actor: Actor, action: str) -> tuple[Holding, ...]:
    """The grants that open the action at all, wherever they are held."""
    return tuple(g for g in actor.grants if g.role in PERMISSIONS[action].roles)


def can(actor: Actor, action: str, thing: Place | None = None) -> bool:
    """True when the actor may take the action on the thing; without a thing: anywhere at all.

    A thing that lives in states is asked for its `audience` as well: nobody acts on what is not open to them.
    """
    held, audience = holdings(actor, action), getattr(thing, "audience", None)
    return bool(held) and (thing is None or any(covers(h, thing) and opens(h.role, audience) for h in held))


def denial(actor: Actor, action: str, thing: Place | None = None) -> Refusal | None:
    """Why the actor may not take the action, in the words of the table, or None when they may."""
    return None if can(actor, action, thing) else Refusal("forbidden", PERMISSIONS[action].words, 403)


def ensure_can(actor: Actor, action: str, thing: Place | None = None) -> None:
    """Go on, or raise Refused in the words of the table."""
    refuse_if(denial(actor, action, thing))


def audiences(actor: Actor, action: str, thing: Place | None = None) -> frozenset[str]:
    """The rows of the table of audiences that are open to the actor where the thing lies; without a thing, anywhere."""
    return open_to(h.role for h in holdings(actor, action) if thing is None or covers(h, thing))
