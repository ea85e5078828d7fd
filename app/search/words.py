"""How what was found is called."""

from app.kernel.workflow import State

TITLES = {"school": "Школы", "version": "Документы", "remark": "Замечания"}
COUNTED = {
    "school": ("школа", "школы", "школ"),
    "version": ("версия документа", "версии документов", "версий документов"),
    "remark": ("замечание", "замечания", "замечаний"),
}
REPLACED = State("Заменена", "stack", "idle")
