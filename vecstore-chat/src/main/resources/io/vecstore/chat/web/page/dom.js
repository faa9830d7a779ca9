// The few ways in which this page makes nodes. Text always becomes text nodes, never markup.

export const $ = (id) => document.getElementById(id);

/** An element with properties and children; strings among the children become text. */
export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("data-") || name.startsWith("aria-")) element.setAttribute(name, value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** Text in which embedded directions are made visible, one unit for one, so that nothing is shown in disguise. */
export const plain = (text) => text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "\ufffd");

/** A name from outside, kept from turning around what stands beside it. */
export const name = (text) => el("bdi", {}, plain(text));

export const seconds = (total) =>
  total < 60 ? `${total} s` : total < 3600 ? `${Math.round(total / 60)} min` : `${(total / 3600).toFixed(1)} h`;

export function banner(message) {
  const banners = $("banners");
  const text = plain(message);
  for (const shown of banners.children) if (shown.firstChild.textContent === text) return shown;
  const shown = el("div", {}, el("span", {}, text));
  shown.append(el("button", { className: "quiet", type: "button", ariaLabel: "Dismiss", onclick: () => shown.remove() }, "✕"));
  banners.append(shown);
  return shown;
}
