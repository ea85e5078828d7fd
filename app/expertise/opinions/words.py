"""How a ruling says what counts, and how the sheet of each opinion is called."""

COUNTS = {
    "first": "мнение первого эксперта",
    "second": "второе мнение",
    "third": "третье мнение",
    "mean": "средний балл двух мнений",
}
SHEETS = {"first": "экспертный лист", "second": "лист второго мнения", "third": "лист третьего мнения"}
MEAN = "Засчитан средний балл двух экспертов."
