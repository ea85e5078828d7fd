"""What each event is called in the journal."""

SENTENCES = {
    "account:signed_in": "Вход в систему",
    "clock:moved": "Перенесён день демонстрации",
    "document:version:added": "Загружена версия документа",
    "document:submitted": "Документ отправлен куратору",
    "document:withdrawn": "Документ отозван школой",
    "document:approved": "Документ подтверждён куратором",
    "document:returned": "Документ возвращён на доработку",
    "round:frozen": "Зафиксирован набор этапа экспертизы",
    "result:recorded": "Записан результат экспертизы",
    "plan:executed": "Отмечено исполнение мероприятия",
    "plan:confirmed": "Подтверждено исполнение мероприятия",
    "plan:returned": "Возвращено исполнение мероприятия",
    "order:drafted": "Подготовлен проект приказа",
    "order:registered": "Зарегистрирован приказ",
    "cycle:seeded": "Заведён год проекта",
}
