// The article: its head, and its text with the faults marked.

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
