"""How a ruling says what counts."""

COUNTS = {
    "first": "мнение первого эксперта",
    "second": "второе мнение",
    "third": "третье мнение",
    "mean": "средний балл двух мнений",
}
