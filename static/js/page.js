// Two things that pages are better with: a button that copies a link, and tables that stay tables where the style
// sheet lays them out as cards (some browsers forget the roles of parts that are displayed otherwise).
"use strict";

const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
const SCOPES = { col: "columnheader", row: "rowheader", rowgroup: "rowheader" };

for (const table of document.querySelectorAll("table.comparison, table.timeline, table.standings, .glimpse table")) {
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
    part.setAttribute("role", SCOPES[part.getAttribute("scope")] || ROLES[part.tagName]);
  }
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const told = button.closest(".copy-link").querySelector("[role=status]");
  const tell = (text) => { told.textContent = text; };
  button.hidden = false;
  button.addEventListener("click", () => {
    field.select();
    const failed = () => tell("The link is selected: copy it with your keyboard or menu.");
    if (!navigator.clipboard) return failed();
    navigator.clipboard.writeText(field.value).then(() => tell("Copied."), failed);
  });
}
