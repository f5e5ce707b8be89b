// What the reader has picked, and what keys and buttons do.

const data = JSON.parse(document.getElementById("data").textContent);
const articles = data.files.filter((file) => file.faults.length);
for (const file of articles) {
  file.points = points(file.text);
  file.open = 0;
  restart(file);
}
const hidden = { severity: new Set(), family: new Set() };
let file = articles[0];
let clean = false; // the corrected text without its marks is shown
let keysOn = true;
let clock = 0;

// State

function restart(file) {
  file.picks = file.faults.map((fault) => ({ fix: fault.pick, stamp: 0 }));
  update(file);
}

function update(file) {
  file.made = settle(file.faults, file.picks);
  file.standing = standing(file.faults, file.picks, file.made);
}

// The numbers of the faults that are there and pass the filter.
function shown() {
  const passes = (fault) => !hidden.severity.has(fault.severity) && !hidden.family.has(fault.family);
  return file.faults.flatMap((fault, n) => (file.standing[n] && passes(fault) ? [n] : []));
}

function pick(n, fix) {
  const faults = file.faults;
  const title = faults[n].fixes[fix]?.title;
  file.picks[n] = { fix, stamp: ++clock };
  for (const m of faults[n].after) file.picks[m].stamp = ++clock; // they stay as they are, and go first
  const before = file.made;
  update(file);
  const undone = [...before.keys()].filter((m) => m !== n && !file.made.has(m));
  const also = undone.length && fix >= 0 ? ` Left as it is instead: ${undone.map((m) => faults[m].label).join(", ")}.` : "";
  render();
  say(`${fix < 0 ? "Left as it is." : `Accepted: ${title}.`}${also} ${accepted()}`);
}

function open(n, focus) {
  file.open = n;
  render();
  byId(`mark-${n}`)?.scrollIntoView({ block: "nearest" });
  const card = byId(`card-${n}`);
  if (focus) card?.focus({ preventScroll: true });
  card?.parentElement.parentElement.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const numbers = shown();
  const at = numbers.indexOf(file.open);
  if (numbers.length) open(numbers[at < 0 ? 0 : (at + by + numbers.length) % numbers.length], true);
}

function show(next) {
  file = next;
  render();
  byId(`card-${file.open}`)?.scrollIntoView({ block: "nearest" });
  window.scrollTo(0, 0);
  byId("article").focus({ preventScroll: true });
  say(`${file.path}: ${number(present(file).length, "fault")}.`);
}

const say = (text) => (byId("status").textContent = text);
const result = () => corrected(file.points, editsOf(file.faults, file.picks, file.made));

function accepted() {
  const fixes = present(file).filter((fault) => fault.fixes.length).length;
  return fixes ? `${file.made.size.toLocaleString("en")} of ${number(fixes, "fix", "fixes")} accepted.` : "No fixes.";
}

// All of it anew, with the focus where it was.
function render() {
  const focused = document.activeElement?.id;
  if (shown().length && !shown().includes(file.open)) file.open = shown().find((n) => n > file.open) ?? shown()[0];
  for (const part of [renderArticles, renderFilters, renderReadability, renderHead, renderText, renderPanel]) part();
  if (focused && document.activeElement?.id !== focused) byId(focused)?.focus({ preventScroll: true });
}

// Out of the page

async function copy() {
  try {
    await navigator.clipboard.writeText(result());
  } catch {
    const area = h("textarea", {});
    area.value = result();
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  say("The corrected text is copied.");
}

function download() {
  const address = URL.createObjectURL(new Blob([encode(result(), file.encoding, file.bom)], { type: "text/plain" }));
  const link = h("a", { href: address, download: file.download });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say(`${file.download} is downloaded.`);
}

document.addEventListener("keydown", (event) => {
  if (!file || !keysOn || event.ctrlKey || event.metaKey || event.altKey) return;
  const fault = file.faults[file.open];
  const acts = {
    n: () => step(1),
    p: () => step(-1),
    a: () => fault?.fixes.length && pick(file.open, Math.max(file.picks[file.open].fix, 0)),
    r: () => fault?.fixes.length && pick(file.open, -1),
  };
  const act = acts[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

if (file && matchMedia("(max-width: 75rem)").matches) byId("rail").open = false;
document.body.classList.toggle("faultless", !file);
renderRun();
if (file) render();
else renderArticles();
