"""What the data of each list order hold: columns of a row, words. A template may use these and no others."""

SCHOOL = ("municipality", "school")
PERSON = ("name", "post")
PLAN_ORDER = ("plan_date", "plan_number", "plan_title")
ROWS: dict[str, tuple[str, ...]] = {
    "O_REG": PERSON,
    "O_SCH": (*SCHOOL, "full_name", "code"),
    "O_MUN": ("municipality", *PERSON, "phone", "email"),
    "O_CUR": (*SCHOOL, *PERSON),
    "O_EXP": (*PERSON, "role"),
    "O_PLANMON": (
        "number",
        "title",
        "period",
        "executors",
        "planned",
        "fact",
        "executed",
        "confirmed",
        "proof",
        "remark",
    ),
    "O_EVENT": ("time", "subject", "speaker"),
    "O_FINAL": (*SCHOOL, "directions", "goal", "risks", "figures", "remarks"),
    "L_FIOKO_MUN": ("municipality", *PERSON, "phone", "email"),
    "L_FIOKO_CUR": (*SCHOOL, *PERSON),
    "L_MOUO_START": (*SCHOOL, "full_name", "code"),
    "L_MOUO_REMIND": (*SCHOOL, "missing"),
    "L_MOUO_RESULTS": (*SCHOOL, "zone"),
    "L_SCHOOL_RETURN": (*SCHOOL, "document", "remarks"),
}
SAID: dict[str, tuple[str, ...]] = {
    "O_EXP": ("stages",),
    "O_PLANMON": (
        *("as_of", "month", "item", "base", "base_words", "confirmed", "share", "threshold", "verdict", "open"),
        *PLAN_ORDER,
    ),
    "O_CHANGE": PLAN_ORDER,
    "L_FIOKO_PLAN": PLAN_ORDER,
    "L_MOUO_REMIND": ("as_of",),
    "L_MOUO_RESULTS": ("stage",),
    "L_SCHOOL_RETURN": ("school",),
}
CRITERIA = ("O_EXP",)
