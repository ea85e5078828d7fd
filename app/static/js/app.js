// What every page does: the CSRF header, the busy button, focus after a swap, a lost connection, a page from the cache.
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
    const region = document.getElementById(event.detail.target.id) || event.detail.target;
    const heading = region.querySelector('[tabindex="-1"]');
    if (heading) heading.focus();
    if (region.dataset.status) document.getElementById("status").textContent = region.dataset.status;
  });

  const problem = () => {
    const line = document.getElementById("problem");
    line.textContent = "Не получилось: сервер не ответил. Ничего не потеряно, попробуйте ещё раз.";
    line.hidden = false;
    line.scrollIntoView({ block: "center" });
  };
  document.addEventListener("htmx:sendError", problem);
  document.addEventListener("htmx:responseError", problem);

  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
