"""Who plays in the demo: invented schools and people. Data only."""

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

CURATORS = ("Соколова Мария (демо)", "Журавлёв Пётр (демо)", "Лебедева Анна (демо)", "Воробьёв Илья (демо)")

REGION = (
    ("department@example.org", "Орлова Вера (демо)", "regional"),
    ("expert@example.org", "Соловьёва Нина (демо)", "reviewer"),
    ("rcoko@example.org", "Синицын Олег (демо)", "analyst"),
    ("admin@example.org", "Администратор (демо)", "admin"),
)

# What stands in the kit of a school on the demo day, place by place; schools take the rows in turn.
STORIES = (
    ("approved", "submitted", "returned", "none", "approved"),
    ("approved", "approved", "approved", "draft", "none"),
    ("submitted", "draft", "none", "none", "none"),
    ("approved", "approved", "approved", "approved", "approved"),
    ("returned", "submitted", "submitted", "none", "none"),
    ("none", "none", "none", "none", "none"),
)

# Items of the plan that stand executed on the demo day, and those that the Department has confirmed.
EXECUTED = (1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 18)
CONFIRMED = EXECUTED[:-2]
