"""Defects of typing and recognition (domain.md §11.5) as general rules; each says what it changes and why."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

HOSTS = {"oipro.pf": "оиро.рф"}  # as recognised → as it is
LOOKALIKE = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
DIGITS = str.maketrans("ОOоoЗlI|", "00003111")
AROUND = 24  # letters of a long word that are shown on each side of a changed place
DIGIT = r"[\dОOоoЗlI|]"
TEXTS = ("title", "executors", "indicator", "info")


@dataclass(frozen=True)
class Rule:
    """A defect: where it may stand, how it looks, what stands there instead; not sure = the Department looks at it."""

    key: str
    fields: tuple[str, ...]
    pattern: str
    right: str | Callable[[re.Match], str]
    reason: str
    sure: bool = True


@dataclass(frozen=True)
class Repair:
    """What a rule changed in a cell; refused by its `key`."""

    field: str
    rule: str
    before: str
    after: str
    reason: str
    sure: bool = True

    @property
    def key(self) -> str:
        """«title.risk»."""
        return f"{self.field}.{self.rule}"


def _host(match: re.Match) -> str:
    return HOSTS.get(match[0].lower(), match[0])


def _cyrillic(match: re.Match) -> str:
    word = match[0].translate(LOOKALIKE)
    return match[0] if re.search("[A-Za-z]", word) else word


RULES = (
    Rule("spaced", (*TEXTS, "period"), r"(?<!\w)(?:[А-Яа-яЁё] ){3,}[А-Яа-яЁё](?!\w)", lambda m: m[0].replace(" ", ""),
         "Разрядка – это оформление, а не пробелы."),
    Rule("script", (*TEXTS, "period"), r"(?<![\w./:-])(?=\w*[A-Za-z])(?=\w*[А-Яа-яЁё])[^\W\d]+(?![\w./:])", _cyrillic,
         "Латинские буквы распознаны вместо русских."),
    Rule("address_space", ("info",), r"(?<=://) +", "", "Адрес разорван пробелом."),
    Rule("wp_content", ("info",), r"(?<=/)wpcontent(?=/)", "wp-content", "Дефис адреса потерян на конце строки."),
    Rule("host", ("info",), r"(?<=://)[\w-]+\.pf(?=[/\s]|$)", _host, "Русский адрес сайта распознан латиницей."),
    Rule("digits", ("period",), rf"(?<!\w)(?=[\d.]*[^\d.]){DIGIT}{{1,2}}\.{DIGIT}{{1,2}}\.{DIGIT}{{4}}(?!\w)",
         lambda m: m[0].translate(DIGITS), "Буквы распознаны вместо цифр.", sure=False),
    Rule("torn_date", ("period",), r"(?<=\d\d\.\d\d\.) +(?=\d{4})", "", "Лишний пробел в дате."),
    Rule("year_space", (*TEXTS, "period"), r"(?<=\d{4})(?=г\.)", " ", "Нет пробела перед «г.»."),
    Rule("year_mark", ("period",), r"(?<=\d\d\.\d\d\.\d{4})$", " г.", "После даты нет «г.»."),
    Rule("dash", ("period",), r"(?<=[а-яё.\d])(?! – ) ?[-–—−] ?(?=\d{1,2}[. ]|[а-яё]{3})", " – ",
         "Между сроками одно тире с пробелами."),
    Rule("text_dash", TEXTS, r"(?<=\S) [-—−] (?=\S)", " – ", "Дефис на месте тире."),
    Rule("risk", TEXTS, r"рискованн(?=(?:ый|ого|ому|ым|ые|ых|ыми)\b)", "рисков", "Рисковый профиль, а не рискованный."),
    Rule("risk_ending", TEXTS, r"\bрисков(?= направлени)", "рисковых", "Потеряно окончание."),
    Rule("centre", TEXTS, r"(?i:(?<=региональный центр оценки ))(?=образования)", "качества ",
         "Полное название центра – «оценки качества образования».", sure=False),
    Rule("capital", ("executors",), r"(?<=, )Б(?=юджетн)", "б", "Прописная буква в середине перечня."),
    Rule("scrambled", TEXTS, r"\((\w+а) (\w+а)\) (\w+ы) (\w+ая)(?=$|[.;])", r"\3 (\1 \4 \2)",
         "Слова двух строк перемешаны при распознавании.", sure=False),
    Rule("object", TEXTS, r"(?<=[а-я]ли )(\w+)их документов\b", r"\1ие документы", "Падеж дополнения."),
    Rule("subject", TEXTS, r"(?<=[а-я]ны )(\w+)их (заседан|совещан|мероприят)ий\b", r"\1ие \2ия", "Падеж подлежащего."),
    Rule("share", TEXTS, r"(?<=организаций и )кураторы(?= \w+ли\b)", "кураторов", "Падеж после «100%»."),
    Rule("as_done", TEXTS, r"(?<= )(\w+ени)и(?= в\b| на\b|$)", r"\1я", "Падеж после «по мере»."),
    Rule("as_planned", TEXTS, r"(?i:(?<=по графику ))(\w+ени)е\b", r"\1я", "Падеж после «по графику»."),
    Rule("lost_word", TEXTS, r"(?<=\bс )(?=общеобразовательных (?:организаций|учреждений) по)", "руководителями ",
         "Пропущено слово; «руководителями» – наше прочтение.", sure=False),
)  # fmt: skip
FLAGS = (  # what can't be repaired for sure: it stays, and is looked at
    (r"https?://[^\s/]+/\S*[A-Za-z][^\s/]*?([А-Яа-яЁё]+)\S*",
     "В адресе русские буквы среди латинских: «{}». Ссылка не проверена."),
    (r"https?://([\w.-]+\.pf)(?=[/\s]|$)", "Адрес сайта распознан неверно: «{}»."),
    (r"(?<![\w./:-])((?=\w*[A-Za-z])(?=\w*[А-Яа-яЁё])[^\W\d]+)(?![\w./:])",
     "В слове «{}» и русские, и латинские буквы."),
    (r"(</?\w[^>]*>)", "Осталась разметка: «{}»."),
)  # fmt: skip
IF_STARTS = {"as_done": re.compile(r"по мере\b", re.I)}


def mend(field: str, text: str, refused: Collection[str] = (), more: Iterable[Rule] = ()) -> tuple[str, list[Repair]]:
    """The cell with every repair that is not refused; a refused one is still listed, unapplied."""
    repairs = []
    for rule in (*RULES, *more):
        begins = IF_STARTS.get(rule.key)
        if field not in rule.fields or (begins and not begins.match(text)):
            continue
        repaired = re.sub(rule.pattern, rule.right, text)
        if repaired == text:
            continue
        before, after = _differing(text, rule)
        repair = Repair(field, rule.key, before, after, rule.reason, rule.sure)
        repairs.append(repair)
        text = text if repair.key in refused else repaired
    return text, repairs


def flags(text: str) -> list[str]:
    """The sentences about what was left as it is."""
    return [said.format(found[1]) for pattern, said in FLAGS if (found := re.search(pattern, text))]


def shortened(full: str, short: str) -> Rule:
    """A name that an earlier row has introduced as «… (далее – short)» stands in short form below it."""
    pattern = rf"{re.escape(full)}(?! \(далее)"
    return Rule("short", ("executors",), pattern, short, "Краткое название введено в строке выше.")


def _differing(text: str, rule: Rule) -> tuple[str, str]:
    """The changed places with the words around them, before and after."""
    before: dict[str, None] = {}
    after: dict[str, None] = {}
    for match in re.finditer(rule.pattern, text):
        start, end = text.rfind(" ", 0, match.start()) + 1, text.find(" ", match.end())
        head, tail = text[start : match.start()], text[match.end() : end if end >= 0 else len(text)]
        right = rule.right(match) if callable(rule.right) else match.expand(rule.right)
        head, tail = (
            (f"…{head[-AROUND:]}" if len(head) > AROUND else head),
            (f"{tail[:AROUND]}…" if len(tail) > AROUND else tail),
        )
        if right != match[0]:
            before[head + match[0] + tail] = after[head + right + tail] = None
    return "; ".join(before), "; ".join(after)
