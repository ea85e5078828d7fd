"""Whether a document can be worked on at all, and by whom it is sent: pure decisions with their sentences."""

from datetime import date

from app.directory.models import Person
from app.documents.kit import CLOSED, is_owed
from app.documents.models import Document, Remark, Version
from app.kernel.words import day
from app.permissions import Refused
from app.year.cycle.models import Cycle, Participation

TRASH_DAYS = 30  # a draft can be brought back for so long; its bytes stay in the archive whatever happens
TRASHED = Refused("trashed", "Документ в\u00a0корзине. Сначала верните его оттуда.")
NOT_THERE = Refused("not_there", "Документа уже нет в\u00a0корзине: его вернули.")
SENT_ONCE = Refused("sent", "Убрать можно только черновик, который ни\u00a0разу не\u00a0отправляли куратору.")
APPROVED = Refused(
    "approved",
    "Документ подтверждён куратором, новая версия не\u00a0нужна. Если она всё\u00a0же нужна, нажмите на\u00a0странице "
    "документа «Попросить открыть» и\u00a0напишите почему.",
)
NOTHING_NEWER = Refused("same", "Новее подтверждённой версии ничего нет. Сначала загрузите новый файл.")
NOT_MENDED = Refused(
    "not_mended", "Сначала загрузите новую версию: отметить исправление можно, когда есть в\u00a0чём его увидеть."
)
TOO_OLD = Refused("too_old", f"Прошло больше {TRASH_DAYS} дней, вернуть документ уже нельзя. Загрузите файл заново.")


def not_now(participation: Participation, present: Cycle, today: date) -> Refused | None:
    """A year that has passed and a school that has left take nothing more, whatever old link leads here (T6)."""
    if participation.cycle_id != present.id:
        return Refused(
            "past", f"Это документы {participation.cycle.year} года: он закончен. Сейчас идёт {present.year} год."
        )
    if participation.left_on is not None and participation.left_on <= today:
        return Refused(
            "left",
            f"Школа вышла из\u00a0проекта {day(participation.left_on)}: новое не\u00a0принимается. "
            "Загруженное сохранено. Если это ошибка, школу возвращает Департамент.",
        )
    return None


def not_sendable(document: Document) -> Refused | None:
    """What lies in the trash or is no longer owed goes to nobody."""
    if document.trashed_at is not None:
        return TRASHED
    return None if is_owed(document) else CLOSED


def not_undone(document: Document) -> Refused | None:
    """Only the last decision is undone, while it is about what was sent last."""
    last = document.decisions[-1] if document.decisions else None
    if last is None or last.verdict not in ("approve", "return"):
        return Refused("nothing", "Отменять нечего: решения о\u00a0документе сейчас нет.")
    if document.sent is None or document.sent.id != last.version_id:
        return Refused("stale", "Школа уже отправила новую версию: отменять поздно, решите о\u00a0новой версии.")
    return None


def is_mendable(remark: Remark) -> bool:
    """There is a version newer than the one that the remark was made about."""
    newest = remark.document.latest
    return newest is not None and newest.number > remark.decision.version.number


def another_sends(signer: Person | None, actor) -> Refused | None:
    """With two signatures one uploads and the other sends."""
    if signer is None or signer.id == actor.person_id:
        return None
    return Refused("signer", f"Куратору документы школы отправляет {signer.name}. Файл сохранён и\u00a0ждёт отправки.")


def same_again(version: Version) -> Refused:
    """The very bytes or link of a version that stands (U11): named with its day, and a way on."""
    what = "Это та же ссылка, что" if version.link else "Это тот же файл, что"
    said = f"{what} версия {version.number} от {day(version.uploaded_at)}. Новая версия не создана."
    if version is version.document.latest:
        return Refused("same", f"{said} Выберите исправленный файл.")
    return Refused("same", f"{said} Если нужен прежний текст, сохраните его у себя заново и загрузите.")
