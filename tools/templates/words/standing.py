"""What stands in many orders: the template's shape, the names of institutions, the sentences of domain.md §7.2."""

from dataclasses import dataclass

INSTITUTE = "{{ institute_dat_first }}"
AND_CENTRE = "{% if centre_dat %}, {{ centre_dat }}{% endif %}"  # a region may have no centre
# The Department recommends to municipalities and never obliges them (§7.2).
MOUO = "руководителям органов местного самоуправления, осуществляющих управление в сфере образования,"
CONTROL = "Контроль за исполнением приказа возложить на {{ controller }}"  # the initials bring the full stop
PROJECT = (
    "проекта адресной методической помощи («500+») общеобразовательным организациям, "
    "имеющим низкие образовательные результаты обучающихся"
)
BASIS = (
    "На основании письма Федерального государственного бюджетного учреждения «Федеральный институт оценки "
    "качества образования» от {{ basis_date }} г. № {{ basis_number }} «{{ basis_title }}» и в целях создания "
    "условий для получения качественного общего образования в общеобразовательных организациях с низкими "
    "результатами обучения на территории {{ region_gen }}, "
)
OF_PLAN = (
    "Во исполнение пункта {{ item }} регионального плана-графика реализации проекта «500+», утверждённого приказом "
    "{{ department_gen }} от {{ plan_date }} № {{ plan_number }}, "
)
NUMBER = ("№ п/п", 16, "{{ row.number }}.")
BY_MUNICIPALITY = ("for group in groups", "for row in group.rows")
BY_ROW = ("for row in rows",)


@dataclass(frozen=True)
class Appendix:
    """`columns` are (heading, width in mm, placeholder); `^` merges a cell down its group, `=` centres it.

    Without columns the appendix is `text`, a paragraph each. A wide one lies on its side.
    """

    title: tuple[str, ...]
    columns: tuple[tuple[str, int, str], ...] = ()
    loops: tuple[str, ...] = BY_ROW
    text: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True)
class Template:
    """An order; a letter has an addressee in place of «приказываю»."""

    points: tuple[str, ...]
    preamble: str = BASIS
    appendices: tuple[Appendix, ...] = ()
    letter: bool = False
