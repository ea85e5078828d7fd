"""The day of a demo is moved by the coordinator, and a real house has none."""


def test_outside_demo_mode_there_is_no_clock_to_move(app, browser):
    department = browser("department")
    app.config["SETTINGS"].demo = False
    assert department.client.get("/demo/day").status_code == 404


def test_the_coordinator_moves_the_demo_day(app, browser):
    from app.year.cycle.demo_clock import demo_now

    app.extensions["clock"] = demo_now
    person = browser("department")
    person.get("/demo/day")
    person.submit("/demo/day", day="2022-06-14")
    assert "Сегодня 14.06.2022, вторник" in person.text
