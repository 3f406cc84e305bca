// A form that was refused: the note above it lists what is wrong, with a link to each field, and has the focus.
"use strict";

(() => {
  const note = document.querySelector("#content .errornote");
  const wrong = [...document.querySelectorAll("#content form [aria-invalid='true']")].filter(({ id }) => id);
  if (!note || !wrong.length) return;

  const textOf = (part) => part?.textContent.replace(/\s+/g, " ").trim() ?? "";
  const partOf = (control) => textOf(control.closest("fieldset.support, .inline-related, fieldset")
    ?.querySelector("legend, .inline_label, summary, h2"));
  const errorOf = (control) => textOf(document.getElementById(`${control.id}_error`)?.querySelector("li"));

  function goTo(control) {
    for (let box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    control.focus();
  }

  const list = document.createElement("ul");
  list.className = "error-links";
  for (const control of wrong.filter(({ id }) => !note.querySelector(`a[href="#${CSS.escape(id)}"]`))) {
    const [item, link] = [document.createElement("li"), document.createElement("a")];
    const label = textOf(control.labels?.[0]).replace(/:$/, "") || control.name;
    link.href = `#${control.id}`;
    link.textContent = [partOf(control), label, errorOf(control)].filter(Boolean).join(": ");
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(control);
    });
    item.append(link);
    list.append(item);
  }
  if (list.children.length) note.after(list);
  note.tabIndex = -1;
  window.addEventListener("load", () => note.focus()); // Django's own script focuses the first field before
})();
