// Rows with a position number are put in order by dragging, by arrow buttons, or by Alt and an arrow key.
// Rows and numbers always agree. Only the numbers are saved, with the rest of the form.
"use strict";

(() => {
  const STEP = 10; // between the numbers of rows that the server counts
  const EDGE = 64, SPEED = 12; // pixels from the end of the window, and pixels a frame: how a drag scrolls
  const ROWS = "#result_list > tbody > tr, .inline-related:not(.tabular, .empty-form), tr.form-row:not(.empty-form)";
  const parts = document.getElementById("order-parts")?.content;
  const status = document.getElementById("order-status");
  if (!parts) return;

  // --- the rows, and their numbers -------------------------------------------------------------------------------

  const fieldOf = (row) => row.querySelector("input[type=number][name$='-position']");
  const numberOf = (row) => (fieldOf(row).value === "" ? Infinity : Number(fieldOf(row).value));
  const boxOf = (row) => row.closest("tbody, fieldset");
  const rowsIn = (box) => [...box.querySelectorAll(ROWS)].filter(fieldOf);
  const rowOf = (part) => part.closest(ROWS)?.querySelector(".order") && part.closest(ROWS);
  const siblingsOf = (row) => {
    const { among } = fieldOf(row).dataset;
    return rowsIn(boxOf(row)).filter((other) => fieldOf(other).dataset.among === among);
  };

  function nameOf(row) {
    const name = row.querySelector(".inline_label, th, td.original p");
    return name?.textContent.trim().replace(/\s+/g, " ") || "The new row";
  }

  // The errors of a table's row are a row of their own above it.
  function withErrors(row) {
    const above = row.previousElementSibling;
    return above?.matches("tr") && !fieldOf(above) && !above.matches(".empty-form") ? [above, row] : [row];
  }

  // The others move around the row: what is moved itself loses the focus, and the pointer.
  function place(row, to) {
    const rows = siblingsOf(row), from = rows.indexOf(row);
    if (from < to) withErrors(row)[0].before(...rows.slice(from + 1, to + 1).flatMap(withErrors));
    else row.after(...rows.slice(to, from).flatMap(withErrors));
  }

  function sort(row) {
    const focused = document.activeElement;
    const sorted = siblingsOf(row).sort((a, b) => (numberOf(a) > numberOf(b)) - (numberOf(a) < numberOf(b)));
    sorted.forEach(place);
    if (document.activeElement !== focused) focused.focus({ preventScroll: true });
  }

  const sortAll = () => document.querySelectorAll(ROWS).forEach((row) => {
    if (rowOf(row) && siblingsOf(row)[0] === row) sort(row);
  });

  function write(row, number) {
    const field = fieldOf(row);
    if (field.value === String(number)) return;
    field.value = number;
    field.dispatchEvent(new Event("input", { bubbles: true })); // for what keeps unsent text
  }

  // Only the row that moved gets another number, if there is one between its neighbours: what others change stays apart.
  function renumber(row) {
    const rows = siblingsOf(row), at = rows.indexOf(row);
    const isPaged = "where" in document.getElementById("order-parts").dataset; // numbers on other pages are not known
    const [low, high] = [rows[at - 1], rows[at + 1]].map((other) => other && numberOf(other));
    const lowest = low ?? (isPaged ? Infinity : -1), highest = high ?? (isPaged ? -1 : Infinity);
    const isFree = (number) => number !== "" && number > lowest && number < highest;
    const between = Number.isFinite(highest) ? Math.floor((lowest + highest) / 2) : lowest + STEP;
    const free = [fieldOf(row).defaultValue, between].find(isFree);
    if (free !== undefined) write(row, free);
    else renumberAll(rows);
  }

  function renumberAll(rows) {
    const numbers = rows.map(numberOf).sort((a, b) => (a > b) - (a < b));
    let last = -1;
    rows.forEach((row, at) => {
      last = Number.isFinite(numbers[at]) ? Math.max(numbers[at], last + 1) : Math.max(last, 0) + STEP;
      write(row, last);
    });
  }

  function announce(row) {
    const rows = siblingsOf(row), { where = "" } = document.getElementById("order-parts").dataset;
    status.textContent = `${nameOf(row)} is now ${rows.indexOf(row) + 1} of ${rows.length}${where}.`;
  }

  function move(row, to) {
    const rows = siblingsOf(row), from = rows.indexOf(row);
    const end = Math.min(Math.max(to, 0), rows.length - 1);
    place(row, end);
    if (end !== from) renumber(row);
    announce(row);
    row.scrollIntoView({ block: "nearest" });
  }

  // --- by keys and by buttons ------------------------------------------------------------------------------------

  const KEYS = { ArrowUp: -1, ArrowDown: 1 };
  const TAKES_KEYS = "button, a, summary, input[type=checkbox], input[name$='-position']";
  const moveBy = (row, steps) => move(row, siblingsOf(row).indexOf(row) + steps);

  document.addEventListener("click", ({ target }) => {
    const button = target.closest(".order [data-steps]");
    if (button) moveBy(rowOf(button), Number(button.dataset.steps));
  });
  document.addEventListener("keydown", (event) => {
    const steps = event.altKey && !event.ctrlKey && !event.metaKey && KEYS[event.key];
    if (!steps || !event.target.matches(TAKES_KEYS) || !rowOf(event.target)) return;
    event.preventDefault();
    moveBy(rowOf(event.target), steps);
  });
  document.addEventListener("change", ({ target }) => {
    const row = target.matches("input[name$='-position']") && rowOf(target);
    if (row) setTimeout(() => { // the focus is where it goes to by then
      const before = siblingsOf(row).indexOf(row);
      sort(row);
      if (siblingsOf(row).indexOf(row) !== before) announce(row);
    });
  });

  // --- by dragging -----------------------------------------------------------------------------------------------

  function follow(row, y) {
    const rows = siblingsOf(row), from = rows.indexOf(row);
    const middleOf = (other) => { const box = other.getBoundingClientRect(); return box.top + box.height / 2; };
    let to = from;
    while (to + 1 < rows.length && y > middleOf(rows[to + 1])) to += 1;
    if (to === from) while (to > 0 && y < middleOf(rows[to - 1])) to -= 1;
    if (to !== from) place(row, to);
  }

  function drag(row, grip, { pointerId, clientY }) {
    const start = siblingsOf(row).indexOf(row), listeners = new AbortController();
    const signal = { signal: listeners.signal };
    let y = clientY, frame = 0;

    function scroll() {
      const direction = (y > innerHeight - EDGE) - (y < EDGE);
      if (direction) { scrollBy(0, direction * SPEED); follow(row, y); }
      frame = requestAnimationFrame(scroll);
    }
    function end(isDropped) {
      listeners.abort();
      cancelAnimationFrame(frame);
      row.classList.remove("is-dragged");
      const to = siblingsOf(row).indexOf(row);
      if (isDropped && to !== start) renumber(row);
      if (!isDropped) place(row, start);
      announce(row);
    }

    row.classList.add("is-dragged");
    grip.setPointerCapture(pointerId);
    grip.addEventListener("pointermove", (event) => { y = event.clientY; follow(row, y); }, signal);
    grip.addEventListener("pointerup", () => end(true), signal);
    grip.addEventListener("pointercancel", () => end(false), signal);
    document.addEventListener("keydown", ({ key }) => { if (key === "Escape") end(false); }, signal);
    frame = requestAnimationFrame(scroll);
  }

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    if (!grip || event.button || !event.isPrimary) return;
    event.preventDefault();
    drag(rowOf(grip), grip, event);
  });

  // --- handles -----------------------------------------------------------------------------------------------------

  function addHandle(row) {
    const handle = parts.querySelector(".order").cloneNode(true), name = nameOf(row);
    for (const button of handle.querySelectorAll("button")) button.ariaLabel = button.ariaLabel.replace("{}", name);
    if (!row.matches("tr")) row.querySelector("h3").after(handle);
    else if (row.matches(".form-row")) fieldOf(row).before(handle);
    else {
      row.prepend(document.createElement("td"));
      row.firstChild.append(handle);
    }
  }

  function addHelp(box) {
    const help = parts.querySelector(".order-help").cloneNode(true), table = box.closest(".results");
    if (table) table.before(help);
    else box.querySelector(".inline-heading").after(help);
  }

  function addHead(table) {
    const head = table.tHead.rows[0];
    head.prepend(document.createElement("th"));
    head.firstChild.scope = "col";
    head.firstChild.append(Object.assign(document.createElement("span"), {
      className: "visually-hidden", textContent: "Order",
    }));
  }

  function addHandles(box) {
    const rows = rowsIn(box);
    if (rows.length < 2) return;
    if (!document.querySelector(".order-help")) addHelp(box); // once on a page
    if (box.matches("tbody") && !box.querySelector(".order")) addHead(box.closest("table"));
    for (const row of rows) if (!row.querySelector(".order")) addHandle(row);
  }

  document.querySelectorAll("#result_list > tbody, .inline-group fieldset").forEach((box) => {
    if (!box.parentElement.closest("fieldset, tbody")) addHandles(box);
  });
  document.addEventListener("formset:added", ({ target }) => addHandles(target.closest("fieldset")));

  // Django counts its rows as they come when one is removed: those that are saved have to come first.
  document.addEventListener("click", ({ target }) => {
    if (!target.closest(".inline-deletelink")) return;
    const rows = rowsIn(boxOf(target.closest(ROWS)));
    const indexOf = (row) => Number(/-(\d+)$/.exec(row.id)[1]);
    rows.sort((a, b) => indexOf(a) - indexOf(b)).forEach(place);
    setTimeout(sortAll);
  }, true);

  window.addEventListener("pageshow", sortAll);

  // A list keeps no unsent text, so it asks before an order that was not saved is left.
  const list = document.querySelector("#changelist-form");
  let isSubmitting = false;
  list?.addEventListener("submit", () => { isSubmitting = true; });
  window.addEventListener("beforeunload", (event) => {
    const isMoved = list && rowsIn(list).some((row) => fieldOf(row).value !== fieldOf(row).defaultValue);
    if (isMoved && !isSubmitting) event.preventDefault();
  });
})();
