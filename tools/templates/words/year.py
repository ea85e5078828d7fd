"""Orders of single days of the year: an event, the results of the year, a free text (domain.md §7.3)."""

from .standing import BY_MUNICIPALITY, CONTROL, INSTITUTE, MOUO, NUMBER, PROJECT, Appendix, Template

O_EVENT = Template(
    preamble=f"В целях методической поддержки общеобразовательных организаций – участников {PROJECT}, ",
    points=(
        "1. Провести {{ event_on }} {{ event }} (далее – Мероприятие) согласно прилагаемой программе.",
        f"2. {INSTITUTE} обеспечить организационное и методическое сопровождение Мероприятия.",
        f"3. Рекомендовать {MOUO} обеспечить участие в Мероприятии общеобразовательных организаций – участников "
        "проекта «500+» и кураторов.",
        f"4. {CONTROL}",
    ),
    appendices=(
        Appendix(
            title=("Программа", "{{ event_title }}"),
            columns=(
                ("Время", 30, "={{ row.time }}"),
                ("Содержание", 85, "{{ row.subject }}"),
                ("Выступающий", 55, "{{ row.speaker }}"),
            ),
        ),
    ),
)

O_FINAL = Template(
    preamble=f"По итогам реализации {PROJECT}, в {{{{ year }}}} году ",
    points=(
        "1. Утвердить прилагаемые итоги реализации проекта «500+» в {{ year }} году (далее – Итоги).",
        "{%p if best %}",
        "2. Отметить положительный опыт {% if ',' in best %}общеобразовательных организаций: {% else %}"
        "общеобразовательной организации {% endif %}{{ best }}.",
        "{%p endif %}",
        f"{{% if best %}}3{{% else %}}2{{% endif %}}. {INSTITUTE} включить материалы в сборник «Управление процессом "
        "разработки и реализации программ по переходу в эффективный режим развития образовательных организаций».",
        f"{{% if best %}}4{{% else %}}3{{% endif %}}. Рекомендовать {MOUO} учесть Итоги в муниципальных программах.",
        f"{{% if best %}}5{{% else %}}4{{% endif %}}. {CONTROL}",
    ),
    appendices=(
        Appendix(
            title=("Итоги", "реализации проекта «500+» в {{ year }} году"),
            columns=(
                NUMBER,
                ("Муниципальное образование", 28, "^{{ group.municipality }}"),
                ("Общеобразовательная организация", 42, "{{ row.school }}"),
                ("Направления", 38, "{{ row.directions }}"),
                ("Цель достигнута", 23, "={{ row.goal }}"),
                ("Риски устранены, сохраняются", 28, "{{ row.risks }}"),
                ("Показатели (план/факт)", 25, "={{ row.figures }}"),
                ("Рекомендации", 60, "{{ row.remarks }}"),
            ),
            loops=BY_MUNICIPALITY,
            wide=True,
        ),
    ),
)

O_FREE = Template(
    preamble="{{ grounds }} ",
    points=("{%p for point in points %}", "{{ point }}", "{%p endfor %}", f"{{{{ next_point }}}}. {CONTROL}"),
)
