"""The order that approves the План-график, and those that follow from it."""

from .standing import AND_CENTRE, CONTROL, INSTITUTE, MOUO, NUMBER, OF_PLAN, PROJECT, Appendix, Template

# Order of the Department No. 226 of 28.02.2022, word for word, with the repairs of domain.md §11.5.
O_PLAN = Template(
    points=(
        "1. Утвердить прилагаемый региональный план-график реализации проекта по организации методической поддержки "
        "общеобразовательных организаций, имеющих низкие образовательные результаты обучающихся (далее – План-график).",
        f"2. {INSTITUTE}{AND_CENTRE} обеспечить выполнение перечня мероприятий Плана-графика согласно установленным "
        "срокам.",
        f"3. Рекомендовать {MOUO} обеспечить выполнение мероприятий в соответствии с прилагаемым Планом-графиком.",
        "4. {{ unit_dat }} {{ department_gen }}:",
        "4.1. Обеспечить контроль за выполнением мероприятий Плана-графика согласно установленным срокам;",
        "4.2. Довести приказ до руководителей {{ institute_gen }}, {% if centre_gen %}{{ centre_gen }}, {% endif %}"
        "органов местного самоуправления, осуществляющих управление в сфере образования.",
        f"5. {CONTROL}",
    ),
    appendices=(
        Appendix(
            title=("Региональный План-график", f"реализации {PROJECT}, в {{{{ year }}}} году"),
            columns=(
                NUMBER,
                ("Задачи", 60, "{{ row.title }}"),
                ("Сроки реализации", 30, "{{ row.period }}"),
                ("Исполнители", 50, "{{ row.executors }}"),
                ("Показатель реализации", 54, "{{ row.indicator }}"),
                ("Информационное сопровождение проекта", 50, "{{ row.info_support }}"),
            ),
            wide=True,
        ),
    ),
)

# domain.md §7.3. The base of the share stands in the order, because the order of 2022 does not say it (§11.3).
O_PLANMON = Template(
    preamble=OF_PLAN,
    points=(
        "1. Утвердить прилагаемые итоги мониторинга реализации Плана-графика по состоянию на {{ as_of }} "
        "(далее – Итоги).",
        "2. Отметить, что из {{ base }} {% if base[-1:] == '1' and base[-2:] != '11' %}мероприятия{% else %}мероприятий"
        "{% endif %} ({{ base_words }}) исполнено и подтверждено {{ confirmed }} "
        "({{ share }} %), требование «не менее {{ threshold }} %» {{ verdict }}.",
        "{%p if open %}",
        "3. Исполнителям {% if ',' in open or '–' in open %}мероприятий №№ {{ open }}{% else %}мероприятия № {{ open }}"
        "{% endif %} Плана-графика обеспечить исполнение и представить подтверждающие материалы до {{ fix_by }}",
        "{%p endif %}",
        f"{{% if open %}}4{{% else %}}3{{% endif %}}. {CONTROL}",
    ),
    appendices=(
        Appendix(
            title=("Итоги", "мониторинга реализации Плана-графика по состоянию на {{ as_of }}"),
            columns=(
                NUMBER,
                ("Мероприятие", 60, "{{ row.title }}"),
                ("Срок", 24, "{{ row.period }}"),
                ("Исполнители", 32, "{{ row.executors }}"),
                ("Показа\u00adтель: план", 17, "={{ row.planned }}"),
                ("Показа\u00adтель: факт", 18, "={{ row.fact }}"),
                ("Исполнено", 20, "={{ row.executed }}"),
                ("Подтвер\u00adждено", 20, "={{ row.confirmed }}"),
                ("Подтверж\u00adдающие материалы", 30, "{{ row.proof }}"),
                ("Примечание", 23, "{{ row.remark }}"),
            ),
            wide=True,
        ),
    ),
)

O_CHANGE = Template(
    preamble="В целях уточнения мероприятий и сроков регионального плана-графика реализации проекта «500+» ",
    points=(
        "1. Внести в приказ {{ department_gen }} от {{ plan_date }} № {{ plan_number }} "
        "«{{ plan_title }}» {% if points|length == 1 %}следующее изменение{% else %}следующие изменения{% endif %}:",
        "{%p for point in points %}",
        "{{ point }}",
        "{%p endfor %}",
        f"2. {CONTROL}",
    ),
)
