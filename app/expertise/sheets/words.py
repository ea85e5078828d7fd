"""What a criterion applies to, in words."""

KINDS = {
    "concept": "концепция",
    "midterm": "среднесрочная программа",
    "antirisk": "антирисковая программа",
    "evidence": "подтверждающие документы",
    "set": "комплект в\u00a0целом",
}
