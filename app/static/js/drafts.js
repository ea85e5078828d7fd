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

// An answer of the server never replaces a field that was changed meanwhile, nor one of another form of the same region.
(() => {
  const FIELDS = 'textarea, select, input:not([type="hidden"]):not([type="file"]):not([type="password"])';
  const asked = new WeakMap(), left = new WeakMap();
  const chosen = (field) => field.matches('[type="radio"], [type="checkbox"]');
  const value = (field) => (chosen(field) ? String(field.checked) : field.value);
  const first = (field) => {
    if (chosen(field)) return String(field.defaultChecked);
    if (!field.matches("select")) return field.defaultValue;
    return ([...field.options].find((one) => one.defaultSelected) || field.options[0] || { value: "" }).value;
  };
  // The same field of the next answer: of the form with the same address, by its name, and by its value where several have one.
  const name = (field) => [field.form?.getAttribute("action"), field.name || field.id, chosen(field) ? field.value : ""].join("\n");
  const named = (root) => {
    const seen = {};
    return [...root.querySelectorAll(FIELDS)].map((field) => {
      const own = name(field);
      seen[own] = (seen[own] || 0) + 1;
      return [`${own}\n${seen[own]}`, field];
    });
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    const { xhr, target, elt } = event.detail, form = elt.closest("form");
    asked.set(xhr, new Map(named(target).map(([key, field]) => [key, field.form === form ? value(field) : first(field)])));
  });
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail, was = asked.get(xhr);
    if (was) left.set(xhr, named(target).filter(([key, field]) => was.has(key) && was.get(key) !== value(field)));
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const { xhr, target } = event.detail, changed = left.get(xhr) || [];
    left.delete(xhr);
    const region = document.getElementById(target.id) || target;
    const now = new Map(named(region)), lost = [];
    changed.forEach(([key, field]) => {
      const there = now.get(key);
      if (!there) { if (!chosen(field) && !field.matches("select") && field.value.trim()) lost.push(field.value); return; }
      if (chosen(field)) there.checked = field.checked; else there.value = field.value;
      there.dispatchEvent(new Event("input", { bubbles: true }));
    });
    if (!lost.length) return;
    const said = Object.assign(document.createElement("p"), { className: "flash flash--hand as-typed" });
    said.setAttribute("role", "alert");
    said.textContent = `Пока сервер отвечал, вы набрали текст, а\u00a0поля для него больше нет. Скопируйте, если он нужен:\n${lost.join("\n\n")}`;
    region.prepend(said);
  });
})();
