"""Files that are not taken as they are, by their endings: what they are, and the one step that helps."""

from collections.abc import Iterable, Mapping

WORD = "Откройте его в\u00a0Word и\u00a0сохраните как «Документ Word (*.docx)»"
EXCEL = "Откройте его в\u00a0Excel и\u00a0сохраните как «Книга Excel (*.xlsx)»"
SLIDES = "Откройте его в\u00a0PowerPoint и\u00a0сохраните как «Презентация PowerPoint (*.pptx)»"
PAPER = "Откройте его и\u00a0сохраните или напечатайте в\u00a0PDF"
PHOTO = "Откройте картинку и\u00a0сохраните её как JPG"
PACKED = "Распакуйте архив и\u00a0загрузите документы по\u00a0одному"
WEB = "Откройте страницу в\u00a0браузере и\u00a0напечатайте её в\u00a0PDF"
FILM = "Положите видео туда, где его можно посмотреть, и\u00a0дайте ссылку"
SIGNED = "Это отдельный файл подписи. Загрузите сам документ, лучше PDF с\u00a0отметкой о\u00a0подписи"
OTHERS: Mapping[str, Iterable[str]] = {
    WORD: ("dot", "dotx", "docb", "wps", "ott", "fodt", "sxw", "wpd", "txt", "md"),
    EXCEL: ("xls", "xlt", "xltx", "xlsb", "xlw", "ods", "ots", "csv", "tsv"),
    SLIDES: ("ppt", "pps", "ppsx", "pot", "potx", "odp", "otp"),
    PAPER: ("pages", "numbers", "key", "djvu", "djv", "xps", "oxps", "pub", "vsd", "vsdx", "epub", "fb2", "odg"),
    PHOTO: ("tif", "tiff", "gif", "bmp", "webp", "avif", "jfif", "jp2", "svg", "wmf", "emf", "psd"),
    PACKED: ("zip", "rar", "7z", "gz", "tar", "tgz", "bz2", "xz"),
    WEB: ("htm", "html", "mht", "mhtml", "xml"),
    FILM: ("mp4", "mov", "avi", "mkv", "wmv", "webm", "3gp", "mp3", "wav", "m4a"),
    SIGNED: ("sig", "p7s", "sgn"),
}
STEPS = {ending: step for step, endings in OTHERS.items() for ending in endings}


def said_of(ending: str) -> str:
    """«Файлы XLS мы не принимаем. Откройте …», or nothing for an ending that is not known here."""
    step = STEPS.get(ending)
    return f"Файлы {ending.upper()} мы не\u00a0принимаем. {step}." if step else ""
