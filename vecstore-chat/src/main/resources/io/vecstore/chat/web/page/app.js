// Starts the page.

import { $, banner } from "./dom.js";
import { get } from "./api.js";
import { close } from "./source.js";
import { listen, setLimit } from "./documents.js";
import "./ask.js";

const THEME = "vecstore-theme";

function useTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
}

useTheme(localStorage.getItem(THEME));
$("theme").addEventListener("click", () => {
  const now = document.documentElement.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const other = now === "dark" ? "light" : "dark";
  localStorage.setItem(THEME, other);
  useTheme(other);
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.key === "/" && !event.target.closest("input, dialog")) {
    event.preventDefault();
    $("question").focus();
    $("question").select();
  }
});

listen();
$("question").focus();
performance.mark("usable");

try {
  const about = await get("/api/about");
  setLimit(about.maxUploadBytes);
  $("reranking").hidden = !about.reranker;
  const words = [about.docs && `reads ${about.docs}`, about.languageModel ? `answers by ${about.languageModel}` : "answers with sentences from the documents"];
  $("about").textContent = words.filter(Boolean).join(" · ");
} catch (failure) {
  banner(failure.message);
}
