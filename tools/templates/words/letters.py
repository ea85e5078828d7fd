"""Letters of the Department: to the federal coordinator, to municipalities, to a school (domain.md §7.1)."""

from .standing import BY_MUNICIPALITY, NUMBER, Appendix, Template

SENDS = "{{ department }} направляет"
TOWN = ("Муниципальное образование", 45, "^{{ group.municipality }}")
PERSON = ("Фамилия, имя, отчество", 50, "{{ row.name }}")
POST = ("Должность, место работы", 62, "{{ row.post }}")
SCHOOL = ("Общеобразовательная организация", 62, "{{ row.school }}")

L_FIOKO_MUN = Template(
    letter=True,
    points=(f"{SENDS} список муниципальных координаторов проекта «500+» в {{{{ year }}}} году.",),
    appendices=(
        Appendix(
            title=("Список муниципальных координаторов",), columns=(NUMBER, TOWN, PERSON, POST), loops=BY_MUNICIPALITY
        ),
    ),
)
L_FIOKO_CUR = Template(
    letter=True,
    points=(
        f"{SENDS} список кураторов общеобразовательных организаций – участников проекта «500+» в {{{{ year }}}} году.",
    ),
    appendices=(Appendix(title=("Список кураторов",), columns=(NUMBER, TOWN, SCHOOL, PERSON), loops=BY_MUNICIPALITY),),
)
L_FIOKO_PLAN = Template(
    letter=True,
    points=(
        f"{SENDS} региональный план-график реализации проекта «500+» в {{{{ year }}}} году, утверждённый приказом "
        "от {{ plan_date }} № {{ plan_number }}.",
    ),
)
L_MOUO_START = Template(
    letter=True,
    points=(
        "{{ department }} сообщает о начале реализации проекта «500+» в {{ year }} году "
        "и направляет список общеобразовательных организаций – участников.",
        "Просим довести список до руководителей и обеспечить участие в анкетировании с {{ survey_from }} "
        "по {{ survey_to }}",
    ),
    appendices=(
        Appendix(
            title=("Список общеобразовательных организаций",), columns=(NUMBER, TOWN, SCHOOL), loops=BY_MUNICIPALITY
        ),
    ),
)
L_MOUO_REMIND = Template(
    letter=True,
    points=(
        "{{ department }} сообщает, что по состоянию на {{ as_of }} {% if alone %}"
        "общеобразовательная организация, указанная в приложении, не разместила документы проекта «500+» или не "
        "получила{% else %}общеобразовательные организации, указанные в приложении, не разместили документы проекта "
        "«500+» или не получили{% endif %} подтверждения куратора. Срок размещения: {{ documents_by }}",
        "Просим взять на контроль размещение документов.",
    ),
    appendices=(
        Appendix(
            title=("Общеобразовательные организации, документы которых не подтверждены",),
            columns=(NUMBER, TOWN, SCHOOL, ("Чего не хватает", 50, "{{ row.missing }}")),
            loops=BY_MUNICIPALITY,
        ),
    ),
)
L_MOUO_RESULTS = Template(
    letter=True,
    points=(
        f"{SENDS} итоги {{{{ stage }}}} этапа экспертизы документов проекта «500+» в {{{{ year }}}} году.",
        "Просим довести итоги до руководителей общеобразовательных организаций и обеспечить доработку документов.",
    ),
    appendices=(
        Appendix(
            title=("Итоги {{ stage }} этапа экспертизы документов",),
            columns=(NUMBER, TOWN, SCHOOL, ("Вывод", 50, "{{ row.zone }}")),
            loops=BY_MUNICIPALITY,
        ),
    ),
)
L_SCHOOL_RETURN = Template(
    letter=True,
    points=(
        "{{ department }} сообщает, что куратором возвращены на доработку документы "
        "{{ school }} по проекту «500+», указанные в приложении.",
        "Просим исправить замечания и разместить документы до {{ documents_by }}",
    ),
    appendices=(
        Appendix(
            title=("Документы, возвращённые на доработку",),
            columns=(NUMBER, ("Документ", 55, "{{ row.document }}"), ("Замечания", 102, "{{ row.remarks }}")),
        ),
    ),
)
