// The curator's keys (by place on the keyboard, whatever the layout) and the remark that survives a crash.
(() => {
  const press = (selector) => { const found = document.querySelector(selector); if (found) found.click(); };
  const neighbour = (step) => {
    const links = [...document.querySelectorAll(".queue a")];
    const at = links.findIndex((a) => a.getAttribute("aria-current"));
    if (links[at + step]) links[at + step].click();
  };
  const KEYS = {
    KeyG: () => press('input[value="approve"]'),
    KeyD: () => press('input[value="return"]'),
    KeyL: () => neighbour(1),
    KeyE: () => neighbour(-1),
  };
  document.addEventListener("keydown", (event) => {
    if (event.code === "Enter" && event.ctrlKey) { press(".desk__submit button"); return; }
    const busy = event.target.matches("textarea, input[type=text], select");
    if (!busy && !event.ctrlKey && !event.altKey && !event.metaKey && KEYS[event.code]) KEYS[event.code]();
  });

  const restore = () => document.querySelectorAll("textarea[data-keep]").forEach((area) => {
    if (!area.value) area.value = localStorage.getItem(area.dataset.keep) || "";
  });
  document.addEventListener("input", (event) => {
    if (event.target.dataset.keep) localStorage.setItem(event.target.dataset.keep, event.target.value);
  });
  document.addEventListener("submit", (event) => { if ("signOut" in event.target.dataset) localStorage.clear(); });
  document.addEventListener("htmx:afterSwap", restore);
  restore();
})();
