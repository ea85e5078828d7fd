"""The search in a real Chromium: the key, the answers while one types, a file that is dropped to be checked."""

import pytest

pytestmark = pytest.mark.chromium
DROP = """(drop, text) => {
  const data = new DataTransfer();
  data.items.add(new File([text], "брошенный.docx"));
  drop.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def test_the_key_leads_to_the_search_and_answers_come_while_one_types(person):
    page = person("school")
    page.keyboard.press("/")
    page.wait_for_url("**/search")
    page.click("h1")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("показател/")
    page.wait_for_selector("#found mark")
    assert page.input_value("#q") == "показател/"
    assert "q=" in page.url
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.text_content("#status").startswith("Нашлось: ")


def test_the_key_is_silent_with_the_switch_of_the_single_keys(person):
    page = person("school")
    page.evaluate("localStorage.setItem('single-keys-off', '1')")
    page.keyboard.press("/")
    page.wait_for_timeout(300)
    assert not page.url.endswith("/search")


def test_a_dropped_file_is_checked(person):
    page = person("school")
    page.goto("/check-file")
    page.eval_on_selector(".drop", DROP, "нет такого")
    assert page.text_content("form[data-upload] h2") == "Файл выбран"
    page.click("form[data-upload] button")
    page.wait_for_selector("text=Такого файла среди документов")


def test_everything_works_without_javascript(person):
    page = person("school", java_script_enabled=False)
    page.goto("/search")
    page.fill("#q", "показатели")
    page.click(".seek button")
    assert page.locator("#found mark").count()
    page.goto("/check-file")
    page.set_input_files("#file", {"name": "a.docx", "mimeType": "text/plain", "buffer": b"none"})
    page.click("form[data-upload] button")
    assert page.locator("text=Такого файла среди документов").count()
