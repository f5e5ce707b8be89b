// The column before the article: the list of articles, the filters, readability; and their charts.

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
