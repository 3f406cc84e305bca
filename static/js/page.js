// Three things that pages are better with: a button that copies a link, tables that stay tables where the style sheet
// lays them out as cards (some browsers forget the roles of parts that are displayed otherwise), and tables that the
// Tab key stops at only where there is something to scroll.
"use strict";

const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
const SCOPES = { col: "columnheader", row: "rowheader", rowgroup: "rowheader" };

for (const table of document.querySelectorAll("table.comparison, table.timeline, table.standings, .glimpse table")) {
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
    part.setAttribute("role", SCOPES[part.getAttribute("scope")] || ROLES[part.tagName]);
  }
}

const frames = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const scrolls = target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
    if (scrolls) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const frame of document.querySelectorAll(".scroll, .table-frame")) frames.observe(frame);

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const status = button.closest(".copy-link").querySelector("[role=status]");
  const announce = (text) => { status.textContent = text; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const failed = () => {
      field.select();
      announce("The link is selected: copy it with your keyboard or menu.");
    };
    if (!navigator.clipboard) return failed();
    navigator.clipboard.writeText(field.value).then(() => announce("Copied."), failed);
  });
}
