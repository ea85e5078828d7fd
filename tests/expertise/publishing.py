"""Steps of a publication."""


def published(browser) -> None:
    department = browser("department")
    department.get("/rounds/1")
    held = department.page.xpath('//input[@name="pass"]/@value')
    department.submit("/rounds/1/publication", **{"pass": held, "because": "Срок отчёта."})
    assert "Результаты этапа опубликованы" in department.text
