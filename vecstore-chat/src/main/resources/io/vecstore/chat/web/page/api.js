// Calls to the server that this page came from. Every failure is an Error whose message can be shown.

import { $ } from "./dom.js";

const KEY = "vecstore-key";

async function send(path, options) {
  const headers = { ...options.headers };
  const key = sessionStorage.getItem(KEY);
  if (key) headers["X-Api-Key"] = key;
  let response;
  try {
    response = await fetch(path, { ...options, headers });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Error("The server does not answer. Check that it is still running, then try again.");
  }
  if (response.status === 401) {
    await askForKey(key);
    return send(path, options);
  }
  if (!response.ok) {
    const body = await response.json().catch(() => ({}));
    throw new Error(body.error ?? `The server says ${response.status}. Reload the page and try again.`);
  }
  return response;
}

let asking = null;

/** One dialog, however many calls wait for it; none if another key has been given since the call with the refused one. */
function askForKey(refused) {
  if (!asking && sessionStorage.getItem(KEY) !== refused) return null;
  asking ??= new Promise((done) => {
    sessionStorage.removeItem(KEY);
    $("key-wrong").hidden = !refused;
    $("key").value = "";
    $("key-form").onsubmit = () => {
      sessionStorage.setItem(KEY, $("key").value);
      asking = null;
      done();
    };
    $("key-dialog").oncancel = (event) => event.preventDefault();
    $("key-dialog").showModal();
  });
  return asking;
}

export const get = async (path) => (await send(path, {})).json();
export const post = (path, body) => send(path, { method: "POST", body });
export const remove = (path) => send(path, { method: "DELETE" });

/** Server-sent events of a call: handlers by kind, until the stream ends. */
export async function events(path, options, handlers) {
  const response = await send(path, options);
  handlers.open?.();
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    blocks.forEach((block) => dispatch(block, handlers));
  }
}

function dispatch(block, handlers) {
  let kind = "message";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) kind = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5));
  }
  if (data.length) handlers[kind]?.(JSON.parse(data.join("\n")));
}
