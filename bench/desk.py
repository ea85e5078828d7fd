"""The curator's decision and the next document, with 20,000 documents in the database against 200; both over HTTP."""

import re

from bench.house import House, Houses
from bench.measure import Figure, ratios
from bench.visitor import Visitor, token

FEW, MANY, TURNS = 200, 20_000, 41
RETURNED = {"verdict": "return", "reason": "dates_wrong", "remark": "Назовите месяц каждого мероприятия."}


class Curator:
    """Reads what is on the desk and decides it: approves, and returns every fourth document."""

    def __init__(self, house: House):
        self.visitor = Visitor(house.port, "curator")
        self.page = self.visitor.get("/desk")
        self.token, self.decided = token(self.page), 0

    def look(self) -> None:
        """Open the desk, as in the morning."""
        self.page = self.visitor.get("/desk")

    def decide(self) -> None:
        """Answer the document on the desk; the next one follows in the same answer."""
        action = re.search(r'hx-post="(/documents/\d+/decision)"', self.page)[1]
        version = re.search(r'name="version_id" value="(\d+)"', self.page)[1]
        remarks = dict.fromkeys(re.findall(r'name="(remark-\d+)"', self.page), "accepted")
        verdict = RETURNED if self.decided % 4 == 3 else {"verdict": "approve"}
        typed = {"csrf_token": self.token, "version_id": version, **remarks, **verdict}
        self.page = self.visitor.post(action, typed, **{"HX-Request": "true"})
        assert 'id="desk"' in self.page
        assert f'value="{version}"' not in self.page
        self.decided += 1


def measure(houses: Houses) -> list[Figure]:
    """The queue of the curator is equally long in both houses, and so are the papers."""
    many, few = map(Curator, [houses.with_documents(number) for number in (MANY, FEW)])
    trip, note = ratios(many.decide, few.decide, TURNS)
    page, said = ratios(many.look, few.look, TURNS, tries=3)
    return [
        Figure("decision and next, 20,000 documents / 200", trip, 1.2, note=note),
        Figure("the desk as a page, 20,000 documents / 200", page, 1.2, note=said),
    ]
