// The question, its answer as it comes in, and the passages with their scores.

import { $, banner, el, name, plain } from "./dom.js";
import { events } from "./api.js";
import { open } from "./source.js";

let running = null;
let passages = [];
let written = "";

const mode = () => document.querySelector("input[name=mode]:checked").value;

/** Asks; a question that is still being answered is given up. */
async function ask(generate) {
  const question = $("question").value.trim();
  if (!question) return;
  running?.abort();
  const own = (running = new AbortController());
  $("welcome").hidden = true;
  $("answer").hidden = false;
  $("answer").classList.add("stale");
  $("answer").setAttribute("aria-busy", "true");
  const mine = (handler) => (data) => running === own && handler(data);
  try {
    await events(
      "/api/ask",
      {
        method: "POST",
        body: JSON.stringify({ question, mode: mode(), alpha: Number($("alpha").value), rerank: $("rerank").checked, generate }),
        signal: own.signal,
      },
      {
        passages: mine(showPassages),
        sentence: mine(showSentence),
        written: mine(showWritten),
        notice: mine(showNotice),
        failure: mine((failure) => banner(failure.message)),
        done: mine(showDone),
      },
    );
  } catch (failure) {
    if (failure.name !== "AbortError") banner(failure.message);
  } finally {
    if (running === own) {
      running = null;
      $("answer").classList.remove("stale");
      $("answer").setAttribute("aria-busy", "false");
      if (!$("answer-text").firstChild && !$("steps").firstChild) $("answer").hidden = true;
    }
  }
}

function showPassages(found) {
  passages = found.passages;
  written = "";
  $("answer").classList.remove("stale");
  $("answer-text").replaceChildren();
  $("steps").replaceChildren();
  $("hits").replaceChildren(...passages.map(hit));
}

function mark(n, place) {
  return el(
    "button",
    {
      type: "button",
      className: "mark",
      ariaLabel: `Source ${n}: ${place.name}`,
      title: plain(place.name),
      onclick: () => show(n, place),
    },
    String(n),
  );
}

function show(n, place) {
  document.querySelector("#hits > li.open")?.classList.remove("open");
  $("hits").children[n - 1]?.classList.add("open");
  open(place);
}

function showSentence({ n, start, end, text }) {
  const place = { ...passages[n - 1], start, end };
  const words = plain(text.trim().replace(/\s+/g, " "));
  const last = words.lastIndexOf(" ") + 1;
  // The mark stays on the line of the last word.
  const ending = el("span", { className: "together" }, words.slice(last), " ", mark(n, place));
  $("answer-text").append(el("p", {}, words.slice(0, last), ending));
}

function showWritten({ text }) {
  written += text;
  const parts = written.split(/\[(\d+)\]/);
  const nodes = parts.map((part, i) => (i % 2 ? mark(Number(part), passages[Number(part) - 1]) : plain(part)));
  $("answer-text").replaceChildren(...nodes);
}

function showNotice({ message }) {
  written = "";
  $("answer-text").replaceChildren();
  banner(message);
}

function showDone({ found, steps }) {
  if (!found) $("answer-text").replaceChildren(noEvidence());
  const total = steps.reduce((sum, step) => sum + step.millis, 0);
  const all = [...steps, { name: "total", millis: total }];
  $("steps").replaceChildren(...all.map((step) => el("span", {}, `${step.name} ${step.millis.toFixed(1)} ms`)));
}

function noEvidence() {
  const hint = passages.length
    ? "Nothing in the documents answers this. The passages below come closest; other words may help."
    : "No passage matches. Check that your documents are listed and indexed, or ask in other words.";
  return el("div", { className: "none" }, el("b", {}, "No evidence found"), hint);
}

/** The beginning of a passage, without the headings that stand above it already. */
function excerpt(passage) {
  let text = passage.text.trimStart();
  for (const heading of passage.headings) if (text.startsWith(`${heading}\n`)) text = text.slice(heading.length).trimStart();
  return plain(text.slice(0, 600));
}

function hit(passage) {
  const where = [passage.title, ...passage.headings.filter((heading) => heading !== passage.title)];
  if (passage.page) where.push(`page ${passage.page}`);
  return el(
    "li",
    {},
    el(
      "div",
      { className: "hit-head" },
      mark(passage.n, passage),
      el("button", { type: "button", className: "link name", onclick: () => show(passage.n, passage) }, name(passage.name)),
      el("span", { className: "score", title: "score" }, passage.score.toFixed(3)),
    ),
    el("div", { className: "place" }, plain(where.filter(Boolean).join(" › "))),
    el("p", { className: "excerpt" }, excerpt(passage)),
    el("dl", { className: "parts" }, ...passage.parts.flatMap((part) => partBar(part))),
  );
}

const LABELS = { dense: "meaning", lexical: "words", reranker: "reranker" };

function partBar(part) {
  const fill = el("i");
  fill.style.width = `${(100 * part.normalized).toFixed(1)}%`;
  const label = LABELS[part.source] ?? part.source;
  const detail = `rank ${part.rank}, raw ${part.raw.toFixed(3)}, adds ${part.contribution.toFixed(3)}`;
  const bar = el("div", { className: `bar ${part.source}`, role: "img", ariaLabel: `${label}: ${detail}` }, fill);
  return [el("dt", {}, label), el("dd", { title: detail }, bar), el("dd", {}, `${part.raw.toFixed(2)} → +${part.contribution.toFixed(2)}`)];
}

let timer = 0;

/** Re-ranks what is asked, without having a language model write each time. */
function rerank() {
  const hybrid = mode() === "hybrid";
  $("fusion").classList.toggle("off", !hybrid);
  $("alpha").disabled = !hybrid;
  $("alpha-value").textContent = `${Math.round(100 * $("alpha").value)} %`;
  clearTimeout(timer);
  if (!$("answer").hidden) timer = setTimeout(() => ask(false), 40);
}

$("form").addEventListener("submit", (event) => {
  event.preventDefault();
  ask(true);
});
$("mode").addEventListener("change", rerank);
$("alpha").addEventListener("input", rerank);
$("rerank").addEventListener("change", rerank);
