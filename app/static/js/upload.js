// A chosen file: named, measured against the limit, dropped. An upload is also sent with progress and not forgotten
// unsent; a form with data-upload="plain" is sent as the browser does it.
(() => {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const input = form.querySelector('input[type="file"]');
  const title = form.querySelector("h2");
  const drop = form.querySelector(".drop");
  const say = (text) => { document.getElementById("status").textContent = text; };
  const CHOSEN = "Файл выбран, ещё не\u00a0отправлен";
  const verb = form.querySelector('[type="submit"]').textContent.trim().split(/\s/)[0];
  const ENDED = `Вход закончился: вы долго не обращались к серверу или вышли в\u00a0другой вкладке. Войдите в соседней вкладке и нажмите «${verb}» ещё раз: файл остался выбранным.`;
  // An address that differs by its anchor alone would only scroll the page that does not know of the file yet.
  const go = (next) => {
    const same = new URL(next, location.href).href.split("#")[0] === location.href.split("#")[0];
    location.assign(next);
    if (same) location.reload();
  };
  let sending = false;

  const picked = document.createElement("p");
  picked.className = "strong picked__name";
  picked.hidden = true;
  drop.append(picked);

  const size = (bytes) =>
    bytes < 1048576
      ? `${Math.max(1, Math.round(bytes / 1024))}\u00a0КБ`
      : `${(bytes / 1048576).toFixed(1).replace(".", ",")}\u00a0МБ`;
  input.addEventListener("change", () => {
    const file = input.files[0];
    picked.hidden = !file;
    picked.classList.remove("error");
    if (!file) return;
    if (file.size > Number(form.dataset.limit)) {
      picked.textContent = form.dataset.limitSentence;
      input.value = "";
    } else {
      title.textContent = form.dataset.chosen || CHOSEN;
      picked.textContent = `${file.name}, ${size(file.size)}`;
    }
    say(picked.textContent);
  });
  ["dragover", "drop"].forEach((name) => drop.addEventListener(name, (event) => {
    event.preventDefault();
    if (name === "drop" && event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change"));
    }
  }));

  if (form.dataset.upload === "plain") return;
  const LARGE = 1048576; // what is larger goes in parts, where the browser can tell its SHA-256
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    const file = input.files[0];
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", "Загрузка файла");
    drop.append(bar);
    title.textContent = "Файл загружается";
    const progress = (loaded, total) => {
      bar.value = (100 * loaded) / total;
      picked.textContent = `${size(loaded)} из ${size(total)}`;
    };
    const failed = (sentence) => {
      sending = false;
      bar.remove();
      delete form.dataset.busy;
      form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
      title.textContent = CHOSEN;
      picked.hidden = false;
      picked.classList.add("error");
      picked.textContent = sentence || `Не получилось: связь прервалась. Файл остался выбранным, нажмите «${verb}» ещё раз.`;
      say(picked.textContent);
    };
    const post = (data) => {
      const request = new XMLHttpRequest();
      if (data.get("file")) request.upload.onprogress = (e) => progress(e.loaded, e.total);
      request.onload = () => {
        const next = request.getResponseHeader("Location");
        if (request.status === 201 && next) { go(next); return; }
        if (request.status === 401) { failed(ENDED); return; }
        const answer = new DOMParser().parseFromString(request.responseText, "text/html");
        const sentence = answer.querySelector("#upload-error") || answer.querySelector(".page-head .lead");
        failed(sentence && sentence.textContent.trim());
      };
      request.onerror = () => failed();
      request.open("POST", form.action);
      request.setRequestHeader("X-Upload", "1");
      request.send(data);
    };
    if (file.size <= LARGE || !form.dataset.parts || !window.crypto.subtle) { post(new FormData(form)); return; }
    const token = () => form.querySelector('[name="csrf_token"]').value;
    const told = (at, waits) => {
      progress(at, file.size);
      if (waits) picked.textContent = `Связь прервалась на\u00a0${size(at)} из ${size(file.size)}. Продолжим, как только она вернётся.`;
    };
    window.sendInParts(file, form.dataset.parts, token, told).then((digest) => {
      const data = new FormData(form);
      data.delete("file");
      data.set("parts", digest);
      data.set("parts_name", file.name);
      post(data);
    }, (stopped) => {
      if (stopped.status === 401) failed(ENDED);
      else if (stopped.status) post(new FormData(form)); // not in parts, then: the plain form says what is wrong
      else failed(`Связь прервалась. На сервере уже ${size(stopped.at)} из ${size(file.size)}: нажмите «${verb}» ещё раз, отправка продолжится с\u00a0этого места. Если закроете страницу, выберите потом тот же файл.`);
    });
  });
  window.addEventListener("beforeunload", (event) => { if (input.files.length && !sending) event.preventDefault(); });
})();
