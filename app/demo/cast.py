"""Who plays in the demo and what happens to them: invented schools and people. Data only."""

from datetime import date

# municipality, short name, directions of risk that are activated
SCHOOLS = (
    ("verkhovye", "МБОУ «Заречная СОШ» (демо)", ("learning_failure", "staff_deficit", "parents")),
    ("pokrovskoe", "МБОУ «Луговская ООШ» (демо)", ("learning_failure", "equipment")),
    ("dolgoe", "БОУ «Ключевская СОШ» (демо)", ("adaptivity", "parents")),
    ("bolkhov", "МБОУ «Берёзовская СОШ» (демо)", ("teacher_competence", "learning_failure", "ovz")),
    ("kolpna", "МБОУ «Степная ООШ» (демо)", ("staff_deficit",)),
    ("kromy", "МБОУ «Родниковская СОШ» (демо)", ("school_environment", "parents")),
    ("zalegoshch", "МБОУ «Дубравская ООШ» (демо)", ("learning_failure", "teacher_competence")),
    ("livensky", "МБОУ «Полевская СОШ» (демо)", ("in_school_training", "adaptivity")),
    ("kromy", "МБОУ «Рябиновская СОШ» (демо)", ("learning_failure", "language_culture")),
    ("verkhovye", "МБОУ «Ольховская ООШ» (демо)", ("equipment", "staff_deficit", "parents")),
    ("bolkhov", "МБОУ «Тополёвская СОШ» (демо)", ("teacher_competence",)),
    ("livensky", "МБОУ «Вишнёвская СОШ» (демо)", ("learning_failure", "adaptivity", "parents")),
)

# Factors that the profile names beside those: direction, significance, the curator's answer and reason.
OTHER_FACTORS = {
    0: (("equipment", "low", "confirmed", ""),),
    1: (("parents", "low", "partly", "Родители активны в начальной школе, а в 7–9 классах на собрания не приходят."),),
    2: (
        (
            "equipment",
            "medium",
            "not_confirmed",
            "Кабинеты оснащены по «Точке роста» в 2021 году, акт есть.",
        ),
    ),
    6: (("ovz", "low", "confirmed", ""),),
    8: (("school_environment", "low", "partly", "По анкетам учеников тревожно только в 6 классах."),),
}
# What the curator says of the activated directions, in turn.
ANSWERS = (
    ("confirmed", "Видно и по результатам ВПР, и по анкетам."),
    ("confirmed", ""),
    ("partly", "Подтверждается для 5–7 классов, в старших расхождения нет."),
)
SIGNIFICANCES = ("high", "high", "medium")
# The school that its curator has not visited yet: its factors wait.
NOT_VISITED = 11
VISITS = (
    ("in_person", "Директор, заместитель по УВР", "Сверили факторы с результатами ВПР, договорились о концепции."),
    ("in_person", "Директор, руководители ШМО", "Посетили два урока математики. Программы начнут с диагностики."),
    ("remote", "Директор, заместитель по УВР, педагог-психолог", "Разобрали анкеты учеников и родителей."),
)

SCHOOLS_OF_CURATOR = 3
CURATORS = ("Соколова Мария (демо)", "Журавлёв Пётр (демо)", "Лебедева Анна (демо)", "Воробьёв Илья (демо)")

REGION = (
    ("department@example.org", "Орлова Вера (демо)", "regional"),
    ("expert@example.org", "Соловьёва Нина (демо)", "reviewer lead"),
    ("rcoko@example.org", "Синицын Олег (демо)", "analyst"),
    ("admin@example.org", "Администратор (демо)", "admin"),
)

# The other reviewers of ОИРО, and what is agreed about them: a workplace, a school in spite of it, a leave.
REVIEWERS = (("expert2@example.org", "Крылова Татьяна (демо)"), ("expert3@example.org", "Зайцев Роман (демо)"))
WORKPLACE = "kromy"
OVERRIDDEN = (5, "Других экспертов по этой школе нет, в\u00a0районе он только читает лекции.")
LEAVE = (date(2022, 4, 25), date(2022, 5, 6), "Ежегодный отпуск.")

# The first working day of the story.
FIRST_DAY = date(2022, 3, 9)
# What happens to a document, step by step; the last step is where the demo day finds it.
TALES = {
    "none": (),
    "draft": ("upload",),
    "submitted": ("upload", "submit"),
    "withdrawn": ("upload", "submit", "withdraw"),
    "approved": ("upload", "submit", "approve"),
    "returned": ("upload", "submit", "return"),
    "rewritten": ("upload", "submit", "return", "upload"),
    "sent again": ("upload", "submit", "return", "upload", "submit"),
    "mended": ("upload", "submit", "return", "upload", "submit", "approve"),
    "opened": ("upload", "submit", "approve", "reopen"),
    "third time": ("upload", "submit", "return", "upload", "submit", "return", "upload", "submit", "approve"),
}
# The kit of a school, place by place: concept, mid-term programme, anti-risk programmes; schools take the rows in turn.
STORIES = (
    ("third time", "submitted", "returned", "none", "approved"),
    ("approved", "mended", "sent again", "draft"),
    ("sent again", "draft", "withdrawn", "none"),
    ("approved", "third time", "approved", "mended", "opened"),
    ("returned", "submitted", "rewritten"),
    (),
)
# The evidence of the spring, by the number of the school, direction after direction: the tale, how it is handed in
# (a kind of file, a link, or the same as the direction before), the kind of evidence and its title.
PHOTO = ("jpg", "photo", "Групповое занятие, фото")
PROTOCOL = ("pdf", "protocol", "Протокол педагогического совета")
REFERENCE = ("docx", "analytic", "Справка о стартовой диагностике")
SAME = ("same", "", "")
EVIDENCE = {
    0: (("approved", *PHOTO),),
    1: (("submitted", *PHOTO), ("approved", *PROTOCOL)),
    2: (("submitted", "pdf", "plan", "График консультаций на март – май"),),
    3: (
        ("mended", *REFERENCE),
        ("approved", "jpg", "photo", "Открытый урок, фото"),
        ("submitted", *PROTOCOL),
    ),
    4: (("returned", *PROTOCOL),),
    5: (("submitted", "link", "link", "Новость на сайте школы о родительском собрании"), ("submitted", *SAME)),
    7: (("returned", *PHOTO), ("draft", *PROTOCOL)),
    9: (("approved", "pdf", "contract", "Договор о сетевом взаимодействии"), ("approved", *SAME)),
    10: (("submitted", *REFERENCE),),
}
LINK = "https://школа-родник.example.org/novosti/sobranie-14-marta"
# What a curator says of a weak document: reasons and words.
RETURNS = {
    "concept": (("goal_not_measurable",), "Напишите, сколько процентов было и сколько должно стать к концу 2022 года."),
    "midterm": (("dates_wrong",), "В дорожной карте срок «в течение года». Укажите месяц каждого мероприятия."),
    "antirisk": (
        ("indicators_weak", "dates_wrong"),
        "Укажите исходное и плановое значение показателя и месяц каждого мероприятия.",
    ),
    "evidence": (("evidence_period",), "Документ за декабрь 2021 года. Нужен документ за март – май 2022 года."),
}

# The school whose director sends things after midnight.
NIGHT_OWL = 10
# When the Department reports an item of the beginning, and answers it a day later: some of it after midnight.
REPORTED = {1: (18, 20), 2: (9, 10), 3: (11, 45), 4: (0, 35), 5: (16, 20), 6: (17, 50), 7: (14, 5), 8: (1, 15)}
REPORTED |= {10: (15, 0), 13: (17, 30), 18: (19, 40)}
IN_SPITE = "Остальные учтены по\u00a0спискам координатора, данные вносятся (демо)."
# Why a curator opens what he has approved.
OPENED = "В\u00a0приказе школы изменился ответственный: поправьте его и\u00a0в\u00a0программе."

# Items of the plan that stand executed on the demo day, and those that the Department has confirmed.
EXECUTED = (1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 18)
CONFIRMED = EXECUTED[:-2]
