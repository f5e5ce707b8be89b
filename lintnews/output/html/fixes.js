"use strict";

// Which fixes are made and what text they give, as `--fix` does it. A text is an array of code points: that is what offsets count.

const points = (text) => Array.from(text);
const touch = (one, other) => one[0] <= other[1] && other[0] <= one[1];

// What a fault marks and its fix changes: fixes whose places touch are not made at once.
function placeOf(fault, fix) {
  return [Math.min(fault.span[0], fix.edits[0][0]), Math.max(fault.span[1], fix.edits.at(-1)[1])];
}

// The faults whose picked fix is made, with its place. `picks` holds for each fault {fix, stamp}: fix -1 leaves it as it is; the
// fault that was picked last has the highest stamp and goes first, then those whose turn it is in `--fix`.
function settle(faults, picks) {
  const order = faults.map((_, n) => n).sort((a, b) => picks[b].stamp - picks[a].stamp || faults[a].turn - faults[b].turn);
  const made = new Map();
  for (const n of order) {
    const fix = faults[n].fixes[picks[n].fix];
    if (!fix || !stands(faults, picks, made, n)) continue;
    const place = placeOf(faults[n], fix);
    if (!rivals(faults, made, n, place).length) made.set(n, place);
  }
  return made;
}

// Whether the fixes on whose outcome a fault's fix builds are made as `--fix` makes them.
function stands(faults, picks, made, n) {
  return faults[n].after.every((m) => made.has(m) && picks[m].fix === faults[m].pick);
}

// The faults made whose places are in the way of another's.
function rivals(faults, made, n, place) {
  return [...made.keys()].filter(
    (m) => m !== n && !faults[n].after.includes(m) && !faults[m].after.includes(n) && touch(place, made.get(m)),
  );
}

// The faults to show: not those that come of a fix that is not made, nor those that such a one repeats.
function standing(faults, picks, made) {
  const live = faults.map((_, n) => stands(faults, picks, made, n));
  const again = (n, m) =>
    faults[m].later && live[m] && m !== n && faults[m].rule === faults[n].rule && touch(faults[m].span, faults[n].span);
  return faults.map((fault, n) => live[n] && (fault.later || !faults.some((_, m) => again(n, m))));
}

// The edits of the fixes made, in order. Those of a later fix hold what the fixes that it builds on did.
function editsOf(faults, picks, made) {
  const edits = [];
  for (const n of [...made.keys()].sort((a, b) => faults[b].turn - faults[a].turn)) {
    for (const [start, end, text] of faults[n].fixes[picks[n].fix].edits) {
      const held = (edit) => faults[edit.fault].after.includes(n) && edit.start <= start && end <= edit.end;
      if (!edits.some(held)) edits.push({ start, end, text, fault: n });
    }
  }
  return edits.sort((a, b) => a.start - b.start || a.end - b.end);
}

function corrected(text, edits) {
  let at = 0;
  const parts = [];
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start).join(""), edit.text);
    at = edit.end;
  }
  return parts.join("") + text.slice(at).join("");
}

// An edit without the words that it leaves as they are, for showing.
function trimmed(text, edit) {
  const words = (string) => string.match(/\s+|\S+/g) ?? [];
  const old = words(text.slice(edit.start, edit.end).join(""));
  const put = words(edit.text);
  let [start, end] = [edit.start, edit.end];
  while (old.length && put.length && old[0] === put[0]) {
    start += points(old.shift()).length;
    put.shift();
  }
  while (old.length && put.length && old.at(-1) === put.at(-1)) {
    end -= points(old.pop()).length;
    put.pop();
  }
  return { ...edit, start, end, text: put.join("") };
}

// A text's bytes in the encoding of the file that it came from.
function encode(text, encoding, bom) {
  if (encoding === "utf-8") return new TextEncoder().encode((bom ? "\ufeff" : "") + text);
  const marked = "\ufeff" + text;
  const view = new DataView(new ArrayBuffer(marked.length * 2));
  for (let n = 0; n < marked.length; n++) view.setUint16(n * 2, marked.charCodeAt(n), encoding === "utf-16-le");
  return new Uint8Array(view.buffer);
}

// The article's lines as pieces {text, fault, gone | added | point}: `gone` is replaced by the `added` piece behind it; `point` is a place
// where something is missing. `shown` numbers the faults that are marked; the fixes of others are simply made.
function pieces(text, faults, edits, shown) {
  const marks = shown
    .map((n) => ({ n, start: faults[n].span[0], end: faults[n].span[1] }))
    .sort((a, b) => a.end - a.start - (b.end - b.start));
  const cuts = new Set([0, text.length]);
  for (const mark of [...marks, ...edits]) cuts.add(mark.start).add(mark.end);
  const ends = (n) => text[n] === "\n" || (text[n] === "\r" && text[n + 1] !== "\n");
  text.forEach((_, n) => ends(n) && cuts.add(n + 1));
  const places = [...cuts].sort((a, b) => a - b);
  const owner = (edit) => (shown.includes(edit.fault) ? edit.fault : -1);
  const lines = [[]];
  const put = (piece) => (piece.fault >= 0 || !piece.gone ? lines.at(-1).push(piece) : 0);
  places.forEach((start, index) => {
    for (const mark of marks) {
      if (mark.start === start && mark.end === start && !edits.some((edit) => edit.fault === mark.n))
        put({ text: "", fault: mark.n, point: true });
    }
    for (const edit of edits) {
      if (edit.end === start && edit.text) put({ text: edit.text, fault: owner(edit), added: true });
    }
    const end = places[index + 1];
    if (end === undefined) return;
    const edit = edits.find((one) => one.start <= start && end <= one.end);
    const mark = marks.find((one) => one.start <= start && end <= one.end);
    put({ text: text.slice(start, end).join(""), fault: mark ? mark.n : edit ? owner(edit) : -1, gone: Boolean(edit) });
    if (ends(end - 1)) lines.push([]);
  });
  return lines;
}
