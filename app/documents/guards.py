"""Whether a document can be worked on at all, and by whom it is sent: pure decisions with their sentences."""

from datetime import date

from app.directory.models import Person
from app.documents.kit import CLOSED, is_owed
from app.documents.models import Document, Remark, Version
from app.kernel.words import day
from app.permissions import Actor
from app.refusals import Refusal
from app.year.cycle.models import Participation
from app.year.cycle.rows import Year

TRASH_DAYS = 30  # a draft can be brought back for so long; its bytes stay in the archive whatever happens
TRASHED = Refusal("trashed", "Документ в\u00a0корзине. Сначала верните его оттуда.")
NOT_THERE = Refusal("not_there", "Документа уже нет в\u00a0корзине: его вернули.")
SENT_ONCE = Refusal("sent", "Убрать можно только черновик, который ни\u00a0разу не\u00a0отправляли куратору.")
APPROVED = Refusal(
    "approved",
    "Документ подтверждён куратором, новая версия не\u00a0нужна. Если она всё\u00a0же нужна, нажмите на\u00a0странице "
    "документа «Попросить открыть» и\u00a0напишите почему.",
)
NOTHING_NEWER = Refusal("same", "Новее подтверждённой версии ничего нет. Сначала загрузите новый файл.")
NOT_MENDED = Refusal(
    "not_mended", "Сначала загрузите новую версию: отметить исправление можно, когда есть в\u00a0чём его увидеть."
)
TOO_OLD = Refusal("too_old", f"Прошло больше {TRASH_DAYS} дней, вернуть документ уже нельзя. Загрузите файл заново.")


def not_now(participation: Participation, present: Year, today: date) -> Refusal | None:
    """Why the school's papers of this year take nothing new today: the year has passed, or the school has left (T6)."""
    if participation.cycle_id != present.id:
        return Refusal(
            "past", f"Это документы {participation.cycle.year} года: он закончен. Сейчас идёт {present.year} год."
        )
    if participation.left_on is not None and participation.left_on <= today:
        return Refusal(
            "left",
            f"Школа вышла из\u00a0проекта {day(participation.left_on)}: новое не\u00a0принимается. "
            "Загруженное сохранено. Если это ошибка, школу возвращает Департамент.",
        )
    return None


def not_sendable(document: Document) -> Refusal | None:
    """Why the document goes to nobody: it lies in the trash, or is no longer owed."""
    if document.trashed_at is not None:
        return TRASHED
    return None if is_owed(document) else CLOSED


def not_undone(document: Document) -> Refusal | None:
    """Why no decision can be undone: only the last one is, while it is about what was sent last."""
    last = document.decisions[-1] if document.decisions else None
    if last is None or last.verdict not in ("approve", "return"):
        return Refusal("nothing", "Отменять нечего: решения о\u00a0документе сейчас нет.")
    if document.sent is None or document.sent.id != last.version_id:
        return Refusal("stale", "Школа уже отправила новую версию: отменять поздно, решите о\u00a0новой версии.")
    return None


def is_mendable(remark: Remark) -> bool:
    """There is a version newer than the one that the remark was made about."""
    newest = remark.document.latest
    return newest is not None and newest.number > remark.decision.version.number


def another_sends(signer: Person | None, actor: Actor) -> Refusal | None:
    """Why the actor doesn't send what they uploaded: the school has named another for that."""
    if signer is None or signer.id == actor.person_id:
        return None
    return Refusal("signer", f"Куратору документы школы отправляет {signer.name}. Файл сохранён и\u00a0ждёт отправки.")


def same_again(version: Version) -> Refusal:
    """The very bytes or link of a version that stands (U11): named with its day, and a way on."""
    what = "Это та же ссылка, что" if version.link else "Это тот же файл, что"
    said = f"{what} версия {version.number} от {day(version.uploaded_at)}. Новая версия не создана."
    if version is version.document.latest:
        return Refusal("same", f"{said} Выберите исправленный файл.")
    return Refusal("same", f"{said} Если нужен прежний текст, сохраните его у себя заново и загрузите.")
