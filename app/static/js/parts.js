// A large file goes in parts: a broken line costs one part, and the sending goes on from what the server has, even after
// the page was closed and the same file chosen again. The server knows the file by its SHA-256.
(() => {
  const SMALLEST = 256 * 1024;
  const LARGEST = 4 * 1024 * 1024;
  const PATIENCE = [1, 2, 4, 8, 16]; // seconds before each new try; progress starts them anew
  const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

  class Stopped extends Error {
    constructor(status, at) { super(`stopped at ${at}`); this.status = status; this.at = at; }
  }

  const number = async (answer, at) => {
    if (!answer.ok || answer.redirected) throw new Stopped(answer.redirected ? 401 : answer.status, at);
    return Number(await answer.text());
  };

  // The SHA-256 of the file, all of whose bytes the server has; Stopped when it can't be brought there.
  const inParts = async (file, address, token, told) => {
    const digest = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    const url = address.replace(/-$/, digest);
    const ask = (at) => fetch(url).then((answer) => number(answer, at));
    let at = 0, size = SMALLEST, failures = 0, asked = false;
    while (!asked || at < file.size) {
      try {
        if (!asked) at = await ask(at);
        asked = true;
        if (at >= file.size) break;
        told(at, false);
        const started = performance.now(), before = at;
        const headers = { "X-CSRFToken": token(), "Content-Type": "application/octet-stream" };
        at = await number(await fetch(`${url}?at=${at}`, { method: "PATCH", body: file.slice(at, at + size), headers }), at);
        if (at === before) throw new Stopped(409, at);
        failures = 0;
        const took = performance.now() - started;
        size = Math.min(LARGEST, Math.max(SMALLEST, took < 1500 ? size * 2 : took > 8000 ? size / 2 : size));
      } catch (error) {
        // 503: the house has no room for parts or no database. The plain form may still do, and says what is wrong.
        const refused = error instanceof Stopped && (error.status === 503 || error.status >= 400 && error.status < 500);
        const hopeless = refused && error.status !== 409;
        if (hopeless || failures === PATIENCE.length) throw error instanceof Stopped ? error : new Stopped(0, at);
        told(at, true);
        await pause(PATIENCE[failures]);
        failures += 1;
        asked = false;
        size = SMALLEST;
      }
    }
    told(file.size, false);
    return digest;
  };

  window.sendInParts = inParts;
})();
