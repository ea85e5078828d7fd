// What every page does: the CSRF header, the busy button, focus after a swap, the present section in sight, a lost connection, the key of the search, printing, a page from the cache.
(() => {
  const token = () => document.querySelector('meta[name="csrf-token"]').content;
  document.addEventListener("htmx:configRequest", (event) => { event.detail.headers["X-CSRFToken"] = token(); });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.busy) { event.preventDefault(); return; }
    form.dataset.busy = "1";
    const button = event.submitter;
    if (button) button.setAttribute("aria-busy", "true");
  });
  const free = (root) => root.querySelectorAll("form[data-busy]").forEach((form) => {
    delete form.dataset.busy;
    form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
  });
  document.addEventListener("htmx:afterRequest", () => free(document));

  // A form that stays on the page after its answer is another one next time; after silence or a failure it is the same.
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr } = event.detail;
    const key = elt.closest("form")?.querySelector('input[name="form_key"]');
    if (key && xhr.status && xhr.status < 500) key.value = fresh();
  });

  // After an act: the refused field, else the row that was acted in, else the heading of the region. A poll moves nothing.
  const refused = (region) => {
    const said = region.querySelector('[role="alert"]');
    if (!said) return region.querySelector('[aria-invalid="true"]');
    const field = said.closest(".field, fieldset")?.querySelector("input:not([type=hidden]), select, textarea");
    if (!field) said.tabIndex = -1;
    return field || said;
  };
  const landing = (region, form) => {
    const row = document.getElementById(form.closest(".leaf__block[id]")?.id);
    const heading = region.querySelector('[tabindex="-1"]');
    const first = (part) => part.querySelector('[tabindex="-1"], summary, button, a');
    return refused(region) || (row && row !== region && region.contains(row) && first(row)) || heading || first(region);
  };
  // Who has gone on typing in the form that was sent is left where he is.
  const isTyping = (form) => form.contains(document.activeElement) && document.activeElement.matches("input:not([type=radio]):not([type=checkbox]), textarea");
  document.addEventListener("htmx:afterSwap", (event) => {
    const region = document.getElementById(event.detail.target.id) || event.detail.target;
    const { verb, elt } = event.detail.requestConfig;
    if (verb !== "get" && !isTyping(elt)) {
      document.querySelectorAll("#main > .flash--done").forEach((said) => said.remove());
      const place = landing(region, elt) || region;
      if (place === region) region.tabIndex = -1;
      place.focus();
    }
    if (region.dataset.status) document.getElementById("status").textContent = region.dataset.status;
  });

  // Where I am stays in sight when the sections, or the queue, are wider than the screen.
  const here = () => document.querySelectorAll(".nav [aria-current], .tabs [aria-current], .queue [aria-current]").forEach((link) => {
    const [row, at] = [link.closest(".nav, .tabs, .queue"), link.getBoundingClientRect()];
    const [pane, seen] = [link.closest(".desk__queue"), row.getBoundingClientRect()];
    row.scrollLeft += at.left - seen.left - (seen.width - at.width) / 2;
    if (pane && at.bottom > pane.getBoundingClientRect().bottom) pane.scrollTop += at.bottom - pane.getBoundingClientRect().bottom;
  });
  document.addEventListener("htmx:afterSwap", here);
  here();

  // An answer that is not swapped in: our own error page says what happened; silence is said here.
  const problem = (event) => {
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText || "", "text/html");
    const said = answer.querySelector(".page-head .lead");
    const line = document.getElementById("problem");
    line.textContent = said ? `Не получилось. ${said.textContent.trim()}` : "Не получилось: сервер не ответил. Набранное осталось, отправьте ещё раз: дважды не запишется.";
    line.hidden = false;
    line.scrollIntoView({ block: "center" });
  };
  document.addEventListener("htmx:sendError", problem);
  document.addEventListener("htmx:responseError", problem);

  // A form that meets the end of its session goes again as a plain one: the server carries it through the door.
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const { xhr, requestConfig: { verb, elt, triggeringEvent } } = event.detail;
    const form = verb !== "get" && xhr.status === 401 && elt.closest("form");
    if (!form) return;
    event.preventDefault();
    const pressed = (triggeringEvent && triggeringEvent.submitter) || elt.closest("button");
    if (pressed && pressed.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: pressed.name, value: pressed.value }));
    form.querySelectorAll("fieldset:disabled").forEach((shut) => { shut.disabled = false; });
    form.submit();
  });

  // «/» goes to the search, whatever the layout; silent in a field, and with the switch of the desk's keys.
  document.addEventListener("keydown", (event) => {
    const plain = event.code === "Slash" && event.key !== "?" && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    const typing = event.target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
    const target = document.getElementById("q") || document.querySelector("[data-find]");
    if (!plain || typing || !target || document.querySelector("dialog[open]") || localStorage.getItem("single-keys-off")) return;
    event.preventDefault();
    if (target.id === "q") target.select(); else target.click();
  });

  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => print());
  });

  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
