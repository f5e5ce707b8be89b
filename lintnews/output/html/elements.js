// What the parts of the page share: words for things, and elements.
// Everything that comes of articles, names and rules becomes text nodes and attributes: none of it is ever parsed as HTML.

const SEVERITIES = ["error", "warning", "note"];
const LEVELS = { safe: "safe", unsafe: "needs a look", shown: "suggestion" };
const EASE = [
  [30, "very hard"],
  [50, "hard"],
  [60, "fairly hard"],
  [70, "plain"],
  [80, "fairly easy"],
  [Infinity, "easy"],
];
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const byId = (id) => document.getElementById(id);

// An element; attributes whose name starts with `on` are listeners, those that are false or undefined are left out.
function h(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const svg = ["svg", "rect", "path", "circle"].includes(tag);
  const element = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== "" && child !== undefined && child !== null));
  return element;
}

// A text whose control, bidirectional and other invisible characters are shown by their names.
function visible(text) {
  if (!UNSEEN.test(text)) return [text];
  return text.split(new RegExp(`(${UNSEEN.source})`)).map((part) => {
    if (!UNSEEN.test(part)) return part;
    return h("span.code", {}, `U+${part.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`);
  });
}

const number = (n, noun, nouns = `${noun}s`) => `${n.toLocaleString("en")} ${n === 1 ? noun : nouns}`;
const plain = (text) => text.replaceAll("_", " ").replaceAll("-", " ");
const emphasised = (text) => text.split("*").map((part, n) => (n % 2 ? h("em", {}, part) : part));

const present = (file) => file.faults.filter((_, n) => file.standing[n]);

// A file's path, which may be broken behind its slashes.
function pathOf(file) {
  return h(
    "bdi",
    {},
    file.path.split("/").flatMap((part, n) => (n ? ["/", h("wbr"), part] : [part])),
  );
}
