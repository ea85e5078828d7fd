"""What a place of the kit is called: whole, short, after «загрузите», under a heading that names the kind."""

from types import SimpleNamespace as Thing

from app.documents.kit import Slot

RISK = Thing(id=7, direction=Thing(title="Дефицит педагогических кадров", short_title="Дефицит кадров"))
SPRING = Thing(id=1, title="март – май")
NAMES = {
    Slot("concept"): ("concept", "Концепция развития", "Концепция развития", "концепцию развития"),
    Slot("midterm"): (
        "midterm",
        "Среднесрочная программа развития",
        "Среднесрочная программа развития",
        "среднесрочную программу развития",
    ),
}


def names(place: Slot) -> tuple[str, ...]:
    return tuple(one.replace("\u00a0", " ") for one in (place.key, place.title, place.short_title, place.accusative))


def test_the_two_papers_of_every_school():
    assert {place: names(place) for place in NAMES} == NAMES
    assert Slot("concept").line_title == "Концепция развития"


def test_a_programme_and_evidence_name_their_direction():
    assert names(Slot("antirisk", RISK)) == (
        "antirisk-7",
        "Антирисковая программа «Дефицит педагогических кадров»",
        "АРП «Дефицит кадров»",
        "антирисковую программу «Дефицит педагогических кадров»",
    )
    assert names(Slot("evidence", RISK, SPRING)) == (
        "evidence-7-1",
        "Подтверждающие документы по направлению «Дефицит педагогических кадров», март – май",
        "Подтверждающие документы «Дефицит кадров», март – май",
        "подтверждающие документы по направлению «Дефицит педагогических кадров»",
    )
    assert Slot("antirisk", RISK).line_title == "Дефицит педагогических кадров"
