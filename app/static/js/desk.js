// The keys of the desk (by place on the keyboard, whatever the layout) and their dialog.
(() => {
  const press = (selector) => { const found = document.querySelector(selector); if (found) found.click(); };
  const neighbour = (step) => {
    const links = [...document.querySelectorAll(".queue a")];
    const at = links.findIndex((a) => a.getAttribute("aria-current"));
    if (links[at + step]) links[at + step].click();
  };
  const toRemark = () => {
    const remark = document.querySelector("#remark, #remarks");
    if (!remark) return;
    const chosen = getSelection();
    const quoted = document.getElementById("preview").contains(chosen.anchorNode) ? chosen.toString().trim() : "";
    if (quoted) {
      remark.value += `${remark.value ? "\n" : ""}«${quoted}»: `;
      remark.dispatchEvent(new Event("input", { bubbles: true }));
    }
    remark.focus();
    remark.setSelectionRange(remark.value.length, remark.value.length);
  };
  const help = () => { const dialog = document.getElementById("keys"); if (dialog && !dialog.open) dialog.showModal(); };
  const KEYS = {
    KeyG: () => press('input[value="approve"]'),
    KeyD: () => press('input[value="return"]'),
    KeyP: toRemark,
    KeyB: () => press('.doc-head a[href$="view=changes"]'),
    KeyN: () => press('.doc-head a[href$="view=text"]'),
    KeyH: () => press('.doc-head a[href$="view=check"]'),
    KeyL: () => neighbour(1),
    KeyE: () => neighbour(-1),
  };
  // 1 … 9: the earlier remark with this number is accepted; once more, and it is not.
  const settle = (number) => {
    const pair = document.querySelectorAll(`.old li:nth-child(${number}) input`);
    const other = [...pair].find((input) => !input.checked);
    if (other) other.click();
  };

  // The keys of reading scroll the document when nothing else on the page waits for them.
  const READING = ["PageDown", "PageUp", "ArrowDown", "ArrowUp", "Home", "End", "Space"];
  const read = () => {
    const preview = document.getElementById("preview");
    if (preview && document.activeElement.matches("body, h2")) preview.focus({ preventScroll: true });
  };

  // The number beside the section says what the queue says.
  document.addEventListener("htmx:afterSwap", () => {
    const [count, left] = [document.querySelector(".nav [aria-current] .count"), document.querySelectorAll(".queue a").length];
    if (!count || !document.getElementById("queue-title")) return;
    if (left) count.firstChild.data = left; else count.remove();
  });

  const OFF = "single-keys-off";
  const single = () => !localStorage.getItem(OFF);
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]")) return;
    if (event.code === "Enter" && event.ctrlKey) { press(".desk__submit button, #result button[type=submit]"); return; }
    if (event.target.matches("textarea, input:not([type=radio]):not([type=checkbox]), select")) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (READING.includes(event.code)) read();
    if (event.key === "?") { help(); return; }
    if (!single()) return;
    if (KEYS[event.code]) { event.preventDefault(); KEYS[event.code](); }
    const digit = event.code.match(/^(?:Digit|Numpad)([1-9])$/);
    if (digit) settle(digit[1]);
  });
  document.addEventListener("click", (event) => { if (event.target.closest("[data-keys]")) help(); });
  const choice = document.querySelector("[data-keys-on]");
  if (choice) {
    choice.checked = single();
    choice.addEventListener("change", () => { if (choice.checked) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); });
  }
})();
