// Times as the reader's, with UTC beside: those on the page, and the one to publish at.
"use strict";

(() => {
  const language = document.documentElement.lang;
  const inWords = (moment, options) =>
    moment.toLocaleString(language, { dateStyle: "long", timeStyle: "short", ...options });

  for (const time of document.querySelectorAll("time.moment")) {
    const moment = new Date(time.dateTime);
    if (moment.getTimezoneOffset()) time.textContent = `${inWords(moment)} your time (${time.textContent.trim()})`;
  }

  const field = document.getElementById("publish_at");
  if (!field) return;
  const form = field.form;
  const utc = document.getElementById("publish_at_utc");

  function showUtc() {
    const moment = new Date(field.value);
    const isTime = !Number.isNaN(moment.getTime());
    form.elements.minutes_to_utc.value = isTime ? moment.getTimezoneOffset() : 0;
    utc.textContent = isTime ? `${inWords(moment, { timeZone: "UTC" })} UTC.` : "";
  }

  function nameButton() {
    form.querySelector("[type=submit]").value = form.elements.when.value === "later" ? "Schedule" : "Publish";
  }

  document.getElementById("publish_at_zone").textContent = "your time";
  field.addEventListener("input", () => {
    if (field.value) form.elements.when.value = "later";
    nameButton();
    showUtc();
  });
  form.addEventListener("change", (event) => {
    nameButton();
    if (event.target.name !== "when" || event.target.value !== "now") return;
    field.value = "";
    showUtc();
  });
  nameButton();
  showUtc();
})();
