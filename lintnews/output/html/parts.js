// What the page is made of: elements, the list of articles, the filters with their charts, and the article itself.
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

// Charts

function bars(counts, most) {
  let x = 0;
  const rects = SEVERITIES.flatMap((severity) => {
    const width = (100 * (counts[severity] || 0)) / most;
    x += width;
    return width ? [h(`rect.${severity}`, { x: x - width, y: 0, width, height: 6 })] : [];
  });
  return h("svg.bars", { viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" }, rects);
}

function tally(faults, key) {
  const table = new Map();
  for (const fault of faults) {
    const counts = table.get(fault[key]) || { all: 0 };
    counts.all++;
    counts[fault.severity] = (counts[fault.severity] || 0) + 1;
    table.set(fault[key], counts);
  }
  return table;
}

function gauge(ease) {
  const at = Math.min(Math.max(ease, 0), 100);
  const zones = [0, 30, 50, 60, 70, 80, 100];
  const rects = zones
    .slice(1)
    .map((end, n) => h(`rect.zone${n}`, { x: zones[n] * 2 + 0.5, y: 8, width: (end - zones[n]) * 2 - 1, height: 5 }));
  const needle = h("path.needle", { d: `M ${at * 2} 7 l -4 -6 h 8 z` });
  return h(
    "svg.gauge",
    { viewBox: "-4 0 208 14", role: "img", "aria-label": `Reading ease ${ease} on a scale from 0 to 100` },
    rects,
    needle,
  );
}

function renderRun() {
  const faults = articles.reduce((sum, one) => sum + present(one).length, 0);
  const found = `${number(faults, "fault")} in ${number(articles.length, "article")}`;
  const safe = articles.some((one) => one.made.size) ? "; the safe fixes are accepted" : "";
  byId("summary").textContent = faults ? `${found}${safe}.` : "No faults.";
  byId("notes").replaceChildren(
    ...(data.notes.length
      ? [
          h("h2", {}, "Notes"),
          h(
            "ul.plain",
            {},
            data.notes.map((note) => h("li", {}, visible(note))),
          ),
        ]
      : []),
  );
}

function renderArticles() {
  const wrong = data.files.filter((one) => one.error && !one.faults.length);
  const fine = data.files.filter((one) => !one.error && !one.faults.length);
  const most = Math.max(...articles.map((one) => present(one).length));
  const item = (one, n) => {
    const faults = present(one);
    const counts = tally(faults, "all").get(undefined);
    const current = one === file ? "true" : undefined;
    const count = h("span.count", {}, String(faults.length), h("span.unseen", {}, faults.length === 1 ? " fault" : " faults"));
    const name = h("span.name", {}, pathOf(one));
    return h(
      "li",
      {},
      h("button.article", { id: `article-${n}`, "aria-current": current, onclick: () => show(one) }, name, count, bars(counts, most)),
    );
  };
  const list = (title, files) =>
    h(
      "details",
      {},
      h("summary", {}, title),
      h(
        "ul.plain",
        {},
        files.map((one) => h("li", {}, h("bdi", {}, one.path), one.error ? `: ${one.error}` : "")),
      ),
    );
  byId("articles").replaceChildren(
    h("h2", {}, "Articles"),
    h("ol.plain", {}, articles.map(item)),
    ...(wrong.length ? [list(`${number(wrong.length, "file")} not read`, wrong)] : []),
    ...(fine.length ? [list(`${number(fine.length, "article")} without faults`, fine)] : []),
  );
}

function renderFilters() {
  const group = (title, key, names, label) => {
    const table = tally(present(file), key);
    const most = Math.max(1, ...[...table.values()].map((counts) => counts.all));
    const row = (name) => {
      const toggle = (event) => {
        event.target.checked ? hidden[key].delete(name) : hidden[key].add(name);
        render();
        say(`${number(shown().length, "fault")} shown.`);
      };
      const box = h("input", { type: "checkbox", id: `${key}-${name}`, checked: !hidden[key].has(name), onchange: toggle });
      const counts = table.get(name) || { all: 0 };
      return h("label.filter", {}, box, h("span.name", {}, label(name)), h("span.count", {}, String(counts.all)), bars(counts, most));
    };
    return h("fieldset", {}, h("legend", {}, title), names([...table]).map(row));
  };
  const sign = (name) => [h(`span.sign.${name}`, { "aria-hidden": "true" }), name];
  byId("filters").replaceChildren(
    group("Severity", "severity", () => SEVERITIES, sign),
    group("Family", "family", (table) => table.sort((a, b) => b[1].all - a[1].all || (a[0] < b[0] ? -1 : 1)).map(([name]) => name), plain),
  );
}

function renderReadability() {
  const found = file.readability;
  const terms = found && [
    ["Reading ease", String(found.ease)],
    ["School grade", String(found.grade)],
    ["Gunning fog", String(found.fog)],
    ["Words", found.words.toLocaleString("en")],
    ["Sentences", found.sentences.toLocaleString("en")],
    ["Reading time", found.seconds < 90 ? `${found.seconds} seconds` : `${Math.round(found.seconds / 60)} minutes`],
  ];
  const list = found
    ? [
        h("h2", {}, `Readability: ${EASE.find(([end]) => found.ease < end)[1]}`),
        gauge(found.ease),
        h(
          "dl",
          {},
          terms.flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, value)]),
        ),
      ]
    : [];
  byId("readability").replaceChildren(...list);
}

function renderHead() {
  byId("path").replaceChildren(pathOf(file));
  byId("accepted").textContent = `${number(present(file).length, "fault")}. ${accepted()}${file.error ? ` ${file.error}.` : ""}`;
  const view = (title, value) =>
    h(
      "button",
      {
        id: `view-${value ? "clean" : "marked"}`,
        "aria-pressed": String(clean === value),
        onclick: () => {
          clean = value;
          render();
        },
      },
      title,
    );
  byId("tools").replaceChildren(
    h("div.switch", { role: "group", "aria-label": "View" }, view("Changes", false), view("Corrected", true)),
    h(
      "button",
      {
        id: "restart",
        onclick: () => {
          restart(file);
          render();
          say(`Started again. ${accepted()}`);
        },
      },
      "Start again",
    ),
    h("button", { id: "copy", onclick: copy }, "Copy"),
    h("button.main", { id: "download", onclick: download }, "Download"),
  );
}

function renderText() {
  const text = clean ? points(result()) : file.points;
  const edits = clean ? [] : editsOf(file.faults, file.picks, file.made).map((edit) => trimmed(text, edit));
  const lines = pieces(text, file.faults, edits, clean ? [] : shown());
  const marked = new Set();
  let blank = true;
  const blocks = lines.flatMap((line) => {
    const whole = line.map((piece) => piece.text).join("");
    if (!whole.trim() && !line.some((piece) => piece.point)) {
      blank = true;
      return [];
    }
    const name = [
      file.markdown && /^#{1,6} /.test(whole) ? "p.headline" : "p",
      blank ? "" : "tight",
      line.every((piece) => piece.gone) ? "gone" : "",
    ];
    blank = false;
    return [h(name.filter(Boolean).join("."), { dir: "auto" }, inline(line, marked))];
  });
  byId("text").replaceChildren(...blocks);
}

// A line's pieces, those of one fault in a link to its card.
function inline(line, marked) {
  const nodes = [];
  let link = null;
  line.forEach((piece, index) => {
    const last = index === line.length - 1;
    const text = visible(last ? piece.text.replace(/[\r\n]+$/, "") : piece.text);
    if (piece.fault < 0) {
      link = null;
      nodes.push(...text);
      return;
    }
    if (!link || link.fault !== piece.fault) {
      link = { fault: piece.fault, element: mark(piece.fault, !marked.has(piece.fault)) };
      marked.add(piece.fault);
      nodes.push(link.element);
    }
    link.element.append(
      ...(piece.added ? [h("ins", {}, text)] : piece.gone ? [h("del", {}, text)] : piece.point ? [h("span.point", {}, "‸")] : text),
    );
  });
  return nodes;
}

function mark(n, first) {
  const fault = file.faults[n];
  const state = file.made.has(n) ? "accepted" : fault.fixes.length ? "left as it is" : "no fix";
  const attributes = {
    href: `#card-${n}`,
    title: `${plain(fault.family)}, ${fault.severity}: ${state}`,
    id: first ? `mark-${n}` : undefined,
    tabindex: first ? undefined : "-1",
    "aria-current": n === file.open ? "true" : undefined,
    onclick: (event) => {
      event.preventDefault();
      open(n, true);
    },
  };
  return h(`a.mark.${fault.severity}${file.made.has(n) ? ".made" : ""}`, attributes);
}
