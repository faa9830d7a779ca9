// The list of documents, uploads and their states, and the progress of a sync.

import { $, banner, el, name, plain, seconds } from "./dom.js";
import { events, get, post, remove } from "./api.js";
import { close, isOpen, open } from "./source.js";

const states = new Map();
let limit = Infinity;

export function setLimit(bytes) {
  limit = bytes;
}

async function refresh() {
  try {
    const all = await get("/api/documents");
    $("count").textContent = all.length ? `(${all.length})` : "";
    $("empty").hidden = all.length > 0;
    $("list").replaceChildren(...all.map(item));
  } catch (failure) {
    banner(failure.message);
  }
}

let waiting = 0;

/** Many documents may change at once; the list is fetched once for all of them. */
function refreshSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, 80);
}

function item(entry) {
  const place = { documentId: entry.id, start: 0, end: 0 };
  const size = `${entry.characters.toLocaleString()} characters${entry.uploaded ? ", uploaded" : ""}`;
  return el(
    "li",
    {},
    el("button", { type: "button", className: "link", disabled: !entry.characters, onclick: () => open(place) }, name(entry.name)),
    el("span", { className: "place" }, entry.excluded ? "taken out; its file is still there" : entry.characters ? size : "not readable"),
    entry.excluded ? restoreButton(entry) : deleteButton(entry),
    entry.failure && !states.has(entry.name) ? el("span", { className: "reason" }, plain(entry.failure)) : null,
  );
}

function restoreButton(entry) {
  const button = el("button", { type: "button", className: "quiet delete", ariaLabel: `Bring back ${entry.name}` }, "Bring back");
  button.onclick = () => {
    button.disabled = true;
    post(`/api/restore?id=${encodeURIComponent(entry.id)}`).catch((failure) => {
      banner(failure.message);
      refreshSoon();
    });
  };
  return button;
}

/** Asks once more by itself: the first press arms it, moving away disarms it. */
function deleteButton(entry) {
  const title = entry.uploaded ? "Delete it and its file" : "Take it out of all answers; its file stays";
  const button = el("button", { type: "button", className: "quiet delete", ariaLabel: `Delete ${entry.name}`, title }, "✕");
  button.onclick = async () => {
    if (!button.classList.contains("sure")) {
      button.classList.add("sure");
      button.textContent = entry.uploaded ? "Delete?" : "Take out?";
      return;
    }
    button.disabled = true;
    try {
      await remove(`/api/documents?id=${encodeURIComponent(entry.id)}`);
      states.delete(entry.name);
      renderStates();
      if (isOpen(entry.id)) close();
    } catch (failure) {
      banner(failure.message);
    }
    refreshSoon();
  };
  button.onblur = () => {
    button.classList.remove("sure");
    button.textContent = "✕";
  };
  return button;
}

function setState(fileName, state, reason = "") {
  states.set(fileName, { state, reason });
  renderStates();
}

function renderStates() {
  $("uploads").replaceChildren(
    ...[...states].map(([fileName, { state, reason }]) =>
      el(
        "li",
        {},
        name(fileName),
        el("span", { className: `state ${state}` }, state),
        reason ? el("span", { className: "reason" }, plain(reason)) : null,
      ),
    ),
  );
}

async function upload(files) {
  for (const file of files) {
    if (file.size > limit) {
      setState(file.name, "failed", `It is larger than ${Math.floor(limit / 1048576)} MiB; start the server with a larger --max-upload.`);
      continue;
    }
    setState(file.name, "sending");
    try {
      await post(`/api/upload?name=${encodeURIComponent(file.name)}`, file);
    } catch (failure) {
      setState(file.name, "failed", failure.message);
    }
  }
}

function showSync(sync) {
  $("sync").hidden = !sync.running;
  if (!sync.running) return;
  $("sync").firstElementChild.value = sync.filesTotal ? sync.filesDone / sync.filesTotal : 0;
  const words = [`Reading ${plain(sync.folder)}: ${sync.filesDone} of ${sync.filesTotal} files`];
  if (sync.chunksPerSecond > 0) words.push(`${sync.chunksPerSecond.toFixed(0)} passages/s`);
  if (sync.remainingSeconds !== null) words.push(`${seconds(sync.remainingSeconds)} left`);
  $("sync-text").textContent = words.join(" · ");
}

/** Listens for as long as the page is open; what was missed in between is told on return. */
export async function listen() {
  let lost = null;
  for (;;) {
    try {
      await events("/api/news", {}, {
        open: () => {
          lost?.remove();
          refreshSoon();
        },
        file: (file) => setState(file.name, file.state.toLowerCase(), file.reason),
        sync: showSync,
        documents: refreshSoon,
        problem: (problem) => banner(problem.message),
      });
    } catch {
      lost = banner("The connection to the server is lost. Check that it is still running; this page keeps trying.");
    }
    await new Promise((done) => setTimeout(done, 1500));
  }
}

$("files").addEventListener("change", () => {
  upload([...$("files").files]);
  $("files").value = "";
});
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dragging");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dragging");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("dragging");
  upload([...event.dataTransfer.files]);
});
$("resync").addEventListener("click", () => post("/api/sync").catch((failure) => banner(failure.message)));
