// Sorting and filtering of the team page. The page is complete without it: this only hides rows and puts them in
// another order, and keeps what is chosen in the address, so that a view can be sent as a link:
// #q=text&owner=ID&grade=CODE&flag=CODE&sort=TABLE.COLUMN.asc
(function () {
  "use strict";
  const form = document.getElementById("filters");
  if (!form) return;
  const output = form.querySelector("output");
  const fields = ["q", "owner", "grade", "flag"];
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, {numeric: true, sensitivity: "base"});
  const number = new Intl.NumberFormat(language);

  // “Möller” is found by “moller”, and in any case.
  const folded = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // A long table shows its first rows, and the rest when it is asked for or printed: laying out thousands of rows
  // takes longer than a letter takes to type.
  const limit = 100;

  // Every row with what the filters look at, read once; its text when it is first asked for.
  const sections = [...document.querySelectorAll(".records")].map(element => {
    const rows = [...element.querySelectorAll("tbody tr")].map(row => ({
      element: row, matches: true, text: null, bubble: null,
      owner: row.dataset.owner ?? " none", grade: row.dataset.grade ?? " none",
      flags: row.dataset.flags ? row.dataset.flags.split(" ").concat(" any") : [" none"],
    }));
    return {
      element, rows, body: element.querySelector("tbody"), ordered: rows, shown: rows, matching: rows.length,
      isLong: rows.length > limit, isWhole: rows.length <= limit, button: null,
    };
  });
  const records = sections.filter(section => section.element.id !== "attention");
  const total = records.reduce((sum, section) => sum + section.rows.length, 0);

  // The chart shows what the table of opportunities shows.
  const bubbles = new Map([...document.querySelectorAll(".ch-marks a")].map(link => [link.getAttribute("href"), link]));
  for (const row of sections.flatMap(section => section.element.id === "opportunities" ? section.rows : [])) {
    row.bubble = bubbles.get(row.element.querySelector("th a")?.getAttribute("href")) ?? null;
  }

  // What charts are called is not part of it.
  const textOf = row => row.text ??= folded(
    [...row.element.cells].filter(cell => !cell.querySelector("svg")).map(cell => cell.textContent).join(" "));

  function matcher() {
    const {q, owner, grade, flag} = Object.fromEntries(fields.map(name => [name, form.elements[name].value]));
    const words = folded(q).split(/\s+/).filter(word => word);
    return row => (!owner || row.owner === owner) && (!grade || row.grade === grade)
      && (!flag || row.flags.includes(flag)) && words.every(word => textOf(row).includes(word));
  }

  const isFiltered = () => fields.some(name => form.elements[name].value.trim() !== "");

  function filter() {
    const matches = matcher();
    for (const section of sections) {
      section.matching = 0;
      for (const row of section.rows) {
        const match = matches(row);
        if (match) section.matching += 1;
        if (match !== row.matches) row.bubble?.classList.toggle("ch-off", !match);
        row.matches = match;
      }
      show(section);
      const isEmpty = section.rows.length > 0 && section.matching === 0;
      if (section.element.hidden !== isEmpty) section.element.hidden = isEmpty;
    }
    say(records.reduce((sum, section) => sum + section.matching, 0));
  }

  // Rows of a short table are hidden. Those of a long one are taken out: thousands of hidden ones slow every letter.
  function show(section) {
    const room = section.isWhole ? Infinity : limit;
    const shown = [];
    for (const row of section.ordered) {
      if (!section.isLong && row.element.hidden === row.matches) row.element.hidden = !row.matches;
      if ((row.matches || !section.isLong) && shown.push(row) >= room) break;
    }
    if (shown.length !== section.shown.length || shown.some((row, index) => row !== section.shown[index])) {
      section.body.replaceChildren(...shown.map(row => row.element));
      section.shown = shown;
    }
    if (!section.button) return;
    section.button.hidden = section.isWhole || section.matching <= limit;
    section.button.textContent = form.dataset.more.replace("{0}", () => number.format(section.matching));
  }

  function showWhole(section, isWhole) {
    section.isWhole = isWhole;
    show(section);
  }

  for (const section of sections.filter(section => section.isLong)) {
    section.button = document.createElement("button");
    section.button.type = "button";
    section.button.className = "more";
    section.element.append(section.button);
    section.button.addEventListener("click", () => {
      const next = section.ordered.filter(row => row.matches)[limit];
      showWhole(section, true);
      // The button is gone: on with the first row that it has brought.
      next?.element.querySelector("a")?.focus();
    });
    let printed = false;
    window.addEventListener("beforeprint", () => { printed = !section.isWhole; showWhole(section, true); });
    window.addEventListener("afterprint", () => { if (printed) showWhole(section, false); });
  }

  // Said once the typing rests, so that assistive technology is not interrupted by every letter.
  let saying;
  function say(shown) {
    const text = !isFiltered() ? "" : output.dataset.shown
      .replace("{0}", () => number.format(shown)).replace("{1}", () => number.format(total));
    clearTimeout(saying);
    saying = setTimeout(() => { output.textContent = text; }, 250);
  }

  // Sorting

  const sorts = new Map();
  const tables = new Map(records.filter(section => section.rows.length > 0).map(section => {
    const table = section.element.querySelector("table");
    const heads = [...table.tHead.rows[0].cells];
    return [section.element.id, {section, heads}];
  }));

  // What a row is sorted by; null comes last in either direction.
  function value(row, column, order) {
    const cell = row.element.cells[column];
    if (order === "text") return cell.textContent.trim();
    return cell.dataset.v === undefined ? null : Number(cell.dataset.v);
  }

  function sort(name) {
    const {section, heads} = tables.get(name);
    const {key, direction} = sorts.get(name) ?? {};
    for (const head of heads) {
      if (head.dataset.key === key) {
        head.setAttribute("aria-sort", direction === "asc" ? "ascending" : "descending");
      } else {
        head.removeAttribute("aria-sort");
      }
    }
    section.ordered = section.rows;
    const column = heads.findIndex(head => head.dataset.key === key);
    if (column >= 0) {
      const order = heads[column].dataset.order;
      const sign = direction === "asc" ? 1 : -1;
      const compare = order === "text" ? collator.compare : (first, second) => first - second;
      // Rows that are alike stay worst first.
      section.ordered = section.rows.map(row => ({row, value: value(row, column, order)})).sort((first, second) => {
        if (first.value === null || second.value === null) return (first.value === null) - (second.value === null);
        return sign * compare(first.value, second.value);
      }).map(entry => entry.row);
    }
    show(section);
  }

  // Up, down, worst first again.
  function turn(name, key) {
    const current = sorts.get(name);
    if (current?.key !== key) sorts.set(name, {key, direction: "asc"});
    else if (current.direction === "asc") sorts.set(name, {key, direction: "desc"});
    else sorts.delete(name);
    sort(name);
    remember();
  }

  for (const [name, table] of tables) {
    for (const head of table.heads) {
      if (!head.dataset.key) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => turn(name, head.dataset.key));
    }
  }

  // The address

  let written = null;
  function remember() {
    const state = new URLSearchParams();
    for (const name of fields) {
      const chosen = form.elements[name].value;
      if (chosen.trim() !== "") state.set(name, chosen);
    }
    for (const [name, {key, direction}] of sorts) state.append("sort", `${name}.${key}.${direction}`);
    written = state.toString();
    // An address of another kind, such as #contacts, stays until something is chosen.
    if (written === "" && !location.hash.includes("=")) return;
    try {
      history.replaceState(null, "", written === "" ? location.pathname + location.search : `#${written}`);
    } catch {
      // Some hosts forbid it: the page works, its address only does not follow.
    }
  }

  // Takes over what the address says; unknown names and values are as if they were not there.
  function restore() {
    const address = location.hash.slice(1);
    if (address === written || !(address === "" || address.includes("="))) return false;
    const state = new URLSearchParams(address);
    for (const name of fields) {
      const field = form.elements[name];
      const chosen = state.get(name) ?? "";
      field.value = chosen;
      if (field.value !== chosen) field.value = "";
    }
    const before = [...sorts.keys()];
    sorts.clear();
    for (const sorted of state.getAll("sort")) {
      const [name, key, direction] = sorted.split(".");
      const isKnown = tables.get(name)?.heads.some(head => head.dataset.key === key);
      if (isKnown && (direction === "asc" || direction === "desc")) sorts.set(name, {key, direction});
    }
    for (const name of new Set([...before, ...sorts.keys()])) sort(name);
    filter();
    written = address;
    return isFiltered();
  }

  // Browsers limit how often an address may change.
  let remembering;
  function changed() {
    filter();
    clearTimeout(remembering);
    remembering = setTimeout(remember, 200);
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(changed));
  window.addEventListener("hashchange", restore);
  // Before the first letter is typed, so that it need not wait.
  form.elements.q.addEventListener("focus", () => records.forEach(section => section.rows.forEach(textOf)), {once: true});

  form.hidden = false;
  if (restore()) form.scrollIntoView();
})();
