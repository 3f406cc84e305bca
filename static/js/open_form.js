// Reports once a minute that a form is open, and shows who else has it open.
"use strict";

(() => {
  const MINUTE = 60_000;
  const notice = document.querySelector("[data-reports-to]");
  if (!notice) return;
  const token = notice.closest("form").elements.csrfmiddlewaretoken.value;
  const body = (more = {}) => new URLSearchParams({ path: location.pathname, csrfmiddlewaretoken: token, ...more });

  async function report() {
    const options = { method: "POST", body: body(), redirect: "manual" };
    const answer = await fetch(notice.dataset.reportsTo, options).catch(() => null);
    if (!answer?.ok) return; // signed out, or offline: the next report may get through
    const { notice: text } = await answer.json();
    if (notice.textContent !== text) notice.textContent = text;
  }

  window.addEventListener("pageshow", report);
  window.addEventListener("pagehide", () => navigator.sendBeacon(notice.dataset.reportsTo, body({ closed: "yes" })));
  setInterval(report, MINUTE);
})();
