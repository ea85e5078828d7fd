// What every page does: the CSRF header, the busy button, focus after a swap, a lost connection, the key of the search, printing, a page from the cache.
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

  document.addEventListener("htmx:afterSwap", (event) => {
    document.querySelectorAll("#main > .flash--done").forEach((said) => said.remove());
    const region = document.getElementById(event.detail.target.id) || event.detail.target;
    const heading = region.querySelector('[tabindex="-1"]');
    if (heading) heading.focus();
    else if (event.detail.requestConfig.verb === "post" && document.activeElement === document.body) {
      region.tabIndex = -1;
      region.focus();
    }
    if (region.dataset.status) document.getElementById("status").textContent = region.dataset.status;
  });

  // An answer that is not swapped in: our own error page says what happened; silence is said here.
  const problem = (event) => {
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText || "", "text/html");
    const said = answer.querySelector(".page-head .lead");
    const line = document.getElementById("problem");
    line.textContent = said ? `Не получилось. ${said.textContent.trim()}` : "Не получилось: сервер не ответил. Ничего не потеряно, попробуйте ещё раз.";
    line.hidden = false;
    line.scrollIntoView({ block: "center" });
  };
  document.addEventListener("htmx:sendError", problem);
  document.addEventListener("htmx:responseError", problem);

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
