// What is being typed survives a crash of the browser: kept on this device until it is saved or the person signs out.
(() => {
  const kept = (root) => root.querySelectorAll("textarea[data-keep]");
  const restore = () => kept(document).forEach((area) => {
    if (!area.value) area.value = localStorage.getItem(area.dataset.keep) || "";
  });
  document.addEventListener("input", (event) => {
    if (event.target.dataset.keep) localStorage.setItem(event.target.dataset.keep, event.target.value);
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 200) kept(event.detail.requestConfig.elt).forEach((area) => localStorage.removeItem(area.dataset.keep));
  });
  document.addEventListener("submit", (event) => { if ("signOut" in event.target.dataset) localStorage.clear(); });
  document.addEventListener("htmx:afterSwap", restore);
  restore();
})();
