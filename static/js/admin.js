// Gives a name to each control that Django's widgets build without one, from the label of the field it stands for.
(() => {
  const labelOf = (id) => document.querySelector(`label[for="${CSS.escape(id)}"]`);

  function nameAutocomplete(select) {
    const label = labelOf(select.id);
    const combobox = select.nextElementSibling?.querySelector("[role=combobox]");
    if (!label || !combobox) return;
    label.id ||= `${select.id}_label`;
    const shown = combobox.querySelector(".select2-selection__rendered");
    const search = combobox.querySelector(".select2-search__field");
    shown.removeAttribute("role");
    shown.removeAttribute("aria-readonly");
    combobox.setAttribute("aria-labelledby", select.multiple ? label.id : `${label.id} ${shown.id}`);
    search?.setAttribute("aria-labelledby", label.id);
    if (select.multiple) dissolveList(shown);
  }

  // The list of what is chosen holds a button too, which a list may not.
  function dissolveList(list) {
    list.setAttribute("role", "none");
    for (const item of list.querySelectorAll("li")) item.setAttribute("role", "none");
  }

  // What opens below a field stands at the end of the page, and names the field in its id.
  function nameChoices(list) {
    const label = labelOf(list.id.replace(/^select2-(.*)-results$/, "$1"));
    if (!label) return;
    const search = list.closest(".select2-dropdown").querySelector(".select2-search__field");
    for (const part of [list, search]) part?.setAttribute("aria-labelledby", label.id);
  }

  function nameAll() {
    document.querySelectorAll("select.select2-hidden-accessible").forEach(nameAutocomplete);
    document.querySelectorAll(".select2-results__options[role=listbox]").forEach(nameChoices);
    document.querySelectorAll(".search-label-icon").forEach((icon) => icon.setAttribute("role", "img"));
  }

  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
  nameAll();
})();

// “/” leads to the search box from anywhere but a field, where it is a character.
(() => {
  const box = document.getElementById("desk-search-words");
  const takesText = (part) => part.closest("input, textarea, select, [contenteditable], [role=textbox], [role=combobox]");

  document.addEventListener("keydown", (event) => {
    if (!box || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || takesText(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
