// A link to a row opens it. Boxes grow with their text where the stylesheet cannot make them.
"use strict";

(() => {
  function openAround(part) {
    for (let box = part?.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  }

  function showTarget() {
    const target = document.getElementById(location.hash.slice(1));  // our fragments need no decoding
    if (!target) return;
    openAround(target);
    const row = target.querySelector(":scope > details.row");
    if (row) row.open = true;
    target.scrollIntoView();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash && link.hash) showTarget();
  });
  window.addEventListener("hashchange", showTarget);
  window.addEventListener("load", showTarget);

  if (CSS.supports("field-sizing", "content")) return;
  function grow(box) {
    box.style.blockSize = "auto";
    box.style.blockSize = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
  }
  const growAll = (part) => part.querySelectorAll("textarea.vLargeTextField").forEach(grow);

  document.addEventListener("input", ({ target }) => { if (target.matches("textarea.vLargeTextField")) grow(target); });
  document.addEventListener("toggle", ({ target }) => growAll(target), true);
  growAll(document);
})();
