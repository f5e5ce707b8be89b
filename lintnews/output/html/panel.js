// The panel beside the article: a card for each fault, of which one is open.

function renderPanel() {
  const numbers = shown();
  const at = numbers.indexOf(file.open);
  const place = at < 0 ? number(numbers.length, "fault") : `Fault ${at + 1} of ${numbers.length}`;
  byId("steps").replaceChildren(
    h("h2", { id: "place" }, place),
    h("button", { id: "previous", "aria-label": "Previous fault", onclick: () => step(-1) }, "Previous"),
    h("button", { id: "next", "aria-label": "Next fault", onclick: () => step(1) }, "Next"),
  );
  byId("faults").replaceChildren(...numbers.map(card));
  const toggle = (event) => (keysOn = event.target.checked);
  byId("keys").replaceChildren(
    h("label", {}, h("input", { type: "checkbox", id: "keys-on", checked: keysOn, onchange: toggle }), " Keys: "),
    ...[
      ["n", "next"],
      ["p", "previous"],
      ["a", "accept"],
      ["r", "reject"],
    ].flatMap(([key, what]) => [h("kbd", {}, key), ` ${what} `]),
  );
}

function card(n) {
  const fault = file.faults[n];
  const isOpen = n === file.open;
  const state = file.made.has(n) ? "accepted" : fault.fixes.length ? "open" : "no fix";
  const head = h(
    "button.head",
    { id: `card-${n}`, "aria-expanded": String(isOpen), onclick: () => open(n, true) },
    h(`span.sign.${fault.severity}`, { "aria-hidden": "true" }),
    h("span.kind", {}, plain(fault.family), h("span.unseen", {}, `, ${fault.severity}`)),
    h("span.line", {}, `line ${fault.line}`),
    h("span.label", {}, visible(fault.label)),
    h("span.state", {}, state === "accepted" ? "✓" : "", h("span.unseen", {}, ` ${state}`)),
  );
  return h(`li.card${isOpen ? ".open" : ""}`, {}, h("h3", {}, head), isOpen ? h("div.body", {}, details(n)) : "");
}

function details(n) {
  const fault = file.faults[n];
  const rule = data.rules[fault.rule];
  const also = fault.also.length ? h("p.source", {}, `Also: ${fault.also.join(", ")}`) : "";
  return [
    h("p.message", {}, visible(fault.message)),
    fault.fixes.length ? beforeAndAfter(fault, fault.fixes[Math.max(file.picks[n].fix, 0)]) : "",
    fault.fixes.length ? choices(n) : "",
    rule && !same(rule.about, fault.message) ? h("p.why", {}, emphasised(rule.about)) : "",
    fault.after.length
      ? h("p.source", {}, `Found in the text that this leaves: ${fault.after.map((m) => file.faults[m].label).join(", ")}.`)
      : "",
    rule ? h("p.source", {}, `Source: ${rule.source}`) : "",
    h("p.source", {}, `Rule: ${fault.name}`),
    also,
  ];
}

const same = (about, message) => about.replaceAll("*", "") === message.replace(/[“”]/g, "");

// The words around a fix, as they are and as they are to be.
function beforeAndAfter(fault, fix) {
  const [start, end] = placeOf(fault, fix);
  const text = file.points;
  const cut = (from, to) => visible(text.slice(from, to).join("").replace(/\s+/g, " "));
  const { from, to } = wordsAround(text, start, end);
  const goesOn = (at) => at >= 0 && at < text.length && !/[\r\n]/.test(text[at]);
  const left = () => [goesOn(from - 1) ? "… " : "", ...cut(from, start)];
  const right = () => [...cut(end, to), goesOn(to) ? "\u00a0…" : ""];
  const before = [];
  const after = [];
  let at = start;
  for (const [first, last, put] of fix.edits) {
    const edit = trimmed(text, { start: first, end: last, text: put });
    before.push(
      ...cut(at, edit.start),
      edit.start < edit.end ? h("del", {}, visible(short(text.slice(edit.start, edit.end).join("")))) : "",
    );
    after.push(...cut(at, edit.start), edit.text ? h("ins", {}, visible(short(edit.text))) : "");
    at = edit.end;
  }
  const ending = () => [...cut(at, end), ...right()];
  return h(
    "dl.change",
    {},
    h("dt", {}, "Before"),
    h("dd", {}, left(), before, ending()),
    h("dt", {}, "After"),
    h("dd", {}, left(), after, ending()),
  );
}

// Where to cut a line around a place, between words.
function wordsAround(text, start, end) {
  const AROUND = 40;
  let from = start;
  while (from > 0 && text[from - 1] !== "\n" && start - from < AROUND) from--;
  let to = end;
  while (to < text.length && !/[\r\n]/.test(text[to]) && to - end < AROUND) to++;
  const cut = (at) => at > 0 && at < text.length && /\S/.test(text[at - 1]) && /\S/.test(text[at]);
  while (from < start && cut(from)) from++;
  while (to > end && (cut(to) || /\s/.test(text[to - 1]))) to--;
  return { from, to };
}

function short(text) {
  const all = points(text);
  return all.length > 160 ? `${all.slice(0, 80).join("")} … ${all.slice(-60).join("")}` : text;
}

function choices(n) {
  const fault = file.faults[n];
  const choice = (fix, title, level) => {
    const chosen = file.picks[n].fix === fix;
    const input = h("input", {
      type: "radio",
      name: `choice-${n}`,
      id: `choice-${n}-${fix}`,
      checked: chosen,
      onchange: () => pick(n, fix),
    });
    return h("label.choice", {}, input, h("span.name", {}, title), level ? h("span.level", {}, level) : "");
  };
  const fixes = fault.fixes.map((fix, m) => choice(m, ["Accept: ", ...visible(short(fix.title))], LEVELS[fix.level]));
  return h("fieldset.choices", {}, h("legend", {}, "Correction"), fixes, choice(-1, "Reject: leave it as it is", ""), waiting(n));
}

function waiting(n) {
  const fix = file.faults[n].fixes[file.picks[n].fix];
  if (!fix || file.made.has(n)) return "";
  const others = rivals(file.faults, file.made, n, placeOf(file.faults[n], fix));
  const accept = h("button", { id: `instead-${n}`, onclick: () => pick(n, file.picks[n].fix) }, "Make it instead");
  return h("p.waiting", {}, `Not made, since it touches a fix that is: ${others.map((m) => file.faults[m].label).join(", ")}. `, accept);
}
