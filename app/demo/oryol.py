"""The region of the demo: the one whose order No. 226 is the golden text. Data only."""

from zoneinfo import ZoneInfo

from app.region import Region

MOSCOW = ZoneInfo("Europe/Moscow")
_INSTITUTE = "Орловской области дополнительного профессионального образования «Институт развития образования»"
_CENTRE = "Орловской области «Региональный центр оценки качества образования»"
ORYOL = Region(
    name="Орловская область",
    name_gen="Орловской области",
    city="г. Орёл",
    department="Департамент образования Орловской области",
    department_gen="Департамента образования Орловской области",
    unit_dat="Управлению общего образования",
    institute_short="ОИРО",
    institute=f"Бюджетное учреждение {_INSTITUTE}",
    institute_gen=f"бюджетного учреждения {_INSTITUTE}",
    institute_dat=f"бюджетному учреждению {_INSTITUTE}",
    institute_site="оиро.рф",
    centre_short="ОРЦОКО",
    centre=f"Бюджетное учреждение {_CENTRE}",
    centre_gen=f"бюджетного учреждения {_CENTRE}",
    centre_dat=f"бюджетному учреждению {_CENTRE}",
)
