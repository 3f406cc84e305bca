// What a page load does by itself and a swap does not: focus, one announcement, a way back, and a word when it fails.
"use strict";

let sending = null;
let swapped = -Infinity;
const failure = () => document.getElementById("request-failed");
const button = (form) => form.querySelector("[type=submit]");

const announcement = document.createElement("p");
announcement.id = "announcement";
announcement.className = "visually-hidden";
announcement.setAttribute("role", "status");
document.getElementById("main").append(announcement);

function wait(form) {
  sending = form;
  form.setAttribute("aria-busy", "true");
  button(form).dataset.label = button(form).textContent;
  button(form).textContent = "One moment …";
  announcement.textContent = "";
  if (failure()) failure().hidden = true;
}

function waitNoMore() {
  const form = document.querySelector("form[aria-busy]");
  if (!form) return;
  form.removeAttribute("aria-busy");
  button(form).textContent = button(form).dataset.label;
}

// The address that is left shows the question without the answer just given. Back would bring that; so it is replaced
// by the address of the question with its answer, before the next one is pushed or loaded.
function keepAnswer(form) {
  const given = new URLSearchParams(new FormData(form));
  const question = new URL(`${given.get("asked")}/`, form.action);
  given.delete("asked");
  question.search = given;
  history.replaceState(history.state, "", question);
}

function tellFailure() {
  waitNoMore();
  failure().hidden = false;
  failure().scrollIntoView({ block: "nearest" });
  document.getElementById("retry").focus();
}

document.addEventListener("htmx:beforeRequest", (event) => wait(event.detail.elt));

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { elt, xhr } = event.detail;
  const address = new URL(xhr.responseURL);
  if (xhr.status >= 400) return;
  if (xhr.getResponseHeader("HX-Redirect") || !address.searchParams.has("asked")) keepAnswer(elt);
});

// A sign-in page, or the page of an error that asking again does not mend, is a page of its own and no question.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status >= 500 || (xhr.status < 400 && xhr.responseText.includes('id="question"'))) return;
  event.preventDefault();
  location.assign(xhr.responseURL);
});

document.addEventListener("htmx:afterSettle", (event) => {
  swapped = event.timeStamp;
  const question = document.getElementById("question");
  const summary = document.getElementById("error-summary");
  if (question.getBoundingClientRect().top < 0) question.scrollIntoView({ block: "start" });
  (summary || document.getElementById("question-heading")).focus({ preventScroll: true });
  announcement.textContent = (summary ? "Error. " : "") + question.querySelector("[data-announce]").textContent;
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, tellFailure);
}

document.addEventListener("click", (event) => {
  if (event.target.id === "retry" && sending) {
    button(sending).focus();
    sending.requestSubmit();
  }
});

// The second half of a double click can find the next question already there: it would send it unanswered, choose
// what happens to stand below the pointer, or take the focus away. A key that is held down would send it, too.
for (const name of ["mousedown", "click"]) {
  document.addEventListener(name, (event) => {
    const isLate = event.timeStamp - swapped < 500;
    if (event.detail > 1 && (isLate || event.target.closest("[type=submit]"))) event.preventDefault();
  }, true);
}
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter") event.preventDefault();
}, true);

// Back from the recommendation can bring the page as it was left: waiting.
window.addEventListener("pageshow", waitNoMore);
