// After a swap, move the focus to the error summary or the new question; after a failure, say so and offer a retry.
"use strict";

let lastForm = null;
const failure = () => document.getElementById("request-failed");

document.addEventListener("htmx:beforeRequest", (event) => {
  lastForm = event.detail.elt;
  if (failure()) failure().hidden = true;
});
document.addEventListener("htmx:afterSettle", () => {
  const target = document.getElementById("error-summary") || document.getElementById("question-heading");
  if (target) target.focus();
});
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, () => {
    if (failure()) failure().hidden = false;
  });
}
document.addEventListener("click", (event) => {
  if (event.target.id === "retry" && lastForm) lastForm.requestSubmit();
});
