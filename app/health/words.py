"""What the page of the state says of each part: a word, what is known, and what to do when it is not well."""

from dataclasses import dataclass
from datetime import timedelta

from app.health.asking import AWAY, Finding
from app.kernel.words import moment, pluralize, size

GIGABYTE = 1024**3
TITLES = {
    "database": "База данных",
    "archive": "Архив файлов",
    "room": "Место на\u00a0дисках",
    "queue": "Очередь работ",
    "worker": "Обработчик",
    "mail": "Почта",
    "backup": "Резервная копия",
    "antivirus": "Антивирус",
    "files": "Сверка файлов",
    "journal": "Печати журнала",
}
DISKS = {"database": "базы данных", "parts": "файлов в\u00a0пути", "queue": "очереди"}
TO_DO = {
    "database": "Данные не\u00a0читаются и\u00a0не\u00a0пишутся. Проверьте службу базы данных и\u00a0её диск.",
    "archive": "Файлы сейчас не\u00a0принимаются или не\u00a0открываются. Проверьте диск архива или сервер S3.",
    "room": "Размер диска узнать не\u00a0удалось. Проверьте, что диски подключены.",
    "queue": "Работы сейчас не\u00a0ставятся в\u00a0очередь; они будут сделаны позже сами. "
    "Проверьте файл очереди и\u00a0его диск.",
    "worker": "Когда он был, узнать не\u00a0удалось.",
    "mail": "Сколько писем ждёт, узнать не\u00a0удалось.",
    "backup": "Когда была копия, узнать не\u00a0удалось.",
    "antivirus": "Файлы сейчас не\u00a0принимаются. Проверьте службу clamd.",
    "files": "Когда была сверка, узнать не\u00a0удалось.",
    "journal": "Прочитать журнал не\u00a0удалось.",
}
LITTLE = "Освободите место: когда оно кончится, файлы и\u00a0записи не\u00a0будут приниматься."
STANDS = "Старая работа ждёт слишком долго. Перезапустите программу; если не\u00a0поможет, посмотрите её журнал."
GONE = (
    "Проверки, показ файлов и\u00a0фиксация наборов ждут его и\u00a0будут сделаны, когда он появится. "
    "Запустите программу командой flask serve или обработчик командой flask work."
)
HANGS = "Перезапустите обработчик: начатая работа будет сделана заново."
ORPHANS = "Ни\u00a0к\u00a0чему не\u00a0относятся: {}. Их показывает и\u00a0убирает команда flask archive orphans."
ONE_SILENT = (
    "Остальные делают его работу. Запустите его снова; если его убрали насовсем, через час программа его забудет."
)
NO_MAIL = "Почту включает настройка OPORA_MAIL_SERVER."
MAIL = "Причины названы на\u00a0странице «Письма». Проверьте почтовый сервер и\u00a0настройки OPORA_MAIL_…"
BACKUP = "Её делает команда flask backup create; запускайте её каждую ночь."
SPOILT = {"damaged": "Повреждён", "missing": "Потерян", "unreadable": "Не\u00a0читается"}
DAMAGED = "Ниже сказано, какие: по\u00a0школе и\u00a0документу. Верните их из\u00a0резервной копии."

CHAIN = "Все записи с\u00a0первой сверяет команда flask journal verify."
ALTERED = f"{CHAIN} Сравните журнал с\u00a0резервной копией."


@dataclass(frozen=True)
class Line:
    """One part on the page."""

    part: str
    title: str
    well: bool
    word: str
    said: str


def told(findings: dict[str, Finding]) -> list[Line]:
    """The parts in their order, what is not well first."""
    lines = [_line(part, found) for part, found in findings.items()]
    return sorted(lines, key=lambda line: line.well)


def _line(part: str, found: Finding) -> Line:
    if found.trouble in AWAY:
        return Line(part, TITLES[part], False, "Не\u00a0отвечает", TO_DO[part])
    word, said = globals()[f"_{part}"](found)
    return Line(part, TITLES[part], not found.trouble, word, said)


def _database(found: Finding) -> tuple[str, str]:
    return "Отвечает", {"sqlite": "SQLite, файл на\u00a0этом сервере."}.get(found.about["kind"], "PostgreSQL.")


def _archive(found: Finding) -> tuple[str, str]:
    free = found.about["free"]
    said = f"Свободно {room(free)}." if free is not None else "Сколько в\u00a0нём места, хранилище не\u00a0говорит."
    return ("Мало места", f"{said} {LITTLE}") if found.trouble else ("Отвечает", said)


def _room(found: Finding) -> tuple[str, str]:
    disks = ", ".join(f"диск {DISKS[name]} {room(free)}" for name, free in sorted(found.about["free"].items()))
    said = f"Свободно: {disks}."
    return ("Мало места", f"{said} {LITTLE}") if found.trouble else ("Есть", said)


def _queue(found: Finding) -> tuple[str, str]:
    length = found.about["length"]
    many = f"Ждут: {pluralize(length, 'работа', 'работы', 'работ')}." if length else "Ничего не\u00a0ждёт."
    age = found.about.get("age", timedelta())
    if age >= timedelta(minutes=1):
        many = f"{many} Самая старая ждёт {pluralize(int(age.total_seconds() // 60), 'минуту', 'минуты', 'минут')}."
    return ("Стоит", f"{many} {STANDS}") if found.trouble else ("Движется", many)


def _worker(found: Finding) -> tuple[str, str]:
    seen, since = found.about.get("seen"), found.about.get("since")
    if since and found.trouble == "hangs":
        return "Завис", f"Работа «{found.about['job']}» идёт с\u00a0{moment(since)}. {HANGS}"
    if found.trouble == "silent_one":
        names = ", ".join(one.partition("@")[2] or one for one in found.about["silent"])
        return "Не\u00a0все", f"Работают: {found.about['many']}. Молчит: {names}. {ONE_SILENT}"
    if found.trouble:
        return (
            "Не\u00a0работает",
            f"Последний раз был {moment(seen)}. {GONE}" if seen else f"Ещё не\u00a0появлялся. {GONE}",
        )
    if not seen:
        return "Работает", "Всё делается сразу, без очереди."
    doing = f" Занят с\u00a0{moment(since)}: «{found.about['job']}»." if since else ""
    several = f" Их работает: {found.about['many']}." if found.about["many"] > 1 else ""
    return "Работает", f"Последний раз был {moment(seen)}.{several}{doing}"


def _mail(found: Finding) -> tuple[str, str]:
    waiting = pluralize(found.about["waiting"], "письмо", "письма", "писем")
    if not found.about["set"]:
        wait = f"Ждут: {waiting}, их" if found.about["waiting"] else "Письма никуда не\u00a0уходят, их"
        return "Выключена", f"{wait} можно прочитать на\u00a0странице «Письма». {NO_MAIL}"
    if found.trouble == "late":
        return "Не\u00a0уходит", f"Ждут больше часа: {waiting}. {MAIL}"
    if found.trouble:
        lost = pluralize(found.about["lost"], "письмо", "письма", "писем")
        return "Есть отказы", f"За\u00a0сутки не\u00a0отправлены: {lost}. {MAIL}"
    return "Уходит", f"Ждут: {waiting}." if found.about["waiting"] else "Ничего не\u00a0ждёт."


def _backup(found: Finding) -> tuple[str, str]:
    made = found.about["made"]
    if made is None:
        return "Не\u00a0было", f"Копий ещё не\u00a0делали. {BACKUP}"
    files = pluralize(found.about["files"], "файл", "файла", "файлов")
    shut = "зашифрована" if found.about["encrypted"] else "не\u00a0зашифрована"
    said = f"Последняя {moment(made)}: {files}, {shut}."
    return ("Старая", f"{said} {BACKUP}") if found.trouble else ("Есть", said)


def _antivirus(found: Finding) -> tuple[str, str]:
    if found.trouble:
        return "Не\u00a0отвечает", TO_DO["antivirus"]
    if found.about["set"]:
        return "Отвечает", "Каждый файл проверяется до\u00a0сохранения."
    return (
        "Не\u00a0подключён",
        "Файлы на\u00a0вирусы не\u00a0проверяются. Чтобы проверять, запустите clamd и\u00a0укажите его адрес "
        "в\u00a0OPORA_ANTIVIRUS.",
    )


def _files(found: Finding) -> tuple[str, str]:
    looked = found.about["looked"]
    if looked is None:
        return (
            "Не\u00a0было",
            "Каждую ночь программа перечитывает часть файлов и\u00a0сверяет их SHA-256. Все сразу сверяет команда "
            "flask archive verify.",
        )
    when = f"Последняя {moment(looked)}."
    if found.trouble:
        amiss = pluralize(found.about["amiss"], "файл", "файла", "файлов")
        return "Есть потери", f"{when} Повреждены, потеряны или не\u00a0читаются: {amiss}. {DAMAGED}"
    sound = pluralize(found.about["sound"], "файл", "файла", "файлов")
    waiting = found.about.get("waiting", 0)
    left = f" Ещё не\u00a0читали: {pluralize(waiting, 'файл', 'файла', 'файлов')}." if waiting else ""
    nobodys = f" {ORPHANS.format(found.about['orphans'])}" if found.about.get("orphans") else ""
    return "Всё на\u00a0месте", f"{when} Целы все, что прочитаны: {sound}.{left}{nobodys}"


def _journal(found: Finding) -> tuple[str, str]:
    looked = pluralize(found.about["looked"], "запись", "записи", "записей")
    if found.trouble:
        return (
            "Не\u00a0сходятся",
            f"Записи меняли в\u00a0обход программы, первая такая – №\u00a0{found.about['first']}. {ALTERED}",
        )
    return "Сходятся", f"Последние {looked} стоят так, как были сделаны. {CHAIN}"


def room(free: int) -> str:
    """«24,6 ГБ»; less than one in megabytes."""
    return f"{free / GIGABYTE:.1f}".replace(".", ",") + "\u00a0ГБ" if free >= GIGABYTE else size(free)
