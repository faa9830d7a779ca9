// The source panel: a document's text around a place, with the place highlighted.

import { $, banner, el, name, plain } from "./dom.js";
import { get } from "./api.js";

let opener = null;
let shown = null;

/** Opens a document; start and end are the place, hash the version it was cited from. */
export async function open(place) {
  try {
    const { documentId, start, end } = place;
    const view = await get(`/api/document?id=${encodeURIComponent(documentId)}&start=${start}&end=${end}`);
    if ($("source").hidden) opener = document.activeElement;
    shown = { place, view };
    render(place, view);
  } catch (failure) {
    banner(failure.message);
  }
}

function render(place, view) {
  $("source").hidden = false;
  $("source").parentElement.classList.add("with-source");
  $("source-name").replaceChildren(name(view.name));
  const where = [view.title, ...(place.headings ?? []).filter((heading) => heading !== view.title)];
  if (place.page) where.push(`page ${place.page}`);
  $("source-place").replaceChildren(plain(where.filter(Boolean).join(" › ")));
  $("source-changed").hidden = !place.hash || place.hash === view.hash;
  const mark = renderText(place, view);
  const to = view.offset + view.text.length;
  $("source-more").hidden = view.text.length === view.length;
  $("source-range").textContent = `${view.offset.toLocaleString()}–${to.toLocaleString()} of ${view.length.toLocaleString()} characters`;
  $("source-earlier").disabled = view.offset === 0;
  $("source-later").disabled = to === view.length;
  $("source-name").focus({ preventScroll: true });
  scrollTo(mark);
}

/** Shows the mark a third down in its panel, and leaves the page where it is. */
function scrollTo(mark) {
  const panel = $("source-text");
  panel.scrollTop = 0;
  if (mark) panel.scrollTop = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top - panel.clientHeight / 3;
}

/** Text nodes cut where a page begins and where the mark does; the mark, if there is one. */
function renderText(place, view) {
  const at = (offset) => Math.min(Math.max(offset - view.offset, 0), view.text.length);
  const from = at(place.start);
  const to = at(place.end);
  const target = $("source-text");
  target.replaceChildren();
  let page = null;
  const breaks = view.sections.filter((section) => section.page !== null && section.page !== page && ((page = section.page), true));
  const append = (into, start, end) => {
    let position = start;
    for (const section of breaks) {
      const cut = section.start - view.offset;
      if (cut < start || cut >= end) continue;
      into.append(plain(view.text.slice(position, cut)));
      into.append(el("span", { className: "page-label", "data-label": `p. ${section.page}` }));
      position = cut;
    }
    into.append(plain(view.text.slice(position, end)));
  };
  append(target, 0, from);
  const mark = to > from ? el("mark") : null;
  if (mark) {
    append(mark, from, to);
    target.append(mark);
  }
  append(target, to, view.text.length);
  return mark;
}

export function close() {
  if ($("source").hidden) return;
  $("source").hidden = true;
  $("source").parentElement.classList.remove("with-source");
  document.querySelector("#hits > li.open")?.classList.remove("open");
  opener?.focus();
}

export const isOpen = (documentId) => !$("source").hidden && shown?.place.documentId === documentId;

function turn(offset) {
  const { documentId, hash } = shown.place;
  open({ documentId, hash, start: offset, end: offset });
}

$("source-close").addEventListener("click", close);
$("source-earlier").addEventListener("click", () => turn(Math.max(0, shown.view.offset - 15000)));
$("source-later").addEventListener("click", () => turn(shown.view.offset + shown.view.text.length + 15000));
