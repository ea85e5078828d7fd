"""The words of the registers: kinds of events, publications, letters, and which items each of them proves."""

from app.region import Said

EVENTS = {
    "start": "Совещание с\u00a0МОУО о\u00a0начале проекта",
    "kickoff": "Установочный семинар (вебинар)",
    "webinar": "Региональный методический вебинар",
    "vks": "Федеральный вебинар, ВКС",
    "meeting": "Совещание сопровождения проекта",
    "rumo": "Заседание РУМО",
    "exchange": "Вебинар по\u00a0обмену опытом",
    "method_wednesday": "«Методическая среда»",
    "results": "Вебинар по\u00a0итогам экспертизы",
    "final": "Итоговый семинар",
}
OF_TOWNS = ("start",)  # to these municipalities are called
PARTS = {"viewer": "участник", "speaker": "выступал"}
SOURCES = {"list": "по\u00a0списку", "table": "из\u00a0таблицы", "self": "отметка по\u00a0коду"}
PUBLICATIONS = {
    "news": "Новость о\u00a0проекте",
    "recommendations": "Методические рекомендации",
    "practice": "Практика школы",
    "collection": "Сборник материалов",
    "plan": "План-график",
    "note": "Аналитическая справка",
    "analysis": "Анализ экспертизы документов",
    "other": "Другое",
}
PLACES = Said({"portal": "Образовательный портал", "oiro": "Сайт {institute}", "other": "Другое место"})
LETTERS = {
    "contacts": "Данные региональных координаторов",
    "coordinators": "Список муниципальных координаторов",
    "curators": "Список кураторов",
    "plan": "План-график",
    "recommendations": "Методические рекомендации",
    "collection": "Сборник материалов",
    "other": "Другое",
}
RESOURCES = {"cos": "Цифровая образовательная среда", "zemsky": "Земский учитель"}
MEASURES = {
    "support": "Мера поддержки в\u00a0муниципальной программе",
    "meeting": "Совещание с\u00a0руководителями школ",
}
