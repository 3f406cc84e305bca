// A box that finds answers in a long list. Without JavaScript the box is not there, and the whole list is.
"use strict";

const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
let waiting;

function show() {
  const box = document.querySelector(".list-filter");
  if (box) box.hidden = false;
}

// What is ticked stays in sight, so that nobody sends an answer without seeing it.
function filter(input) {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const group of document.querySelectorAll(".choice-group")) {
    let visible = 0;
    for (const choice of group.querySelectorAll(".choice")) {
      const text = plain(choice.textContent);
      const matches = words.every((word) => text.includes(word));
      count += matches;
      choice.hidden = !matches && !choice.querySelector("input").checked;
      visible += !choice.hidden;
    }
    group.hidden = !visible;
  }
  // Said once the typing stops, and not after every letter.
  clearTimeout(waiting);
  const result = count === 1 ? "1 answer matches." : `${count || "No"} answers match.`;
  waiting = setTimeout(() => {
    document.getElementById("list-filter-count").textContent = words.length ? result : "";
  }, 400);
}

document.addEventListener("input", (event) => {
  if (event.target.id === "list-filter") filter(event.target);
});

// Enter would send the question before it is answered.
document.addEventListener("keydown", (event) => {
  if (event.target.id === "list-filter" && event.key === "Enter") event.preventDefault();
});

document.addEventListener("htmx:afterSettle", show);
show();
