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
  const ENDED = "Вход закончился, потому что вы долго не обращались к серверу. Войдите в соседней вкладке и нажмите «Загрузить» ещё раз: файл остался выбранным.";
  let sending = false;

  const picked = document.createElement("p");
  picked.className = "strong picked__name";
  picked.hidden = true;
  drop.append(picked);

  const megabytes = (bytes) => (bytes / 1048576).toFixed(1).replace(".", ",") + "\u00a0МБ";
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
      picked.textContent = `${file.name}, ${megabytes(file.size)}`;
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
  form.addEventListener("submit", (event) => {
    if (!input.files.length) return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.setAttribute("aria-label", "Загрузка файла");
    drop.append(bar);
    title.textContent = "Файл загружается";
    const request = new XMLHttpRequest();
    request.upload.onprogress = (e) => {
      bar.value = (100 * e.loaded) / e.total;
      picked.textContent = `${megabytes(e.loaded)} из ${megabytes(e.total)}`;
    };
    request.onload = () => {
      const next = request.getResponseHeader("Location");
      if (request.status === 201 && next) { location.assign(next); return; }
      if (request.status === 401) { failed(ENDED); return; }
      const answer = new DOMParser().parseFromString(request.responseText, "text/html");
      const sentence = answer.querySelector("#upload-error") || answer.querySelector(".page-head .lead");
      failed(sentence && sentence.textContent.trim());
    };
    const failed = (sentence) => {
      sending = false;
      bar.remove();
      delete form.dataset.busy;
      form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
      title.textContent = CHOSEN;
      picked.hidden = false;
      picked.classList.add("error");
      picked.textContent = sentence || "Не получилось: связь прервалась. Файл остался выбранным, нажмите «Загрузить» ещё раз.";
      picked.classList.add("error");
      say(picked.textContent);
    };
    request.onerror = () => failed();
    request.open("POST", form.action);
    request.setRequestHeader("X-Upload", "1");
    request.send(new FormData(form));
  });
  window.addEventListener("beforeunload", (event) => { if (input.files.length && !sending) event.preventDefault(); });
})();
